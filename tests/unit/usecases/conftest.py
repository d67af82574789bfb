from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.terminal import Till, make_terminal


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = make_terminal(tmp_path / "till")
    yield till
    till.opened.close()
