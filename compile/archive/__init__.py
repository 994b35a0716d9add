"""The archive: each closed period as it was delivered, read-only, for ever.

arkiv/2026-T2/            a closed period: a municipality's folder of its own, with
                          the register, the template and the logo as used, and
                          2026-T2/ with the inbox, the report and its manifest
arkiv/2026-T2.oppnad-1/   the same, closed first and then reopened
arkiv/logg.json           when each was closed or reopened, and why
"""

from __future__ import annotations

from compile.archive.closing import close, settle
from compile.archive.events import Event, lost_folders, read_events
from compile.archive.places import (
    Archived,
    all_archived,
    archive_of,
    archived,
)
from compile.archive.reopening import Reopened, reopen
from compile.archive.standing import copy_outputs, refuse_other

__all__ = [
    "Archived",
    "Event",
    "Reopened",
    "all_archived",
    "archive_of",
    "archived",
    "close",
    "copy_outputs",
    "lost_folders",
    "read_events",
    "refuse_other",
    "reopen",
    "settle",
]
