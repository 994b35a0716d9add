"""The workbook's own formulas: what each row lacks, and which goal it is about.

English function names and commas, as the file stores them. Nothing newer than
Excel 2016; LibreOffice 7.4 gives the same results.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.builder.canvas import quoted
from workbook_templates.standard.columns import Role
from workbook_templates.standard.layout import (
    ACTIVITIES,
    GOALS,
    MAX_HORIZON_YEARS,
)
from workbook_templates.standard.model import ActivityStatus, GoalVerdict
from workbook_templates.standard.raw import column_letters
from workbook_templates.standard.readiness import needed_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook_templates.builder.values import Words
    from workbook_templates.standard.columns import Column, Table
    from workbook_templates.standard.model import Period

# The name of the hidden cell with the period's last day, empty where unknown.
PERIOD_END = "lst_periodens_slut"
LACKS = "Komplettera:"
DONE = "✓ Klar"
NO_GOAL = "Målet finns inte på fliken Mål"

_HARD_SPACE = "\u00a0"
_MARK = "§"  # stands for the beginning while the words are put together
DEVIATIONS = (GoalVerdict.PARTLY, GoalVerdict.NOT_FULFILLED)
OPEN = (ActivityStatus.NOT_STARTED, ActivityStatus.ONGOING)


def column_of(table: Table, key: str) -> str:
    """Return the reference to a whole column of a table."""
    return f"{table.name}[{table.column(key).heading}]"


def is_one_of(place: str, words: tuple[str, ...]) -> str:
    """Return a sum that is above zero where a place has one of some words."""
    return "+".join(f"({place}={quoted(word)})" for word in words)


class RowFormulas:
    """The formulas in the rows of the three tables, for one period."""

    def __init__(self, words: Words, period: Period) -> None:
        """Take the register's words and the period that the cards are for."""
        self._deviations = tuple(str(words.word(step)) for step in DEVIATIONS)
        self._open = tuple(str(words.word(step)) for step in OPEN)
        self._period = period

    def formula(self, table: Table, column: Column, row: int) -> str:
        """Return the formula of a table's formula column in a row (1-based)."""
        if column.key == "goal_text":
            return _goal_text(table, row)
        return self._row_check(table, row)

    def _row_check(self, table: Table, row: int) -> str:
        """Say in words what a row lacks; empty where nothing is written in it.

        The words are put together with blanks between, so that TRIM and SUBSTITUTE
        can make a list of them; their own blanks do not break.
        """
        wants = [*self._lacking(table, row), *self._wrong(table, row)]
        parts = "&".join(f'IF({test},"{_joined(word)} ","")' for test, word in wants)
        listed = f'SUBSTITUTE(TRIM("{_MARK} "&{parts})," ",", ")'
        told = f'SUBSTITUTE({listed},"{_MARK}, ","{LACKS} ")'
        return f'=IF({_is_unused(table, row)},"",SUBSTITUTE({told},"{_MARK}","{DONE}"))'

    def _lacking(self, table: Table, row: int) -> Iterator[tuple[str, str]]:
        """Yield (test, word) for each needed cell that is empty."""
        for key in needed_keys(table, self._period):
            yield f"{_length(table, key, row)}=0", table.column(key).heading

    def _wrong(self, table: Table, row: int) -> Iterator[tuple[str, str]]:
        """Yield (test, word) for what the cells of a row say about each other."""
        if table is GOALS:
            yield from self._wrong_goal(row)
        else:
            yield _goal_is_unknown(table, row), "mål-id som finns"
        if table is ACTIVITIES:
            yield from self._wrong_activity(row)

    def _wrong_goal(self, row: int) -> Iterator[tuple[str, str]]:
        """Yield what a deviation asks for, and years in disorder."""
        places = (_cell(GOALS, key, row) for key in ("verdict", "forecast"))
        deviates = "+".join(is_one_of(place, self._deviations) for place in places)
        for key in ("comment", "remedy"):
            empty = f"{_length(GOALS, key, row)}=0"
            yield f"({deviates})*({empty})", GOALS.column(key).heading
        first, last = _cell(GOALS, "start_year", row), _cell(GOALS, "end_year", row)
        years = f"N({last})-N({first})"
        both = f"ISNUMBER({first})*ISNUMBER({last})"
        wrong = f"({years}<0)+({years}>{MAX_HORIZON_YEARS - 1})"
        yield f"{both}*({wrong})", f"år som spänner över ett till {_MOST_YEARS}"

    def _wrong_activity(self, row: int) -> Iterator[tuple[str, str]]:
        """Yield dates in disorder, and an end that has passed without a word."""
        start, end = _cell(ACTIVITIES, "start", row), _cell(ACTIVITIES, "end", row)
        both = f"ISNUMBER({start})*ISNUMBER({end})"
        yield f"{both}*(N({end})<N({start}))", "slut som ligger efter start"
        status = _cell(ACTIVITIES, "status", row)
        passed = f"ISNUMBER({end})*(N({end})<=N({PERIOD_END}))"
        is_open = is_one_of(status, self._open)
        yield f"{passed}*({is_open})", "status, för slutdatumet har passerat"


_MOST_YEARS = {1: "ett", 2: "två", 3: "tre"}.get(
    MAX_HORIZON_YEARS, str(MAX_HORIZON_YEARS)
)


def used_cells(table: Table, row: int) -> str:
    """Return a count that is above zero where the author has written in a row."""
    runs = (f"{first}{row}:{last}{row}" for first, last in _input_runs(table))
    return "+".join(f"SUMPRODUCT(LEN(TRIM({run})))" for run in runs)


def _is_unused(table: Table, row: int) -> str:
    return f"{used_cells(table, row)}=0"


def _input_runs(table: Table) -> Iterator[tuple[str, str]]:
    """Yield (first, last) column letters of each run of columns of the author's."""
    run: list[int] = []
    for number, column in enumerate((*table.columns, None), 1):
        if column and column.role is Role.INPUT:
            run.append(number)
        elif run:
            yield column_letters(run[0]), column_letters(run[-1])
            run = []


def _goal_text(table: Table, row: int) -> str:
    """Look the goal's text up by its id."""
    place = _cell(table, "goal_id", row)
    text, ids = column_of(GOALS, "text"), column_of(GOALS, "id")
    found = f'IFERROR(INDEX({text},MATCH({place},{ids},0))&"",{quoted(NO_GOAL)})'
    return f'=IF({place}="","",{found})'


def _goal_is_unknown(table: Table, row: int) -> str:
    """Test that a row names a goal which the sheet of goals does not have."""
    place, ids = _cell(table, "goal_id", row), column_of(GOALS, "id")
    return f'({place}<>"")*(COUNTIF({ids},{place})=0)'


def _length(table: Table, key: str, row: int) -> str:
    return f"LEN(TRIM({_cell(table, key, row)}))"


def _cell(table: Table, key: str, row: int) -> str:
    """Return the address of a row's cell in a column, the column fixed."""
    number = table.columns.index(table.column(key)) + 1
    return f"${column_letters(number)}{row}"


def _joined(words: str) -> str:
    """Return words with blanks that do not separate."""
    return words.replace(" ", _HARD_SPACE)
