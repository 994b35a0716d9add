"""How many goals, measures and activities have moved since the last period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.context import ActivityCounts, MoveCounts
from compile.merge import TOTAL, pairs_tally
from workbook_templates.standard.comparing import ActivityMove, Move

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from compile.material import Material
    from workbook_templates.standard.comparing import (
        ActivityChange,
        GoalChange,
        MeasureChange,
    )

    Changed = (
        Mapping[str, tuple[GoalChange, ...]]
        | Mapping[str, tuple[MeasureChange, ...]]
        | Mapping[str, tuple[ActivityChange, ...]]
    )

_MOVES = tuple(move.value for move in Move)
_ACTIVITY_MOVES = tuple(move.value for move in ActivityMove)


def goal_counts(material: Material) -> tuple[MoveCounts, ...]:
    """Return the goals in a row for each chapter, and last the total."""
    return _move_counts(material, material.changes.goals)


def measure_counts(material: Material) -> tuple[MoveCounts, ...]:
    """Return the measures likewise; nothing where there are no cards to compare."""
    measures = material.changes.measures
    return _move_counts(material, measures) if measures else ()


def activity_counts(material: Material) -> tuple[ActivityCounts, ...]:
    """Return the activities likewise."""
    activities = material.changes.activities
    if not activities:
        return ()
    rows = _rows(material, activities, _ACTIVITY_MOVES)
    return tuple(ActivityCounts(name=name, **row) for name, row in rows)


def _move_counts(material: Material, changed: Changed) -> tuple[MoveCounts, ...]:
    rows = _rows(material, changed, _MOVES)
    return tuple(MoveCounts(name=name, **row) for name, row in rows)


def _rows(
    material: Material, changed: Changed, codes: Sequence[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each chapter's counts by the moves' codes, which name the fields too."""
    pairs = (
        (placed.chapter, change.move.value)
        for placed in material.cards
        for change in changed.get(placed.unit.id, ())
    )
    counted = pairs_tally(pairs, codes)
    nothing = (0,) * len(codes)
    rows = {name: counted.get(name, nothing) for name in material.chapters}
    total = [sum(column) for column in zip(nothing, *rows.values(), strict=True)]
    for name, numbers in [*rows.items(), (TOTAL, total)]:
        printed = dict(zip(codes, map(str, numbers), strict=True))
        yield name, printed | {"total": str(sum(numbers))}
