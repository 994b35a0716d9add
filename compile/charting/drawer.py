"""Asking for pictures of charts: from the process beside ours, or drawn here.

The process is started before there is anything to draw, since matplotlib takes half
a second to import. It is asked while the report's text is still being written.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

    from compile.context import Chart

_COMMAND = (sys.executable, "-m", "compile.charting.helper")
_helper: ContextVar[subprocess.Popen[bytes] | None] = ContextVar("helper", default=None)


@contextmanager
def drawing_early() -> Iterator[None]:
    """Let the drawing process start while other work is done.

    Where it cannot be started or dies, the charts are drawn in this process. It ends
    with us: of itself when its input ends, and here by force, as it has nothing to
    lose and may still be importing.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        process = _start(folder)
        token = _helper.set(process)
        try:
            yield
        finally:
            _helper.reset(token)
            if process is not None:
                process.kill()
                process.communicate()


def _start(folder: str) -> subprocess.Popen[bytes] | None:
    """Start the process; what it leaves on the disk lies in the folder."""
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)
    with suppress(OSError):
        return subprocess.Popen(  # noqa: S603 - our own command
            _COMMAND,
            env={**os.environ, **places},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    return None


class Drawer:
    """Draws charts one after another, while the one who asked goes on."""

    def __init__(self, thread: ThreadPoolExecutor) -> None:
        """Draw in a thread, with the process that was started early if there is one."""
        self._thread = thread
        self._process = _helper.get()

    def ask(self, chart: Chart, width: float, height: float) -> Future[bytes]:
        """Return the picture to come, a PNG; width and height in mm."""
        return self._thread.submit(self._picture, chart, width, height)

    def _picture(self, chart: Chart, width: float, height: float) -> bytes:
        if self._process is not None:
            from compile.charting.helper import request  # noqa: PLC0415 - not so early

            with suppress(OSError, ValueError, EOFError):
                return _asked(self._process, request(chart, width, height))
            self._process = None
        from compile.charting.drawing import draw  # noqa: PLC0415 - heavy

        return draw(chart, width, height)


@contextmanager
def drawer() -> Iterator[Drawer]:
    """Lend somebody who draws; all that was asked for is drawn when this ends."""
    with ThreadPoolExecutor(1, "charts") as thread:
        yield Drawer(thread)


def _asked(process: subprocess.Popen[bytes], line: bytes) -> bytes:
    """Return the process' answer; raises OSError or ValueError where there is none."""
    asking, answering = _pipes(process)
    asking.write(line)
    asking.flush()
    size = int(answering.readline())
    picture = answering.read(size)
    if len(picture) < size:
        raise EOFError
    return picture


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:  # pragma: no cover - both made
        raise ValueError
    return process.stdin, process.stdout
