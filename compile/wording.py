"""How values are printed in Swedish: numbers, dates, periods and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.standard.model import Level

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from workbook_templates.standard.model import Goal, Period
    from workbook_templates.standard.register import PeriodPlan

_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
LEVELS = {
    Level.MUNICIPALITY: "Kommun",
    Level.DEPARTMENT: "Avdelning",
    Level.UNIT: "Enhet",
}
_NBSP = "\N{NO-BREAK SPACE}"


def number_text(value: Decimal | None) -> str:
    """Return a number with decimal comma and spaced thousands; "" for None.

    No digit is added or taken away: 1234.50 gives "1 234,50".
    """
    if value is None:
        return ""
    return f"{value:,f}".replace(",", _NBSP).replace(".", ",")


def date_text(value: date | None) -> str:
    """Return a date as yyyy-mm-dd; "" for None."""
    return value.isoformat() if value else ""


def long_date(value: date) -> str:
    """Return a date in words: "31 augusti 2026"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def period_text(plan: PeriodPlan) -> str:
    """Return "Tertial 2 2026 (1 januari–31 augusti 2026)"."""
    start, end = long_date(plan.start), long_date(plan.end)
    shorter = start.removesuffix(f" {plan.end.year}")
    return f"{period_name(plan.period)} ({shorter}–{end})"


def period_name(period: Period) -> str:
    """Return "Tertial 2 2026"."""
    return f"Tertial {period.tertial} {period.year}"


def horizon_text(goal: Goal) -> str:
    """Return a goal's years: "2025–2027", "2026", or what there is of them."""
    years = [str(y) for y in (goal.start_year, goal.end_year) if y]
    return "–".join(dict.fromkeys(years))


def counted(count: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 mål", "3 kort"."""
    return f"{count} {one if count == 1 else many}"


def shortened(text: str, limit: int, where: str = "kortet") -> str:
    """Return a text cut at a limit of characters, saying where the whole stands."""
    if len(text) <= limit:
        return text
    return f"{text[:limit].rstrip()} … (hela texten står i {where})"


def listed(words: Sequence[str], limit: int | None = None) -> str:
    """Return "a, b och c"; beyond a limit "a, b och 3 till"."""
    if limit is not None and len(words) > limit:
        words = (*words[:limit], f"{len(words) - limit} till")
    *first, last = words or ("",)
    return f"{', '.join(first)} och {last}" if first else last


def share_text(part: int, whole: int) -> str:
    """Return a share as a whole percentage, "55 %"; "" of nothing.

    Only what is everything is 100 %, and only what is nothing is 0 %.
    """
    if not whole:
        return ""
    percent = (200 * part + whole) // (2 * whole)
    if part:
        percent = max(percent, 1)
    if part < whole:
        percent = min(percent, 99)
    return f"{percent}{_NBSP}%"
