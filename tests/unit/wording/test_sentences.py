"""Every refusal and every trouble has a sentence and a next step, whatever facts there are."""

import ast
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import terminal_app
from terminal_app.domain.event import SENT
from terminal_app.domain.instant import from_text
from terminal_app.domain.money import Money
from terminal_app.domain.redemption import RedemptionState, SaleState
from terminal_app.domain.refund import RefundKind
from terminal_app.domain.refund_record import RefundState
from terminal_app.domain.refusal import EnvironmentTrouble, Fact, Reason, Refused, Trouble
from terminal_app.wording import Language, Sentence, Tone, Wording, fact

WORDS = {language: Wording(language) for language in Language}
ZH, EN = WORDS[Language.ZH], WORDS[Language.EN]
AT = from_text("2024-02-01T15:42:10.123+08:00")
OBEYED = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}

VALUES: dict[str, Fact] = {
    "member": "journal.jsonl",
    "decision": "record-bcdfg-hjkmn",
    "asked": 3,
    "at": AT,
    "bad_lines": 3,
    "barcode": "6901234567892",
    "camera": "/dev/video2",
    "campaign": "家电促消费活动",
    "code": "store_unknown",
    "days": 401,
    "days_max": 400,
    "date": "2024-01-28",
    "dearest": Money(199_900),
    "difference": "missing_there-912401271542106027718358-1",
    "digits": 120,
    "discount": Money(60_000),
    "ended": AT,
    "entry": "912401271542106027718358",
    "environment": "training",
    "expired": AT,
    "file": "/data/journal.db",
    "first": "2024-01-28",
    "folder": "/data",
    "found": 9,
    "frames": 93,
    "hotline": "95533",
    "hours": 24,
    "issued": AT,
    "item": "海尔冰箱",
    "kept": AT,
    "key": "54a1b2c3",
    "known": 2,
    "last": "2024-01-27",
    "late_s": 35,
    "left": 2,
    "least": 4,
    "length": 11,
    "limit": 20,
    "line": 4,
    "name": "王芳",
    "near": "code_expired, code_not_yet",
    "now": AT,
    "operator": "1001",
    "other": "2024-01-29",
    "ours": 41,
    "exceptions": 1,
    "outstanding": 20,
    "paid": Money(839_900),
    "problem": "disk I/O error",
    "record": "912401271542106027718358",
    "returned": Money(839_900),
    "round": 1,
    "sales": 1,
    "since": AT,
    "theirs": 44,
    "undecided": 1,
    "waiting": 3,
    "sale": "902401271542104839205174",
    "serial": "SN1",
    "shift": 3,
    "short": Money(100),
    "starts": AT,
    "store": "店",
    "terminal": "T0017",
    "text": "12e9",
    "threshold": Money(200_000),
    "type": 700,
    "url": "http://127.0.0.1:1",
    "version": "3.33.0",
    "wait_s": 90,
    "wanted": "3.37.0",
    "why": "疑似套利",
}
"""A value for every fact that the code passes with a refusal or trouble, under its name."""

BY_VARIABLE: dict[Reason, set[str]] = {
    Reason.ROUND_NOT_STARTED: {"round", "starts", "ended"},
    Reason.ROUND_ENDED: {"round", "starts", "ended"},
    Reason.SALE_COMPLETED: {"sale", "at"},
    Reason.SALE_REVERSED: {"sale", "at"},
    Reason.SALE_NOT_ACCEPTED: {"sale", "at"},
    Reason.SALE_OPEN: {"sale", "at"},
    Reason.REFUND_IN_PROGRESS: {"sale"},
    Reason.ALREADY_ENROLLED: {"terminal", "store"},
    Reason.CHAIN_FORKED: {"ours", "theirs"},
}
"""Refusals whose facts are put together before the call, where the scan below does not see them."""


def calls(name: str) -> Iterator[ast.Call]:
    """Every call of that name in the program, the sandbox aside."""
    root = Path(terminal_app.__path__[0])
    for path in root.rglob("*.py"):
        if "sandbox" in path.relative_to(root).parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                yield node


def refusals_made() -> Iterator[tuple[Reason, frozenset[str]]]:
    """Each refusal the code makes by name, with the names of the facts it passes."""
    for call in calls("Refused"):
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        reason, facts = given.get("reason"), given.get("facts")
        if not isinstance(reason, ast.Attribute) or not reason.attr.isupper():
            continue
        code = Reason[reason.attr]
        if isinstance(facts, ast.Dict):
            yield (
                code,
                frozenset(
                    key.value
                    for key in facts.keys
                    if isinstance(key, ast.Constant) and isinstance(key.value, str)
                ),
            )
        else:
            yield code, frozenset(BY_VARIABLE.get(code, ()) if facts is not None else ())


def troubles_made() -> Iterator[tuple[Trouble, frozenset[str]]]:
    for call in calls("EnvironmentTrouble"):
        first = call.args[0] if call.args else None
        if isinstance(first, ast.Attribute):
            yield (
                Trouble[first.attr],
                frozenset(keyword.arg for keyword in call.keywords if keyword.arg),
            )


def assert_plain(sentence: Sentence) -> None:
    for text in (sentence.what, sentence.next_step):
        assert text
        assert text == text.strip()
        assert "  " not in text
        assert "{" not in text
        assert not OBEYED & {unicodedata.category(char) for char in text}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_says_what_is_wrong_and_what_to_do(language: Language, reason: Reason) -> None:
    for facts in ({}, VALUES):
        assert_plain(WORDS[language].reason(reason, facts))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_says_what_is_wrong_and_what_to_do(
    language: Language, trouble: Trouble
) -> None:
    for facts in ({}, VALUES):
        assert_plain(WORDS[language].trouble(EnvironmentTrouble(trouble, **facts)))


def test_the_scan_sees_the_refusals_of_the_code() -> None:
    assert len({reason for reason, _ in refusals_made()}) >= 25
    assert len({trouble for trouble, _ in troubles_made()}) >= 8


@pytest.mark.parametrize("language", Language)
def test_no_sentence_lacks_a_fact_where_the_code_gives_its_facts(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fact, "UNKNOWN", "LACKING")
    lacking = [
        (code.value, sentence.what)
        for code, names, sentence in _said_with_the_facts_of_the_code(WORDS[language])
        if "LACKING" in sentence.what + sentence.next_step
    ]
    assert lacking == []


def _said_with_the_facts_of_the_code(
    words: Wording,
) -> Iterator[tuple[Reason | Trouble, frozenset[str], Sentence]]:
    for reason, names in refusals_made():
        yield reason, names, words.reason(reason, {name: VALUES[name] for name in names})
    for trouble, names in troubles_made():
        facts = {name: VALUES[name] for name in names}
        yield trouble, names, words.trouble(EnvironmentTrouble(trouble, **facts))


@pytest.mark.parametrize("language", Language)
def test_the_offline_limits_are_told_with_their_amounts(language: Language) -> None:
    facts: dict[str, Fact] = {
        "outstanding": Money(980_000),
        "discount": Money(60_000),
        "limit": Money(1_000_000),
    }
    what = WORDS[language].reason(Reason.OFFLINE_MONEY_REACHED, facts).what
    assert all(figure in what for figure in ("9,800.00", "600.00", "10,000.00"))


def test_below_the_threshold_the_sentence_says_by_how_much() -> None:
    facts = {"dearest": Money(199_900), "threshold": Money(200_000), "short": Money(100)}
    refused = Refused(reason=Reason.BELOW_THRESHOLD, facts=facts)
    assert ZH.refusal(refused).what == "单件最高 1,999.00 元，未满 2,000.00 元，差 1.00 元"
    assert EN.refusal(refused).what == (
        "The dearest unit costs ¥1,999.00, under the threshold of ¥2,000.00 by ¥1.00."
    )


def test_an_expired_code_asks_the_shopper_to_refresh_it() -> None:
    said = ZH.reason(Reason.CODE_EXPIRED, {"expired": AT, "late_s": 35})
    assert said.what == "券码已过期 35 秒"
    assert said.next_step == "请顾客在建行生活 App 里刷新券码后再扫一次"


def test_an_optional_fact_is_left_out_and_so_is_an_empty_one() -> None:
    full = ZH.reason(Reason.COUPON_USED_HERE, {"sale": "9024", "at": AT}).what
    assert full == "这张券已于 2月1日 15:42 在本终端用过（订单 9024）"
    assert ZH.reason(Reason.COUPON_USED_HERE, {}).what == "这张券已在本终端用过"
    assert ZH.reason(Reason.COUPON_USED_HERE, {"sale": ""}).what == "这张券已在本终端用过"


def test_a_fork_under_another_key_promises_no_upload_and_one_under_ours_does() -> None:
    for words in WORDS.values():
        known, other = (
            words.trouble(EnvironmentTrouble(Trouble.TERMINAL_FORKED, ours=4, theirs=theirs))
            for theirs in (3, 0)
        )
        assert "sync" in known.next_step
        assert "sync" not in other.next_step
        assert "95533" in other.next_step


def test_too_many_units_are_refused_with_what_is_left() -> None:
    asked: dict[str, Fact] = {"item": "挂架", "asked": 3, "left": 2}
    assert ZH.reason(Reason.REFUND_TOO_MANY, asked).what == "「挂架」只剩 2 件可退，不能退 3 件"
    assert EN.reason(Reason.REFUND_TOO_MANY, asked).what == (
        "Only 2 of “挂架” can still come back, not 3."
    )
    none = ZH.reason(Reason.REFUND_TOO_MANY, asked | {"asked": 0, "left": 0}).what
    assert none == "「挂架」已经全部退过，没有可退的了"


def test_a_coupon_that_rests_says_until_when() -> None:
    said = ZH.reason(Reason.COUPON_RESTING, {"at": AT, "sale": "9024"})
    assert said.what == "这张券退款后恢复，2月1日 15:42 起才能再用"


def test_a_round_ends_as_the_notice_writes_it() -> None:
    facts = {"round": 1, "ended": from_text("2024-02-02T00:00:00+08:00")}
    assert ZH.reason(Reason.ROUND_ENDED, facts).what == (
        "第 1 轮消费券已过有效期，有效至 2月1日 24:00"
    )


@settings(derandomize=True, max_examples=40, deadline=None)
@given(
    hostile=st.text(
        st.one_of(
            st.characters(exclude_categories=[]),
            st.sampled_from("[/]@{$}\x1b\x9b\u202e\u2066\u2068\u200b\n"),
        ),
        max_size=60,
    ),
    reason=st.sampled_from(Reason),
    language=st.sampled_from(Language),
)
def test_hostile_facts_come_out_as_plain_text(
    hostile: str, reason: Reason, language: Language
) -> None:
    facts = {name: hostile if isinstance(value, str) else value for name, value in VALUES.items()}
    said = WORDS[language].reason(reason, facts)
    for text in (said.what, said.next_step):
        assert not OBEYED & {unicodedata.category(char) for char in text}


def test_markup_and_fluent_syntax_in_a_fact_stay_text() -> None:
    hostile = "[/] [@click=app.quit]{ $limit }\x1b[2J\u202e"
    said = ZH.reason(Reason.ITEM_UNREADABLE, {"text": hostile}).what
    assert said == "商品写法不对：「[/] [@click=app.quit]{ $limit }」"


@pytest.mark.parametrize("language", Language)
def test_every_state_has_a_word_a_glyph_and_a_tone_of_its_own(language: Language) -> None:
    for states in (RedemptionState, SaleState, RefundState):
        verdicts = [WORDS[language].verdict(state) for state in states]
        assert len({one.word for one in verdicts}) == len(states)
        assert len({one.glyph for one in verdicts}) == len(states)
        assert all(len(one.glyph) == 1 for one in verdicts)


@pytest.mark.parametrize("language", Language)
def test_every_kind_of_refund_has_a_word_of_its_own(language: Language) -> None:
    assert len({WORDS[language].kind(kind) for kind in RefundKind}) == len(RefundKind)
    assert [ZH.kind(kind) for kind in RefundKind] == ["全额退款", "部分退款", "拆单退款", "撤销"]


@pytest.mark.parametrize("language", Language)
def test_everything_that_can_wait_in_the_queue_has_a_word(language: Language) -> None:
    said = {WORDS[language].say(f"event-{kind.replace('_', '-')}") for kind in SENT}
    assert len(said) == len(SENT)


def test_a_state_of_a_refund_is_not_taken_for_one_of_a_redemption() -> None:
    assert RefundState.CONFIRMED == RedemptionState.CONFIRMED
    assert ZH.state(RefundState.CONFIRMED) == "平台已确认"
    assert ZH.state(RedemptionState.CONFIRMED) == "在线确认"


def test_the_states_of_the_counter_are_the_words_cashiers_know() -> None:
    assert [ZH.state(one) for one in RedemptionState] == [
        "核销中",
        "在线确认",
        "拒绝",
        "离线受理",
        "已冲正",
        "异常",
    ]
    assert ZH.verdict(RedemptionState.CONFIRMED).tone is Tone.GOOD
    assert ZH.verdict(RedemptionState.ACCEPTED_OFFLINE).tone is Tone.CAUTION
    assert ZH.verdict(RedemptionState.DECLINED).tone is Tone.BAD
