"""Pictures of the doctor's screen: each keeps the promise in its sentence, at 80 × 24 and at 120 × 40."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from terminal_app.domain.check import PARTS, Check, Health
from terminal_app.domain.refusal import Facts
from terminal_app.usecases.diagnose import Examined
from terminal_app.wording import Language
from tests.support.terminal import OPENING
from tests.tui.stage import Hands, Stage

SMALL, LARGE = (80, 24), (120, 40)

FACTS: dict[str, Facts] = {
    "engine": {"version": "3.40.1", "mode": "TRUNCATE"},
    "disk": {"free_mb": 500},
    "operators": {"count": 4},
}


def checkup(report: Callable[[Check], None], announce: Callable[[str], None]) -> Examined:
    """Two parts to watch, one to be mended; the others well."""
    checks = []
    for part in PARTS[:16]:
        health, saying = Health.OK, f"{part.name.replace('_', '-')}-ok"
        facts = FACTS.get(part.name, {})
        if part.name == "disk":
            health, saying = Health.WARNING, "disk-warning"
        if part.name == "key":
            health, saying = Health.WARNING, "key-open"
            facts = {"file": "/home/shop/.local/share/coupon-terminal/terminal.key", "mode": "0644"}
        if part.name == "clock":
            health, saying = Health.FAILED, "clock-failed"
            facts = {"now": OPENING}
        checks.append(Check(name=part.name, health=health, saying=saying, facts=facts))
    for check in checks:
        report(check)
    return Examined(checks=tuple(checks), readiness=None, code="JA85-60KU-ARF4")


@pytest.mark.parametrize(
    ("size", "language"), [(SMALL, Language.ZH), (LARGE, Language.ZH), (LARGE, Language.EN)]
)
def test_what_is_worst_is_told_whole_with_what_to_do_and_the_code_beside_all_parts(
    stage: Stage, snap_compare: Callable[..., bool], size: tuple[int, int], language: Language
) -> None:
    stage.language, stage.examine = language, checkup
    app = stage.app()

    async def run_before(pilot: Pilot[int]) -> None:
        hands = Hands(stage=stage, app=app, pilot=pilot)
        await hands.settled()
        await hands.press("ctrl+y")
        await hands.settled()

    assert snap_compare(app, terminal_size=size, run_before=run_before)
