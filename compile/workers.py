"""Processes that read files, each held to a time and a memory for one file.

What a file does to its process (stopping it, hanging it, eating its memory) costs
that file and nothing else.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import BrokenExecutor, Executor, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from workbook_templates.standard.findings import Location, Severity, Wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from multiprocessing.context import BaseContext

    from workbook_templates.standard.findings import Finding

_P = ParamSpec("_P")
_T = TypeVar("_T")
_MEBIBYTE = 1024 * 1024
_GRACE = 5.0  # seconds until a process ends itself, should nobody end it
_SAVE_ANEW = (
    "Be enheten att öppna filen i Excel, spara den på nytt och skicka den igen."
)

WORKER_DIED = Wording(
    "MK950",
    "Läsningen avbröts",
    Severity.STOP,
    "Filen {file} gick inte att läsa: läsningen avbröts av datorn.",
    _SAVE_ANEW,
)
TOOK_TOO_LONG = Wording(
    "MK951",
    "Läsningen tog för lång tid",
    Severity.STOP,
    "Filen {file} gick inte att läsa: läsningen tog för lång tid.",
    "Be enheten att flytta över innehållet till den arbetsbok som skickades ut och "
    "skicka den.",
)
TOO_MUCH_MEMORY = Wording(
    "MK952",
    "Läsningen krävde för mycket minne",
    Severity.STOP,
    "Filen {file} gick inte att läsa: läsningen krävde för mycket minne.",
    "Be enheten att flytta över innehållet till den arbetsbok som skickades ut och "
    "skicka den.",
)
READER_FAILED = Wording(
    "MK953",
    "Läsningen misslyckades",
    Severity.STOP,
    "Filen {file} gick inte att läsa: programmet klarade inte av den ({error}).",
    f"{_SAVE_ANEW} Hjälper det inte: anmäl felet till den som sköter programmet.",
)
WORKER_MESSAGES = (WORKER_DIED, TOOK_TOO_LONG, TOO_MUCH_MEMORY, READER_FAILED)


@dataclass(frozen=True, slots=True)
class Guard:
    """What reading one file may take: seconds, and bytes beyond the process's own.

    Memory is held where the system can (Linux); time everywhere.
    """

    seconds: float = 20.0
    memory: int = 512 * _MEBIBYTE


DEFAULT_GUARD = Guard()


class Workers(Executor):
    """A pool of processes under a guard; a lost process is replaced.

    A task's future raises TimeoutError, MemoryError or pebble.ProcessExpired where
    the guard or something else ended it, BrokenExecutor where the pool is beyond
    use. Leaving the context ends every process at once, whatever it is doing.
    """

    def __init__(
        self,
        count: int,
        guard: Guard = DEFAULT_GUARD,
        prepare: Callable[[], object] | None = None,
    ) -> None:
        """Make a pool of so many processes; they start with the first task.

        prepare: called in each when it starts, to keep what all its tasks share.
        """
        self._guard = guard
        self._open: set[Future[Any]] = set()
        self._pool = ProcessPool(
            count, initializer=_confine, initargs=(guard, prepare), context=_context()
        )

    def submit(
        self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs
    ) -> Future[_T]:
        """Schedule a call; fn must be importable by its name."""
        work = (self._guard.seconds, fn, args, kwargs)
        try:
            future = self._pool.schedule(_timed, work, timeout=self._guard.seconds)
        except RuntimeError as error:  # pebble's word for a pool that is beyond use
            raise BrokenExecutor(str(error)) from error
        self._open.add(future)
        future.add_done_callback(self._open.discard)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as Executor has it
        """End every process; what was not finished is broken off."""
        del wait, cancel_futures
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
        for future in tuple(self._open):  # pebble leaves them waiting for ever
            with suppress(InvalidStateError):
                future.set_exception(BrokenExecutor("the pool was ended"))


def reading_early() -> None:
    """Let what the reading processes are forked from start while other work is done.

    Does nothing where processes start in another way.
    """
    if _context().get_start_method() != "forkserver":
        return  # pragma: no cover - Windows
    from multiprocessing.forkserver import ensure_running  # noqa: PLC0415 - not there

    with suppress(OSError):  # the reading itself says what is wrong
        ensure_running()


def process_count() -> int:
    """Return how many processes this computer runs at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1  # pragma: no cover - Windows and macOS


def named(error: BaseException, file: str) -> Finding:
    """Return the finding that tells why a file's process gave no result."""
    where = Location(file)
    if isinstance(error, TimeoutError):
        return TOOK_TOO_LONG.finding(where, file=file)
    if isinstance(error, MemoryError):
        return TOO_MUCH_MEMORY.finding(where, file=file)
    if isinstance(error, ProcessExpired | BrokenExecutor):
        return WORKER_DIED.finding(where, file=file)
    return READER_FAILED.finding(where, file=file, error=type(error).__name__)


def _context() -> BaseContext:
    """Return how processes start: never by forking this one, which has threads.

    A server that has the reader imported forks them where the system can; there a
    process starts in some milliseconds.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")  # pragma: no cover - Windows
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "compile.parcels"])
    return context


def _confine(  # pragma: no cover - runs in the workers
    guard: Guard, prepare: Callable[[], object] | None = None
) -> None:
    """Prepare a worker: it ends at a word, and its memory is held."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # cards hold names of people
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + guard.memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    if prepare is not None:
        prepare()


def _timed(  # pragma: no cover - runs in the workers
    seconds: float,
    call: Callable[..., _T],
    args: tuple[object, ...],
    kwargs: dict[str, object],
) -> _T:
    """Run a call; should the process that watches over it be gone, end all the same."""
    if not hasattr(signal, "setitimer"):
        return call(*args, **kwargs)
    signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)
    try:
        return call(*args, **kwargs)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
