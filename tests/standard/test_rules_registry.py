from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.registers import small_register
from tests.standard.good_card import (
    FILE,
    T1,
    T2,
    T3,
    check,
    good_card,
    origin,
    with_measure,
)
from workbook_templates.standard.findings import Finding, Location, Severity
from workbook_templates.standard.layout import ACTIVITIES, GOALS, MEASURES
from workbook_templates.standard.model import (
    Activity,
    ActivityStatus,
    Direction,
    Goal,
    GoalVerdict,
    Measure,
    Municipality,
    Scorecard,
)
from workbook_templates.standard.register import Register, Thresholds
from workbook_templates.standard.rules.registry import (
    Context,
    all_rules,
    check_municipality,
    check_scorecard,
)

if TYPE_CHECKING:
    from workbook_templates.standard.columns import Table
    from workbook_templates.standard.model import Period


def test_findings_come_in_their_own_order() -> None:
    bare = Scorecard(
        unit_id="?", goals=(Goal("M2"), Goal("M1")), measures=(Measure(""),)
    )
    findings = check(bare, period=T2)
    assert len(findings) > 5
    assert list(findings) == sorted(findings, key=lambda f: f.sort_key)


def test_rules_come_sorted_by_code_with_wording_and_explanation() -> None:
    codes = [rule.code for rule in all_rules()]
    assert codes == sorted(codes)
    assert codes[0] == "MK101"
    assert all_rules()[0].docstring.startswith("Find goals partly or not fulfilled")


def test_a_step_that_the_scale_lacks_is_called_by_its_code() -> None:
    context = Context(Register())
    assert context.word(GoalVerdict.PARTLY) == "delvis"
    assert context.word(ActivityStatus.LATE) == "forsenad"
    assert Context(small_register()).word(ActivityStatus.LATE) == "Försenad"


def test_with_no_register_to_look_in_nothing_is_unknown() -> None:
    assert check(good_card(), register=Register()) == ()


def test_what_follows_from_an_error_of_parsing_is_not_told_again() -> None:
    card = with_measure(outcome_2=None)
    context = Context(small_register())
    (judged,) = check_scorecard(card, context)
    for severity, told in [(Severity.ERROR, ()), (Severity.WARNING, (judged,))]:
        parsed = [Finding("MK013", severity, "Fel.", "Rätta.", judged.where)]
        assert check_scorecard(card, context, parsed) == told
    elsewhere = Location(FILE, judged.where.sheet, "B6")
    parsed = [Finding("MK013", Severity.ERROR, "Fel.", "Rätta.", elsewhere)]
    assert check_scorecard(card, context, parsed) == (judged,)


def test_a_finding_without_a_cell_follows_from_nothing() -> None:
    card = replace(good_card(), places={}, ready=False)
    parsed = [Finding("MK010", Severity.ERROR, "Fel.", "Rätta.", Location(FILE))]
    found = check_scorecard(card, Context(small_register()), parsed)
    assert [f.code for f in found] == ["MK505"]


TEXTS = st.one_of(
    st.sampled_from(["", "-", "%", "M1", "E1", "P1", "811218-9876", "{x}", "3 elever"]),
    st.text(max_size=12),
)
NUMBERS = st.one_of(
    st.none(),
    st.decimals(),
    st.sampled_from([Decimal("1E+999999"), Decimal("-1E-999999"), Decimal(0)]),
)
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.one_of(st.none(), st.integers(-1, 10_000), st.integers(2024, 2028)),
    Decimal: NUMBERS,
    date: st.one_of(st.none(), st.dates()),
    GoalVerdict: st.one_of(st.none(), st.sampled_from(GoalVerdict)),
    ActivityStatus: st.one_of(st.none(), st.sampled_from(ActivityStatus)),
    Direction: st.one_of(st.none(), st.sampled_from(Direction)),
}
PERIODS: st.SearchStrategy[Period | None] = st.sampled_from([None, T1, T2, T3])


def _records(kind: type, table: Table) -> st.SearchStrategy[Any]:
    """Return tuples of records whose every field is anything that its type allows."""
    values = {name: value for name, value in _fields(kind).items() if value is not None}
    if kind is Goal:
        values["strategy_goals"] = st.lists(st.integers(-1, 9), max_size=3).map(tuple)
    record = st.builds(kind, origin=st.just(origin(table, 1)), **values)
    return st.lists(record, max_size=3).map(tuple)


def _fields(kind: type) -> dict[str, st.SearchStrategy[Any] | None]:
    """Return what each field of a record may be, None where that is not known."""
    names = {"Decimal": Decimal, "date": date, "Mapping": Mapping}
    hints = get_type_hints(kind, localns=names)
    return {
        name: next((VALUES[t] for t in (hint, *get_args(hint)) if t in VALUES), None)
        for name, hint in hints.items()
    }


CARDS = st.builds(
    Scorecard,
    unit_id=st.sampled_from(["", "E1", "E99"]),
    unit_name=TEXTS,
    period=PERIODS,
    responsible=TEXTS,
    contact=TEXTS,
    summary=TEXTS,
    ready=st.booleans(),
    handed_in=VALUES[date],
    goals=_records(Goal, GOALS),
    measures=_records(Measure, MEASURES),
    activities=_records(Activity, ACTIVITIES),
    file=st.just(FILE),
)
THRESHOLDS = st.builds(
    Thresholds,
    partly_from=st.sampled_from([Decimal("0.8"), Decimal(0), Decimal(-1), Decimal(2)]),
    plausible_factor=st.sampled_from([Decimal(10), Decimal(0), Decimal("1E+999")]),
    comment_limit=st.integers(0, 10),
)


@settings(max_examples=150, deadline=None)
@given(CARDS, PERIODS, THRESHOLDS)
def test_no_card_makes_a_rule_raise(
    card: Scorecard, period: Period | None, thresholds: Thresholds
) -> None:
    context = Context(replace(small_register(), thresholds=thresholds), period)
    findings = check_scorecard(card, context)
    assert all(f.wrong and f.remedy for f in findings)


@settings(max_examples=30, deadline=None)
@given(st.lists(CARDS, max_size=3))
def test_no_cards_make_a_municipality_s_rule_raise(cards: list[Scorecard]) -> None:
    findings = check_municipality(
        Municipality(T2, tuple(cards)), Context(small_register())
    )
    assert all(f.code.startswith("MK6") for f in findings)


@pytest.mark.parametrize("kind", [Goal, Measure, Activity])
def test_the_random_records_leave_no_field_out(kind: type) -> None:
    assert [name for name, value in _fields(kind).items() if value is None] == [
        "origin"
    ]
