"""Every card against the last period that is known: what there is to compare."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbook_templates.standard.comparing import (
    Move,
    compare_activities,
    compare_by_own_account,
    compare_goals,
    compare_measures,
    is_unchanged,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compile.gather import Gathering
    from compile.history import PastPeriod
    from workbook_templates.standard.comparing import (
        ActivityChange,
        GoalChange,
        MeasureChange,
    )
    from workbook_templates.standard.model import Period, Scorecard


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes of a period's cards, by unit id.

    since: the period that is compared with; None where nothing earlier is known.
    past: that period's cards, None where only the cards' own account is known. goals:
    each card's goals with the dropped ones last. measures and activities: likewise,
    of the units that have a card in both periods. by_own_account: ids of the units
    that are compared with what their card repeats of the last period. unchanged: ids
    of the units whose card says nothing new.
    """

    since: Period | None = None
    past: PastPeriod | None = None
    goals: Mapping[str, tuple[GoalChange, ...]] = field(default_factory=dict)
    measures: Mapping[str, tuple[MeasureChange, ...]] = field(default_factory=dict)
    activities: Mapping[str, tuple[ActivityChange, ...]] = field(default_factory=dict)
    by_own_account: tuple[str, ...] = ()
    unchanged: frozenset[str] = frozenset()

    def of(self, unit_id: str) -> tuple[GoalChange, ...]:
        """Return the changes of a unit's goals."""
        return self.goals.get(unit_id, ())

    def is_by_card(self, unit_id: str) -> bool:
        """Tell whether a unit is compared with a card, not with verdicts alone."""
        return unit_id in self.measures

    def moves_of(self, card: Scorecard) -> tuple[Move, ...]:
        """Return the move of each of a card's goals, in their order."""
        if self.since is None:
            return (Move.SAME,) * len(card.goals)
        return tuple(c.move for c in self.of(card.unit_id) if c.now is not None)


def changes_of(gathering: Gathering, history: tuple[PastPeriod, ...]) -> Changes:
    """Compare with the last of the past periods, else with the cards' own account.

    A unit without a card in that period is compared with the verdicts that its card
    repeats of the period before; where it repeats none, its goals are new.
    """
    past = history[-1] if history else None
    repeats = {c.unit_id for c in gathering.cards if _repeats(c)}
    if past is None and not repeats:
        return Changes()
    known = _pairs(gathering.cards, past)
    both = [(before, card) for card, before in known if before]
    plan = gathering.register.plan(gathering.period)
    last_day = plan.end if plan else None
    return Changes(
        past.period if past else gathering.period.previous,
        past,
        {
            card.unit_id: compare_goals(before, card)
            if before
            else compare_by_own_account(card)
            for card, before in known
        },
        {now.unit_id: compare_measures(old, now) for old, now in both},
        {now.unit_id: compare_activities(old, now, last_day) for old, now in both},
        tuple(c.unit_id for c, before in known if not before and c.unit_id in repeats),
        frozenset(c.unit_id for c, old in known if old and is_unchanged(c, old)),
    )


def _pairs(
    cards: Iterable[Scorecard], past: PastPeriod | None
) -> list[tuple[Scorecard, Scorecard | None]]:
    return [(card, past.card_of(card.unit_id) if past else None) for card in cards]


def _repeats(card: Scorecard) -> bool:
    """Tell whether a card repeats any verdict of the period before."""
    return any(goal.previous_verdict for goal in card.goals)
