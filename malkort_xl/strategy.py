"""Strategy goals in an open workbook: looked up, searched for, referred to.

All comes from the lists that travel in the workbook, so it works without a
network, and is written as plain text, which every reader of the file sees.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from malkort_xl import messages
from malkort_xl.functions import area_name
from workbook_templates.standard.areas import Area, find_area
from workbook_templates.standard.cells import read_references, shown
from workbook_templates.standard.layout import GOALS, REFERENCE_SEPARATOR
from workbook_templates.standard.own_sheets import (
    PULLED_COLUMNS,
    PULLED_HEADING_ROW,
    PULLED_SHEET,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbook_templates.standard.model import Goal, Scorecard, StrategyGoal
    from workbook_templates.standard.raw import RawCell, RawWorkbook
    from workbook_templates.standard.register import Register
    from workbook_templates.standard.surfaces import Block

FIRST_ROW = PULLED_HEADING_ROW + 1


@dataclass(frozen=True, slots=True)
class Match:
    """A strategy goal that was found.

    remark is "", or what to know of it: "Gäller först från 2027.".
    """

    number: int
    title: str
    area: str
    text: str
    indicator: str
    remark: str


def match_of(register: Register, goal: StrategyGoal, year: int) -> Match:
    """Return what is told of a strategy goal in a year."""
    return Match(
        goal.number,
        goal.title or messages.WITHOUT_TITLE,
        area_name(register, goal),
        goal.official_text,
        goal.indicator,
        messages.remark(goal, year),
    )


def search(register: Register, words: str, year: int) -> tuple[Match, ...]:
    """Return the strategy goals in which every word stands, a number's own first.

    No words give all of them.
    """
    wanted = words.casefold().split()
    found = [
        match_of(register, goal, year)
        for goal in register.strategy_goals
        if all(word in _searched(register, goal) for word in wanted)
    ]
    return tuple(sorted(found, key=lambda m: (str(m.number) not in wanted, m.number)))


def _searched(register: Register, goal: StrategyGoal) -> str:
    parts = (goal.title, goal.official_text, goal.indicator, area_name(register, goal))
    return " ".join((str(goal.number), *parts)).casefold()


def goal_area(raw: RawWorkbook) -> Area | None:
    """Return where the table of goals stands."""
    return find_area(raw, GOALS)[0]


def selected_goals(
    raw: RawWorkbook, card: Scorecard, sheet: str, cells: Sequence[Block]
) -> tuple[Goal, ...]:
    """Return the goals in the rows that are selected; none if no goal's row is."""
    area = goal_area(raw)
    if area is None or area.sheet != sheet:
        return ()
    return tuple(
        goal
        for goal in card.goals
        if any(block.top <= goal.origin.row <= block.bottom for block in cells)
    )


def selected_row(raw: RawWorkbook, sheet: str, cells: Sequence[Block]) -> int | None:
    """Return the first selected row of the table of goals, whether filled or not."""
    area = goal_area(raw)
    if area is None or area.sheet != sheet or not cells:
        return None
    row = cells[0].top
    return row if area.top < row <= area.bottom else None


def references_in(cell: RawCell | None) -> tuple[int, ...] | None:
    """Return the numbers in a cell, () where empty, None where unreadable."""
    if cell is None or not shown(cell):
        return ()
    reading = read_references(cell)
    return reading.value if isinstance(reading.value, tuple) else None


def references_text(numbers: Sequence[int]) -> str:
    """Return numbers as they are written in a cell: "1; 12"."""
    return REFERENCE_SEPARATOR.join(map(str, numbers))


@dataclass(frozen=True, slots=True)
class PulledRow:
    """A line of the list: the goal's id and text, and one number that it refers to."""

    goal_id: str
    goal_text: str
    number: str
    area: str = ""
    title: str = ""
    text: str = ""
    remark: str = ""

    @property
    def values(self) -> list[object]:
        """The cells, in the order of PULLED_COLUMNS."""
        told = (self.number, self.area, self.title, self.text, self.remark)
        return [self.goal_id, self.goal_text, *told]


def rows_for(
    register: Register, goals: Sequence[Goal], year: int
) -> Iterator[PulledRow]:
    """Yield the lines of goals, each number in the order written."""
    for goal in goals:
        for number in goal.strategy_goals:
            found = register.strategy_goal(number)
            if found is None:
                remark = messages.IS_UNKNOWN
                yield PulledRow(goal.id, goal.text, str(number), remark=remark)
                continue
            told = match_of(register, found, year)
            texts = (told.area, told.title, told.text, told.remark)
            yield PulledRow(goal.id, goal.text, str(number), *texts)


def pulled_before(raw: RawWorkbook) -> tuple[PulledRow, ...]:
    """Return the lines that stand in the list already."""
    sheet = raw.sheets[PULLED_SHEET.name]
    columns = range(1, len(PULLED_COLUMNS) + 1)
    return tuple(
        PulledRow(*(shown(cells[c]) if c in cells else "" for c in columns))
        for row, cells in sheet.rows()
        if row >= FIRST_ROW
    )


def last_row(raw: RawWorkbook) -> int:
    """Return the last row of the list with anything in it."""
    return max((row for row, _ in raw.sheets[PULLED_SHEET.name].rows()), default=0)
