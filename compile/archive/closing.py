"""Closing a period: all that its report was made of, and the report, put away.

Everything is copied to a folder beside its place, compared with the manifest, made
read-only and then given its name, so that there is the whole or nothing.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compile.archive.events import CLOSED, Event, add_event, read_events, today
from compile.archive.places import DOING, Archived, archive_of
from compile.archive.protection import protect, remove
from compile.delivery import existing, sync_tree, telling_disk_faults
from compile.folder import MunicipalityFolder
from compile.locking import locked
from compile.manifest import SUFFIX, fingerprint, mark
from workbook_templates.standard.errors import ArchiveError
from workbook_templates.standard.model import Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from compile.manifest import FileMark, Manifest

_CHANGED = (
    "{name} ändrades medan rapporten gjordes, så perioden stängdes inte och ingen "
    "rapport skrevs. Kör kommandot igen."
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A file to archive: where from, where to, and what it must be."""

    source: Path
    target: Path
    mark: FileMark


def close(
    folder: MunicipalityFolder, made: Manifest, outputs: Mapping[str, Path]
) -> Archived:
    """Archive a period whose final report has been made.

    outputs: the report's files and its manifest by name, wherever they lie now.
    Raises ArchiveError where a file is no longer what the manifest says or the
    period is closed already, DeliveryError where the disk will not have it; the
    archive is then as it was.
    """
    period = Period.parse(made.period)
    place = archive_of(folder)
    closed = Archived(period, MunicipalityFolder(place / made.period))
    passing = MunicipalityFolder(place / f".{made.period}.tmp")
    with telling_disk_faults(place):
        place.mkdir(exist_ok=True)
        with locked(place, DOING):
            _refuse_closed(closed)
            remove(passing.root)
            try:
                _fill(passing, folder, made, outputs)
                os.replace(passing.root, closed.folder.root)  # noqa: PTH105 - as delivery
            finally:
                remove(passing.root)
            _settle(folder, closed)
    return closed


def settle(folder: MunicipalityFolder, closed: Archived) -> None:
    """Do what a closing that was cut short left undone; nothing where it was not."""
    place = archive_of(folder)
    with telling_disk_faults(place), locked(place, DOING):
        _settle(folder, closed)


def _settle(folder: MunicipalityFolder, closed: Archived) -> None:
    protect(closed.folder.root)
    name, sha256 = closed.name, fingerprint(closed.manifest_path)[1]
    events = [e for e in read_events(folder) if e.period == name]
    if not events or events[-1].manifest != sha256:
        add_event(folder, Event(CLOSED, name, today(), name, sha256))


def _refuse_closed(closed: Archived) -> None:
    if closed.folder.root.exists():
        message = f"Perioden {closed.period} stängdes nyss av någon annan."
        raise ArchiveError(message)


def _fill(
    passing: MunicipalityFolder,
    folder: MunicipalityFolder,
    made: Manifest,
    outputs: Mapping[str, Path],
) -> None:
    """Copy all pieces, look at what came, and wait until it is on the disk."""
    period = Period.parse(made.period)
    passing.inbox(period).mkdir(parents=True)
    for piece in _pieces(passing, folder, made, outputs):
        piece.target.parent.mkdir(parents=True, exist_ok=True)
        _copy(piece.source, piece.target)
        if fingerprint(piece.target)[1] != piece.mark.sha256:
            raise ArchiveError(_CHANGED.format(name=piece.mark.name))
    sync_tree(passing.root)
    protect(passing.root)


def _copy(source: Path, target: Path) -> None:
    """Copy a file and its time, but not who may write it."""
    shutil.copyfile(source, target)
    times = source.stat()
    os.utime(target, ns=(times.st_atime_ns, times.st_mtime_ns))


def _pieces(
    passing: MunicipalityFolder,
    folder: MunicipalityFolder,
    made: Manifest,
    outputs: Mapping[str, Path],
) -> Iterator[_Piece]:
    """Yield every file that the manifest names, and the manifest.

    A file of the inbox that could not be opened has no content to keep.
    """
    period = Period.parse(made.period)
    yield _Piece(folder.register, passing.register, made.register)
    yield _Piece(folder.template, passing.template, made.template)
    if made.logo is not None:
        logo = made.logo
        yield _Piece(folder.root / logo.name, passing.root / logo.name, logo)
    for handed_in in made.inputs:
        if handed_in.sha256:
            source = existing(folder.inbox(period) / handed_in.name)
            yield _Piece(source, passing.inbox(period) / handed_in.name, handed_in)
    record = passing.report(period, SUFFIX).name
    for file in (*made.outputs, mark(outputs[record], record)):
        target = passing.period(period) / file.name
        yield _Piece(outputs[file.name], target, file)
