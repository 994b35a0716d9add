"""How files come out: whole or not at all, and those of one report together.

Each file is first a draft beside its target. When all are whole and on the disk,
a list of them is written; from then on the new ones count. They take their names
one after the other, and the list goes last. A run that is killed before the list
leaves what was there; after it, the next run gives the rest their names.
"""

from __future__ import annotations

import json
import os
import shutil
import time
import unicodedata
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from compile.disk_faults import disk_fault_text, named_path
from workbook_templates.standard.errors import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIST_NAME = ".malkort.leverans"
_DRAFT, _OLD = ".tmp", ".old.tmp"
_PAUSES = (0.05, 0.2, 0.5)  # seconds; a virus scanner holds a new file for a moment
_HELD = frozenset({5, 32})  # winerror of a file that somebody holds
_KEPT = "De filer som fanns är kvar som de var."


class Delivery:
    """Files on their way out, all in or below one folder."""

    def __init__(self, folder: Path) -> None:
        """Begin with nothing."""
        self.folder = existing(folder)
        self._targets: list[Path] = []
        self._withdrawn: list[Path] = []

    def draft(self, target: Path) -> Path:
        """Return the path to write instead of the target's own.

        The order of asking is the order in which the files take their names.
        """
        found = existing(target)
        if found not in self._targets:
            self._targets.append(found)
        return draft_of(found)

    @property
    def drafts(self) -> dict[str, Path]:
        """The drafts so far, by the names that they are to have."""
        return {target.name: draft_of(target) for target in self._targets}

    def write(self, target: Path, content: bytes) -> None:
        """Write a whole file."""
        self.draft(target).write_bytes(content)

    def withdraw(self, target: Path) -> None:
        """Drop a file from the delivery; an older one goes when the others come."""
        found = existing(target)
        draft_of(found).unlink(missing_ok=True)
        self._targets = [t for t in self._targets if t != found]
        self._withdrawn.append(found)

    def commit(self) -> None:
        """Give all drafts their names; raises OSError with the old files in place."""
        for target in self._targets:
            _sync(draft_of(target))
        if len(self._targets) == 1 and not self._withdrawn:
            _replace(draft_of(self._targets[0]), self._targets[0])
        else:
            self._commit_together()
        _sync_folder(self.folder)

    def discard(self) -> None:
        """Remove what is only ours: drafts, and old files kept for a moment."""
        for target in (*self._targets, *self._withdrawn):
            for leftover in (draft_of(target), _old_of(target)):
                with suppress(OSError):
                    leftover.unlink(missing_ok=True)

    def _commit_together(self) -> None:
        kept = [t for t in (*self._targets, *self._withdrawn) if _keep(t)]
        try:
            self._write_list()
            self._rename()
        except BaseException:
            self._restore(kept)
            raise
        finally:
            with suppress(OSError):  # all have their names; a later run removes it
                (self.folder / LIST_NAME).unlink(missing_ok=True)

    def _write_list(self) -> None:
        names = {
            "rename": [_name_in(self.folder, t) for t in self._targets],
            "remove": [_name_in(self.folder, t) for t in self._withdrawn],
        }
        place = self.folder / LIST_NAME
        passing = place.with_name(f"{LIST_NAME}{_DRAFT}")
        try:
            passing.write_text(json.dumps(names), encoding="utf-8")
            _sync(passing)
            passing.replace(place)
        finally:
            passing.unlink(missing_ok=True)
        _sync_folder(self.folder)

    def _rename(self) -> None:
        for target in self._targets:
            _replace(draft_of(target), target)
        for target in self._withdrawn:
            target.unlink(missing_ok=True)

    def _restore(self, kept: Sequence[Path]) -> None:
        """Put back the old files; a new one that had no forerunner goes."""
        for target in kept:
            _replace(_old_of(target), target)
        for target in self._targets:
            if target not in kept and not draft_of(target).exists():
                target.unlink(missing_ok=True)


@contextmanager
def delivering(folder: Path) -> Iterator[Delivery]:
    """Deliver all that is written in the context when it ends well, else nothing.

    Raises DeliveryError where the disk will not have it; what was there is then as
    it was. So it is after any other exception and after Ctrl-C.
    """
    delivery = Delivery(folder)
    try:
        yield delivery
        delivery.commit()
    except OSError as error:
        raise DeliveryError(_told(error, folder)) from error
    finally:
        delivery.discard()


@contextmanager
def telling_disk_faults(folder: Path) -> Iterator[None]:
    """Turn an OSError into a DeliveryError that says what to do."""
    try:
        yield
    except OSError as error:
        raise DeliveryError(_told(error, folder)) from error


def clean_up(folder: Path, stem: str) -> None:
    """Finish or drop what a killed run left of files whose names begin with stem.

    To be called by the only one who delivers to the folder: under its lock.
    """
    for name in _listed(folder, "rename"):
        draft = draft_of(folder / name)
        if draft.exists():
            _replace(draft, folder / name)
    for name in _listed(folder, "remove"):
        (folder / name).unlink(missing_ok=True)
    (folder / LIST_NAME).unlink(missing_ok=True)
    (folder / f"{LIST_NAME}{_DRAFT}").unlink(missing_ok=True)
    for leftover in folder.glob(f".{stem}*{_DRAFT}"):
        leftover.unlink(missing_ok=True)


def unfinished(folder: Path) -> bool:
    """Whether a run was killed while the files of its report took their names."""
    return (folder / LIST_NAME).exists()


def existing(path: Path) -> Path:
    """Return a path as it is spelled on the disk.

    A letter such as 'å' may be one character or two (NFC, NFD); some systems take
    these for two names. What is not there is returned as it was given.
    """
    if os.path.lexists(path) or path == path.parent:
        return path
    parent = existing(path.parent)
    wanted = unicodedata.normalize("NFC", path.name)
    with suppress(OSError):
        for entry in sorted(parent.iterdir()):
            if unicodedata.normalize("NFC", entry.name) == wanted:
                return entry
    return parent / path.name


def _told(error: OSError, folder: Path) -> str:
    """Return what is wrong; of a draft, which no user knows, the target is named."""
    path = named_path(error)
    target = _target_of(path) if path else None
    return f"{disk_fault_text(error, target, folder)} {_KEPT}"


def _target_of(path: Path) -> Path:
    """Return the target that a draft or an old file stands for, else the path."""
    if not (path.name.startswith(".") and path.name.endswith(_DRAFT)):
        return path
    return path.with_name(path.name[1:].removesuffix(_DRAFT).removesuffix(_OLD[:-4]))


def draft_of(target: Path) -> Path:
    """Return where to write a file until it is whole."""
    return target.with_name(f".{target.name}{_DRAFT}")


def put_in_place(target: Path) -> None:
    """Give one file that is whole its name, over an older one; raises OSError."""
    _replace(draft_of(target), target)


def _old_of(target: Path) -> Path:
    return target.with_name(f".{target.name}{_OLD}")


def _name_in(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _listed(folder: Path, key: str) -> Sequence[str]:
    """Return names on the list that a killed run left; none that lead elsewhere."""
    try:
        content = json.loads((folder / LIST_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    names = content.get(key, ()) if isinstance(content, dict) else ()
    return [n for n in names if isinstance(n, str) and leads_inside(n)]


def leads_inside(name: str) -> bool:
    """Whether a relative name stays in the folder that it is put to."""
    path = Path(name)
    return bool(name) and not path.anchor and ".." not in path.parts


def _keep(target: Path) -> bool:
    """Keep the old file under another name too; tells whether there was one."""
    if not target.exists():
        return False
    old = _old_of(target)
    old.unlink(missing_ok=True)
    try:
        os.link(target, old)
    except OSError:  # a disk without links: a copy serves as well
        shutil.copy2(target, old)
    return True


def _replace(source: Path, target: Path) -> None:
    for pause in _PAUSES:
        try:
            os.replace(source, target)  # noqa: PTH105 - one call to inject faults into
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD:
                raise
            time.sleep(pause)
        else:
            return
    os.replace(source, target)  # noqa: PTH105 - see above


def sync_tree(root: Path) -> None:
    """Wait until all files and names below a folder are on the disk."""
    for place, _, names in os.walk(root, topdown=False):
        for name in names:
            _sync(Path(place, name))
        _sync_folder(Path(place))
    _sync_folder(root.parent)


def _sync(path: Path) -> None:
    """Wait until a file's content is on the disk; Windows asks for a writer."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Wait until a folder's names are on the disk, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):  # pragma: no cover - Windows
        return
    with suppress(OSError):  # some network folders cannot; the files are whole
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
