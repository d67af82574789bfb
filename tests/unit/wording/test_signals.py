"""Every signal has its sentence with its figures, and what to check, in both languages."""

import pytest

from terminal_app.domain.signals import SignalKind
from terminal_app.wording import Language, Wording


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", SignalKind)
def test_a_signal_says_its_figures_and_what_to_check(language: Language, kind: SignalKind) -> None:
    facts = {"count": 17, "of": 20, "percent": 85, "expected": 16, "subject": "[/]1001"}
    sentence = Wording(language).sentence(f"signal-{kind.replace('_', '-')}", facts)
    assert "17" in sentence.what
    assert "—" not in sentence.what
    assert sentence.next_step
    assert sentence.next_step[-1] in "。."
