"""Small questions and phrases that several rules share; no rules here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.standard.model import GoalVerdict

if TYPE_CHECKING:
    from decimal import Decimal

    from workbook_templates.standard.model import Activity, Goal, Measure

DEVIATIONS = (GoalVerdict.PARTLY, GoalVerdict.NOT_FULFILLED)
LAST_TERTIAL = 3

_WORST_TO_BEST = (GoalVerdict.NOT_FULFILLED, GoalVerdict.PARTLY, GoalVerdict.FULFILLED)
_QUOTED_LENGTH = 60  # characters of a text in a message
_PLAIN_DIGITS = 20  # a number with more is printed with an exponent


def is_blank(text: str) -> bool:
    """Tell whether a text says nothing: no letter and no digit, as in "" or "-"."""
    return not any(map(str.isalnum, text))


def is_better(verdict: GoalVerdict | None, other: GoalVerdict | None) -> bool:
    """Tell whether a verdict is better; one that is not measured is never compared."""
    if verdict not in _WORST_TO_BEST or other not in _WORST_TO_BEST:
        return False
    return _WORST_TO_BEST.index(verdict) > _WORST_TO_BEST.index(other)


def name(record: Goal | Measure | Activity) -> str:
    """Return a record's id as messages call it."""
    return record.id or "utan id"


def short(text: str) -> str:
    """Return a text in one line, cut where it is too long to quote."""
    line = " ".join(text.split())
    if len(line) <= _QUOTED_LENGTH:
        return line
    return f"{line[: _QUOTED_LENGTH - 1].rstrip()}…"


def same(text: str) -> str:
    """Return a text in the form in which two texts are compared: case and blanks."""
    return " ".join(text.casefold().split())


def number(value: Decimal) -> str:
    """Return a number in Swedish, "12,5"."""
    is_plain = value.is_finite() and abs(value.adjusted()) < _PLAIN_DIGITS
    return (f"{value:f}" if is_plain else str(value)).replace(".", ",")
