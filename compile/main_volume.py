"""The volume that stands first: the report without what stands in the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from compile.wording import counted

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from compile.context import CoverageArea, CoverageGoal, Movement, ReportContext

_ELSEWHERE = "Anmärkningarna på målkorten står sist i varje volym."


def main_volume(context: ReportContext, elsewhere: AbstractSet[str]) -> ReportContext:
    """Return a report's context without the lists that go by goal.

    The counts stay, and so do units without cards and files that could not be used.
    elsewhere: the workbooks whose findings stand in a volume; all others stay here,
    with what was found in the municipality as a whole.
    """
    kept = (book for book in context.findings if book.name not in elsewhere)
    notices = (*context.draft_notices, _ELSEWHERE) if context.draft_notices else ()
    return replace(
        context,
        summary=replace(context.summary, not_fulfilled=(), late_activities=()),
        movement=_counts_alone(context.movement),
        coverage=tuple(map(_shorter, context.coverage)),
        findings=tuple(kept),
        draft_notices=notices,
    )


def _counts_alone(movement: Movement) -> Movement:
    return replace(
        movement, moves=(), forecasts=(), texts=(), targets=(), activities=()
    )


def _shorter(area: CoverageArea) -> CoverageArea:
    return replace(area, goals=tuple(map(_counted, area.goals)))


def _counted(goal: CoverageGoal) -> CoverageGoal:
    """Say how many cards refer to a strategy goal, not which: they may be thousands."""
    if not goal.covered:
        return goal
    return replace(goal, cards=counted(int(goal.card_count), "målkort", "målkort"))
