"""Results of unchanged files, kept in the user's cache folder for the next run.

What is kept decides what a report says of a workbook, so it is kept where only
the user can write and never in the municipality's shared folder; see
docs/adr/0018-reuse.md.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import platformdirs

from workbook_templates.standard.layout import STANDARD_VERSION

FOLDER_VARIABLE = "MALKORT_CACHE_DIR"  # names another cache folder
_KEPT_DAYS = 200  # since last used; two periods are some 120 apart
_DAY = 86_400.0  # seconds
_OTHERS_MAY_WRITE = 0o022
_ROOT = Path(__file__).parents[1]
_READERS = (  # the code that decides what a file's reading is
    "compile/intake",
    "compile/card_file.py",
    "compile/codec.py",
    "compile/parcels.py",
    "workbook_templates/standard",
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of kept results, one file each, named by its key.

    Nothing that goes wrong here stops a run: what cannot be read is missing, and
    what cannot be written is read from its workbook again next time.
    """

    folder: Path

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, or None."""
        path = self._path(key)
        try:
            if not _is_ours(path):
                return None
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep something under a key; the file is whole or not there at all."""
        path = self._path(key)
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _replace(path, data)

    def drop(self, key: str) -> None:
        """Forget what is kept under a key."""
        with suppress(OSError):
            self._path(key).unlink()

    def tidy(self) -> None:
        """Remove what has not been used for long, at most once a day."""
        mark = self.folder / "tidied"
        now = time.time()
        with suppress(OSError):
            if mark.exists() and now - mark.stat().st_mtime < _DAY:
                return
            mark.touch()
            for path in self.folder.glob("??/*"):
                if now - path.stat().st_mtime > _KEPT_DAYS * _DAY:
                    path.unlink()

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key


def users_shelf() -> Shelf:
    """Return the shelf in the user's cache folder; it may not exist yet."""
    return Shelf(_users_folder() / "lasta-kort")


def looks_shelf() -> Shelf:
    """Return the shelf beside it of how LibreOffice says the templates' looks."""
    return Shelf(_users_folder() / "mallars-utseende")


def _users_folder() -> Path:
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else platformdirs.user_cache_path("malkort", False)  # noqa: FBT003 - appauthor: no folder of a company's name


def key_of(*parts: str) -> str:
    """Return the key of a result: what it was made of, and the code that made it."""
    text = "\0".join((fingerprint(), *parts))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def fingerprint() -> str:
    """Return a hash of the tool's version and of the very code that reads.

    The code itself, so that a mended fault never shows in old results. Where the
    source is not there, as in a frozen program, the versions alone count.
    """
    total = hashlib.sha256()
    python = ".".join(map(str, sys.version_info[:2]))
    total.update(f"{version('malkort')} {STANDARD_VERSION} {python}".encode())
    for path in _code():
        total.update(path.relative_to(_ROOT).as_posix().encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _code() -> list[Path]:
    files = [path for name in _READERS for path in (_ROOT / name).glob("**/*.py")]
    files += [path for name in _READERS if (path := _ROOT / name).is_file()]
    return sorted(files)


def _is_ours(path: Path) -> bool:
    """Whether nobody but the user can have written a file; raises OSError."""
    if not hasattr(os, "getuid"):  # pragma: no cover - Windows: the profile is ours
        return True
    status = path.lstat()
    return status.st_uid == os.getuid() and not status.st_mode & _OTHERS_MAY_WRITE


def _replace(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there."""
    number, name = tempfile.mkstemp(dir=path.parent)
    try:
        with open(number, "wb") as stream:  # noqa: PTH123 - a descriptor, no path
            stream.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink()
        raise
