"""A town whose units have handed in 2026-T1."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from compile.folder import MunicipalityFolder
from tests.helpers.gatherings import everybody
from tests.helpers.towns import put_in_inbox, small_town
from tests.standard.good_card import T1

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="package")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town that no test changes."""
    folder = small_town(tmp_path_factory.mktemp("town"))
    put_in_inbox(folder, [replace(card, period=T1) for card in everybody()], T1)
    return folder.root


@pytest.fixture
def town(pattern: Path, tmp_path: Path) -> MunicipalityFolder:
    """A copy of it for one test."""
    shutil.copytree(pattern, tmp_path / "kommunen")
    return MunicipalityFolder(tmp_path / "kommunen")
