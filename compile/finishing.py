"""The last pass over a PDF, in a process beside ours while the Word file is written.

The pass uses one processor and LibreOffice's work is done by then, so that the other
ones would wait. Where no process is to be had, or it is lost, the pass is made here.
"""

from __future__ import annotations

from concurrent.futures import BrokenExecutor
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from pebble import ProcessExpired

from compile.render_pdf import finish
from compile.workers import Guard, Workers, process_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from contextlib import AbstractContextManager
    from pathlib import Path

    # Called with LibreOffice's file, the draft to write and the header cells of each
    # table, as finish is; returns what waits for it.
    Finish = Callable[[Path, Path, Sequence[int]], Callable[[], None]]
    Finishing = Callable[[], AbstractContextManager[Finish]]

_GUARD = Guard(seconds=3600.0, memory=2**40)  # our own file, however large
_LOST = (ProcessExpired, BrokenExecutor, TimeoutError, MemoryError)


@contextmanager
def finishing_here() -> Iterator[Finish]:
    """Lend somebody who makes the pass in this process when it is waited for."""
    yield _here


@contextmanager
def finishing_beside() -> Iterator[Finish]:
    """Lend somebody who makes the pass beside us; started at once, to be ready then.

    What it returns raises as finish does.
    """
    if process_count() == 1:
        yield _here
        return
    with Workers(1, _GUARD) as workers:
        with suppress(BrokenExecutor, OSError):
            workers.submit(_ready)
        yield partial(_ordered, workers)


def _here(made: Path, draft: Path, headers: Sequence[int]) -> Callable[[], None]:
    return partial(finish, made, draft, headers)


def _ready() -> None:  # pragma: no cover - runs in the process
    """Import this module, and with it what the pass needs."""


def _ordered(
    workers: Workers, made: Path, draft: Path, headers: Sequence[int]
) -> Callable[[], None]:
    again = _here(made, draft, headers)
    try:
        return partial(_waited_for, workers.submit(finish, made, draft, headers), again)
    except (BrokenExecutor, OSError):
        return again


def _waited_for(pass_: Future[None], again: Callable[[], None]) -> None:
    try:
        pass_.result()
    except _LOST:
        again()
