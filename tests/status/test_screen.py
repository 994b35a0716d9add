from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from compile.folder import MunicipalityFolder


@pytest.mark.parametrize("columns", [60, 140])
def test_on_a_terminal_the_table_is_as_wide_as_the_window(
    busy_town: MunicipalityFolder, columns: int
) -> None:
    """A real terminal: rich asks it for its width, and for colours."""
    ours, theirs = pty.openpty()
    arguments = ["--period", "2026-T2", "--no-html", "--no-xlsx"]
    environment = os.environ | {
        "COLUMNS": str(columns),
        "TERM": "xterm",
        "PYTHONWARNINGS": "ignore",
    }
    run = subprocess.Popen(
        [sys.executable, "-m", "compile", "status", str(busy_town.root), *arguments],
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    os.close(theirs)
    said = b""
    try:
        while piece := os.read(ours, 4096):
            said += piece
    except OSError:  # how Linux says that the other end has closed
        pass
    finally:
        os.close(ours)
    assert run.wait(60) == 1

    text = said.decode("utf-8")
    assert "\x1b[31mSaknas" in text
    plain = [_plain(line) for line in text.splitlines()]
    assert max(map(len, plain)) <= columns


def _plain(line: str) -> str:
    """Return a line without its colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip()
