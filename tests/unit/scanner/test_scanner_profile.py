"""The doctor says what is taken off every scan."""

from __future__ import annotations

from pathlib import Path

import pytest

from terminal_app import config, surroundings
from terminal_app.domain.check import Check, Health
from terminal_app.usecases.diagnose import diagnose


def profile(folder: Path) -> Check:
    (found,) = (
        one for one in diagnose(surroundings.of_pc(folder, None)) if one.name == "scanner_profile"
    )
    return found


@pytest.mark.parametrize(
    ("prefix", "suffix", "saying"),
    [
        ("", "", "scanner-profile-plain"),
        ("SH", "", "scanner-profile-ok"),
        ("", "#", "scanner-profile-ok"),
    ],
)
def test_the_doctor_tells_what_the_scanner_check_has_saved(
    tmp_path: Path, prefix: str, suffix: str, saying: str
) -> None:
    config.save(tmp_path, table="scanner", values={"prefix": prefix, "suffix": suffix})
    assert profile(tmp_path).saying == saying
    assert profile(tmp_path).health is Health.OK


@pytest.mark.parametrize(("prefix", "suffix"), [("1", ""), ("", "00"), ("SH", "7")])
def test_a_profile_of_digits_would_cut_digits_off_codes(
    tmp_path: Path, prefix: str, suffix: str
) -> None:
    config.save(tmp_path, table="scanner", values={"prefix": prefix, "suffix": suffix})
    assert profile(tmp_path).health is Health.WARNING


def test_before_any_check_the_doctor_points_to_it(tmp_path: Path) -> None:
    assert profile(tmp_path).saying == "scanner-profile-plain"
