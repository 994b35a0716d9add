"""A town with all its cards in, and what the tests of the archive ask of it."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest

from compile.folder import MunicipalityFolder
from tests.helpers.towns import put_in_inbox, small_town

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="package")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town that no test changes."""
    folder = small_town(tmp_path_factory.mktemp("town"))
    put_in_inbox(folder)
    return folder.root


@pytest.fixture
def town(pattern: Path, tmp_path: Path) -> MunicipalityFolder:
    """A copy of it for one test."""
    shutil.copytree(pattern, tmp_path / "kommunen")
    return MunicipalityFolder(tmp_path / "kommunen")


def hashes(root: Path) -> dict[str, str]:
    """Return the SHA-256 of each file below a folder, by its path there."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }
