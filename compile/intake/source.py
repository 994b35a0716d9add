"""The file as bytes: read once, hashed, and never touched again."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from compile.intake.limits import MEBIBYTE
from compile.intake.messages import (
    EMPTY,
    LOCK_FILE,
    NO_ACCESS,
    NOT_FOUND,
    TOO_LARGE,
    RefusedError,
)

if TYPE_CHECKING:
    from pathlib import Path

    from compile.intake.limits import Limits


@dataclass(frozen=True, slots=True)
class Source:
    """A file's bytes and their SHA-256 as lower-case hex digits."""

    data: bytes
    sha256: str


def shown_name(path: Path) -> str:
    """Return a file's name for messages, without what no text may hold."""
    return path.name.encode("utf-8", "replace").decode("utf-8")


def read_source(path: Path, limits: Limits) -> Source:
    """Return a file's bytes, read in one go.

    Raises RefusedError for a lock file, a missing, unreadable, empty or
    enormous file, and for anything that is no file, such as a folder.
    """
    if path.name.startswith("~$"):
        raise RefusedError(LOCK_FILE)
    data = _read(path, limits.file_bytes + 1)
    if not data.strip(b"\0"):  # a failed synchronisation leaves nothing but zeros
        raise RefusedError(EMPTY)
    if len(data) > limits.file_bytes:
        what = f"mer än {limits.file_bytes // MEBIBYTE} MiB"
        raise RefusedError(TOO_LARGE, what=what)
    return Source(data, sha256(data).hexdigest())


def _read(path: Path, at_most: int) -> bytes:
    """Return the first bytes of a regular file; a pipe would wait for ever."""
    try:
        if path.exists() and not path.is_file():
            raise RefusedError(NO_ACCESS)
        with path.open("rb") as stream:
            return stream.read(at_most)
    except (FileNotFoundError, ValueError) as error:
        raise RefusedError(NOT_FOUND) from error
    except OSError as error:
        raise RefusedError(NO_ACCESS) from error
