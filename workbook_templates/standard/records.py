"""Rows of a card's tables made into the model's goals, measures and activities."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from workbook_templates.standard import demands
from workbook_templates.standard.cells import choice_hint, match_word, quoted
from workbook_templates.standard.model import (
    Activity,
    ActivityStatus,
    Direction,
    Goal,
    GoalVerdict,
    Measure,
)
from workbook_templates.standard.rows import row_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook_templates.standard.findings import Finding
    from workbook_templates.standard.register import Register
    from workbook_templates.standard.rows import Row

_Linked = TypeVar("_Linked", Measure, Activity)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the words of the register's lists mean to the model."""

    perspectives: Mapping[str, str]  # name -> Perspective.id
    verdicts: Mapping[str, GoalVerdict]
    statuses: Mapping[str, ActivityStatus]

    @classmethod
    def of(cls, register: Register) -> Lexicon:
        """Return the meanings of a register's words."""
        return cls(
            {p.name: p.id for p in register.perspectives},
            {s.label: GoalVerdict(s.code) for s in register.verdicts},
            {s.label: ActivityStatus(s.code) for s in register.statuses},
        )


def goal_of(row: Row, lexicon: Lexicon) -> Goal:
    """Return the goal of a row; what is empty or faulty is left empty."""
    return Goal(
        id=_id(row),
        text=row.text("text"),
        perspective=lexicon.perspectives.get(row.text("perspective"), ""),
        long_term_goal=row.text("long_term_goal"),
        strategy_goals=row.references("strategy_goals"),
        start_year=row.integer("start_year"),
        end_year=row.integer("end_year"),
        responsible=row.text("responsible"),
        verdict=lexicon.verdicts.get(row.text("verdict")),
        forecast=lexicon.verdicts.get(row.text("forecast")),
        comment=row.text("comment"),
        remedy=row.text("remedy"),
        previous_verdict=lexicon.verdicts.get(row.text("previous_verdict")),
        previous_comment=row.text("previous_comment"),
        origin=row.origin,
    )


def measure_of(row: Row, lexicon: Lexicon) -> Measure:
    """Return the measure of a row; what is empty or faulty is left empty."""
    direction = row.text("direction")
    return Measure(
        id=_id(row),
        goal_id=row.text("goal_id"),
        name=row.text("name"),
        measured_in=row.text("measured_in"),
        direction=Direction(direction) if direction else None,
        baseline=row.number("baseline"),
        target=row.number("target"),
        outcome_1=row.number("outcome_1"),
        outcome_2=row.number("outcome_2"),
        outcome_3=row.number("outcome_3"),
        verdict=lexicon.verdicts.get(row.text("verdict")),
        owner=row.text("owner"),
        source=row.text("source"),
        comment=row.text("comment"),
        previous_outcome=row.number("previous_outcome"),
        previous_verdict=lexicon.verdicts.get(row.text("previous_verdict")),
        previous_comment=row.text("previous_comment"),
        origin=row.origin,
    )


def activity_of(row: Row, lexicon: Lexicon) -> Activity:
    """Return the activity of a row; what is empty or faulty is left empty."""
    return Activity(
        id=_id(row),
        goal_id=row.text("goal_id"),
        text=row.text("text"),
        responsible=row.text("responsible"),
        start=row.day("start"),
        end=row.day("end"),
        status=lexicon.statuses.get(row.text("status")),
        comment=row.text("comment"),
        previous_status=lexicon.statuses.get(row.text("previous_status")),
        previous_comment=row.text("previous_comment"),
        origin=row.origin,
    )


def _id(row: Row) -> str:
    return row.text("id") or row_name(row)


def duplicate_ids(records: Sequence[Goal | Measure | Activity]) -> list[Finding]:
    """Name each record whose id stands on an earlier row."""
    first: dict[str, Goal | Measure | Activity] = {}
    findings = []
    for record in records:
        earlier = first.setdefault(record.id, record)
        if earlier is not record:
            words = {"value": quoted(record.id), "first": earlier.origin.at("id")}
            where = record.origin.at("id")
            findings.append(demands.DUPLICATE_ID.finding(where, **words))
    return findings


def linked(
    records: Sequence[_Linked], goal_ids: Sequence[str]
) -> tuple[tuple[_Linked, ...], list[Finding]]:
    """Return the records with their goals' ids as the goals have them.

    An id that no goal has is kept, and named in a finding.
    """
    found: list[_Linked] = []
    findings = []
    for record in records:
        goal_id = match_word(record.goal_id, goal_ids)
        if goal_id is None and record.goal_id:
            hint = choice_hint(record.goal_id, goal_ids)
            words = {"value": quoted(record.goal_id), "hint": hint}
            where = record.origin.at("goal_id")
            findings.append(demands.UNKNOWN_GOAL.finding(where, **words))
        found.append(replace(record, goal_id=goal_id or record.goal_id))
    return tuple(found), findings
