"""A full disk, two at once, and Ctrl-C: nothing half-written, and all is told."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
from typing import TYPE_CHECKING

import pikepdf
import pytest

from compile.cli import main
from compile.verifying import verify
from tests.faults.compiling import (
    StandIn,
    begun,
    converting,
    in_session,
    kill_all,
    start,
    wait_for,
)
from tests.helpers.towns import put_in_inbox, small_town
from tests.standard.good_card import T2

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from compile.folder import MunicipalityFolder

KIB = 1024
PAGE = 4 * KIB
STEM = "Malkortsrapport-2026-T2"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> MunicipalityFolder:
    folder = small_town(tmp_path_factory.mktemp("built") / "town")
    put_in_inbox(folder)
    return folder


@pytest.fixture
def town(built: MunicipalityFolder, tmp_path: Path) -> MunicipalityFolder:
    shutil.copytree(built.root, tmp_path / "town")
    return type(built)(tmp_path / "town")


@pytest.fixture
def slow(tmp_path: Path) -> StandIn:
    """A LibreOffice that takes longer than any test waits."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "tom.pdf")
    return StandIn(tmp_path, tmp_path / "tom.pdf", 300)


def run(folder: MunicipalityFolder, *options: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(["compile", str(folder.root), "--period", str(T2), "--no-pdf", *options])
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own; skipped where this user may not mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount") or "mount"
    size = f"size={4096 * KIB}"
    command = [mount, "-t", "tmpfs", "-o", size, "malkort", str(place)]
    try:
        mounted = subprocess.run(command, check=False, capture_output=True)
    except OSError:
        pytest.skip("there is no mount here; the error is injected below all the same")
    if mounted.returncode:
        pytest.skip("no right to mount; the error is injected below all the same")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_fills_anywhere_in_the_delivery_leaves_the_old_report(
    town: MunicipalityFolder, small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ("--out", str(small_disk))
    assert run(town, *out) == 0
    next(town.inbox(T2).iterdir()).unlink()
    old = everything(small_disk)
    codes = []
    for room in range(0, 1024 * KIB, 28 * PAGE):
        filled = small_disk / "ballast"
        filled.write_bytes(bytes(shutil.disk_usage(small_disk).free - room))
        capsys.readouterr()
        codes.append(run(town, *out))
        filled.unlink()
        if codes[-1] == 0:
            break
        assert "Disken är full" in capsys.readouterr().err
        assert everything(small_disk) == old

    assert len(codes) > 3
    assert codes == [*[2] * (len(codes) - 1), 0]
    assert verify(town, T2, small_disk).mismatches == ()


def test_a_disk_that_is_full_leaves_the_old_report(
    town: MunicipalityFolder,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(town) == 0
    old = everything(town.root)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("compile.word_package._write_part", full)
    assert run(town) == 2

    assert everything(town.root) == old
    assert "Frigör plats" in capsys.readouterr().err


def test_of_two_at_once_one_wins_and_the_other_is_told(
    town: MunicipalityFolder, slow: StandIn
) -> None:
    first = start(town, StandIn(slow.folder, slow.pdf, 12))
    wait_for(lambda: begun(town))
    second = start(town, None, "--no-pdf")
    _, said = second.communicate()
    output, errors = first.communicate()

    assert second.returncode == 2
    assert "görs redan just nu av" in said
    assert f"(process {first.pid})" in said
    assert first.returncode == 0, errors
    assert "PDF:" in output
    assert verify(town, T2).mismatches == ()
    assert {p.name for p in town.period(T2).iterdir()} == {
        "inkorg",
        f"{STEM}.docx",
        f"{STEM}.pdf",
        f"{STEM}-data.csv",
        f"{STEM}-data.csv-metadata.json",
        f"{STEM}-data.json",
        f"{STEM}-databeskrivning.txt",
        f"{STEM}-tillganglighet.json",
        f"{STEM}-manifest.json",
    }


@pytest.mark.parametrize("moment", ["reading", "converting"])
def test_ctrl_c_leaves_nothing_half_written_and_nobody_behind(
    moment: str, town: MunicipalityFolder, slow: StandIn
) -> None:
    old = everything(town.root)
    process = start(town, slow)
    if moment == "reading":
        wait_for(lambda: begun(town))
    else:
        # The one that was started early, and the one that converts.
        wait_for(lambda: len(slow.ids) > 1)
    children = converting(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    try:
        _, said = process.communicate(timeout=20)
    finally:
        kill_all(process)

    assert process.returncode == 2
    assert "Avbrutet. Inget halvfärdigt har lämnats kvar." in said
    assert "Traceback" not in said
    assert everything(town.root) == old
    assert in_session(process.pid) == []
    assert [c for c in (*children, *slow.ids) if in_session(c)] == []
