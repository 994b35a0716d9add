"""The volume that stands first: the report without what stands in the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from compile.appendix import WHOLE_MUNICIPALITY
from compile.wording import counted

if TYPE_CHECKING:
    from compile.context import CoverageArea, CoverageGoal, ReportContext


def main_volume(context: ReportContext) -> ReportContext:
    """Return a report's context without the lists that go by goal.

    The counts stay, and so do units without cards, files that could not be used and
    what was found in the municipality as a whole. All else stands in the volumes.
    """
    whole = (book for book in context.findings if book.name == WHOLE_MUNICIPALITY)
    return replace(
        context,
        summary=replace(context.summary, not_fulfilled=(), late_activities=()),
        movement=replace(context.movement, moves=(), targets=()),
        coverage=tuple(map(_shorter, context.coverage)),
        findings=tuple(whole),
    )


def _shorter(area: CoverageArea) -> CoverageArea:
    return replace(area, goals=tuple(map(_counted, area.goals)))


def _counted(goal: CoverageGoal) -> CoverageGoal:
    """Say how many cards refer to a strategy goal, not which: they may be thousands."""
    if not goal.covered:
        return goal
    return replace(goal, cards=counted(int(goal.card_count), "målkort", "målkort"))
