"""How much of a long list `make test` tries; `make deep` tries all of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def first_of(names: Iterable[Any], count: int) -> list[Any]:
    """The first ones for every run, the others for the deep one."""
    return [
        pytest.param(name, marks=pytest.mark.deep) if at >= count else name
        for at, name in enumerate(names)
    ]
