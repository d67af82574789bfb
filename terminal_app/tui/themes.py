"""The colours: dark and calm for eight hours; training has a bar of its own colour that live never has."""

from __future__ import annotations

from textual.theme import Theme

_OURS = {
    "training": "#8d3fa8",
    "training-text": "#ffffff",
    "verdict-text": "#06110b",
    "border": "#58b4e6",
    "border-blurred": "#37516a",
    "text-muted": "#8fa5b8",
}

DARK = Theme(
    name="counter-dark",
    primary="#58b4e6",
    secondary="#7d8fe0",
    accent="#e6b450",
    success="#4fc98a",
    warning="#f0b646",
    error="#f06a63",
    foreground="#e6edf3",
    background="#0e161f",
    surface="#14202c",
    panel="#1c2c3b",
    dark=True,
    variables=_OURS,
)

ALL = (DARK,)
