"""The figures of a closed shift as the journal keeps them: fen and counts, no ids, readable by any later program.

What is written once is read for ever: a name is never changed. A figure that an older row does not have is nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from terminal_app.domain.money import Money
from terminal_app.domain.subsidy import Share, Subsidy
from terminal_app.domain.summary import Figures, ReturnFigure, SaleFigure
from terminal_app.domain.tally import ReturnTally, SaleTally

FORM = 1

Json = Mapping[str, object]


def to_json(figures: Figures) -> dict[str, object]:
    """Figures as plain numbers, for `ShiftClosed.figures`."""
    subsidy = figures.subsidy
    return {
        "form": FORM,
        "sales": {figure.value: _sale(tally) for figure, tally in figures.sales.items()},
        "returns": {figure.value: _return(tally) for figure, tally in figures.returns.items()},
        "by_type": {str(key): _sale(tally) for key, tally in figures.by_type.items()},
        "by_hour": {str(key): _sale(tally) for key, tally in figures.by_hour.items()},
        "by_operator": {key: _sale(tally) for key, tally in figures.by_operator.items()},
        "subsidy": {
            "given_fen": subsidy.given.fen,
            "back_fen": subsidy.back.fen,
            "shares": [
                {
                    "source": one.source,
                    "name": one.name,
                    "given_fen": one.given.fen,
                    "back_fen": one.back.fen,
                }
                for one in subsidy.shares
            ],
        },
    }


def from_json(json: Json) -> Figures:
    """Read what `to_json` wrote; the tallies have no ids."""
    sales, returns = _inner(json, "sales"), _inner(json, "returns")
    return Figures(
        sales={figure: _read_sale(_inner(sales, figure.value)) for figure in SaleFigure},
        returns={figure: _read_return(_inner(returns, figure.value)) for figure in ReturnFigure},
        by_type={int(key): tally for key, tally in _table(json, "by_type").items()},
        by_hour={int(key): tally for key, tally in _table(json, "by_hour").items()},
        by_operator=_table(json, "by_operator"),
        subsidy=_read_subsidy(_inner(json, "subsidy")),
    )


def _sale(tally: SaleTally) -> dict[str, int]:
    return {
        "count": tally.count,
        "gross_fen": tally.gross.fen,
        "discount_fen": tally.discount.fen,
        "paid_fen": tally.paid.fen,
    }


def _return(tally: ReturnTally) -> dict[str, int]:
    return {
        "count": tally.count,
        "paid_back_fen": tally.paid_back.fen,
        "subsidy_back_fen": tally.subsidy_back.fen,
    }


def _read_sale(json: Json) -> SaleTally:
    return SaleTally(
        count=_whole(json, "count"),
        gross=Money(_whole(json, "gross_fen")),
        discount=Money(_whole(json, "discount_fen")),
        paid=Money(_whole(json, "paid_fen")),
    )


def _read_return(json: Json) -> ReturnTally:
    return ReturnTally(
        count=_whole(json, "count"),
        paid_back=Money(_whole(json, "paid_back_fen")),
        subsidy_back=Money(_whole(json, "subsidy_back_fen")),
    )


def _read_subsidy(json: Json) -> Subsidy:
    shares = json.get("shares", ())
    assert isinstance(shares, list | tuple), "payers are a list"
    return Subsidy(
        given=Money(_whole(json, "given_fen")),
        back=Money(_whole(json, "back_fen")),
        shares=tuple(
            Share(
                source=str(one["source"]),
                name=str(one["name"]),
                given=Money(_whole(one, "given_fen")),
                back=Money(_whole(one, "back_fen")),
            )
            for one in shares
        ),
    )


def _table(json: Json, name: str) -> dict[str, SaleTally]:
    table = _inner(json, name)
    return {key: _read_sale(_inner(table, key)) for key in table}


def _inner(json: Json, name: str) -> Json:
    value = json.get(name, {})
    assert isinstance(value, Mapping), f"{name} is an object"
    return value


def _whole(json: Json, name: str) -> int:
    value = json.get(name, 0)
    assert type(value) is int, f"{name} is a whole number"
    return value
