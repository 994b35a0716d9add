"""Many workbooks at once: what is known is reused, the rest is read by processes.

Files are handed out some at a time and their results taken in order, so that no
more is in memory than the results kept and the few files under way.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from compile.card_file import Reading, Source, hash_of, read_card
from compile.codec import Shared
from compile.parcels import Job, by_bytes, by_path, outcome, quotes_name, read_parcel
from compile.reuse import key_of
from compile.ticks import silent
from compile.workers import DEFAULT_GUARD, Guard, Workers, named, process_count
from workbook_templates.standard.errors import MalkortError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor, Future
    from pathlib import Path
    from types import TracebackType

    from compile.parcels import Parcel
    from compile.reuse import Shelf
    from compile.ticks import Tick
    from workbook_templates.standard.model import Period
    from workbook_templates.standard.register import Register

__all__ = [
    "PLAIN",
    "Means",
    "Reading",
    "Source",
    "read_card",
    "read_cards",
    "sources_in",
]

_UNDER_WAY = 64  # files handed out at a time
_BYTES_UNDER_WAY = 64 * 1024 * 1024  # of files sent to another computer
_PATIENCE = 600.0  # seconds for one file on another's executor, its queue included
_LOCK_FILE = "~$"  # refused by its name, so its bytes say nothing
_NO_PROCESS = (
    "Datorn kunde inte starta det som läser filerna. "
    "Stäng andra program och kör kommandot igen."
)


@dataclass(frozen=True, slots=True)
class Means:
    """With what files are read.

    executor: where to; None for processes of this computer under guard. An
    executor of one's own gets the files as bytes and holds to its own limits.
    shelf: where results are kept and reused; None for nowhere. processes: at
    most so many here; None for one for each processor. task: what they run.
    """

    executor: Executor | None = None
    shelf: Shelf | None = None
    guard: Guard = DEFAULT_GUARD
    processes: int | None = None
    task: Callable[[Job, Parcel], bytes] = read_parcel


PLAIN = Means()


def sources_in(folder: Path, paths: Sequence[Path]) -> tuple[Source, ...]:
    """Name files by their path below a folder."""
    return tuple(Source(p, p.relative_to(folder).as_posix()) for p in paths)


def read_cards(
    sources: Sequence[Source],
    register: Register | None,
    period: Period | None,
    tell: Tick = silent,
    means: Means = PLAIN,
) -> tuple[Reading, ...]:
    """Read many workbooks; the order is that of sources.

    tell(done, total) is called after each file. A file that ends its process,
    takes too long or too much memory is named in a finding MK950-MK953, and the
    others are read all the same.
    """
    readings = []
    with _Desk(Job.of(register, period), means, len(sources)) as desk:
        for reading in desk.readings(sources):
            readings.append(reading)
            tell(len(readings), len(sources))
    return tuple(readings)


@dataclass(slots=True)
class _Handed:
    """A file that was handed out: its future, or its reading where that is known."""

    source: Source
    future: Future[bytes] | None = None
    reading: Reading | None = None
    size: int = 0


@dataclass(slots=True)
class _Desk:
    """Hands out the files of one run and takes in their results."""

    job: Job
    means: Means
    total: int
    shared: Shared = field(default_factory=Shared)
    workers: Workers | None = None
    under_way: deque[_Handed] = field(default_factory=deque)

    def __enter__(self) -> Self:
        """Take the desk."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End what is still under way, as after Ctrl-C."""
        for handed in self.under_way:
            if handed.future is not None:
                handed.future.cancel()
        self._dismiss()
        if self.means.shelf is not None:
            self.means.shelf.tidy()

    def readings(self, sources: Iterable[Source]) -> Iterator[Reading]:
        """Yield a reading for each source, in order."""
        for source in sources:
            self.under_way.append(self._known(source) or self._hand_out(source))
            while self._is_full():
                yield self._take_in()
        while self.under_way:
            yield self._take_in()

    def _is_full(self) -> bool:
        bytes_under_way = sum(handed.size for handed in self.under_way)
        return len(self.under_way) > _UNDER_WAY or bytes_under_way > _BYTES_UNDER_WAY

    def _known(self, source: Source) -> _Handed | None:
        """Return the reading of a file that was read before, or None."""
        shelf = self.means.shelf
        if shelf is None or source.path.name.startswith(_LOCK_FILE):
            return None
        key = self._key(hash_of(source))
        data = shelf.get(key)
        if data is None:
            return None
        try:
            return _Handed(source, reading=outcome(data, source, self.shared))
        except ValueError:
            shelf.drop(key)
            return None

    def _hand_out(self, source: Source) -> _Handed:
        """Start reading a file, on the executor that was given or here."""
        executor = self.means.executor
        parcel = by_bytes(source) if executor is not None else None
        if executor is None or parcel is None:
            return _Handed(source, self._start_here(source))
        try:
            future = executor.submit(self.means.task, self.job, parcel)
        except Exception:  # noqa: BLE001 - whatever ails another's executor
            return _Handed(source, self._start_here(source))
        return _Handed(source, future, size=len(parcel.data))

    def _start_here(self, source: Source) -> Future[bytes]:
        """Start reading a file in a process of this computer."""
        if self.workers is not None:
            try:
                return self._submit(self.workers, source)
            except BrokenExecutor:
                self._dismiss()
        most = self.means.processes or process_count()
        try:
            self.workers = Workers(min(most, self.total), self.means.guard)
            return self._submit(self.workers, source)
        except (BrokenExecutor, OSError) as error:
            raise MalkortError(_NO_PROCESS) from error

    def _submit(self, workers: Workers, source: Source) -> Future[bytes]:
        return workers.submit(self.means.task, self.job, by_path(source))

    def _take_in(self) -> Reading:
        """Return the reading of the file handed out first."""
        handed = self.under_way[0]
        reading = handed.reading or self._result(handed)
        self.under_way.popleft()
        return reading

    def _result(self, handed: _Handed) -> Reading:
        """Wait for a file's result; what another's executor loses is read here."""
        assert handed.future is not None  # noqa: S101 - known ones have a reading
        source, patience = handed.source, _PATIENCE if handed.size else None
        try:
            return self._kept(source, handed.future.result(patience))
        except Exception as error:  # noqa: BLE001 - it costs this file alone
            if not handed.size and not isinstance(error, BrokenExecutor):
                return _lost(source, error)
            handed.future.cancel()
        future = self._start_here(source)
        try:
            return self._kept(source, future.result())
        except Exception as error:  # noqa: BLE001 - it costs this file alone
            return _lost(source, error)

    def _kept(self, source: Source, data: bytes) -> Reading:
        """Return the reading in a result, and keep it for the next run."""
        reading = outcome(data, source, self.shared)
        shelf, name = self.means.shelf, source.path.name
        says_little = not reading.sha256 or name.startswith(_LOCK_FILE)
        if shelf and not says_little and not quotes_name(reading.findings, name):
            shelf.put(self._key(reading.sha256), data)
        return reading

    def _key(self, sha256: str) -> str:
        return key_of(sha256, self.job.reference, self.job.period)

    def _dismiss(self) -> None:
        """End the processes of this computer."""
        if self.workers is not None:
            self.workers.shutdown()
            self.workers = None


def _lost(source: Source, error: BaseException) -> Reading:
    return Reading(source, None, (named(error, source.name),), hash_of(source))
