"""Numbers of people, planted wherever a person of the store can type: none of them is in any file."""

import io
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook

from terminal_app.domain.event import CaseStep
from terminal_app.domain.export import Export
from terminal_app.exports.csv_file import Encoding
from terminal_app.exports.fields import item_name, serial_number
from terminal_app.exports.files import Form, files
from terminal_app.usecases import views
from terminal_app.usecases.settle_exception import settle_exception
from terminal_app.wording import Language, Wording
from tests.support.exports import MANAGER, busy_day, made
from tests.support.terminal import make_terminal

PHONE, ID_NUMBER, CARD = "13812345678", "371502199001011234", "6222021234567890123"
GROUPED = ("138 1234 5678", "138-1234-5678", "371502-19900101-123X", "6222 0212 3456 7890 123")
CANARIES = (PHONE, ID_NUMBER, CARD, *GROUPED)
NOTE = "张先生 {} 已退款"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Export]:
    """A day with a canary in each item name, and all of them in the notes of its exception."""
    till = make_terminal(tmp_path_factory.mktemp("told") / "till")
    busy_day(till, *(f"冰箱 张先生{one}" for one in CANARIES))
    (line,) = views.exceptions(till.terminal)
    for step in (CaseStep.NOTED, CaseStep.SETTLED):
        note = NOTE.format(" ".join(CANARIES))
        settle_exception(
            till.terminal, entry_id=line.entry_id, step=step, note=note, operator=MANAGER
        )
    yield made(till)
    till.opened.close()


def texts(export: Export, words: Wording, form: Form, encoding: Encoding) -> Iterator[str]:
    for name, content in files(
        export, words, form=form, name=f"d.{form}", encoding=encoding
    ).items():
        if not name.endswith(".xlsx"):
            yield content.decode("gb18030" if encoding is Encoding.GB18030 else "utf-8")
            continue
        for sheet in load_workbook(io.BytesIO(content)):
            yield "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("form", "encoding"),
    [*((form, Encoding.UTF_8) for form in Form), (Form.CSV, Encoding.GB18030)],
)
def test_no_number_of_a_person_is_in_any_file(
    told: Export, words: Wording, form: Form, encoding: Encoding
) -> None:
    for text in texts(told, words, form, encoding):
        assert not [one for one in CANARIES if one in text]
        assert "已退款" not in text, "a note stays in the store"


def test_a_masked_number_still_tells_two_of_them_apart(told: Export) -> None:
    shown = "\n".join(texts(told, Wording(Language.ZH), Form.CSV, Encoding.UTF_8))
    for mask in ("138****5678", "371****1234", "622****0123", "371****123X"):
        assert f"冰箱 张先生{mask}" in shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("冰箱 6351234567", "冰箱 ****67"),
        ("送 0635-8123456", "送 0635-****56"),
        ("冰箱+8613812345678", "冰箱+861****5678"),
        ("１３８１２３４５６７８", "１３８****５６７８"),
        ("138\u200b1234\u200b5678", "138****5678"),
        ("E12345678", "E****78"),
        ("滚筒洗衣机 XQG100-14126", "滚筒洗衣机 XQG100-14126"),
        ("BCD-520WKPZM 2024", "BCD-520WKPZM 2024"),
        ("6901234567892", "6901234567892"),
        ("6901234567893", "690****7893"),
        ("冰箱 13600000000012", "冰箱 136****0012"),
    ],
)
def test_a_typed_number_is_masked_unless_it_is_a_model_or_a_barcode(name: str, shown: str) -> None:
    assert item_name(name, barcode=None, serial=None) == shown


def test_the_own_numbers_of_an_item_stay_in_its_name() -> None:
    assert item_name("12345670", barcode="12345670", serial=None) == "12345670"
    assert item_name("冰箱 SN20240128001", barcode=None, serial="SN20240128001").endswith("001")
    assert item_name(PHONE, barcode=None, serial=PHONE) == "138****5678"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (PHONE, "138****5678"),
        (f"张先生{ID_NUMBER}", "张先生371****1234"),
        ("20240128000000000017", "20240128000000000017"),
        ("SN13812345678", "SN13812345678"),
        (None, ""),
    ],
)
def test_a_serial_number_is_whole_unless_it_is_a_persons(typed: str | None, shown: str) -> None:
    assert serial_number(typed) == shown
