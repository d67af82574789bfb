"""An outage that is over prints its slip with the next upload, and the screen says where it is."""

from dataclasses import dataclass, replace

import pytest

from terminal_app.bootstrap import counter_of
from terminal_app.tui.counter import Counter
from terminal_app.usecases.complete import complete
from tests.support.terminal import OPERATOR, redeemed
from tests.tui.stage import Hands, Stage


@dataclass
class StageWithPrinter(Stage):
    """A counter whose outage slips are the real ones."""

    def counter(self) -> Counter:
        real = counter_of(self.till.opened, language=self.language, operator=None, shopper=None)
        return replace(super().counter(), print_outages=real.print_outages)


@pytest.mark.parametrize("in_the_way", [False, True])
def test_the_screen_says_what_was_printed_or_why_not(stage: Stage, *, in_the_way: bool) -> None:
    till = stage.till
    till.bank.is_reachable = False
    sale = redeemed(till.redeem()).redemption
    complete(till.terminal, sale_id=sale.requested.sale_id, operator=OPERATOR)
    till.bank.is_reachable = True
    receipts = till.folder / "receipts"
    if in_the_way:
        receipts.write_text("in the way")

    async def story(hands: Hands) -> None:
        await hands.press("f5")
        assert ("离线时段小结" in hands.seen) != in_the_way
        assert ("文件写不进去" in hands.seen) == in_the_way

    StageWithPrinter(till=till).play(story)
    assert receipts.is_dir() != in_the_way
