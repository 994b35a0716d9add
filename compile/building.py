"""Many workbooks at once, built by as many processes as the computer runs.

What goes to a process is plain bytes (compile.codec) and what comes back is a file
beside its target, which takes its name here: one that is there is whole. The bytes
are the same however many processes there are.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import BrokenExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from pebble import ProcessExpired

from compile.codec import pack, unpack
from compile.delivery import draft_of, put_in_place
from compile.manifest import fingerprint
from compile.workers import Guard, Workers, process_count
from workbook_templates.builder.scorecard_book import ScorecardBuilder
from workbook_templates.standard.errors import MalkortError
from workbook_templates.standard.model import Period, Scorecard
from workbook_templates.standard.register import Register

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

FEW = 48  # workbooks; below that one process is done before others have begun
GUARD = Guard(seconds=120.0)  # the first workbook waits for a mold to be drawn
_AHEAD = 16  # workbooks ordered beyond the one that is waited for, per process
_NOT_BUILT = "{name} gick inte att bygga: {reason}."
_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (ProcessExpired, "det som bygger arbetsboken avbröts av datorn"),
    (TimeoutError, "det tog för lång tid"),
    (MemoryError, "datorns minne räckte inte"),
)
_FAILED = (
    "programmet klarade inte av den ({error}); anmäl felet till den som sköter det"
)
_WHAT_NOW = (
    "Övriga arbetsböcker är skrivna. Stäng andra program och kör kommandot igen; "
    "det fortsätter där det slutade."
)
_NO_PROCESS = (
    "Datorn kunde inte starta det som bygger arbetsböckerna, eller avbröt det. "
    "Stäng andra program och kör kommandot igen; det fortsätter där det slutade."
)


@dataclass(frozen=True, slots=True)
class Order:
    """One workbook to build.

    card: packed. retired: row ids not to be given out again. path: its file.
    """

    card: bytes
    retired: tuple[str, ...]
    path: Path


@dataclass(frozen=True, slots=True)
class Job:
    """What all workbooks of a run are built for; register is packed."""

    register: bytes
    period: str

    @classmethod
    def of(cls, register: Register, period: Period) -> Job:
        """Return the job of a register and a period."""
        return cls(pack(register), str(period))


def build(job: Job, order: Order) -> str:
    """Write a workbook beside its place; returns the SHA-256 of its bytes."""
    draft = draft_of(order.path)
    _builder(job).build(unpack(Scorecard, order.card), draft, order.retired)
    return fingerprint(draft)[1]


@dataclass(frozen=True, slots=True)
class Crew:
    """Who builds: how many processes, and what they run.

    processes: None for one for each processor, where there are enough workbooks.
    """

    processes: int | None = None
    task: Callable[[Job, Order], str] = build

    def count(self, orders: int) -> int:
        """Return how many processes build so many workbooks; 1 for this one."""
        if self.processes is not None:
            return self.processes
        return process_count() if orders >= FEW else 1


DEFAULT_CREW = Crew()


def built(
    job: Job, orders: Sequence[Order], crew: Crew = DEFAULT_CREW
) -> Generator[tuple[Order, str]]:
    """Yield each order when its workbook is in place, with the SHA-256, in order.

    A process that dies, hangs or stumbles costs its workbook; the others are built.
    Raises MalkortError at the end with all that were not, OSError at once where the
    disk will not have one. What was begun and not finished is taken away.
    """
    faults: list[str] = []
    with ExitStack() as held:
        held.callback(_sweep, orders)
        for order, ask in _asked(job, orders, crew, held):
            try:
                sha256 = ask()
            except Exception as error:  # noqa: BLE001 - told in Swedish
                faults.append(_told(error, order))
                continue
            put_in_place(order.path)
            yield order, sha256
    if faults:
        raise MalkortError("\n".join((*faults, _WHAT_NOW)))


def _asked(
    job: Job, orders: Sequence[Order], crew: Crew, held: ExitStack
) -> Iterator[tuple[Order, Callable[[], str]]]:
    """Yield each order with what to call for its result."""
    count = crew.count(len(orders))
    if count == 1:
        yield from ((order, partial(crew.task, job, order)) for order in orders)
        return
    workers = held.enter_context(Workers(count, GUARD, partial(_take, job)))
    waiting: deque[tuple[Order, Future[str]]] = deque()
    for order in orders:
        waiting.append((order, _submit(workers, crew, order)))
        if len(waiting) > _AHEAD * count:
            first, future = waiting.popleft()
            yield first, future.result
    yield from ((order, future.result) for order, future in waiting)


def _submit(workers: Workers, crew: Crew, order: Order) -> Future[str]:
    try:
        return workers.submit(_run, crew.task, order)
    except (BrokenExecutor, OSError) as error:
        raise MalkortError(_NO_PROCESS) from error


def _told(error: Exception, order: Order) -> str:
    """Return why a workbook was not built; raises what concerns all of them."""
    if isinstance(error, BrokenExecutor):
        raise MalkortError(_NO_PROCESS) from error
    for kind, reason in _REASONS:  # before OSError, which some of them are
        if isinstance(error, kind):
            return _NOT_BUILT.format(name=order.path.name, reason=reason)
    if isinstance(error, OSError | MalkortError):
        raise error
    reason = _FAILED.format(error=type(error).__name__)
    return _NOT_BUILT.format(name=order.path.name, reason=reason)


def _sweep(orders: Sequence[Order]) -> None:
    """Take away what was begun; called when nobody builds any more.

    A process that was ended while it saved leaves the builder's own draft too.
    """
    for order in orders:
        draft = draft_of(order.path)
        for leftover in (draft, draft_of(draft)):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


_taken: list[Job] = []  # in a process that builds: the job that it started with


def _take(job: Job) -> None:  # pragma: no cover - runs in the workers
    """Keep the job of a process, which would be slow to send with every order."""
    _taken[:] = [job]


def _run(  # pragma: no cover - runs in the workers
    task: Callable[[Job, Order], str], order: Order
) -> str:
    return task(_taken[0], order)


@lru_cache(maxsize=1)  # a run has one job
def _builder(job: Job) -> ScorecardBuilder:
    return ScorecardBuilder(unpack(Register, job.register), Period.parse(job.period))
