"""One at a time who writes to a folder.

The lock is the operating system's own, so that it ends with the process that holds
it, however that ends. Who holds it, and for what, stands in the file, for the message
to others.
"""

from __future__ import annotations

import errno
import getpass
import json
import os
import platform
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from filelock import FileLock, SoftFileLock, Timeout

from compile.delivery import clean_up, telling_disk_faults
from workbook_templates.standard.errors import BusyError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from filelock import BaseFileLock

REPORT = "Rapporten"
LOCK_NAME = ".malkort.lock"
_MODE = 0o666  # whoever may write in the folder may take over what is left there
_OFFSET = 1  # bytes: Windows lets nobody else read the first, which is locked
# What file systems answer that have no locks, such as some network folders.
_NO_LOCKS = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK})


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock: process id, computer, user, and since when (local time).

    what: what is written, "" where it is not known.
    """

    pid: int
    host: str
    user: str
    since: str
    what: str = ""


@contextmanager
def alone_in(folder: Path, stem: str, what: str = REPORT) -> Iterator[None]:
    """Be the only one who writes reports to a folder, which is made where it lacks.

    what: what is written, as the message to others calls it.

    What a killed run left of files whose names begin with stem is finished or
    dropped first. Raises BusyError where another writes there, DeliveryError where
    the folder cannot be written to.
    """
    with ExitStack() as held:
        with telling_disk_faults(folder):
            if not folder.exists():
                folder.mkdir(parents=True)
                held.callback(_remove_if_empty, folder)
            held.enter_context(locked(folder, what))
            clean_up(folder, stem)
        yield


def _remove_if_empty(folder: Path) -> None:
    """Take back a folder to which nothing came."""
    with suppress(OSError):
        folder.rmdir()


@contextmanager
def locked(folder: Path, what: str = REPORT) -> Iterator[None]:
    """Hold a folder's lock.

    Raises BusyError where another process holds it, OSError where the folder cannot
    be written to. What a dead process left is taken over.
    """
    path = folder / LOCK_NAME
    lock = _acquired(path, what)
    try:
        if not isinstance(lock, SoftFileLock):  # whose file is its own
            _sign(path, what)
        yield
    finally:
        if not isinstance(lock, SoftFileLock):
            # While it is held: whoever opened it before gets nothing by locking it.
            with suppress(OSError):
                path.unlink()
        lock.release()


def _acquired(path: Path, what: str) -> BaseFileLock:
    try:
        try:
            return _taken(FileLock(path, mode=_MODE, fallback_to_soft=False))
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
            return _taken(SoftFileLock(path))
    except Timeout:
        raise BusyError(_busy_text(path, what)) from None


def _taken(lock: BaseFileLock) -> BaseFileLock:
    lock.acquire(blocking=False)
    return lock


def _sign(path: Path, what: str) -> None:
    """Write who holds the lock, and for what; it holds as well without."""
    now = datetime.now().astimezone().isoformat(" ", "minutes")
    note = {
        "pid": os.getpid(),
        "host": platform.node(),
        "user": _user(),
        "since": now[:16],
        "what": what,
    }
    with suppress(OSError), path.open("r+b", buffering=0) as file:
        file.seek(_OFFSET)
        file.write(json.dumps(note).encode())
        file.truncate()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a process without a user of its own
        return ""


def holder(folder: Path) -> Holder | None:
    """Return who holds, or last held, a folder's lock; None where nobody is known."""
    try:
        with (folder / LOCK_NAME).open("rb", buffering=0) as file:
            file.seek(_OFFSET)
            note = json.loads(file.read())
        host, user, since = (str(note[key]) for key in ("host", "user", "since"))
        what = str(note.get("what", ""))
        return Holder(int(note["pid"]), host, user, since, what)
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _busy_text(path: Path, what: str) -> str:
    """Return who does what there already; what: that which could not be done."""
    known = holder(path.parent)
    who = "någon annan"
    if known is not None:
        user = known.user or "okänd användare"
        place = f"på datorn {known.host} (process {known.pid})"
        who = f"{user} {place} sedan {known.since}"
    other = ", eller välj en annan mapp med --out" if what == REPORT else ""
    done = known.what if known and known.what else what
    return (
        f"{done} i {path.parent} görs redan just nu av {who}. Vänta tills den "
        f"körningen är klar och kör igen{other}."
    )
