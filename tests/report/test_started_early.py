"""LibreOffice started while other work is done: used, and never left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pikepdf

from compile import soffice
from compile.render_pdf import convert_to_pdf
from tests.helpers.tools import need

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

_HELD = """
import time
from compile import soffice
with soffice.started_early():
    print("started", flush=True)
    time.sleep(60)
"""


def pretend(folder: Path) -> Path:
    """Return a program that notes its own pid and then sleeps."""
    program = folder / "soffice"
    note = (
        f"import os, time; open({str(folder / 'pid')!r}, 'w').write(str(os.getpid()))"
    )
    program.write_text(f"#!{sys.executable}\n{note}\ntime.sleep(60)\n")
    program.chmod(0o755)
    return program


def pid_in(folder: Path) -> int:
    """Return the pid that the program noted, once it has."""
    file = folder / "pid"
    for _ in range(200):
        if file.exists() and file.read_text():
            return int(file.read_text())
        time.sleep(0.05)
    raise AssertionError(file)


def is_gone(pid: int) -> bool:
    """Tell whether a process ends within some seconds; a zombie counts as gone."""
    for _ in range(200):
        try:
            os.kill(pid, 0)
            with open(f"/proc/{pid}/stat", encoding="ascii") as stat:  # noqa: PTH123
                if stat.read().rsplit(")", 1)[1].split()[0] == "Z":
                    return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False


def test_a_conversion_is_handed_to_the_one_that_was_started(
    word_only: Path, tmp_path: Path
) -> None:
    need("soffice")
    with soffice.started_early():
        convert_to_pdf(word_only, tmp_path / "rapport.pdf", 60)

    with pikepdf.open(tmp_path / "rapport.pdf") as pdf:
        assert len(pdf.pages) > 1


def test_an_order_that_the_early_one_misses_is_given_again(
    word_only: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At its start LibreOffice can take an order and forget it."""
    program, orders = tmp_path / "soffice", tmp_path / "orders"
    program.write_text(
        f"#!{sys.executable}\nimport os, sys, time\n"
        "if '--convert-to' not in sys.argv: time.sleep(60)\n"
        f"with open({str(orders)!r}, 'a+') as file:\n"
        "    file.write('x'); file.seek(0); first = file.read() == 'x'\n"
        f"if not first: os.execv({need('soffice')!r}, ['soffice', *sys.argv[1:]])\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv(soffice.SETTING, str(program))
    with soffice.started_early():
        convert_to_pdf(word_only, tmp_path / "rapport.pdf", 60)

    assert orders.read_text() == "xx"


def test_what_was_started_ends_with_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(soffice.SETTING, str(pretend(tmp_path)))
    with soffice.started_early():
        pid = pid_in(tmp_path)

    assert is_gone(pid)


def test_what_was_started_ends_when_its_starter_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(soffice.SETTING, str(pretend(tmp_path)))
    with subprocess.Popen([sys.executable, "-c", _HELD], stdout=subprocess.PIPE) as run:
        pid = pid_in(tmp_path)
        run.kill()

    assert is_gone(pid)


def test_without_libreoffice_nothing_is_started_and_the_work_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(soffice.SETTING, str(tmp_path / "missing"))
    done = []
    with soffice.started_early():
        done.append(True)

    assert done
