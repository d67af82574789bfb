from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.terminal import make_terminal
from tests.tui.stage import Stage, products


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A counter in training, online, with a product list and somebody signed in."""
    till = make_terminal(tmp_path / "terminal")
    products(tmp_path, till)
    yield Stage(till=till)
    till.opened.close()
