"""Hämta and Välj strategimål, by every route."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from malkort_xl import actions, messages
from malkort_xl.actions import ActionRefusedError
from malkort_xl.strategy import FIRST_ROW
from tests.addin.conftest import PERIOD, UNKNOWN_GOAL
from tests.addin.looks import changes, look
from tests.helpers.registers import UNTITLED_GOAL, WITHDRAWN_GOAL, small_register
from tests.standard.good_card import good_card
from workbook_templates.builder.scorecard_book import ScorecardBuilder
from workbook_templates.standard.own_sheets import PULLED_SHEET
from workbook_templates.standard.register_layout import STRATEGY_GOALS

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

    from tests.addin.routes import Route

NEWER_GOAL = 4


@pytest.fixture(scope="module")
def linked_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Goals that refer to known, untitled, withdrawn, newer and unknown numbers."""
    register = small_register()
    goals = tuple(
        replace(g, official_text="=Officiell text", valid_from=2027)
        if g.number == NEWER_GOAL
        else g
        for g in register.strategy_goals
    )
    card = good_card()
    links = [(1, UNTITLED_GOAL), (WITHDRAWN_GOAL, NEWER_GOAL), (UNKNOWN_GOAL,), ()]
    card = replace(
        card,
        goals=tuple(
            replace(goal, strategy_goals=numbers)
            for goal, numbers in zip(card.goals, links, strict=True)
        ),
    )
    path = tmp_path_factory.mktemp("linked") / "kort.xlsx"
    made = ScorecardBuilder(replace(register, strategy_goals=goals), PERIOD)
    made.build(card, path)
    return path


def pulled(book: Workbook) -> list[tuple[str, ...]]:
    """Return the lines of the list: goal, number, area, title, text and remark."""
    sheet = book[PULLED_SHEET.name]
    lines = []
    for row in sheet.iter_rows(FIRST_ROW, max_col=7, values_only=True):
        goal, _, number, *texts = ("" if v is None else v for v in row)
        if goal:
            lines.append((str(goal), str(int(float(number))), *map(str, texts)))  # type: ignore[arg-type]
    return lines


ALL_LINES = [
    ("M1", "1", "Exempelområde ett", "Exempelmål ett", "", ""),
    ("M1", "5", "Exempelområde tre", messages.WITHOUT_TITLE, "", ""),
    ("M2", "6", "Exempelområde tre", "Exempelmål sex", "", "Gällde till och med 2024."),
    (
        "M2",
        "4",
        "Exempelområde två",
        "Exempelmål fyra",
        "=Officiell text",
        "Gäller först från 2027.",
    ),
    ("M3", "99", "", "", "", messages.IS_UNKNOWN),
]


def test_all_goals_are_given_their_strategy_goals(
    route: type[Route], linked_file: Path
) -> None:
    there = route(linked_file)
    there.select("Start", "A1")
    before = look(there.workbook)

    outcome = there.run(actions.pull_strategy_goals)

    assert pulled(there.workbook) == ALL_LINES
    assert changes(before, look(there.workbook)) == {}
    assert outcome.message.splitlines() == [
        "5 strategimål för 3 mål är skrivna på fliken Valda strategimål.",
        "Strategimål 6: Gällde till och med 2024.",
        "Strategimål 4: Gäller först från 2027.",
        "Strategimål 99: Numret finns inte i listan över strategimål.",
    ]


def test_a_text_that_begins_as_a_formula_is_text(
    route: type[Route], linked_file: Path
) -> None:
    there = route(linked_file)

    there.run(actions.pull_strategy_goals)

    cell = there.workbook[PULLED_SHEET.name].cell(FIRST_ROW + 3, 6)
    assert (cell.value, cell.data_type) == ("=Officiell text", "s")


def test_only_the_selected_goals_are_renewed(
    route: type[Route], linked_file: Path
) -> None:
    there = route(linked_file)
    there.run(actions.pull_strategy_goals)
    there.workbook["Mål"]["E6"] = "2"
    there.workbook["Mål"]["E7"] = "3"
    there.select("Mål", "D7")

    outcome = there.run(actions.pull_strategy_goals)

    goals = [line[:2] for line in pulled(there.workbook)]
    assert goals == [("M1", "1"), ("M1", "5"), ("M2", "3"), ("M3", "99")]
    assert outcome.message.startswith("1 strategimål för 1 mål är skrivna")


def test_references_that_are_gone_leave_no_lines(
    route: type[Route], linked_file: Path
) -> None:
    there = route(linked_file)
    there.run(actions.pull_strategy_goals)
    for row in (6, 7, 8):
        there.workbook["Mål"][f"E{row}"] = None

    outcome = there.run(actions.pull_strategy_goals)

    assert outcome.message == messages.NO_REFERENCES
    assert pulled(there.workbook) == []


def test_without_the_sheet_or_the_lists_the_reason_is_told(
    route: type[Route], good_file: Path, tmp_path: Path
) -> None:
    book = load_workbook(good_file)
    del book[PULLED_SHEET.name]
    book.save(tmp_path / "utan.xlsx")
    with pytest.raises(ActionRefusedError, match="saknar fliken Valda strategimål"):
        route(tmp_path / "utan.xlsx").run(actions.pull_strategy_goals)

    book = load_workbook(good_file)
    del book["Strategimål"].tables[STRATEGY_GOALS.name]
    book.save(tmp_path / "listor.xlsx")
    with pytest.raises(ActionRefusedError, match="tappat sina listor"):
        route(tmp_path / "listor.xlsx").run(actions.pull_strategy_goals)


def test_strategy_goals_are_found_by_word_and_number(
    route: type[Route], linked_file: Path
) -> None:
    there = route(linked_file)

    def numbers(words: str) -> list[int]:
        return [m.number for m in there.run(actions.search_strategy_goals, words)]

    assert numbers("") == [1, 2, 3, 4, 5, 6]
    assert numbers("3") == [3]
    assert numbers("EXEMPELMÅL") == [1, 2, 3, 4, 6]
    assert numbers("två exempelområde") == [2, 3, 4]
    assert numbers("officiell") == [4]
    assert numbers("finns inte") == []


def test_a_match_tells_what_there_is_to_know(
    route: type[Route], linked_file: Path
) -> None:
    (match,) = route(linked_file).run(actions.search_strategy_goals, "6")

    assert (match.number, match.title) == (6, "Exempelmål sex")
    assert match.area == "Exempelområde tre"
    assert match.remark == "Gällde till och med 2024."


def test_a_number_is_added_to_the_selected_goal(
    route: type[Route], linked_file: Path
) -> None:
    there = route(linked_file)
    there.select("Mål", "D6")

    outcome = there.run(actions.insert_strategy_goal, 3)

    assert there.workbook["Mål"]["E6"].value == "1; 5; 3"
    assert outcome.message == "Strategimål 3 är tillagt i Mål!E6."


def test_the_first_number_of_a_goal_stays_text(
    route: type[Route], linked_file: Path
) -> None:
    there = route(linked_file)
    there.select("Mål", "E9:E10")

    outcome = there.run(actions.insert_strategy_goal, WITHDRAWN_GOAL)

    assert there.workbook["Mål"]["E9"].value == "6"
    assert outcome.message.endswith("Observera: Gällde till och med 2024.")


def test_a_number_that_is_there_is_not_added_again(
    route: type[Route], linked_file: Path
) -> None:
    there = route(linked_file)
    there.select("Mål", "E6")
    before = look(there.workbook)

    outcome = there.run(actions.insert_strategy_goal, 1)

    assert outcome.message == "Strategimål 1 står redan i Mål!E6."
    assert look(there.workbook) == before


@pytest.mark.parametrize(
    ("place", "number", "reason"),
    [
        ("Mål!E6", 99, "finns inte i listan"),
        ("Start!E6", 1, "Markera först"),
        ("Mål!E5", 1, "Markera först"),
        ("Mål!E500", 1, "Markera först"),
    ],
)
def test_nothing_is_added_where_it_cannot_be(
    route: type[Route],
    linked_file: Path,
    place: str,
    number: int,
    reason: str,
) -> None:
    there = route(linked_file)
    there.select(*place.split("!"))
    before = look(there.workbook)

    with pytest.raises(ActionRefusedError, match=reason):
        there.run(actions.insert_strategy_goal, number)

    assert look(there.workbook) == before


def test_what_cannot_be_read_is_not_written_over(
    route: type[Route], linked_file: Path
) -> None:
    there = route(linked_file)
    there.workbook["Mål"]["E6"] = "det tolfte"
    there.select("Mål", "E6")

    with pytest.raises(ActionRefusedError, match=r"I Mål!E6 står något"):
        there.run(actions.insert_strategy_goal, 1)

    assert there.workbook["Mål"]["E6"].value == "det tolfte"
