from __future__ import annotations

import re
from dataclasses import fields

import pytest

from compile.open_data.columns import (
    ACTIVITY,
    CARD,
    COLUMNS,
    GOAL,
    MEASURE,
    NAMES,
    NAMES_OF,
    ROW_TYPES,
)
from compile.open_data.rows import (
    ACTIVITY_FIELDS,
    CARD_FIELDS,
    GOAL_FIELDS,
    MEASURE_FIELDS,
)
from workbook_templates.standard.model import Activity, Goal, Measure, Scorecard

# What rows say by themselves: of whose card they are, and where they stood.
ELSEWHERE = {"origin", "places", "unit_id", "unit_name", "period"}
CONTENT = {"goals", "measures", "activities"}
OF_TYPE = {
    CARD: (Scorecard, CARD_FIELDS),
    GOAL: (Goal, GOAL_FIELDS),
    MEASURE: (Measure, MEASURE_FIELDS),
    ACTIVITY: (Activity, ACTIVITY_FIELDS),
}


@pytest.mark.parametrize("kind", ROW_TYPES)
def test_every_field_of_the_model_has_a_column(kind: str) -> None:
    model, taken = OF_TYPE[kind]
    own = {field.name for field in fields(model)} - ELSEWHERE - CONTENT

    assert own == set(taken)
    assert set(taken.values()) <= set(NAMES_OF[kind])


def test_names_are_such_that_any_program_takes_them() -> None:
    assert [n for n in NAMES if not re.fullmatch(r"[a-z][a-z0-9_]*", n)] == []
    assert len(set(NAMES)) == len(NAMES)


def test_every_column_is_described_in_words() -> None:
    assert [c.name for c in COLUMNS if not c.about.endswith(".")] == []
    assert len({c.title for c in COLUMNS}) == len(COLUMNS)
