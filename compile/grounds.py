"""What a goal's verdict rests on: measured values, or the unit's own judgement."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from compile.context import BasisCount
from compile.merge import TOTAL, pairs_tally
from workbook_templates.standard.assessment import expected_verdict
from workbook_templates.standard.comparing import Move, verdict_move

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbook_templates.standard.model import Goal, GoalVerdict, Scorecard
    from workbook_templates.standard.register import Thresholds


class Ground(Enum):
    """What a verdict rests on; the value is the text as printed.

    AGREES: the verdict lies between the worst and the best that the rules give the
    goal's measures. DIFFERS: it is measured, but is another verdict or none.
    """

    AGREES = "Mätt, enligt reglerna"
    DIFFERS = "Mätt, avviker från reglerna"
    SELF_JUDGED = "Egen bedömning"


def grounds_of(
    card: Scorecard, tertial: int, thresholds: Thresholds
) -> tuple[Ground, ...]:
    """Return what each of a card's goals rests on, in order; tertial is 1-3."""
    measured: dict[str, list[GoalVerdict]] = {}
    for measure in card.measures:
        verdict = expected_verdict(measure, tertial, thresholds)
        if verdict is not None:
            measured.setdefault(measure.goal_id, []).append(verdict)
    return tuple(_ground(goal, measured.get(goal.id, ())) for goal in card.goals)


def _ground(goal: Goal, measured: Sequence[GoalVerdict]) -> Ground:
    if not measured:
        return Ground.SELF_JUDGED
    moves = {verdict_move(verdict, goal.verdict) for verdict in measured}
    agrees = Move.SAME in moves or {Move.BETTER, Move.WORSE} <= moves
    return Ground.AGREES if agrees else Ground.DIFFERS


def basis_counts(
    pairs: Iterable[tuple[str, Ground]], chapters: Sequence[str]
) -> tuple[BasisCount, ...]:
    """Count (chapter, ground) pairs: a row for each chapter and last the total."""
    codes = [ground.name for ground in Ground]
    counted = pairs_tally(((name, ground.name) for name, ground in pairs), codes)
    nothing = (0,) * len(codes)
    rows = {name: counted.get(name, nothing) for name in chapters}
    total = [sum(column) for column in zip(nothing, *rows.values(), strict=True)]
    return tuple(_count(name, row) for name, row in [*rows.items(), (TOTAL, total)])


def _count(name: str, numbers: Sequence[int]) -> BasisCount:
    agreeing, differing, self_judged = numbers
    return BasisCount(
        name=name,
        measured=str(agreeing + differing),
        agreeing=str(agreeing),
        self_judged=str(self_judged),
        total=str(sum(numbers)),
    )


def basis_text(ground: Ground, verdict: GoalVerdict | None) -> str:
    """Return a ground as printed; "" where there is neither verdict nor value."""
    if ground is Ground.SELF_JUDGED and verdict is None:
        return ""
    return ground.value
