"""A day at a counter, to be recorded: `python -m tests.faults.recorded_run FOLDER MODE SALES [MUTANT]`.

The unmodified program over its own file, from the first start (tables, key, campaign) to the last sale, with the
program closed and opened in between; only the bank is the tests'. Each line on standard output is something a person
saw.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from terminal_app.domain.redemption import ACCEPTED, Redemption
from terminal_app.domain.refusal import EnvironmentTrouble
from terminal_app.ports import Operator, Role
from terminal_app.usecases.close_shift import ShiftClosedResult, close_shift
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.recover import recover
from terminal_app.usecases.redeem import Redeemed
from terminal_app.usecases.sync import sync
from tests.faults import mutants
from tests.support.terminal import OPERATOR, Till, make_terminal, open_till

CLOSED_AFTER = 3
"""Sales between two starts of the program."""

SHIFT_AFTER = 2
"""Sales of a shift."""

MANAGER = Operator(operator_id="8001", name="赵敏", role=Role.MANAGER)


def say(*words: str) -> None:
    """A line, whole."""
    os.write(1, " ".join(words).encode() + b"\n")


def main(folder: str, mode: str, sales: str, mutant: str = "") -> None:
    """Sell; after a trouble with the file, start again as a person would."""
    mutants.plant_early(mutant)
    till = make_terminal(Path(folder), mode=mode)
    say("made")
    for number in range(int(sales)):
        try:
            _sell(till, number)
            if number % SHIFT_AFTER == SHIFT_AFTER - 1:
                _close_shift(till)
            if number % CLOSED_AFTER == CLOSED_AFTER - 1:
                start_again(till, mode)
        except EnvironmentTrouble as trouble:
            say("trouble", trouble.trouble.value)
            start_again(till, mode)
    till.opened.close()
    say("closed")


def _sell(till: Till, number: int) -> None:
    till.watch.forward(seconds=20)
    result = till.redeem(offline=number % 3 == 1)
    assert isinstance(result, Redeemed), result
    _show(result.redemption)
    if result.redemption.state in ACCEPTED:
        end = reverse if number % 4 == 3 else complete
        sale_id = result.redemption.requested.sale_id
        ended = end(till.terminal, sale_id=sale_id, operator=OPERATOR)
        assert isinstance(ended, Redemption), ended
        _show(ended)
    if number % 3 == 2:
        sync(till.terminal, operator_id=OPERATOR.operator_id)


def _close_shift(till: Till) -> None:
    done = close_shift(till.terminal, operator=MANAGER)
    assert isinstance(done, ShiftClosedResult), done
    shift = done.report.shift
    assert shift is not None, "a closed shift has its row"
    say("shift", str(shift.number), shift.event_id)


def _show(redemption: Redemption) -> None:
    say("shown", redemption.redemption_id, redemption.state.value)


def start_again(till: Till, mode: str) -> None:
    """Close the program and open it on the same folder."""
    till.opened.close()
    till.opened = open_till(till.folder, till.bank, till.watch, mode=mode)
    for redemption in recover(till.terminal, operator=OPERATOR):
        _show(redemption)


if __name__ == "__main__":
    main(*sys.argv[1:])
