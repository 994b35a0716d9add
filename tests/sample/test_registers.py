from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from workbook_templates.registers import strategy_register
from workbook_templates.registers.loader import _unit
from workbook_templates.registers.toml_rows import code, parse_toml, record
from workbook_templates.standard.errors import RegisterError
from workbook_templates.standard.model import (
    ActivityStatus,
    Direction,
    GoalVerdict,
    Level,
    Period,
    Strength,
)
from workbook_templates.standard.register import Thresholds
from workbook_templates.standard.register_layout import (
    TEXT_SETTINGS,
    THEME_SETTINGS,
    THRESHOLD_SETTINGS,
)

if TYPE_CHECKING:
    from workbook_templates.standard.register import Register

AREA_RANGES = {
    "LIV": range(1, 10),
    "NAR": range(10, 16),
    "KOM": range(16, 23),
    "INF": range(23, 29),
    "GRO": range(29, 36),
}
WITHOUT_TITLE = {18, 19, 20, 21, 24, 25, 26, 27, 28, 31, 33, 34, 35}


def test_the_strategy_has_35_goals_numbered_in_order(register: Register) -> None:
    assert [g.number for g in register.strategy_goals] == list(range(1, 36))


def test_each_goal_stands_in_the_area_of_its_number(register: Register) -> None:
    for goal in register.strategy_goals:
        assert goal.number in AREA_RANGES[goal.area]
    assert tuple(AREA_RANGES) == tuple(a.id for a in register.areas)


def test_exactly_the_unread_goals_lack_a_title_and_all_else(
    register: Register,
) -> None:
    untitled = [g for g in register.strategy_goals if not g.title]
    assert {g.number for g in untitled} == WITHOUT_TITLE
    for goal in untitled:
        assert (goal.indicator, goal.direction, goal.reference) == ("", "", "")
        assert goal.kolada_ids == ()


def test_no_official_text_is_made_up(register: Register) -> None:
    assert {g.official_text for g in register.strategy_goals} == {""}


def test_every_goal_applies_from_2017_with_no_last_year(register: Register) -> None:
    years = {(g.valid_from, g.valid_to) for g in register.strategy_goals}
    assert years == {(2017, None)}


def test_goals_with_a_title_have_indicator_and_a_known_direction(
    register: Register,
) -> None:
    words = {d.value for d in Direction}
    for goal in register.strategy_goals:
        if goal.title:
            assert goal.indicator
            assert goal.direction in words


def test_kolada_ids_have_the_form_of_kolada_and_are_unique(register: Register) -> None:
    ids = [i for g in register.strategy_goals for i in g.kolada_ids]
    assert len(ids) == 19
    assert len(set(ids)) == 19
    assert all(re.fullmatch(r"[NU]\d{5}", i) for i in ids)


def test_goal_12_keeps_both_references(register: Register) -> None:
    goal = register.strategy_goal(12)
    assert goal is not None
    assert goal.reference == (
        "Länsgenomsnitt Värmland (över); riksgenomsnitt (närma sig)"
    )


def test_the_strengths_are_seven_and_the_inferred_ones_say_so(
    register: Register,
) -> None:
    assert [s.number for s in register.strengths] == list(range(1, 8))
    assert [s.number for s in register.strengths if s.note] == [6, 7]


def test_the_perspectives_stand_in_their_order_with_a_long_term_goal_each(
    register: Register,
) -> None:
    names = ["Medborgare/kund", "Medarbetare", "Arbetsprocess", "Ekonomi"]
    assert [p.name for p in register.perspectives] == names
    assert [p.order for p in register.perspectives] == [1, 2, 3, 4]
    assert all(len(p.long_term_goals) == 1 for p in register.perspectives)


def test_the_scales_have_every_code_once_in_the_order_of_the_model(
    register: Register,
) -> None:
    assert [s.code for s in register.verdicts] == [v.value for v in GoalVerdict]
    assert [s.code for s in register.statuses] == [s.value for s in ActivityStatus]


def test_no_two_steps_share_a_symbol_or_a_label(register: Register) -> None:
    steps = register.verdicts + register.statuses
    assert len({s.symbol for s in steps}) == 9
    assert len({s.label for s in steps}) == 9
    assert all(len(s.symbol) == 1 and s.explanation for s in steps)


def test_symbols_belong_to_the_set_that_common_fonts_share(
    register: Register,
) -> None:
    # Windows Glyph List 4 has these; half circles and check marks are not in it.
    steps = register.verdicts + register.statuses
    assert {s.symbol for s in steps} <= set("●▲■○◊□►!×")


def test_periods_are_the_tertials_of_three_years_counted_from_january(
    register: Register,
) -> None:
    plans = register.periods
    years = [Period(year, t) for year in (2025, 2026, 2027) for t in (1, 2, 3)]
    assert [p.period for p in plans] == years
    assert all(p.start == date(p.period.year, 1, 1) for p in plans)
    assert all(p.start < p.end < p.deadline for p in plans)
    ends = {(p.end.month, p.end.day) for p in plans}
    assert ends == {(4, 30), (8, 31), (12, 31)}


def test_the_last_period_is_handed_in_the_year_after(register: Register) -> None:
    plan = register.plan(Period(2026, 3))
    assert plan is not None
    assert plan.deadline.year == 2027


def test_settings_are_complete_and_thresholds_the_default(register: Register) -> None:
    assert set(register.texts) == {s.code for s in TEXT_SETTINGS}
    assert dict(register.theme) == {s.code: s.default for s in THEME_SETTINGS}
    assert register.thresholds == Thresholds()
    assert str(register.thresholds.partly_from) == THRESHOLD_SETTINGS[0].default


def test_the_strategy_alone_has_no_units_and_no_municipality() -> None:
    register = strategy_register()
    assert register.units == ()
    assert register.texts["kommun"] == ""
    assert register.texts["strategi"] == "Hagforsstrategin 2017–2027"


def test_the_report_says_that_the_example_is_made_up(register: Register) -> None:
    assert "(exempel)" in register.texts["kommun"]
    assert "påhittade" in register.texts["inledning"]


def test_the_organisation_has_one_nine_and_sixteen_units(register: Register) -> None:
    levels = Counter(u.level for u in register.units)
    assert levels == {Level.MUNICIPALITY: 1, Level.DEPARTMENT: 9, Level.UNIT: 16}
    assert len({u.id for u in register.units}) == 26
    assert len(register.units_of(2026)) == 26


def test_every_unit_is_marked_as_an_example_and_has_a_function(
    register: Register,
) -> None:
    for unit in register.units:
        assert unit.name.endswith(" (exempel)")
        assert unit.id.startswith("EX-")
        assert unit.responsible


def test_no_real_department_is_named(register: Register) -> None:
    names = " ".join(u.name.casefold() for u in register.units)
    assert "kommunledning" not in names
    assert "samhällsbyggnad" not in names
    assert "hagfors" not in names


def test_every_unit_stands_below_the_right_level(register: Register) -> None:
    above = {Level.UNIT: Level.DEPARTMENT, Level.DEPARTMENT: Level.MUNICIPALITY}
    for unit in register.units:
        parent = register.unit(unit.parent)
        assert (parent and parent.level) == above.get(unit.level)


def test_a_unit_with_an_unknown_level_is_told_with_its_id() -> None:
    with pytest.raises(RegisterError, match=r"EX-X: ”byrå” finns inte.*avdelning"):
        _unit({"id": "EX-X", "name": "X", "level": "byrå"})


def test_a_broken_file_is_told_by_name() -> None:
    with pytest.raises(RegisterError, match=r"fil\.toml: filen går inte att läsa"):
        parse_toml("a = ", "fil.toml")


def test_a_field_that_a_record_lacks_is_told_with_its_row() -> None:
    with pytest.raises(RegisterError, match=r"rad 3: ett fält är okänt.*colour"):
        record(Strength, {"number": 1, "name": "x", "colour": "red"}, "rad 3")


def test_a_code_gives_its_member() -> None:
    assert code(Level, "enhet", "rad 1") is Level.UNIT
