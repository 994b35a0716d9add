"""What is said of a period and its units on deadline day, in Swedish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.context import Mark
from compile.marks import VERDICT_TINTS
from compile.status.model import State
from compile.wording import counted, long_date
from workbook_templates.standard.model import GoalVerdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compile.status.model import PeriodStatus, UnitStatus

# The step of the verdicts' scale whose tint a state borrows.
STATE_TINTS = {
    State.MISSING: GoalVerdict.NOT_FULFILLED,
    State.FAULTY: GoalVerdict.NOT_FULFILLED,
    State.NOT_READY: GoalVerdict.PARTLY,
    State.NOTED: GoalVerdict.NOT_MEASURED,
    State.DONE: GoalVerdict.FULFILLED,
}
_WORDS = {
    State.MISSING: ("Saknas", "✕"),
    State.FAULTY: ("Fel att rätta", "!"),
    State.NOT_READY: ("Inte klarmarkerat", "…"),
    State.NOTED: ("Att titta på", "▸"),
    State.DONE: ("Klart", "✓"),
}
STATE_MARKS = {
    state: Mark(label, symbol, VERDICT_TINTS[STATE_TINTS[state]])
    for state, (label, symbol) in _WORDS.items()
}
_YESTERDAY, _TODAY, _TOMORROW = -1, 0, 1


def title_text(status: PeriodStatus) -> str:
    """Return what the status is of: "Status 2026-T2, Exempelkommun"."""
    municipality = status.register.texts.get("kommun", "")
    return f"Status {status.period}" + (f", {municipality}" if municipality else "")


def deadline_text(status: PeriodStatus) -> str:
    """Return when the last day is or was, and how far off."""
    day, left = long_date(status.plan.deadline), status.days_left
    if left == _TODAY:
        return f"Sista inlämningsdag är i dag, {day}."
    if left == _TOMORROW:
        return f"Sista inlämningsdag är i morgon, {day}."
    if left > 0:
        return f"Sista inlämningsdag är {day}, om {left} dagar."
    if left == _YESTERDAY:
        return f"Sista inlämningsdag var i går, {day}."
    return f"Sista inlämningsdag var {day}, för {-left} dagar sedan."


def notices(status: PeriodStatus) -> tuple[str, ...]:
    """Return what the reader must know besides: files on their way, old files."""
    coming = (
        f"{name} håller på att kopieras eller är öppen i ett annat program, och läses "
        "om en stund."
        for name in status.coming
    )
    return (*coming, *status.notices)


def summary_text(status: PeriodStatus) -> str:
    """Return the period's numbers in a sentence that has no zeros."""
    whole = status.whole
    there = whole.units - whole.count(State.MISSING)
    said = f"{there} av {counted(whole.units, 'enhet', 'enheter')} har lämnat in."
    if status.is_clean:
        return f"{said} Inget återstår att rätta."
    parts = ", ".join(_lacks(status))
    return f"{said} {parts[:1].upper()}{parts[1:]}." if parts else said


def _lacks(status: PeriodStatus) -> Iterator[str]:
    """Yield what keeps the period from being clean, with its number."""
    whole = status.whole
    for number, one, many in (
        (whole.count(State.FAULTY), "kort har fel", "kort har fel"),
        (whole.count(State.NOT_READY), "kort är inte klart", "kort är inte klara"),
        (len(status.unreadable), "fil gick inte att läsa", "filer gick inte att läsa"),
        (len(status.strangers), "fil hör inte hit", "filer hör inte hit"),
    ):
        if number:
            yield counted(number, one, many)


def todo_text(status: UnitStatus, since: str = "") -> str:
    """Return what there is to do or to look at for one unit; "" for nothing.

    since: the period that the card was compared with.
    """
    return " ".join(_todo(status, since))


def _todo(status: UnitStatus, since: str) -> Iterator[str]:
    if status.card is None:
        yield "Be enheten lämna in sitt kort."
        for name in status.unread:
            yield f"Filen {name} gick inte att läsa; det kan vara den."
        return
    if status.errors:
        yield f"Be enheten rätta {counted(status.errors, 'fel', 'fel')}."
    if not status.card.ready:
        yield "Be enheten markera kortet som klart."
    if status.warnings:
        noun = counted(status.warnings, "varning", "varningar")
        yield f"{noun} att titta på."
    if status.is_unchanged:
        yield f"Kortet säger inget nytt sedan {since}."
    if status.days_late:
        late = counted(status.days_late, "dag", "dagar")
        yield f"Kortet blev klart {late} för sent."
    if status.is_old_version:
        yield f"Mallen är gammal (version {status.card.version})."
    yield from _gaps(status)
    for name in status.others:
        yield f"Filen {name} räknas inte, för enheten har lämnat in en nyare."


def _gaps(status: UnitStatus) -> Iterator[str]:
    gaps = status.gaps
    for ids, what in (
        (gaps.goals, "Mål utan ansvarig"),
        (gaps.measures, "Mått utan ansvarig"),
        (gaps.never_updated, "Mått som aldrig har fått ett värde"),
    ):
        if ids:
            yield f"{what}: {', '.join(ids)}."
