"""Where closed periods lie, and what an archived period is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compile.delivery import existing
from compile.folder import MunicipalityFolder
from compile.manifest import SUFFIX, Manifest, read_manifest
from workbook_templates.standard.model import Period

if TYPE_CHECKING:
    from pathlib import Path

ARCHIVE = "arkiv"
DOING = "Arkiveringen"  # as another who waits for it is told
_NAME = re.compile(r"(\d{4}-T[123])(?:\.oppnad-(\d+))?")


@dataclass(frozen=True, slots=True)
class Archived:
    """A period as it was closed.

    folder: it is a municipality's folder, with one period. opened: 0 while it is
    closed; n for the n-th that was reopened, from 1.
    """

    period: Period
    folder: MunicipalityFolder
    opened: int = 0

    @property
    def name(self) -> str:
        """The folder's name in the archive, such as "2026-T2.oppnad-1"."""
        return self.folder.root.name

    @property
    def inbox(self) -> Path:
        """The workbooks as handed in."""
        return self.folder.inbox(self.period)

    @property
    def manifest_path(self) -> Path:
        """The record of all that is archived."""
        return existing(self.folder.report(self.period, SUFFIX))

    def manifest(self) -> Manifest:
        """Return the record; raises UsageError or OSError where it cannot be read."""
        return read_manifest(self.manifest_path)


def archive_of(folder: MunicipalityFolder) -> Path:
    """Return where a municipality's closed periods lie, existing or not."""
    return folder.root / ARCHIVE


def archived(folder: MunicipalityFolder, period: Period) -> Archived | None:
    """Return a period that is closed, or None."""
    root = archive_of(folder) / str(period)
    return Archived(period, MunicipalityFolder(root)) if root.is_dir() else None


def reopened_root(folder: MunicipalityFolder, period: Period, number: int) -> Path:
    """Return where the closed period goes when it is reopened for the n-th time."""
    return archive_of(folder) / f"{period}.oppnad-{number}"


def all_archived(folder: MunicipalityFolder) -> tuple[Archived, ...]:
    """Return all that is archived, the reopened included, by period and number."""
    place = archive_of(folder)
    if not place.is_dir():
        return ()
    matches = ((_NAME.fullmatch(p.name), p) for p in place.iterdir() if p.is_dir())
    found = [
        Archived(Period.parse(m[1]), MunicipalityFolder(path), int(m[2] or 0))
        for m, path in matches
        if m
    ]
    return tuple(sorted(found, key=lambda a: (a.period, a.opened)))
