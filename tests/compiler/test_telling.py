from __future__ import annotations

import errno
import io
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from compile import cli, telling
from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

FAULT = Finding(
    "MK001",
    Severity.ERROR,
    "”a\x1b[2J\nb” är fel.",
    "Rätta.",
    Location("k.xlsx", "Mål", "B6"),
)
ADVICE = Finding("MK002", Severity.WARNING, "Tomt.", "Fyll i.", Location("k.xlsx"))
WHOLE = Finding("MK600", Severity.ERROR, "Kort saknas.", "Begär in det.")


def test_findings_are_grouped_by_workbook_worst_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    telling.print_findings([ADVICE, FAULT, WHOLE])
    lines = capsys.readouterr().out.splitlines()

    assert lines[1] == "Hela kommunen  (1 fel)"
    assert lines[4] == "k.xlsx  (1 fel, 1 varning)"
    assert lines[5].startswith("  fel      MK001  Mål!B6: ”a")
    assert lines[6] == "  varning  MK002  Tomt. Fyll i."


def test_a_cell_cannot_command_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    telling.print_findings([FAULT])

    assert "\x1b" not in capsys.readouterr().out


class Terminal(io.StringIO):
    """An error stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_progress_is_shown_where_somebody_looks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with telling.progress("Läser kort") as tell:
        tell(3, 7)

    assert "Läser kort" in screen.getvalue()
    assert "3/7" in screen.getvalue()


def test_nothing_heavy_is_loaded_before_what_works_beside_us_starts() -> None:
    """Only what the command line needs; the rest is loaded while the others start."""
    code = (
        "import sys, compile.cli, compile.commands.compile_report; print(*sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    heavy = {"pandas", "numpy", "rich", "lxml", "pebble", "pikepdf", "docx", "openpyxl"}
    heavy |= {"asyncio", "multiprocessing", "compile.reading", "compile.context"}

    assert heavy & set(run.stdout.split()) == set()


def test_counts_are_said_in_words() -> None:
    assert telling.count_text([]) == "inga anmärkningar"
    assert telling.count_text([ADVICE, ADVICE, FAULT]) == "1 fel, 2 varningar"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (UsageError("Fel mapp."), "Fel mapp."),
        (
            PermissionError(errno.EACCES, "denied", "r.docx"),
            "öppen i ett annat program",
        ),
        (OSError(errno.ENOSPC, "No space left on device", "r.docx"), "r.docx"),
        (KeyboardInterrupt(), "Avbrutet."),
    ],
)
def test_what_goes_wrong_is_told_without_a_traceback(
    error: BaseException,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(cli.malkort, "invoke", fail)
    with pytest.raises(SystemExit) as stopped:
        cli.main(["check", "x"])

    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


def test_the_bar_is_silent_where_nobody_watches(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with telling.progress("Läser") as tell:
        _use(tell)

    assert capsys.readouterr().err == ""


def _use(tell: Callable[[int, int], None]) -> None:
    tell(1, 2)
