"""Cards as rows of open data: one for each card, goal, measure and activity.

A row maps a column's name to a value: a text, a Decimal, an int, a date, numbers of
strategy goals, or None where nothing was filled in. It has every column of its type.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias, cast

from compile.open_data.columns import ACTIVITY, CARD, GOAL, MEASURE, NAMES_OF
from compile.organisation import department_of
from workbook_templates.standard.layout import NO, YES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from compile.gather import Gathering
    from compile.history import PastPeriod
    from workbook_templates.standard.model import Activity, Goal, Measure, Scorecard
    from workbook_templates.standard.register import Register

Value: TypeAlias = "str | Decimal | int | date | tuple[int, ...] | None"
Row: TypeAlias = Mapping[str, Value]

_EMPTY: tuple[Value, ...] = ("", ())

# Which column takes which field of the model.
CARD_FIELDS = {
    "responsible": "ansvarig",
    "contact": "ifyllt_av",
    "summary": "sammanfattning",
    "ready": "klart",
    "handed_in": "klart_datum",
    "file": "arbetsbok",
    "version": "mallversion",
    "sha256": "sha256",
}
GOAL_FIELDS = {
    "id": "id",
    "text": "text",
    "perspective": "perspektiv_id",
    "long_term_goal": "langsiktigt_mal",
    "strategy_goals": "strategimal",
    "start_year": "fran_ar",
    "end_year": "till_ar",
    "responsible": "ansvarig",
    "verdict": "bedomning",
    "forecast": "prognos",
    "comment": "kommentar",
    "remedy": "atgard",
    "previous_verdict": "forra_bedomning",
    "previous_comment": "forra_kommentar",
}
MEASURE_FIELDS = {
    "id": "id",
    "goal_id": "mal_id",
    "name": "text",
    "measured_in": "mats_i",
    "direction": "riktning",
    "baseline": "utgangsvarde",
    "target": "malvarde",
    "outcome_1": "utfall_t1",
    "outcome_2": "utfall_t2",
    "outcome_3": "utfall_t3",
    "verdict": "bedomning",
    "owner": "ansvarig",
    "source": "kalla",
    "comment": "kommentar",
    "previous_outcome": "forra_utfall",
    "previous_verdict": "forra_bedomning",
    "previous_comment": "forra_kommentar",
}
ACTIVITY_FIELDS = {
    "id": "id",
    "goal_id": "mal_id",
    "text": "text",
    "responsible": "ansvarig",
    "start": "start",
    "end": "slut",
    "status": "status",
    "comment": "kommentar",
    "previous_status": "forra_status",
    "previous_comment": "forra_kommentar",
}


def rows_of(gathering: Gathering, past: Iterable[PastPeriod] = ()) -> Iterator[Row]:
    """Yield the cards that count, in the report's order, then earlier measures.

    Of earlier periods only the measures are there, the oldest period first: a series
    to follow over time. All of an earlier period stands in its own open data.
    """
    for card in gathering.cards:
        yield from card_rows(card, gathering.register)
    for before in past:
        for card in before.cards:
            yield from _measure_rows(card, before.register)


def card_rows(card: Scorecard, register: Register) -> Iterator[Row]:
    """Yield a card, its goals, its measures and its activities, in their order."""
    unit, words = _unit(card, register), _words(register)
    yield _whole(CARD, unit, _taken(card, CARD_FIELDS))
    for goal in card.goals:
        perspective = register.perspective(goal.perspective)
        name = perspective.name if perspective else None
        own = {"mal_id": goal.id, "perspektiv": name}
        yield _record(GOAL, unit, goal, GOAL_FIELDS, words, own)
    yield from _measure_rows(card, register)
    for activity in card.activities:
        yield _record(ACTIVITY, unit, activity, ACTIVITY_FIELDS, words)


def _measure_rows(card: Scorecard, register: Register) -> Iterator[Row]:
    unit, words = _unit(card, register), _words(register)
    for measure in card.measures:
        yield _record(MEASURE, unit, measure, MEASURE_FIELDS, words)


def _unit(card: Scorecard, register: Register) -> Row:
    """Return what all rows of a card say of its unit; the register's name counts."""
    unit = register.unit(card.unit_id)
    department = department_of(unit, register) if unit else None
    return {
        "period": str(card.period) if card.period else None,
        "enhet_id": card.unit_id,
        "enhet": unit.name if unit else card.unit_name,
        "niva": unit.level.value if unit else None,
        "avdelning_id": department.id if department else None,
        "avdelning": department.name if department else None,
    }


def _words(register: Register) -> dict[str, Mapping[str, str]]:
    """Return the scales' words by code, for each column that says a code in words."""
    verdicts = {step.code: step.label for step in register.verdicts}
    statuses = {step.code: step.label for step in register.statuses}
    return {"bedomning": verdicts, "prognos": verdicts, "status": statuses}


def _record(  # noqa: PLR0913, PLR0917 - a row is a record with what stands around it
    kind: str,
    unit: Row,
    record: Goal | Measure | Activity,
    fields: Mapping[str, str],
    words: Mapping[str, Mapping[str, str]],
    own: Row | None = None,
) -> Row:
    """Return a record's row: its fields, its codes in words, and where it stood."""
    values = {**_taken(record, fields), **(own or {})}
    for column, labels in words.items():
        if column in values:
            values[f"{column}_text"] = labels.get(str(values[column]))
    place = record.origin
    origin = {"arbetsbok": place.file, "flik": place.sheet, "rad": place.row or None}
    return _whole(kind, unit, values, origin)


def _taken(record: object, fields: Mapping[str, str]) -> dict[str, Value]:
    """Return a record's fields under their columns' names."""
    return {column: _plain(getattr(record, key)) for key, column in fields.items()}


def _plain(value: object) -> Value:
    """Return a field's value as one that a file can hold."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return YES if value else NO
    return cast("Value", value)


def _whole(kind: str, *parts: Row) -> Row:
    """Return a row with all columns of its type; what is empty is None."""
    found: dict[str, Value] = {"typ": kind}
    for part in parts:
        found |= part
    values = ((name, found.get(name)) for name in NAMES_OF[kind])
    return {name: None if value in _EMPTY else value for name, value in values}
