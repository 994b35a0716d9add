"""What the buttons do, as functions of an open workbook.

Each reads all that it needs, computes, and then writes, since a browser's client
knows of no write before the function has ended. Every outcome has a Swedish
message for the user; a refusal is messages.ActionRefusedError. Actions write into
the book; the one who calls saves it, or sends it back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import wraps
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from malkort_xl import marking, messages, strategy
from malkort_xl.messages import ActionRefusedError
from malkort_xl.snapshot import forget_values, read_book, selection
from malkort_xl.strategy import Match
from workbook_templates.standard.examining import examine
from workbook_templates.standard.layout import (
    GOALS,
    NAMED_CELLS,
    STANDARD_VERSION,
    YES,
    named_cell,
)
from workbook_templates.standard.own_sheets import (
    CHECK_SHEET,
    PULLED_COLUMNS,
    PULLED_SHEET,
)
from workbook_templates.standard.raw import RawCell, RawWorkbook, address
from workbook_templates.standard.readiness import Readiness, readiness
from workbook_templates.standard.register import Register
from workbook_templates.standard.register_reading import carried_register

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import xlwings as xw

    from malkort_xl.snapshot import Seen, Snapshot
    from workbook_templates.standard.findings import Finding
    from workbook_templates.standard.model import Period, Scorecard
    from workbook_templates.standard.raw import RawSheet, RawValue

__all__ = [
    "ActionRefusedError",
    "CheckOutcome",
    "Match",
    "Outcome",
    "about",
    "check",
    "clear_marks",
    "insert_strategy_goal",
    "mark_ready",
    "pull_strategy_goals",
    "search_strategy_goals",
]

_P = ParamSpec("_P")
_T = TypeVar("_T")

_TOLD = ("unit_name", "period", "version")  # named cells that About tells


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an action did: a Swedish text of one or more lines for the user."""

    message: str


@dataclass(frozen=True, slots=True)
class CheckOutcome(Outcome):
    """The findings in the order of the list on Kontroll, and how much is filled in.

    A finding's place is where.sheet and where.cell; either may be "".
    """

    findings: tuple[Finding, ...]
    readiness: Readiness


@dataclass(frozen=True, slots=True)
class _Card:
    """An open scorecard, read and examined."""

    snapshot: Snapshot
    register: Register
    card: Scorecard
    findings: tuple[Finding, ...]

    @property
    def raw(self) -> RawWorkbook:
        return self.snapshot.raw

    @property
    def year(self) -> int:
        """The card's year; without one every strategy goal simply applies."""
        return self.card.period.year if self.card.period else 0


def _forgetting(action: Callable[_P, _T]) -> Callable[_P, _T]:
    """Return an action that leaves nothing of the workbook behind in memory."""

    @wraps(action)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        try:
            return action(*args, **kwargs)
        finally:
            forget_values()

    return run


@_forgetting
def check(
    book: xw.Book,
    seen: Seen | None = None,
    *,
    register: Register | None = None,
    period: Period | None = None,
) -> CheckOutcome:
    """Examine the card, mark its cells, list the findings and select the first.

    The findings are those of `malkort check`. seen: what the client can tell beside
    the values. register and period: for a file in a municipality's folder; else the
    workbook's own lists and period count. A workbook without the sheet for the list
    is examined but not marked. Raises ActionRefusedError where there is no card.
    """
    found = _open(book, seen, register, period)
    filled = readiness(found.card, period or found.card.period)
    summary = messages.found(found.findings, filled)
    if CHECK_SHEET.name in found.raw.sheets:
        marking.mark(book, found.snapshot, found.findings, summary)
        where = messages.listed() if found.findings else ""
    else:
        where = messages.NOT_MARKED.format(sheet=CHECK_SHEET.name)
    return CheckOutcome(f"{summary} {where}".strip(), found.findings, filled)


@_forgetting
def clear_marks(book: xw.Book, seen: Seen | None = None) -> Outcome:
    """Take away what check has put in cells, and empty its list."""
    snapshot = read_book(book, seen)
    if CHECK_SHEET.name not in snapshot.raw.sheets:
        return Outcome(messages.NOTHING_TO_CLEAR)
    count = marking.unmark(book, snapshot)
    return Outcome(messages.cleared(count) if count else messages.NOTHING_TO_CLEAR)


@_forgetting
def mark_ready(book: xw.Book, today: date, seen: Seen | None = None) -> Outcome:
    """Set the card ready, with its date; refuses while anything must be mended.

    The card is examined as it would be, so that a faulty date is no hindrance.
    """
    snapshot = read_book(book, seen)
    values: dict[str, RawValue] = {"ready": YES, "handed_in": today}
    raw = _with_values(snapshot.raw, values)
    found = _examined(replace(snapshot, raw=raw))
    if any(finding.must_be_mended for finding in found.findings):
        raise ActionRefusedError(messages.not_ready(found.findings))
    for key, value in values.items():
        sheet, row, column = raw.names[named_cell(key).name]
        book.sheets[sheet].range((row, column)).value = value
    return Outcome(messages.MARKED_READY.format(day=messages.day(today)))


@_forgetting
def pull_strategy_goals(book: xw.Book, seen: Seen | None = None) -> Outcome:
    """List the strategy goals that the selected goals refer to, or all goals.

    Lines of goals that are not selected stay as they are. Names the numbers that
    are unknown, withdrawn or newer than the card's year.
    """
    found = _open(book, seen)
    _need_lists(found)
    if PULLED_SHEET.name not in found.raw.sheets:
        missing = messages.MISSING_SHEET.format(sheet=PULLED_SHEET.name)
        raise ActionRefusedError(missing)
    chosen = strategy.selected_goals(found.raw, found.card, *selection(book))
    goals = chosen or found.card.goals
    pulled = tuple(strategy.rows_for(found.register, goals, found.year))
    kept = _kept(found, {goal.id for goal in goals})
    order = {goal.id: number for number, goal in enumerate(found.card.goals)}
    rows = sorted((*kept, *pulled), key=lambda row: order[row.goal_id])
    columns = range(1, len(PULLED_COLUMNS) + 1)
    marking.write_rows(
        book.sheets[PULLED_SHEET.name],
        [[marking.plain(str(value)) for value in row.values] for row in rows],
        columns,
        strategy.FIRST_ROW,
        strategy.last_row(found.raw),
    )
    if not pulled:
        return Outcome(messages.NO_REFERENCES)
    remarks = dict.fromkeys((int(r.number), r.remark) for r in pulled if r.remark)
    count = len({row.goal_id for row in pulled})
    numbers = len({row.number for row in pulled})
    return Outcome(messages.pulled(count, numbers, tuple(remarks)))


@_forgetting
def search_strategy_goals(book: xw.Book, words: str) -> tuple[Match, ...]:
    """Return the strategy goals in which every word or number stands."""
    found = _open(book)
    _need_lists(found)
    return strategy.search(found.register, words, found.year)


@_forgetting
def insert_strategy_goal(book: xw.Book, number: int) -> Outcome:
    """Add a strategy goal's number to the goal whose row is selected."""
    found = _open(book)
    _need_lists(found)
    goal = found.register.strategy_goal(number)
    if goal is None:
        raise ActionRefusedError(messages.UNKNOWN_NUMBER.format(number=number))
    row = strategy.selected_row(found.raw, *selection(book))
    area = strategy.goal_area(found.raw)
    if row is None or area is None or "strategy_goals" not in area.columns:
        where = messages.NO_GOAL_SELECTED.format(sheet=GOALS.sheet.name)
        raise ActionRefusedError(where)
    column = area.columns["strategy_goals"]
    numbers = strategy.references_in(found.raw.cell(area.sheet, row, column))
    place = f"{area.sheet}!{address(row, column)}"
    if numbers is None:
        unreadable = messages.UNREADABLE_REFERENCES.format(place=place)
        raise ActionRefusedError(unreadable)
    if number in numbers:
        there = messages.ALREADY_THERE.format(number=number, place=place)
        return Outcome(there)
    text = strategy.references_text((*numbers, number))
    book.sheets[area.sheet].range((row, column)).value = text
    remark = messages.remark(goal, found.year)
    told = messages.INSERTED.format(number=number, place=place)
    warned = messages.INSERTED_REMARK.format(remark=remark) if remark else ""
    return Outcome(told + warned)


@_forgetting
def about(book: xw.Book) -> Outcome:
    """Tell the versions of the tool and the standard, and whose card is open."""
    raw = read_book(book).raw
    told = []
    for cell in NAMED_CELLS:
        if cell.key in _TOLD and cell.name in raw.names:
            found = raw.cell(*raw.names[cell.name])
            told.append((cell.label, str(found.value) if found else ""))
    return Outcome(messages.versions(_tool_version(), STANDARD_VERSION, told))


def _tool_version() -> str:
    try:
        return version("malkort")
    except PackageNotFoundError:  # run from its sources
        return "utan nummer"


def _open(
    book: xw.Book,
    seen: Seen | None = None,
    register: Register | None = None,
    period: Period | None = None,
) -> _Card:
    """Read and examine a book; raises ActionRefusedError where it is no card."""
    return _examined(read_book(book, seen), register, period)


def _examined(
    snapshot: Snapshot,
    register: Register | None = None,
    period: Period | None = None,
) -> _Card:
    known = register or carried_register(snapshot.raw) or Register()
    examined = examine(snapshot.raw, known, period)
    if examined.card is None:
        raise ActionRefusedError("\n".join(f.message for f in examined.findings))
    return _Card(snapshot, known, examined.card, examined.findings)


def _need_lists(found: _Card) -> None:
    if not found.register.strategy_goals:
        raise ActionRefusedError(messages.NO_REGISTER)


def _kept(found: _Card, renewed: set[str]) -> list[strategy.PulledRow]:
    """Return the lines of the card's other goals, as they stand."""
    others = {goal.id for goal in found.card.goals} - renewed
    before = strategy.pulled_before(found.raw)
    return [row for row in before if row.goal_id in others]


def _with_values(raw: RawWorkbook, values: dict[str, RawValue]) -> RawWorkbook:
    """Return a workbook with other values in named cells; missing ones are let be."""
    sheets: dict[str, RawSheet] = dict(raw.sheets)
    for key, value in values.items():
        name = named_cell(key).name
        if name in raw.names:
            sheet, row, column = raw.names[name]
            cells = {**sheets[sheet].cells, (row, column): RawCell(value)}
            sheets[sheet] = replace(sheets[sheet], cells=cells)
    return replace(raw, sheets=sheets)
