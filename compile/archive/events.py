"""The archive's log: when a period was closed or reopened, and why.

It names no person. It is only added to, and written whole or not at all.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from compile.archive.places import archive_of
from compile.delivery import delivering
from workbook_templates.standard.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path

    from compile.folder import MunicipalityFolder

LOG_NAME = "logg.json"
CLOSED, REOPENED = "closed", "reopened"
_SCHEMA = 1
_BROKEN = (
    "{path} är skadad och går inte att läsa. Hämta tillbaka filen från en "
    "säkerhetskopia och kör igen."
)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log.

    event: "closed" or "reopened". date: local, ISO 8601. folder: the name in the
    archive that the period has from then on. manifest: SHA-256 of a closed
    period's record. reason: why it was reopened.
    """

    event: str
    period: str
    date: str
    folder: str
    manifest: str = ""
    reason: str = ""


def today() -> str:
    """Return the local date."""
    return datetime.now().astimezone().date().isoformat()


def read_events(folder: MunicipalityFolder) -> tuple[Event, ...]:
    """Return the log, the oldest first; raises ArchiveError where it is broken."""
    path = log_path(folder)
    try:
        content = json.loads(path.read_bytes())
        return tuple(Event(**row) for row in content["events"])
    except FileNotFoundError:
        return ()
    except (ValueError, LookupError, TypeError) as error:
        raise ArchiveError(_BROKEN.format(path=path)) from error


def add_event(folder: MunicipalityFolder, event: Event) -> None:
    """Add a line to the log, under the archive's lock."""
    rows = [asdict(e) for e in (*read_events(folder), event)]
    content = {"schema": _SCHEMA, "events": rows}
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    path = log_path(folder)
    with delivering(path.parent) as delivery:
        delivery.write(path, text.encode("utf-8"))


def log_path(folder: MunicipalityFolder) -> Path:
    """Return where the log lies."""
    return archive_of(folder) / LOG_NAME


def lost_folders(folder: MunicipalityFolder) -> tuple[str, ...]:
    """Return the names that the log has put in the archive and that are not there."""
    events = read_events(folder)
    last = {event.period: event for event in events}
    names = {e.folder for e in events if e.event == REOPENED}
    names |= {e.folder for e in last.values() if e.event == CLOSED}
    names -= {e.folder for e in last.values() if is_cut_short(folder, e)}
    return tuple(sorted(n for n in names if not _is_there(folder, n)))


def is_cut_short(folder: MunicipalityFolder, event: Event) -> bool:
    """Whether a period was reopened in the log, and then the computer stopped."""
    is_moved = _is_there(folder, event.folder)
    return event.event == REOPENED and not is_moved and _is_there(folder, event.period)


def _is_there(folder: MunicipalityFolder, name: str) -> bool:
    return (archive_of(folder) / name).is_dir()
