"""A period that is closed stands: its report is not made anew, but given out again."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from compile.find import is_owner_file
from compile.folder import INBOX
from compile.manifest import fingerprint
from workbook_templates.standard.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path

    from compile.archive.places import Archived
    from compile.delivery import Delivery
    from compile.manifest import Manifest

_OTHER = (
    "Perioden {period} är stängd, och det här har ändrats sedan dess: {names}. Den "
    "slutliga rapporten ändras inte. Ska perioden göras om, så öppna den med malkort "
    "reopen och ange skälet. Annars: lägg tillbaka filerna från {place}."
)
_SPOILT = (
    "{name} i {place} är inte längre som när perioden stängdes. Hämta tillbaka "
    "filen från en säkerhetskopia och kör igen."
)
_MOST_NAMES = 8


def refuse_other(closed: Archived, now: Manifest) -> None:
    """Raise ArchiveError unless a closed period is made of just what is there now."""
    then = closed.manifest()
    before, after = _basis(then), _basis(now)
    if before == after:
        return
    names = sorted({n for n in (*before, *after) if before.get(n) != after.get(n)})
    told = names[:_MOST_NAMES]
    if len(names) > _MOST_NAMES:
        told.append(f"och {len(names) - _MOST_NAMES} till")
    place = closed.folder.root
    message = _OTHER.format(period=closed.period, names=", ".join(told), place=place)
    raise ArchiveError(message)


def _basis(made: Manifest) -> dict[str, str]:
    """Return the SHA-256 of all that a report is made of, by name.

    A file of the inbox is told apart from the register by the folder before it.
    """
    marks = {f"{INBOX}/{m.name}": m for m in made.inputs if not is_owner_file(m.name)}
    others = (made.register, made.template, made.logo)
    found = {name: mark.sha256 for name, mark in marks.items()}
    return found | {mark.name: mark.sha256 for mark in others if mark is not None}


def copy_outputs(closed: Archived, delivery: Delivery) -> list[Path]:
    """Give out a closed period's report and manifest; returns where they will be.

    Raises ArchiveError where one is no longer what it was.
    """
    made, place = closed.manifest(), closed.folder.period(closed.period)
    targets = []
    for mark in made.outputs:
        draft = delivery.draft(delivery.folder / mark.name)
        shutil.copyfile(place / mark.name, draft)
        if fingerprint(draft)[1] != mark.sha256:
            raise ArchiveError(_SPOILT.format(name=mark.name, place=place))
        targets.append(delivery.folder / mark.name)
    record = delivery.folder / closed.manifest_path.name
    shutil.copyfile(closed.manifest_path, delivery.draft(record))
    return [*targets, record]
