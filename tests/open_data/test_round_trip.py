"""Whatever stands in a card comes back from the files, to the letter and the digit."""

from __future__ import annotations

import string
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compile.open_data.columns import ACTIVITY, CARD, GOAL, MEASURE
from compile.open_data.csv_file import csv_file, guarded
from compile.open_data.json_file import json_file
from compile.open_data.rows import (
    ACTIVITY_FIELDS,
    CARD_FIELDS,
    GOAL_FIELDS,
    MEASURE_FIELDS,
    card_rows,
)
from tests.helpers.registers import small_register
from tests.open_data.reading import csv_rows, json_rows, raw_rows
from tests.standard.good_card import good_card
from workbook_templates.sample import EXAMPLE_PERIODS, example_cards
from workbook_templates.standard.model import (
    Activity,
    ActivityStatus,
    Direction,
    Goal,
    GoalVerdict,
    Measure,
    Scorecard,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HOSTILE = [
    *("=1+1", "+46", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\uff1d1"),
    *("'", "''=1", "'text", '"', '";=1;"', "a;b,c\td", "rad\nrad\r\nrad\r", "\\N"),
    *("NULL", "NaN", "null", "1,5", "2026-01-01", "\ufeff", "\u202e", "{{ 7*7 }}"),
    *("</script>", "\x00", "\x1b[31m", "å" * 3000, "𝄞", "\u2028"),
]
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.text("=+-@'\"; \t\r\n," + string.ascii_letters, max_size=12),
)
numbers = st.one_of(
    st.none(), st.decimals(allow_nan=False, allow_infinity=False, places=None)
)
dates = st.one_of(st.none(), st.dates())
KINDS: dict[str, st.SearchStrategy[Any]] = {
    "str": texts,
    "bool": st.booleans(),
    "Decimal | None": numbers,
    "int | None": st.one_of(st.none(), st.integers(2000, 2100)),
    "date | None": dates,
    "tuple[int, ...]": st.lists(st.integers(1, 99), max_size=4).map(tuple),
    "GoalVerdict | None": st.one_of(st.none(), st.sampled_from(GoalVerdict)),
    "ActivityStatus | None": st.one_of(st.none(), st.sampled_from(ActivityStatus)),
    "Direction | None": st.one_of(st.none(), st.sampled_from(Direction)),
}
FIELDS_OF: dict[str, tuple[type, Mapping[str, str]]] = {
    CARD: (Scorecard, CARD_FIELDS),
    GOAL: (Goal, GOAL_FIELDS),
    MEASURE: (Measure, MEASURE_FIELDS),
    ACTIVITY: (Activity, ACTIVITY_FIELDS),
}


def drawn(kind: str) -> st.SearchStrategy[Any]:
    """Return a strategy for records of a type, each of its columns' fields drawn."""
    model, taken = FIELDS_OF[kind]
    chosen = {f.name: KINDS[str(f.type)] for f in fields(model) if f.name in taken}
    if kind == CARD:
        return st.fixed_dictionaries(chosen).map(lambda v: replace(good_card(), **v))
    return st.builds(model, **chosen)


cards = st.builds(
    replace,
    drawn(CARD),
    goals=st.lists(drawn(GOAL), max_size=2).map(tuple),
    measures=st.lists(drawn(MEASURE), max_size=2).map(tuple),
    activities=st.lists(drawn(ACTIVITY), max_size=2).map(tuple),
)


def write(card: Scorecard, folder: Path) -> tuple[Path, Path]:
    as_csv, as_json = folder / "d.csv", folder / "d.json"
    with csv_file(as_csv) as to_csv, json_file(as_json, {"titel": "Å"}) as to_json:
        for row in card_rows(card, small_register()):
            to_csv(row)
            to_json(row)
    return as_csv, as_json


def expected(record: object, kind: str) -> dict[str, Any]:
    """Return what a record's row is to say, told apart from how it is made."""
    words = {True: "Ja", False: "Nej"}
    found = {}
    for key, column in FIELDS_OF[kind][1].items():
        value = getattr(record, key)
        if isinstance(value, bool):
            value = words[value]
        elif isinstance(value, Enum):
            value = value.value
        found[column] = None if value in {"", ()} else value
    return found


def assert_all_is_there(card: Scorecard, rows: list[dict[str, Any]]) -> None:
    records = [(card, CARD), *((g, GOAL) for g in card.goals)]
    records += [(m, MEASURE) for m in card.measures]
    records += [(a, ACTIVITY) for a in card.activities]
    assert [row["typ"] for row in rows] == [kind for _, kind in records]
    for row, (record, kind) in zip(rows, records, strict=True):
        wanted = expected(record, kind)
        assert {name: row[name] for name in wanted} == wanted


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(card=cards)
def test_every_value_of_a_card_comes_back(card: Scorecard, tmp_path: Path) -> None:
    as_csv, as_json = write(card, tmp_path)

    assert_all_is_there(card, csv_rows(as_csv))
    assert_all_is_there(card, json_rows(as_json))


@pytest.mark.parametrize("period", EXAMPLE_PERIODS, ids=str)
def test_every_value_of_the_example_comes_back(period: Any, tmp_path: Path) -> None:  # noqa: ANN401
    for card in example_cards(period):
        as_csv, as_json = write(card, tmp_path)

        assert_all_is_there(card, csv_rows(as_csv))
        assert_all_is_there(card, json_rows(as_json))


@settings(max_examples=300, deadline=None)
@given(text=texts)
def test_no_text_begins_as_a_formula_would(text: str) -> None:
    safe = guarded(text)

    assert not safe.lstrip().startswith(("=", "+", "-", "@", "\uff1d", "\uff0b"))
    assert not safe.startswith(("\t", "\r", "\n"))
    assert safe.removeprefix("'") == text


def test_a_negative_number_is_never_altered(tmp_path: Path) -> None:
    measure = Measure("MT1", target=Decimal("-3.50"), outcome_1=Decimal("1E+3"))
    card = replace(good_card(), goals=(), measures=(measure,), activities=())
    as_csv, as_json = write(card, tmp_path)

    assert raw_rows(as_csv)[1]["malvarde"] == "-3,50"
    assert raw_rows(as_csv)[1]["utfall_t1"] == "1000"
    assert '"malvarde": -3.50, ' in as_json.read_text("utf-8")


def test_a_decimal_keeps_the_digits_that_a_float_would_lose(tmp_path: Path) -> None:
    exact = Decimal("0.12345678901234567890123")
    card = replace(good_card(), measures=(Measure("MT1", baseline=exact),))
    as_csv, as_json = write(card, tmp_path)

    for rows in (csv_rows(as_csv), json_rows(as_json)):
        assert [r["utgangsvarde"] for r in rows if r["typ"] == MEASURE] == [exact]


def test_zero_is_a_number_and_not_an_empty_field(tmp_path: Path) -> None:
    card = replace(good_card(), measures=(Measure("MT1", target=Decimal(0)),))
    as_csv, as_json = write(card, tmp_path)

    for rows in (csv_rows(as_csv), json_rows(as_json)):
        (row,) = (r for r in rows if r["typ"] == MEASURE)
        assert row["malvarde"] == 0
        assert row["utgangsvarde"] is None


def test_a_file_name_that_is_no_text_is_written_as_an_escape(tmp_path: Path) -> None:
    card = replace(good_card(), file="kort\udcff.xlsx", handed_in=date(2026, 9, 1))
    as_csv, as_json = write(card, tmp_path)

    assert raw_rows(as_csv)[0]["arbetsbok"] == "kort\\udcff.xlsx"
    assert json_rows(as_json)[0]["arbetsbok"] == "kort\udcff.xlsx"
