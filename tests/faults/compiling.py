"""A compile in a process of its own, to be ended at any moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from compile.locking import LOCK_NAME
from compile.soffice import SETTING
from tests.helpers.tools import ROOT
from tests.standard.good_card import T2

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from compile.folder import MunicipalityFolder

PATIENCE = 30.0  # seconds for something to happen; a busy computer is slow
# Stands in for LibreOffice: notes its id, waits, and hands over a ready PDF.
_STAND_IN = """#!/bin/sh
echo $$ >> "$STAND_IN_IDS"
sleep "$STAND_IN_SECONDS"
while [ "$1" != "--outdir" ]; do shift; done
cp "$STAND_IN_PDF" "$2/rapport.pdf"
"""


@dataclass(frozen=True, slots=True)
class StandIn:
    """A program that stands in for LibreOffice: the PDF that it gives, after when."""

    folder: Path
    pdf: Path
    seconds: float = 0.0

    @property
    def environment(self) -> dict[str, str]:
        program = self.folder / "soffice"
        program.write_text(_STAND_IN)
        program.chmod(0o755)
        return {
            SETTING: str(program),
            "STAND_IN_PDF": str(self.pdf),
            "STAND_IN_SECONDS": str(self.seconds),
            "STAND_IN_IDS": str(self.folder / "ids"),
        }

    @property
    def ids(self) -> list[int]:
        """The process ids of its runs so far."""
        path = self.folder / "ids"
        return [int(i) for i in path.read_text().split()] if path.exists() else []


def start(
    folder: MunicipalityFolder, stand_in: StandIn | None = None, *options: str
) -> subprocess.Popen[str]:
    """Start a compile in a session of its own, so that all of it can be found."""
    command = [sys.executable, "-m", "compile", "compile", str(folder.root)]
    more = stand_in.environment if stand_in else {}
    return subprocess.Popen(
        [*command, "--period", str(T2), *options],
        cwd=ROOT,
        env={**os.environ, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def kill_all(process: subprocess.Popen[str]) -> None:
    """End a compile by force; what it started as its workers goes too."""
    process.send_signal(signal.SIGKILL)
    process.wait()
    for left in in_session(process.pid):
        os.kill(left, signal.SIGKILL)
    process.communicate()


def in_session(session: int) -> list[int]:
    """Return the living processes of a session; zombies are not living."""
    return [i for i, fields in _processes() if int(fields[3]) == session]


def converting(process: int) -> list[int]:
    """Return a process's children that are LibreOffice: of a session of their own."""
    return [
        i
        for i, fields in _processes()
        if int(fields[1]) == process and int(fields[3]) == i
    ]


def _processes() -> Iterator[tuple[int, list[str]]]:
    """Yield the living: id, and state, parent, group, session and more."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if fields[0] != "Z":
            yield int(status.parent.name), fields


def wait_for(what: Callable[[], object]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.005)


def begun(folder: MunicipalityFolder) -> bool:
    """Whether a compile has taken the lock."""
    return (folder.period(T2) / LOCK_NAME).exists()
