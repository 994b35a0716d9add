"""The desktop's shell: what the buttons of malkort.xlam run through RunPython.

Every public function without arguments is a button's; the others are the cell
function's. Nothing is decided here: the actions do the work, and this shows what
they say. An error never reaches the user as a traceback.
"""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

import xlwings as xw

from malkort_xl import actions, functions
from malkort_xl.addin.names import ADDIN_FILE, ASK, TITLE
from malkort_xl.choosing import choose
from malkort_xl.messages import ActionRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from malkort_xl.actions import Outcome
    from malkort_xl.functions import Rows

NO_CALLER = (
    "Knapparna i menyfliken Målkort fungerar bara inifrån Excel, med ett öppet målkort."
)
UNFORESEEN = (
    "Det gick inte att göra klart. Skriver du i en cell: tryck Enter och försök igen. "
    "Händer det ändå, visa den här texten för IT-avdelningen: {kind}: {detail}"
)


def check() -> None:
    """Show all findings: marks, the list and the count."""
    _press(actions.check)


def clear_marks() -> None:
    """Take the check's marks away."""
    _press(actions.clear_marks)


def mark_ready() -> None:
    """Set the card ready as of today."""
    today = datetime.now().astimezone().date()
    _press(lambda book: actions.mark_ready(book, today))


def pull_strategy_goals() -> None:
    """Fill in the strategy goals that the goals refer to."""
    _press(actions.pull_strategy_goals)


def choose_strategy_goal() -> None:
    """Let the user search for a strategy goal and put it at the selected goal."""
    _press(lambda book: choose(book, lambda prompt: _ask(book, prompt)))


def about() -> None:
    """Show the versions."""
    _press(actions.about)


def strategimal(rows: Rows, number: object, field: object, areas: Rows | None) -> str:
    """Return what =STRATEGIMAL() shows.

    rows: the travelling list of strategy goals, its headings first. areas: that of
    their areas in the same way, None where the workbook has none.
    """
    return functions.strategimal(rows, number, field, areas or ())


def _press(action: Callable[[xw.Book], Outcome | None]) -> None:
    """Do an action in the book that called, and show what came of it."""
    book = _caller()
    try:
        outcome = action(book)
    except ActionRefusedError as refusal:
        _tell(book, str(refusal), "critical")
    except Exception as fault:  # noqa: BLE001 - the last place before the user
        text = UNFORESEEN.format(kind=type(fault).__name__, detail=fault)
        _tell(book, text, "critical")
    else:
        if outcome is not None:
            _tell(book, outcome.message, "info")


def _caller() -> xw.Book:
    """Return the book whose ribbon was pressed; ends with a Swedish text if none."""
    try:
        return xw.Book.caller()
    except Exception:  # noqa: BLE001 - xlwings raises a bare Exception here
        sys.exit(NO_CALLER)


def _tell(book: xw.Book, text: str, mode: str) -> None:
    book.app.alert(text, title=TITLE, mode=mode)


def _ask(book: xw.Book, prompt: str) -> str:
    """Return the user's line; the box is the add-in's own, so it works on a Mac too."""
    answer = book.app.macro(f"'{ADDIN_FILE}'!{ASK}")(prompt, TITLE)
    return str(answer or "").strip()
