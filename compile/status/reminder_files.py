"""Reminders on disk: a text and a mail draft for each late unit. Nothing is sent."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING

from compile.delivery import delivering, existing
from compile.folder import safe_name
from compile.locking import alone_in
from compile.status.reminders import reminders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from compile.folder import MunicipalityFolder
    from compile.status.model import PeriodStatus
    from compile.status.reminders import Reminder

_TEXT, _MAIL = ".txt", ".eml"
_DOING = "Påminnelserna"
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"  # by which Notepad knows UTF-8


@dataclass(frozen=True, slots=True)
class Reminded:
    """Files written, and files of earlier runs that went: they hold no more."""

    written: tuple[Path, ...]
    removed: tuple[Path, ...] = ()


def write_reminders(folder: MunicipalityFolder, status: PeriodStatus) -> Reminded:
    """Write a text and a mail draft for each unit that owes something.

    Those of units that owe nothing any more are removed. Raises BusyError where
    another run writes there, DeliveryError where the disk will not have them.
    """
    place = existing(folder.reminders(status.period))
    late = reminders(status)
    gone = tuple(_outdated(place, status, late))
    if not late and not gone:
        return Reminded(())
    written = []
    with alone_in(place, "", _DOING), delivering(place) as delivery:
        for reminder in late:
            text, mail = _paths(place, reminder.unit.id)
            delivery.write(text, _as_text(reminder))
            delivery.write(mail, as_mail(reminder))
            written += [text, mail]
        for path in gone:
            delivery.withdraw(path)
    return Reminded(tuple(written), gone)


def _outdated(
    place: Path, status: PeriodStatus, late: tuple[Reminder, ...]
) -> Iterator[Path]:
    owing = {reminder.unit.id for reminder in late}
    for unit in status.register.units:
        if unit.id not in owing:
            yield from (p for p in _paths(place, unit.id) if p.exists())


def _paths(place: Path, unit_id: str) -> tuple[Path, Path]:
    name = safe_name(unit_id)
    if name != unit_id:  # another id may lose the same characters
        digest = hashlib.sha256(unit_id.encode("utf-8", "surrogatepass")).hexdigest()
        name = f"{name}-{digest[:8]}"
    return place / f"{name}{_TEXT}", place / f"{name}{_MAIL}"


def _as_text(reminder: Reminder) -> bytes:
    text = f"{_BOM}{reminder.subject}\n\n{reminder.text}\n"
    return text.replace("\n", "\r\n").encode("utf-8", "replace")


def as_mail(reminder: Reminder) -> bytes:
    """Return a mail that mail programs open as a draft, without a recipient."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = reminder.subject
    mail["X-Unsent"] = "1"
    mail.set_content(reminder.text.encode("utf-8", "replace").decode(), cte="base64")
    return mail.as_bytes()
