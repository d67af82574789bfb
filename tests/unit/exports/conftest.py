"""One busy day, exported; made once, for it is frozen."""

from collections.abc import Iterator

import pytest

from terminal_app.domain.export import Export
from terminal_app.wording import Language, Wording
from tests.support.exports import busy_day
from tests.support.terminal import make_terminal


@pytest.fixture(scope="session")
def export(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Export]:
    till = make_terminal(tmp_path_factory.mktemp("exported") / "till")
    yield busy_day(till)
    till.opened.close()


@pytest.fixture(params=Language)
def words(request: pytest.FixtureRequest) -> Wording:
    return Wording(request.param)
