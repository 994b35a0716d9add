"""Which files of an inbox are to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# What operating systems and synchronisers leave in folders; never a card.
_SYSTEM_FILES = {".ds_store", "desktop.ini", "thumbs.db", ".gitkeep"}
_OWNER_FILE = "~$"  # what Excel and Word leave while somebody has a file open


def find_workbooks(inbox: Path) -> tuple[Path, ...]:
    """Return every file below an inbox, sorted by path; () if there is no inbox.

    All files are returned whatever their ending, so that one which is no
    workbook is named in a finding and does not vanish.
    """
    if not inbox.is_dir():
        return ()
    files = (path for path in inbox.rglob("*") if path.is_file())
    return tuple(sorted(f for f in files if f.name.casefold() not in _SYSTEM_FILES))


def is_owner_file(name: str) -> bool:
    """Whether a path is that of a file which comes and goes with an open workbook."""
    return name.rpartition("/")[2].startswith(_OWNER_FILE)
