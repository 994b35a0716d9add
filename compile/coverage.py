"""The strategy's goals: which cards refer to them, and how it goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.context import (
    CoverageArea,
    CoverageGoal,
    ThreadArea,
    ThreadGoal,
    ThreadStep,
)
from compile.marks import verdict_mark
from compile.merge import references_by_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compile.material import Material
    from compile.organisation import Placed
    from workbook_templates.standard.model import Goal, PriorityArea, StrategyGoal
    from workbook_templates.standard.register import Register

    Steps = dict[int, list[tuple[Placed, Goal]]]


def coverage_of(material: Material) -> tuple[CoverageArea, ...]:
    """Return the strategy's areas with the strategy goals of the year and their cards.

    A strategy goal that is no longer valid is there while a card refers to it.
    """
    references = references_by_number(material.cards)
    names = {placed.unit.id: placed.unit.name for placed in material.cards}
    return tuple(
        CoverageArea(
            area.name,
            tuple(
                _covered(goal, references.get(goal.number, {}), names)
                for goal in _goals(area, material)
                if goal.is_valid(material.period.year) or goal.number in references
            ),
        )
        for area in _areas(material.register)
    )


def _covered(
    goal: StrategyGoal, cards: dict[str, list[str]], names: dict[str, str]
) -> CoverageGoal:
    text = "; ".join(f"{names[u]} ({', '.join(ids)})" for u, ids in cards.items())
    return CoverageGoal(
        str(goal.number),
        goal.label,
        text or "Inget kort hänvisar hit",
        bool(cards),
        str(len(cards)),
    )


def thread_of(material: Material) -> tuple[ThreadArea, ...]:
    """Return the golden thread: area, strategy goal, the cards' goals and verdicts."""
    steps: Steps = {}
    for placed in material.cards:
        for goal in placed.card.goals:
            for number in dict.fromkeys(goal.strategy_goals):
                steps.setdefault(number, []).append((placed, goal))
    return tuple(_area(area, steps, material) for area in _areas(material.register))


def _area(area: PriorityArea, steps: Steps, material: Material) -> ThreadArea:
    goals = _goals(area, material)
    year = material.period.year
    return ThreadArea(
        area.name,
        tuple(
            ThreadGoal(
                str(goal.number),
                goal.label,
                tuple(_steps(steps[goal.number], material.register)),
            )
            for goal in goals
            if goal.number in steps
        ),
        tuple(g.label for g in goals if g.number not in steps and g.is_valid(year)),
    )


def _steps(
    found: list[tuple[Placed, Goal]], register: Register
) -> Iterator[ThreadStep]:
    for placed, goal in found:
        yield ThreadStep(
            placed.unit.name,
            goal.id,
            goal.text,
            verdict_mark(register, goal.verdict),
            verdict_mark(register, goal.forecast),
        )


def _areas(register: Register) -> list[PriorityArea]:
    return sorted(register.areas, key=lambda area: area.order)


def _goals(area: PriorityArea, material: Material) -> list[StrategyGoal]:
    return [g for g in material.register.strategy_goals if g.area == area.id]
