"""The buttons' shells on the server: each runs one action on the sent workbook.

A client calls a script by its name; the names are those of the actions. Called
with `pane` false, as any client of xlwings may, the answer comes in xlwings' own
dialogue. Our task pane says true and is told in its own words; it also sends what
xlwings' client leaves out: percentages, formulas and fills.

The actions run in threads, so that one user's workbook does not hold up the
others' task panes.
"""

from __future__ import annotations

import asyncio
import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING

import xlwings as xw  # noqa: TC002 - xlwings reads the scripts' type hints as they run
from xlwings.server import script

from malkort_xl import actions
from malkort_xl.server.answers import WRONG_ARGUMENTS, RefusedError
from malkort_xl.server.looks import seen_by_client

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from malkort_xl.actions import Match, Outcome
    from workbook_templates.standard.findings import Finding

TITLE = "Målkort"
PANE_CALLBACK = "malkortShow"  # in static/js/malkort.js
MOST_WORDS = 200  # characters of a search

_THREADS = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="malkort")


@script
async def check(book: xw.Book, pane: bool = False, seen: object = None) -> None:  # noqa: FBT001, FBT002 - comes by place over the wire
    """Examine the workbook, mark its cells and list what is to be mended."""
    outcome = await _run(actions.check, book, seen_by_client(seen))
    findings = tuple(map(_finding, outcome.findings))
    _tell(book, pane, outcome, findings=findings)


@script
async def clear_marks(book: xw.Book, pane: bool = False, seen: object = None) -> None:  # noqa: FBT001, FBT002 - as above
    """Take away the marks that a check has set."""
    outcome = await _run(actions.clear_marks, book, seen_by_client(seen))
    _tell(book, pane, outcome, findings=None)


@script
async def mark_ready(book: xw.Book, pane: bool = False, seen: object = None) -> None:  # noqa: FBT001, FBT002 - as above
    """Set the card ready with today's date."""
    today = date.today()  # noqa: DTZ011 - the municipality's own day
    _tell(book, pane, await _run(actions.mark_ready, book, today, seen_by_client(seen)))


@script
async def pull_strategy_goals(book: xw.Book, pane: bool = False) -> None:  # noqa: FBT001, FBT002 - as above
    """Write the texts of the strategy goals that are referred to."""
    _tell(book, pane, await _run(actions.pull_strategy_goals, book))


@script
async def about(book: xw.Book, pane: bool = False) -> None:  # noqa: FBT001, FBT002 - as above
    """Tell the versions of the tool and of the workbook."""
    _tell(book, pane, await _run(actions.about, book))


@script
async def search_strategy_goals(book: xw.Book, words: str) -> None:
    """Send the strategy goals that fit some words, or a number, to the task pane."""
    if not (isinstance(words, str) and len(words) <= MOST_WORDS):
        raise RefusedError(WRONG_ARGUMENTS)
    matches = await _run(actions.search_strategy_goals, book, words)
    _send(book, matches=tuple(map(_match, matches)))


@script
async def insert_strategy_goal(
    book: xw.Book,
    number: int,
    pane: bool = False,  # noqa: FBT001, FBT002 - as above
) -> None:
    """Add a strategy goal's number to the selected goal."""
    if not isinstance(number, int) or isinstance(number, bool):
        raise RefusedError(WRONG_ARGUMENTS)
    _tell(book, pane, await _run(actions.insert_strategy_goal, book, number))


SCRIPTS = (
    about,
    check,
    clear_marks,
    insert_strategy_goal,
    mark_ready,
    pull_strategy_goals,
    search_strategy_goals,
)


def namespace() -> ModuleType:
    """Return what xlwings Server looks its scripts up in: them, and no helper."""
    module = ModuleType("custom_scripts")
    for shell in SCRIPTS:
        setattr(module, shell.__name__, shell)
    return module


async def _run(action: Callable[..., Any], *arguments: object) -> Any:  # noqa: ANN401 - whatever the action gives
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_THREADS, action, *arguments)


def _tell(book: xw.Book, pane: object, outcome: Outcome, **news: object) -> None:
    if pane is True:
        _send(book, message=outcome.message, **news)
    else:
        _app(book).alert(outcome.message, title=TITLE)


def _send(book: xw.Book, **news: object) -> None:
    """Let the answer end with a call of the task pane's own function."""
    _app(book).macro(PANE_CALLBACK)(json.dumps(news, ensure_ascii=False))


def _app(book: xw.Book) -> xw.App:
    """Return a book's app, made to speak for this book.

    xlwings lets it speak for the book that was opened last, and with two users at
    once that is somebody else's. Shells run in one thread, so nobody comes between.
    """
    book.impl.books._active = book.impl  # noqa: SLF001 - xlwings has no other way
    return book.app


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "sheet": finding.where.sheet,
        "cell": finding.where.cell,
        "wrong": finding.wrong,
        "remedy": finding.remedy,
    }


def _match(match: Match) -> dict[str, str | int]:
    return {
        "number": match.number,
        "title": match.title,
        "area": match.area,
        "text": match.text,
        "indicator": match.indicator,
        "remark": match.remark,
    }
