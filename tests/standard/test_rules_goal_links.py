from __future__ import annotations

from dataclasses import replace

from tests.helpers.registers import WITHDRAWN_GOAL, small_register
from tests.standard.good_card import check, found, good_card, with_goal
from workbook_templates.standard.findings import Location


def test_an_unknown_strategy_goal_is_told_by_its_number() -> None:
    card = with_goal(strategy_goals=(1, 99))
    assert found(card) == ["MK131 Mål.strategy_goals"]
    assert "”99”" in check(card)[0].wrong


def test_a_withdrawn_strategy_goal_is_told_with_the_year() -> None:
    card = with_goal(strategy_goals=(WITHDRAWN_GOAL,))
    assert found(card) == ["MK132 Mål.strategy_goals"]
    assert "gäller inte 2026" in check(card)[0].wrong
    unknown_period = replace(card, period=None)
    assert "MK132 Mål.strategy_goals" not in found(unknown_period)


def test_a_strategy_goal_is_named_once_for_a_goal() -> None:
    assert found(with_goal(strategy_goals=(1, 2, 1))) == ["MK133 Mål.strategy_goals"]
    assert found(with_goal(strategy_goals=(1, 2))) == []
    assert found(with_goal(strategy_goals=())) == []


def test_the_same_goal_is_written_once() -> None:
    card = with_goal(text="EXEMPELMÅL   2")
    assert found(card) == ["MK141 Mål.text"]
    assert "Mål M2 har samma text som mål M1." in check(card)[0].wrong


def test_goals_without_text_are_not_the_same_goal() -> None:
    card = good_card()
    goals = tuple(replace(goal, text="") for goal in card.goals)
    assert found(replace(card, goals=goals)) == []


def test_a_perspective_without_goal_is_told_on_the_sheet_of_goals() -> None:
    card = with_goal(perspective="P2")
    assert found(card) == ["MK142 Mål"]
    finding = check(card)[0]
    assert finding.where == Location("kort.xlsx", "Mål")
    assert "”Medborgare/kund”" in finding.wrong


def test_no_perspective_is_missed_while_a_goal_has_none() -> None:
    assert found(with_goal(perspective="")) == []


def test_a_long_term_goal_belongs_to_the_goal_s_perspective() -> None:
    card = with_goal(long_term_goal="Hållbar ekonomi")
    assert found(card) == ["MK143 Mål.long_term_goal"]
    assert check(card)[0].wrong == (
        "”Hållbar ekonomi” hör till perspektivet ”Ekonomi”, "
        "men mål M1 står under ”Medborgare/kund”."
    )
    assert found(with_goal(long_term_goal="Nöjda medborgare")) == []


def test_a_long_text_is_cut_in_the_message() -> None:
    register = small_register()
    *others, last = register.perspectives
    text = "Hållbar ekonomi " * 10
    perspectives = (*others, replace(last, long_term_goals=(text,)))
    card = with_goal(long_term_goal=text)
    message = check(card, register=replace(register, perspectives=perspectives))[0]
    quoted = message.wrong.split("”")[1]
    assert len(quoted) <= 60
    assert quoted.startswith("Hållbar ekonomi Hållbar ekonomi")
    assert quoted.endswith("…")


def test_an_unknown_long_term_goal_is_left_to_parsing() -> None:
    assert found(with_goal(long_term_goal="Något annat")) == []
