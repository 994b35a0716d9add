"""The small dialogue: search, list, choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from malkort_xl import choosing
from malkort_xl.actions import Match, Outcome

if TYPE_CHECKING:
    import pytest
    import xlwings as xw

BOOK = cast("xw.Book", None)  # only handed on


class Office:
    """Answers a search by the goals given, and keeps what is asked and inserted."""

    def __init__(self, found: dict[str, tuple[Match, ...]], *answers: str) -> None:
        self.found, self.answers = found, list(answers)
        self.asked: list[str] = []
        self.inserted: list[int] = []

    def ask(self, prompt: str) -> str:
        self.asked.append(prompt)
        return self.answers.pop(0) if self.answers else ""

    def search(self, _: xw.Book, words: str) -> tuple[Match, ...]:
        return self.found.get(words, ())

    def insert(self, _: xw.Book, number: int) -> Outcome:
        self.inserted.append(number)
        return Outcome(f"{number} är tillagt")


def choose(patch: pytest.MonkeyPatch, office: Office) -> Outcome | None:
    patch.setattr(choosing, "search_strategy_goals", office.search)
    patch.setattr(choosing, "insert_strategy_goal", office.insert)
    return choosing.choose(BOOK, office.ask)


def goal(number: int, title: str = "Trygga barn", remark: str = "") -> Match:
    return Match(number, title, "Skola", "", "", remark)


def test_a_number_from_the_list_is_inserted(monkeypatch: pytest.MonkeyPatch) -> None:
    office = Office({"barn": (goal(3), goal(12))}, "barn", "12")

    assert choose(monkeypatch, office) == Outcome("12 är tillagt")
    assert office.inserted == [12]
    assert "3  Trygga barn\n12  Trygga barn" in office.asked[1]


def test_a_number_that_is_not_listed_is_a_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So a number typed at once is shown before it is chosen."""
    office = Office({"12": (goal(12),)}, "12", "12")

    assert choose(monkeypatch, office) == Outcome("12 är tillagt")
    assert len(office.asked) == 2


def test_no_match_asks_again_with_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    office = Office({}, "xyz", "")

    assert choose(monkeypatch, office) is None
    assert office.asked[1].startswith("Inget strategimål passar ”xyz”.")


def test_a_long_list_fits_the_box_and_says_what_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    many = tuple(goal(n, "Mål " + "x" * 200) for n in range(1, 36))
    office = Office({"mål": many, "35": ()}, "mål", "35", "")
    choose(monkeypatch, office)

    shown = office.asked[1]
    listed = [line for line in shown.splitlines() if "Mål xx" in line]
    assert len(shown) <= choosing.ROOM
    assert f"… och {35 - len(listed)} till." in shown
    assert all(len(x) <= choosing.LONGEST_LINE and x.endswith("…") for x in listed)
    assert office.inserted == []  # 35 was not in sight, so it was searched for


def test_a_withdrawn_goal_says_so_in_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    withdrawn = goal(7, "y" * 200, "Gällde till och med 2024.")
    office = Office({"y": (withdrawn,)}, "y")
    choose(monkeypatch, office)

    line = office.asked[1].splitlines()[-1]
    assert line.startswith("7  yyy")
    assert line.endswith("… (Gällde till och med 2024.)")
    assert len(line) <= choosing.LONGEST_LINE
