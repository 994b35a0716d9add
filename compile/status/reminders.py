"""A reminder for each unit that owes something: a text, ready to send. None is sent.

The register may hold the office's own wording. Words in braces in it are replaced;
what is not one of them stays as it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compile.status.wording import deadline_text
from compile.wording import counted, long_date, period_text
from workbook_templates.standard.layout import NAMED_CELLS, YES
from workbook_templates.standard.register_layout import REMINDER_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compile.status.model import PeriodStatus, UnitStatus
    from workbook_templates.standard.findings import Finding
    from workbook_templates.standard.model import Unit

_READY = next(cell.label for cell in NAMED_CELLS if cell.key == "ready")
_MOST_FAULTS = 10  # told one by one in a reminder
_DEFAULT = """\
Hej!

Det här gäller målkortet för {enhet}, {period}.

{saknas}

{dagen}

{gor_sa}

{kontakt}"""
_HOW_MISSING = (
    f"Fyll i arbetsboken som ni har fått för perioden, välj {YES} vid ”{_READY}” och "
    "skicka tillbaka den. Har ni ingen arbetsbok, svara på det här så får ni en ny."
)
_HOW_MENDED = (
    f"Öppna arbetsboken, åtgärda det som står ovan, välj {YES} vid ”{_READY}” och "
    "skicka in den på nytt."
)
_CONTACT = "Har ni frågor: {contact}"
_NO_CONTACT = "Svara på det här om ni har frågor."


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder to one unit; anchor is its place on the status page."""

    unit: Unit
    subject: str
    text: str
    anchor: str


def reminders(status: PeriodStatus) -> tuple[Reminder, ...]:
    """Return a reminder for each unit that still owes something."""
    return tuple(_reminder(unit, status) for unit in status.lacking)


def _reminder(unit: UnitStatus, status: PeriodStatus) -> Reminder:
    subject = f"Påminnelse: målkortet för {unit.unit.name}, {status.period}"
    return Reminder(
        unit.unit,
        " ".join(subject.split()),
        _text(unit, status),
        reminder_anchor(unit.unit),
    )


def reminder_anchor(unit: Unit) -> str:
    """Return the id of a unit's reminder on the page."""
    safe = "".join(c if c.isascii() and c.isalnum() else f"_{ord(c)}" for c in unit.id)
    return f"paminnelse-{safe}"


def _text(unit: UnitStatus, status: PeriodStatus) -> str:
    texts = status.register.texts
    contact = texts.get("kontakt", "")
    words = {
        "{enhet}": unit.unit.name,
        "{period}": period_text(status.plan),
        "{saknas}": "\n".join(_lacks(unit)),
        "{dagen}": deadline_text(status),
        "{sista_dag}": long_date(status.plan.deadline),
        "{gor_sa}": _HOW_MENDED if unit.card else _HOW_MISSING,
        "{kontakt}": _CONTACT.format(contact=contact) if contact else _NO_CONTACT,
    }
    return _filled(texts.get(REMINDER_TEXT) or _DEFAULT, words)


def _filled(text: str, words: Mapping[str, str]) -> str:
    """Return a text with its words replaced, once: a value is never looked into."""
    pattern = "|".join(map(re.escape, words))
    return re.sub(pattern, lambda found: words[found[0]], text).strip()


def _lacks(unit: UnitStatus) -> Iterator[str]:
    """Yield lines on what a unit owes."""
    if unit.card is None:
        yield "Vi har inte fått ert målkort."
        for name in unit.unread:
            yield f"Vi har fått filen {name}, men den gick inte att läsa."
        return
    if unit.faults:
        yield f"Kortet har {counted(unit.errors, 'fel', 'fel')} som ska rättas:"
        yield from (f"- {_fault(f)}" for f in unit.faults[:_MOST_FAULTS])
        if unit.errors > _MOST_FAULTS:
            yield f"- och {unit.errors - _MOST_FAULTS} till."
    if not unit.card.ready:
        yield "Kortet är inte markerat som klart."


def _fault(finding: Finding) -> str:
    where = "" if str(finding.where) == finding.where.file else f"{finding.where}: "
    return " ".join(f"{where}{finding.message}".split())
