"""The store manager's evening by keyboard: figures to their sales, shifts, reconciliation, exceptions, files."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from terminal_app.domain.day import day_of
from terminal_app.tui.screens import office
from terminal_app.usecases import views
from terminal_app.usecases.close_shift import shifts
from terminal_app.usecases.reconcile import Reconciled, reconciled
from tests.support.evening import MANAGER, an_evening, empty_statement, sold, with_people
from tests.support.terminal import OPERATOR
from tests.tui.stage import Hands, Stage

TODAY = date(2024, 1, 29)


@pytest.fixture
def evening(stage: Stage) -> Stage:
    """The manager at the till, in the evening."""
    an_evening(stage.till)
    return replace(stage, operator=MANAGER)


def test_one_key_shows_the_days_figures_beside_those_of_the_day_before(evening: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t")
        assert "2024-01-29（今天）" in hands.seen
        assert "41,893.00     2,900.00    38,993.00 ↑ 多 3" in hands.seen
        assert "+23,896.00    +1,400.00   +22,496.00 ↑ 100.0%" in hands.seen
        assert "未处理异常 2 条" in hands.seen
        assert "每 1 元补贴带动销售 14.45 元" in hands.seen
        await hands.press("left")
        assert "2024-01-28（昨天）" in hands.seen
        assert "17,997.00     1,500.00    16,497.00 ↑ 多 3" in hands.seen
        await hands.press("t", "w")
        assert "2024-01-23 – 2024-01-29（今天）" in hands.seen
        await hands.press("escape")
        assert "请扫顾客的券码" in hands.seen

    evening.play(story)


def test_the_subsidy_is_split_to_the_fen_on_the_screen(evening: Stage) -> None:
    evening.size = (120, 40)

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t")
        assert "2,718.75" in hands.seen
        assert "181.25" in hands.seen

    evening.play(story)


def test_enter_opens_the_sales_behind_a_figure_and_the_story_of_one(evening: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "enter")
        assert "核销 · 6 笔" in hands.seen
        assert "海尔 双" in hands.seen
        await hands.press("enter")
        assert "请求核销：600 元券" in hands.seen
        assert "SN SN20240001" in hands.seen
        await hands.press("end")
        assert "平台确认退款，券已恢复" in hands.seen
        await hands.press("escape", "escape")
        assert "2024-01-29（今天）" in hands.seen

    evening.play(story)


def test_a_heading_opens_nothing(evening: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", *["down"] * 5, "enter")
        assert "2024-01-29（今天）" in hands.seen

    evening.play(story)


def test_letters_mean_the_same_with_caps_lock_on(evening: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "W")
        assert "2024-01-23 – 2024-01-29（今天）" in hands.seen
        await hands.press("4", "K")
        assert "接手（赵敏" in hands.seen
        await hands.press("2", "f9", "N")
        assert "交班？" not in hands.seen
        await hands.press("f9", "Y")
        assert "交班单（Z）" in hands.seen

    evening.play(story)


@pytest.mark.parametrize(
    ("row", "sales"),
    [("  增减 ", "核销 2024-01-28 · 3 笔"), ("补贴 ", "补贴 · 6 笔"), ("  省级", "· 6 笔")],
)
def test_differences_and_subsidies_open_their_sales_too(
    evening: Stage, row: str, sales: str
) -> None:
    evening.size = (120, 40)

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t")
        below = hands.seen.split("\n核销 ", 1)[1].split("\n")
        downs = next(place for place, line in enumerate(below) if line.startswith(row))
        await hands.press(*["down"] * downs, "enter")
        assert sales in hands.seen
        await hands.press("enter")
        assert "请求核销" in hands.seen

    evening.play(story)


def test_the_charts_have_a_page_of_their_own_in_a_small_window(evening: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "c")
        assert "各时段核销笔数" in hands.seen
        assert "各券种核销笔数" in hands.seen
        await hands.press("c", "enter")
        assert "核销 · 6 笔" in hands.seen

    evening.play(story)


def test_a_shift_closes_once_with_what_it_hands_over_by_name(evening: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "2")
        assert "进行中（X 报表）" in hands.seen
        await hands.press("f9")
        assert "交班？第 1 班，核销 9 笔" in hands.seen
        assert "移交：未处理异常 2 条、1,100.00 元" in hands.seen
        entry = views.exceptions(hands.till.terminal)[0].entry_id
        assert f"· {entry}" in hands.seen
        await hands.press_at_once("y", "y")
        assert "交班单（Z）" in hands.seen
        await hands.press("escape")
        assert "第 1 班已交班" in hands.seen
        await hands.press("f9", "enter")

    evening.play(story)
    assert [one.number for one in shifts(evening.till.terminal)] == [1]
    assert evening.slips == ["shift 1"]


def test_an_exception_is_taken_written_about_and_settled(evening: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "4")
        assert "核销后来被拒" in hands.seen
        await hands.press("k")
        assert "接手（赵敏" in hands.seen
        await hands.press("s", "enter", "escape")
        assert "异常 2" in hands.seen
        await hands.press("s")
        await hands.type("门店承担")
        assert "✔ 结案，已记入流水" in hands.seen
        assert "异常 1" in hands.seen

    evening.play(story)
    [left] = views.exceptions(evening.till.terminal)
    assert left.case.notes == ()
    everything = views.exceptions(evening.till.terminal, settled=True)
    assert [len(one.case.notes) for one in everything] == [2, 0]


def test_a_day_is_compared_and_a_difference_settled_with_both_sides_seen(evening: Stage) -> None:
    till = evening.till
    till.bank.statements[TODAY] = empty_statement(till, TODAY)

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "3")
        assert "还没有对过账" in hands.seen
        assert "S 结案" not in hands.seen
        await hands.press("f8")
        assert "平台缺少" in hands.seen
        assert "对账结果已记入流水" in hands.seen
        await hands.press("enter")
        assert "两边的记录" in hands.seen
        assert "状态：本机" in hands.seen
        await hands.press("escape", "s")
        await hands.type("银行次日补记")
        assert "已处理：银行次日补记" in hands.seen

    evening.play(story)
    found = reconciled(till.terminal, day=TODAY)
    assert isinstance(found, Reconciled)
    assert len(found.settled) == 1


def test_a_statement_is_read_from_a_file_and_a_wrong_one_is_named(
    evening: Stage, tmp_path: Path
) -> None:
    good, bad = tmp_path / "a.json", tmp_path / "b.json"
    good.write_text(empty_statement(evening.till, TODAY).document, encoding="utf-8")
    bad.write_text("{}", encoding="utf-8")

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "3", "f")
        await hands.type(str(tmp_path / "none.json"))
        assert "还没有对过账" in hands.seen
        assert "✘" in hands.seen
        await hands.press("f")
        await hands.type(str(bad))
        assert "▲" in hands.seen
        await hands.press("f")
        await hands.type(str(good))
        assert "平台缺少" in hands.seen

    evening.play(story)


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_pasted_path_is_text_and_no_scan(evening: Stage, tmp_path: Path, quote: str) -> None:
    statement = tmp_path / "对账单.json"
    statement.write_text(empty_statement(evening.till, TODAY).document, encoding="utf-8")

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "3", "f")
        await hands.paste(f"{quote}{statement}{quote}\n")
        await hands.press("enter")
        assert "平台缺少" in hands.seen

    evening.play(story)


def test_a_pasted_or_quickly_keyed_note_is_text_and_no_scan(evening: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "4", "n")
        await hands.paste("bank ref 20240129-7, ")
        await hands.scan("20240129-8")
        await hands.press("enter")
        assert "bank ref 20240129-7,20240129-8" in hands.seen
        await hands.press("s")
        await hands.paste("x" * 300)
        await hands.press("enter")
        assert "✔ 结案，已记入流水" in hands.seen

    evening.play(story)


def test_a_coupon_is_never_written_into_a_note(evening: Stage) -> None:
    code = evening.till.code()

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "4", "n")
        await hands.paste(code)
        assert code[:20] not in hands.seen
        await hands.press("enter")
        assert "请写明情况" in hands.seen

    evening.play(story)


def test_without_the_platform_the_statement_says_so_and_nothing_is_lost(evening: Stage) -> None:
    evening.till.bank.is_reachable = False

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "3", "f8")
        assert "▲" in hands.seen
        assert "F8 取对账单" in hands.seen

    evening.play(story)


def test_the_days_outage_and_its_signals_are_told(evening: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "5")
        assert "离线受理 2 笔、优惠 1,100.00 元" in hands.seen
        await hands.press("left")
        assert "这段时间没有断网" in hands.seen
        await hands.press("right", "6")
        assert "看了 6 笔，没有需要留意的" in hands.seen

    evening.play(story)


def test_the_files_of_the_day_lie_in_one_folder_with_their_manifest(evening: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "e")
        assert "✔ 已导出" in hands.seen

    evening.play(story)
    folder = evening.till.folder / "exports"
    names = {one.name for one in folder.iterdir()}
    assert {"2024-01-29.xlsx", "2024-01-29.html", "2024-01-29.csv"} <= names
    manifest = json.loads((folder / "2024-01-29.manifest.json").read_text(encoding="utf-8"))
    assert len(json.dumps(manifest)) > 200
    assert len(names) == 7


def test_a_cashier_is_told_why_not_and_a_managers_pin_opens_it_once(evening: Stage) -> None:
    with_people(evening.till)
    evening = replace(evening, operator=OPERATOR)

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t")
        assert "店长登录" in hands.seen
        assert "收银员（1001）不能办理这一项" in hands.seen
        assert "王芳   收银员" not in hands.seen
        await hands.press("1")
        await hands.type("0000")
        assert "2024-01-29（今天）" not in hands.seen
        await hands.type("1234")
        assert "2024-01-29（今天）" in hands.seen
        await hands.press("escape", "ctrl+t")
        assert "店长登录" in hands.seen
        await hands.press("escape")
        assert "请扫顾客的券码" in hands.seen

    evening.play(story)


def test_an_approval_ends_by_itself_when_nobody_goes_back(evening: Stage) -> None:
    with_people(evening.till)

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "1")
        await hands.type("1234")
        assert isinstance(hands.app.screen, office.BackOffice)
        (timer,) = (one for one in hands.app.screen._timers if one._interval == office.APPROVAL_S)
        await timer._tick(next_timer=0, count=1)
        await hands.settled()
        assert hands.app.screen is hands.app.counter_screen

    replace(evening, operator=OPERATOR).play(story)


def test_enter_on_a_line_without_sales_says_so(evening: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "end", "up")
        assert "12:00–13:00             0" in hands.seen
        await hands.press("enter")
        assert "这一行没有订单可看" in hands.seen
        await hands.press("home", "enter")
        assert "核销 · 6 笔" in hands.seen

    evening.play(story)


def test_a_scan_in_the_back_office_goes_to_the_counter(evening: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t")
        await hands.scan(hands.till.code())
        assert "2024-01-29（今天）" not in hands.seen
        assert "600" in hands.seen

    evening.play(story)


def test_a_hostile_item_name_is_shown_harmlessly_down_to_its_story(stage: Stage) -> None:
    sold(stage.till, "[/][@click=app.quit]冰箱\x1b[31m;8999")
    stage.operator = MANAGER

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "enter", "enter")
        assert "[/][@click=app.quit]冰箱" in hands.seen
        assert "\x1b" not in hands.seen
        await hands.press("escape", "escape", "escape")
        assert "请扫顾客的券码" in hands.seen

    stage.play(story)


def test_what_is_uploaded_meanwhile_shows_without_a_key(stage: Stage) -> None:
    stage.till.bank.is_reachable = False
    sold(stage.till)
    stage.operator = MANAGER

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t")
        assert "等待上传 1 笔" in hands.seen
        hands.till.bank.is_reachable = True
        await hands.press("f5")
        assert "等待上传 0 笔" in hands.seen

    stage.play(story)


def test_another_language_says_everything_again(evening: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "f6")
        assert "Redemptions" in hands.seen
        await hands.press("enter")
        assert "confirmed online" in hands.seen
        await hands.press("f6")
        assert "在线确认" in hands.seen

    evening.play(story)


def test_the_day_is_that_of_the_trusted_clock(evening: Stage) -> None:
    assert day_of(evening.till.watch.now) == TODAY
