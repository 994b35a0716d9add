"""How to read the report: scales, rules and thresholds."""

from __future__ import annotations

from dataclasses import dataclass

from compile.context.marks import Mark


@dataclass(frozen=True, slots=True)
class GuideStep:
    """A step of a scale with its meaning, for the reading guide."""

    mark: Mark
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class GuideRule:
    """How a measure of one direction is judged: "Öka", and when it is fulfilled."""

    direction: str
    text: str


@dataclass(frozen=True, slots=True)
class GuideThreshold:
    """A threshold: what it limits and its value."""

    text: str
    value: str


@dataclass(frozen=True, slots=True)
class ReadingGuide:
    """How to read the report: the two scales, the rules and their thresholds."""

    paragraphs: tuple[str, ...] = ()
    verdicts: tuple[GuideStep, ...] = ()
    statuses: tuple[GuideStep, ...] = ()
    rules: tuple[GuideRule, ...] = ()
    thresholds: tuple[GuideThreshold, ...] = ()
