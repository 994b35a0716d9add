from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.status.towns import all_done, deadline_day

if TYPE_CHECKING:
    from compile.folder import MunicipalityFolder


@pytest.fixture(scope="session")
def busy_town(tmp_path_factory: pytest.TempPathFactory) -> MunicipalityFolder:
    """A town on deadline day; no test may change its inbox."""
    return deadline_day(tmp_path_factory.mktemp("deadline"))


@pytest.fixture(scope="session")
def done_town(tmp_path_factory: pytest.TempPathFactory) -> MunicipalityFolder:
    """A town where all is done; no test may change its inbox."""
    return all_done(tmp_path_factory.mktemp("done"))
