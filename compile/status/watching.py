"""The inbox looked at again and again: what has come, and what is still coming.

Looking costs the names, sizes and times of the files. Only when they change are
the files read, and of those only what is new, since results are kept on a shelf.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from time import sleep, time_ns
from typing import TYPE_CHECKING

from compile.find import find_workbooks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    Mark = tuple[int, int]  # size in bytes, time of the last change in nanoseconds


@dataclass(frozen=True, slots=True)
class Look:
    """An inbox at one moment: each file's mark, and the files still being copied.

    day: the local one, since a new day changes how far off the last one is.
    """

    marks: Mapping[Path, Mark]
    coming: frozenset[Path]
    day: date


@dataclass(slots=True)
class Watch:
    """Tells when an inbox is worth reading again.

    A file is taken for still being copied until it looks the same twice and can be
    opened; at the first look all older than the interval (seconds) look the same.
    """

    inbox: Path
    interval: float
    _last: Mapping[Path, Mark] | None = field(default=None, init=False)
    _opened: dict[Path, Mark] = field(default_factory=dict, init=False)
    _shown: Look | None = field(default=None, init=False)

    def looks(self) -> Iterator[Look]:
        """Yield a look at once and then after each change, without end."""
        while True:
            look = self._look()
            if look != self._shown:
                self._shown = look
                yield look
            sleep(self.interval)

    def again(self) -> None:
        """Let the next look be taken for a change."""
        self._shown = None

    def _look(self) -> Look:
        marks = dict(_marks(self.inbox))
        coming = frozenset(
            p for p, mark in marks.items() if not self._is_whole(p, mark)
        )
        self._last = marks
        return Look(marks, coming, datetime.now().astimezone().date())

    def _is_whole(self, path: Path, mark: Mark) -> bool:
        if self._last is None:
            settled = time_ns() - mark[1] > self.interval * 1e9
        else:
            settled = self._last.get(path) == mark
        if settled and self._opened.get(path) != mark and _opens(path):
            self._opened[path] = mark
        return settled and self._opened.get(path) == mark


def _opens(path: Path) -> bool:
    """Tell whether a file can be opened: Windows refuses while it is being written."""
    try:
        path.open("rb").close()
    except OSError:
        return False
    return True


def _marks(inbox: Path) -> Iterator[tuple[Path, Mark]]:
    for path in find_workbooks(inbox):
        try:
            status = path.stat()
        except OSError:  # it went while it was looked at
            continue
        yield path, (status.st_size, status.st_mtime_ns)
