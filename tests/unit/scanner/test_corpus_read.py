"""What is read of the photographs drawn for the decoder: ours reads more of them than either library alone."""

import pytest

from tests.benchmarks.bench_decode import OURS, PYZBAR, ZXING, Sight, seen
from tests.corpus.classes import CLASSES
from tests.corpus.generate import photograph, severity_of

SAMPLE = ("gaussian blur", "noise", "glare", "dark mode", "moire")


@pytest.fixture(scope="module")
def sights() -> list[Sight]:
    small = range(0, 12, 2)
    return [seen(*photograph(what, number, seed=5)) for what in SAMPLE for number in small]


def test_ours_reads_more_than_either_decoder_alone(sights: list[Sight]) -> None:
    read = {name: sum(sight.read[name] for sight in sights) for name in (PYZBAR, ZXING, OURS)}
    assert read[OURS] > max(read[PYZBAR], read[ZXING])


def test_ours_loses_no_picture_that_either_decoder_reads_alone(sights: list[Sight]) -> None:
    assert not [s for s in sights if (s.read[PYZBAR] or s.read[ZXING]) and not s.read[OURS]]


def test_severities_reach_from_what_every_decoder_reads_to_what_none_does(
    sights: list[Sight],
) -> None:
    assert any(all(sight.read.values()) for sight in sights)
    assert any(not any(sight.read.values()) for sight in sights)


@pytest.mark.parametrize("what", CLASSES)
def test_the_mildest_of_every_class_is_read_by_zxing_or_zbar(what: str) -> None:
    mildest = min(range(0, 12, 2), key=severity_of)
    sight = seen(*photograph(what, mildest, seed=1))
    assert sight.read[PYZBAR] or sight.read[ZXING]
