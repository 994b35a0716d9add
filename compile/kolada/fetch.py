"""From the register's question to its new rows, within a time that is known."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from compile.kolada.asking import ask
from compile.kolada.book import open_book, write_figures
from compile.kolada.faults import fault
from compile.kolada.line import PATIENCE, Line
from compile.kolada.question import question_of
from compile.kolada.storing import updated
from compile.ticks import silent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from compile.folder import MunicipalityFolder
    from compile.kolada.asking import Fetched
    from compile.kolada.line import Patience
    from compile.kolada.question import Question
    from compile.kolada.storing import Update
    from compile.ticks import Tick

T = TypeVar("T")

KOLADA = "https://api.kolada.se/v3"
_LOOK = 0.1  # seconds between looks at the fetch, so that Ctrl-C is heard


@dataclass(frozen=True, slots=True)
class Options:
    """From where and since when to fetch, and whether new titles are accepted."""

    base: str = KOLADA
    from_year: int | None = None
    accept: bool = False
    patience: Patience = PATIENCE


@dataclass(frozen=True, slots=True)
class Result:
    """What was asked, said and stored. copy: the register as it was, None if it is."""

    question: Question
    fetched: Fetched
    update: Update
    copy: Path | None


def fetch_into(
    folder: MunicipalityFolder, options: Options, tell: Tick = silent
) -> Result:
    """Fetch what a folder's register asks for and store it there, all or nothing.

    Raises UsageError, RegisterError, DeliveryError as open_book and write_figures
    do, and KoladaError where Kolada gives no usable answer; what is stored remains.
    """
    now = datetime.now().astimezone()
    book = open_book(folder)
    question = question_of(book.register, now.year, options.from_year)
    line = Line(options.base, options.patience)
    fetched = within(
        options.patience.total, line.host, lambda: ask(line, question, tell)
    )
    update = updated(
        book.register.key_figures, question, fetched, now.date(), accept=options.accept
    )
    copy = write_figures(book, update.figures, now)
    return Result(question, fetched, update, copy)


def within(seconds: float, host: str, work: Callable[[], T]) -> T:
    """Do work that may hang in some system call, but not longer than so.

    What hangs is left behind in a thread that ends with the program. Raises what
    the work raises, and KoladaError where the time is over.
    """
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again below
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    end = time.monotonic() + seconds
    while thread.is_alive() and time.monotonic() < end:
        thread.join(_LOOK)
    if errors:
        raise errors[0]
    if not results:
        raise fault(host, f"blev inte klar på {seconds:.0f} sekunder")
    return results[0]
