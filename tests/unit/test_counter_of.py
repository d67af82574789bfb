"""What the screens are given by bootstrap."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from qrcode.main import QRCode

from terminal_app.bootstrap import counter_of
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.scanner.text import Kind, ScannedText, Source
from terminal_app.tui.counter import DecodeFile
from terminal_app.usecases.complete import complete
from terminal_app.usecases.refund import Refunded, RefundRequest, refund
from terminal_app.wording import Language
from tests.support.terminal import OPERATOR, Till, make_terminal, redeemed


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = make_terminal(tmp_path / "terminal")
    yield till
    till.opened.close()


def decode_file_of(till: Till) -> DecodeFile:
    counter = counter_of(till.opened, language=Language.ZH, operator=OPERATOR, shopper=None)
    assert counter.decode_file is not None
    return counter.decode_file


def test_the_code_in_a_picture_is_read_as_a_scan(till: Till, tmp_path: Path) -> None:
    code = QRCode()
    code.add_data(till.code())
    code.make_image().save(tmp_path / "code.png")
    scanned = decode_file_of(till)(str(tmp_path / "code.png"))
    assert isinstance(scanned, ScannedText)
    assert (scanned.kind, scanned.source) == (Kind.COUPON, Source.IMAGE)


def test_a_picture_that_is_not_there_is_trouble_with_a_name(till: Till, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble) as met:
        decode_file_of(till)(str(tmp_path / "nothing.png"))
    assert met.value.trouble is Trouble.FILE_MISSING


def test_the_slip_of_a_refund_is_in_a_file_and_the_second_one_is_a_copy(till: Till) -> None:
    counter = counter_of(till.opened, language=Language.ZH, operator=OPERATOR, shopper=None)
    sale_id = redeemed(till.redeem()).redemption.requested.sale_id
    complete(till.terminal, sale_id=sale_id, operator=OPERATOR)
    done = refund(till.terminal, RefundRequest(sale_id=sale_id, operator=OPERATOR))
    assert isinstance(done, Refunded)
    assert counter.print_refund_slip is not None
    first = counter.print_refund_slip(done.redemption, done.refund, OPERATOR)
    second = counter.print_refund_slip(done.redemption, done.refund, OPERATOR)
    assert Path(first.path).exists()
    assert (first.copy, second.copy) == (False, True)
