"""The guide: every code has its page in both languages, said in so few lines that they are read at the counter."""

import ast
from pathlib import Path

import pytest

import terminal_app
from terminal_app.domain.refusal import Reason, Refused, Trouble
from terminal_app.wording import Language, Wording, guide
from terminal_app.wording.catalogue import Catalogue, parts_of
from tests.support.platform_codes import PROBLEM_CODES

ROOT = Path(__file__).parents[3]
WORDS = {language: Wording(language) for language in Language}
each_language = pytest.mark.parametrize("language", Language)
STEPS_MAX = 3
LINE_MAX = {Language.ZH: 90, Language.EN: 190}


@each_language
@pytest.mark.parametrize("code", [*Reason, *Trouble, guide.DEFECT], ids=str)
def test_every_code_has_a_page_with_every_part(language: Language, code: str) -> None:
    page = guide.page_of(str(code), WORDS[language])
    assert page.code == code
    assert 1 <= len(page.steps) <= STEPS_MAX
    for text in (page.title, page.meaning, page.why, *page.steps, page.call, page.safe):
        assert text
        assert text == text.strip()
        assert "\n" not in text
        assert len(text) <= LINE_MAX[language], text


@each_language
def test_a_page_needs_no_fact(language: Language) -> None:
    catalogue = Catalogue(language, parts_of(language))
    for code in guide.CODES:
        assert not catalogue.variables(guide.key_of(code)), code


@each_language
def test_there_is_no_page_of_a_code_that_is_none(language: Language) -> None:
    catalogue = Catalogue(language, parts_of(language))
    keys = {guide.key_of(code) for code in guide.CODES}
    shared = {f"guide-{one}" for one in SHARED}
    assert {key for key in catalogue.keys if key.startswith("guide-")} == keys | shared


SHARED = {"heading", "intro", "meaning", "why", "steps", "call", "safe", "count", "hint", "keys"}


@each_language
def test_pages_are_told_apart_by_their_titles(language: Language) -> None:
    titles = [one.title for one in guide.pages(WORDS[language])]
    assert len(set(titles)) == len(titles)


@each_language
def test_the_documents_say_what_the_program_says(language: Language) -> None:
    written = (ROOT / "docs" / f"guide.{language.value}.md").read_text(encoding="utf-8")
    assert written == guide.document(WORDS[language]), "run: make guide"


def test_every_problem_code_of_the_platform_leads_to_a_page() -> None:
    # What only the platform's own desk, wallet and API explorers can meet is no terminal's to explain.
    desk = {"not_found", "page_unknown", "public_key_invalid", "report_unknown", "request_invalid"}
    desk |= {"span_invalid", "store_unknown", "wallet_unknown"}
    assert PROBLEM_CODES - desk
    for code in PROBLEM_CODES - desk:
        assert guide.code_in(code), code


def test_a_code_is_found_however_it_is_typed() -> None:
    for text in ("code_expired", "CODE-EXPIRED", " code_expired "):
        assert guide.code_in(text) == "code_expired"
    assert guide.code_in("token_forged") == "code_forged"
    assert guide.code_in("13800138000") == ""


@each_language
def test_pages_are_found_by_what_stands_in_them(language: Language) -> None:
    text = {Language.ZH: "时钟", Language.EN: "clock"}[language]
    found = guide.found(text, WORDS[language])
    assert isinstance(found, tuple)
    assert Reason.CODE_NOT_YET in {one.code for one in found}


def test_what_is_nowhere_is_refused_with_what_is_near() -> None:
    refused = guide.found("code_expird", WORDS[Language.ZH])
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.GUIDE_UNKNOWN
    assert "code_expired" in str(refused.facts["near"])
    nothing = guide.found("\x1b[2J zzzz", WORDS[Language.ZH])
    assert isinstance(nothing, Refused)
    assert nothing.facts["near"] == ""


def test_a_page_promises_money_and_coupon_only_what_its_code_keeps() -> None:
    # What was accepted before is never called untouched.
    for code in (Reason.UPLOAD_TOO_LATE, Trouble.STORAGE_UNKNOWN, Trouble.STORAGE_FULL):
        page = guide.page_of(code.value, WORDS[Language.ZH])
        assert "还没有核销，券没有动" not in page.safe


def test_the_defect_of_a_program_has_the_code_that_the_command_line_prints() -> None:
    source = Path(terminal_app.__path__[0]) / "cli" / "output.py"
    constants = {
        node.value
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert guide.DEFECT in constants
