"""An honest statement has no difference; one that is wrong has exactly those it was given, typed right."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from terminal_app.domain.day import day_of
from terminal_app.domain.difference import DifferenceKind
from terminal_app.domain.till_record import Undoing
from tests.properties.statement_cases import (
    DAY,
    DIRTS,
    NIGHT,
    OTHERS,
    OURS,
    Dirt,
    Shop,
    certain,
    shop_of,
    spoilt,
    told_of,
)
from tests.properties.summary_cases import pasts

SHOPS = st.builds(
    shop_of,
    pasts(),
    is_late=st.booleans(),
    undoing=st.sampled_from(Undoing),
)
BOUNDED = settings(max_examples=60, deadline=None, derandomize=True)


@BOUNDED
@given(SHOPS)
def test_an_honest_statement_has_no_difference_and_counts_everything_once(shop: Shop) -> None:
    found = shop.compared()
    assert found.differences == ()
    explained = {one.event_id for one in (*found.waiting, *found.exceptions)}
    beside = [row for row in shop.of_day if row.event_id in explained]
    assert found.rows == found.matched + found.other_tills + len(beside)
    assert found.other_tills == sum(row.terminal_id == OTHERS for row in shop.of_day)
    ours = [one for one in shop.records if day_of(one.at) == DAY.first and one.expected != "never"]
    assert len(ours) == found.matched + found.reversed + len(explained)


@BOUNDED
@given(SHOPS, DIRTS, st.randoms(use_true_random=False))
def test_every_dirt_is_found_with_its_kind_and_nothing_else(
    shop: Shop, dirts: list[Dirt], draw: object
) -> None:
    struck = list(certain(shop))
    draw.shuffle(struck)  # type: ignore[attr-defined]
    rows, expected = list(shop.of_day), set()
    for number, (row, dirt) in enumerate(zip(struck, dirts, strict=False)):
        spoilt_rows, difference = spoilt(row, dirt, number)
        rows.remove(row)
        rows += spoilt_rows
        expected.add(difference)
    found = shop.compared(rows)
    assert told_of(found) == expected
    assert len(found.differences) == len(expected)
    assert shop.compared(list(reversed(rows))) == found, "the order of the rows is nothing"
    assert len({one.difference_id for one in found.differences}) == len(expected)


@BOUNDED
@given(SHOPS, st.data())
def test_several_dirts_on_one_row_are_each_told(shop: Shop, data: st.DataObject) -> None:
    struck = list(certain(shop))
    if not struck:
        return
    row = data.draw(st.sampled_from(struck))
    (dearer,), amount = spoilt(row, Dirt.AMOUNT, 0)
    (later,), boundary = spoilt(dearer, Dirt.SHIFTED, 0)
    (wrong,), status = spoilt(later, Dirt.STATUS, 0)
    rows = [*(one for one in shop.of_day if one is not row), wrong, wrong, wrong]
    duplicates = {(DifferenceKind.DUPLICATE, row.event_id, number) for number in (1, 2)}
    assert told_of(shop.compared(rows)) == {amount, boundary, status, *duplicates}


@BOUNDED
@given(SHOPS)
def test_a_row_that_stands_in_the_kept_statement_of_a_neighbour_is_a_day_boundary(
    shop: Shop,
) -> None:
    moved = list(certain(shop))
    rest = [row for row in shop.of_day if row not in moved]
    elsewhere = [replace(row, at=row.at + NIGHT) for row in moved]
    found = shop.compared(rest, neighbours=elsewhere)
    assert told_of(found) == {(DifferenceKind.DAY_BOUNDARY, row.event_id, 1) for row in moved}


@BOUNDED
@given(SHOPS)
def test_rows_of_the_day_after_that_stand_in_this_statement_are_day_boundaries(shop: Shop) -> None:
    strangers = [row for row in shop.rows if row not in shop.of_day]
    known = {one.event_id for one in shop.records}
    found = told_of(shop.compared([*shop.of_day, *strangers]))
    assert found == {
        (DifferenceKind.DAY_BOUNDARY, row.event_id, 1)
        for row in strangers
        if row.event_id in known or row.terminal_id != OURS
    }


@BOUNDED
@given(SHOPS)
def test_the_slips_are_the_third_way(shop: Shop) -> None:
    owed = [one for one in shop.records if day_of(one.at) == DAY.first and one.needs_slip]
    for one in owed[:3]:
        (missing,) = shop.compared(without_slip=one.slip_id).differences
        assert (missing.kind, missing.ours) == (DifferenceKind.SLIP_MISSING, replace(one))
    (extra,) = shop.compared(stray_slips=["66"]).differences
    assert (extra.kind, extra.event_id) == (DifferenceKind.SLIP_EXTRA, "66")
