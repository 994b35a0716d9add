from __future__ import annotations

import errno
import getpass
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from compile import locking
from compile.locking import LOCK_NAME, alone_in, holder, locked
from tests.helpers.tools import ROOT
from workbook_templates.standard.errors import BusyError, DeliveryError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOLDING = """
import sys, pathlib
from compile.locking import locked
with locked(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock."""
    command = [sys.executable, "-c", HOLDING, str(tmp_path)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_lock_that_another_holds_names_who_since_when_and_what_to_do(
    other: subprocess.Popen[str], tmp_path: Path
) -> None:
    with pytest.raises(BusyError) as caught, locked(tmp_path):
        pass

    text = str(caught.value)
    assert f"process {other.pid}" in text
    assert "Vänta tills den körningen är klar" in text
    found = holder(tmp_path)
    assert found
    assert found.pid == other.pid
    assert f"{found.user} på datorn {found.host}" in text
    assert f"sedan {found.since}" in text
    assert len(found.since) == len("2026-11-23 14:02")


def test_the_lock_of_a_process_that_was_killed_is_taken_over(
    other: subprocess.Popen[str], tmp_path: Path
) -> None:
    other.send_signal(signal.SIGKILL)
    other.wait()
    assert holder(tmp_path)
    with locked(tmp_path):
        now = holder(tmp_path)
        assert now
        assert now.pid == os.getpid()

    assert list(tmp_path.iterdir()) == []


def test_a_shorter_note_replaces_a_longer_one(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).write_text(" " * 500 + "x")
    with locked(tmp_path):
        assert holder(tmp_path)


def test_it_is_told_what_the_other_does_and_not_what_one_wanted_to_do(
    tmp_path: Path,
) -> None:
    with (
        locked(tmp_path, "Statusen"),
        pytest.raises(BusyError, match=r"^Statusen i .* kör igen") as caught,
        locked(tmp_path, "Jämförelsen"),
    ):
        pass

    assert "--out" not in str(caught.value)


def test_where_the_other_does_not_say_what_it_does_it_is_taken_for_the_same(
    tmp_path: Path,
) -> None:
    note = ' {"pid": 1, "host": "d", "user": "u", "since": "2026-11-23 14:02"}'
    (tmp_path / LOCK_NAME).write_text(note)
    with (
        FileLock(tmp_path / LOCK_NAME),
        pytest.raises(BusyError, match=r"^Statusen i .* av u på datorn d"),
        locked(tmp_path, "Statusen"),
    ):
        pass


@pytest.mark.parametrize("note", ["", " {", " []", ' {"pid": 1}', ' {"pid": null}'])
def test_a_note_that_cannot_be_read_names_nobody(note: str, tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).write_text(note)
    with (
        FileLock(tmp_path / LOCK_NAME),
        pytest.raises(BusyError, match="av någon annan"),
        locked(tmp_path),
    ):
        pass


def test_a_user_without_a_name_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nameless() -> str:
        raise KeyError

    monkeypatch.setattr(getpass, "getuser", nameless)
    with (
        locked(tmp_path),
        pytest.raises(BusyError, match="okänd användare"),
        locked(tmp_path),
    ):
        pass


def test_a_disk_without_locks_is_locked_by_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(path: Path, **_: object) -> FileLock:
        raise OSError(errno.ENOTSUP, "not supported", str(path))

    monkeypatch.setattr(locking, "FileLock", unsupported)
    with locked(tmp_path):
        assert (tmp_path / LOCK_NAME).exists()
        with pytest.raises(BusyError), locked(tmp_path):
            pass

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_told_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(path: Path, **_: object) -> FileLock:
        raise OSError(errno.EROFS, "read-only", str(path))

    (tmp_path / "fil").touch()
    with pytest.raises(DeliveryError, match="fil finns som fil där en mapp behövs"):
        enter(tmp_path / "fil")
    monkeypatch.setattr(locking, "FileLock", denied)
    with pytest.raises(DeliveryError, match="är skrivskyddad"):
        enter(tmp_path / "ny" / "mapp")


def enter(folder: Path) -> None:
    with alone_in(folder, "rapport"):
        pass


def test_being_alone_makes_the_folder_and_cleans_it(tmp_path: Path) -> None:
    folder = tmp_path / "ny" / "mapp"
    with alone_in(folder, "rapport"):
        (folder / ".rapport.docx.tmp").touch()
    with alone_in(folder, "rapport"):
        assert [p.name for p in folder.iterdir()] == [LOCK_NAME]

    assert list(folder.iterdir()) == []


def test_a_folder_to_which_nothing_came_is_taken_back(tmp_path: Path) -> None:
    enter(tmp_path / "ny")

    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_the_work_itself_is_not_told_as_the_locks(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), alone_in(tmp_path, "rapport"):
        raise FileNotFoundError
