from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.store.shelf import Shelf, open_shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    yield from open_shelf(tmp_path)
