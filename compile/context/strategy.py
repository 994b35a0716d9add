"""The strategy: who refers to its goals."""

from __future__ import annotations

from dataclasses import dataclass, field

from compile.context.marks import Mark


@dataclass(frozen=True, slots=True)
class CoverageGoal:
    """A strategy goal and the cards that refer to it.

    cards: "Skolan (M1, M3); Biblioteket (M2)", or a text that says that none does.
    card_count: number of cards that refer to it.
    """

    number: str
    label: str
    cards: str
    covered: bool = True
    card_count: str = "0"


@dataclass(frozen=True, slots=True)
class CoverageArea:
    """A priority area of the strategy with its goals."""

    name: str
    goals: tuple[CoverageGoal, ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadStep:
    """A card's goal at the end of the thread: unit, goal, and the verdict now."""

    unit: str
    goal_id: str
    text: str
    verdict: Mark = field(default_factory=Mark)
    forecast: Mark = field(default_factory=Mark)


@dataclass(frozen=True, slots=True)
class ThreadGoal:
    """A strategy goal with the cards' goals that refer to it, at least one."""

    number: str
    label: str
    steps: tuple[ThreadStep, ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadArea:
    """The golden thread of one priority area: its strategy goals that have steps.

    uncovered: labels of its strategy goals that no card refers to.
    """

    name: str
    goals: tuple[ThreadGoal, ...] = ()
    uncovered: tuple[str, ...] = ()
