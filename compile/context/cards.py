"""Chapters of cards in full, and their records."""

from __future__ import annotations

from dataclasses import dataclass, field

from compile.context.charts import Chart
from compile.context.marks import Mark
from compile.context.movement import GoalMove, MoveCounts
from compile.context.summary import Counts, Deviation, LateActivity


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """A measure with all its fields. goal_id as written, for a measure without goal."""

    id: str
    name: str
    goal_id: str = ""
    measured_in: str = ""
    direction: str = ""
    baseline: str = ""
    target: str = ""
    outcome_1: str = ""
    outcome_2: str = ""
    outcome_3: str = ""
    verdict: Mark = field(default_factory=Mark)
    owner: str = ""
    source: str = ""
    comment: str = ""
    previous_outcome: str = ""
    previous_verdict: Mark = field(default_factory=Mark)
    previous_comment: str = ""


@dataclass(frozen=True, slots=True)
class ActivityEntry:
    """An activity with all its fields. start and end are dates, yyyy-mm-dd."""

    id: str
    text: str
    goal_id: str = ""
    responsible: str = ""
    start: str = ""
    end: str = ""
    status: Mark = field(default_factory=Mark)
    comment: str = ""
    previous_status: Mark = field(default_factory=Mark)
    previous_comment: str = ""


@dataclass(frozen=True, slots=True)
class GoalEntry:
    """A goal with its measures and activities.

    strategy_goals: labels, "Mål 12 Fler företagsamma kvinnor". horizon: "2025–2027".
    basis: whether the verdict rests on measured values or is the unit's own.
    movement: the change since last period in a word, as in GoalMove.kind, or "".
    """

    id: str
    text: str
    strategy_goals: tuple[str, ...] = ()
    horizon: str = ""
    responsible: str = ""
    verdict: Mark = field(default_factory=Mark)
    forecast: Mark = field(default_factory=Mark)
    previous_verdict: Mark = field(default_factory=Mark)
    basis: str = ""
    movement: str = ""
    comment: str = ""
    remedy: str = ""
    previous_comment: str = ""
    measures: tuple[MeasureEntry, ...] = ()
    activities: tuple[ActivityEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalGroup:
    """Goals that share a long-term goal; long_term_goal is "" where none is chosen."""

    long_term_goal: str = ""
    goals: tuple[GoalEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class CardPerspective:
    """One perspective of a card. No groups: the card has no goals in it."""

    name: str
    groups: tuple[GoalGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One unit's card in full.

    level: "Kommun", "Avdelning" or "Enhet". ready: "Ja" or "Nej". notices: what the
    reader must know, such as a late or an empty card. loose_measures and
    loose_activities belong to no goal of the card, so that nothing is lost.
    """

    unit: str
    level: str = ""
    responsible: str = ""
    contact: str = ""
    file: str = ""
    handed_in: str = ""
    ready: str = ""
    summary: str = ""
    notices: tuple[str, ...] = ()
    perspectives: tuple[CardPerspective, ...] = ()
    loose_measures: tuple[MeasureEntry, ...] = ()
    loose_activities: tuple[ActivityEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ChapterFront:
    """A chapter's first page, of the same four parts everywhere.

    1 the state: sentences, by_perspective (last row the total) and its chart;
    2 what has changed: moves and move_counts (one row for the whole chapter);
    3 what is not fulfilled: deviations; 4 what is late: late_activities.
    """

    sentences: tuple[str, ...] = ()
    by_perspective: tuple[Counts, ...] = ()
    chart: Chart = field(default_factory=Chart)
    since: str = ""
    move_counts: MoveCounts | None = None
    moves: tuple[GoalMove, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    late_activities: tuple[LateActivity, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of cards: the municipality's own, or a department with its units.

    name is the heading. front: its first page. counts: one row per card and one for
    the total. notices: cards that are missing in this chapter.
    """

    name: str
    introduction: str = ""
    front: ChapterFront = field(default_factory=ChapterFront)
    notices: tuple[str, ...] = ()
    counts: tuple[Counts, ...] = ()
    cards: tuple[Card, ...] = ()
