"""Killed at any moment: the old report or the new one is there, and whole."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf
import pytest

from compile.delivery import unfinished
from compile.locking import alone_in
from compile.verifying import verify
from tests.faults.compiling import StandIn, begun, converting, kill_all, start, wait_for
from tests.helpers.tools import ROOT, need
from tests.helpers.towns import put_in_inbox, small_town
from tests.standard.good_card import T2

if TYPE_CHECKING:
    from pathlib import Path

    from compile.folder import MunicipalityFolder

STEM = "Malkortsrapport-2026-T2"
DATA = ("-data.csv", "-data.json", "-data.csv-metadata.json", "-databeskrivning.txt")
OUTPUTS = tuple(f"{STEM}{end}" for end in (".docx", ".pdf", *DATA, "-manifest.json"))
MOMENTS = 20
SEED = 20260831
# Delivers three files and kills itself at the step whose number it is given.
STEPS = """
import os, pathlib, signal, sys
from compile import delivery
folder, fatal, step = pathlib.Path(sys.argv[1]), int(sys.argv[2]), [0]
def fragile(call):
    def wrapped(*arguments, **options):
        step[0] += 1
        if step[0] == fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **options)
    return wrapped
for name in ("replace", "link", "fsync", "unlink", "open"):
    setattr(os, name, fragile(getattr(os, name)))
with delivery.delivering(folder) as out:
    for name in ("r.pdf", "r.docx", "r.json"):
        out.write(folder / name, b"new")
    out.withdraw(folder / "r.csv")
"""


@dataclass(frozen=True, slots=True)
class Stage:
    """A town with an old report, and what the next compile is to make of it."""

    folder: MunicipalityFolder
    stand_in: StandIn
    old: Path
    word: dict[str, str]  # SHA-256 of the Word file -> "old" or "new"
    seconds: float

    def restore(self) -> None:
        for name in OUTPUTS:
            shutil.copy2(self.old / name, self.folder.period(T2) / name)

    def state(self) -> tuple[str, str]:
        """Tell which Word file and which PDF are there; fails where one is broken."""
        word, pdf, *_ = (self.folder.period(T2) / name for name in OUTPUTS)
        with zipfile.ZipFile(word) as archive:
            assert archive.testzip() is None
        with pikepdf.open(pdf) as document:
            pages = len(document.pages)
        return self.word[sha256(word)], "old" if pages == 1 else "new"

    def outputs_match(self) -> bool:
        found = verify(self.folder, T2).mismatches
        return not [m for m in found if m.role == "output"]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    place = tmp_path_factory.mktemp("stage")
    folder = small_town(place / "town")
    files = put_in_inbox(folder)
    compile_once(folder, StandIn(place, paper(place, 1)))
    old = place / "old"
    old.mkdir()
    for name in OUTPUTS:
        shutil.copy2(folder.period(T2) / name, old / name)
    files[-1].unlink()
    stand_in = StandIn(place, paper(place, 2))
    begin = time.monotonic()
    compile_once(folder, stand_in)
    seconds = time.monotonic() - begin
    after = sha256(folder.period(T2) / OUTPUTS[0])
    word = {sha256(old / OUTPUTS[0]): "old", after: "new"}
    assert len(word) == 2
    return Stage(folder, stand_in, old, word, seconds)


def paper(place: Path, pages: int) -> Path:
    """Return a PDF of so many pages."""
    path = place / f"{pages}.pdf"
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(path)
    return path


def compile_once(folder: MunicipalityFolder, stand_in: StandIn) -> None:
    process = start(folder, stand_in)
    _, said = process.communicate()
    assert process.returncode == 0, said


def check_after_a_kill(stage: Stage) -> tuple[str, str]:
    """Check each file, then what the next run makes of them; returns what was there."""
    found = stage.state()
    assert len(set(found)) == 1 or unfinished(stage.folder.period(T2))
    with alone_in(stage.folder.period(T2), STEM):
        pass  # the next run begins so
    assert len(set(stage.state())) == 1
    assert stage.outputs_match()
    left = {p.name for p in stage.folder.period(T2).iterdir()}
    assert left == {*OUTPUTS, "inkorg"}
    return found


def test_a_compile_that_is_killed_leaves_the_old_report_or_the_new_one(
    stage: Stage,
) -> None:
    moments = random.Random(SEED)  # noqa: S311 - the same moments in every run
    found = set()
    for _ in range(MOMENTS):
        stage.restore()
        process = start(stage.folder, stage.stand_in)
        time.sleep(moments.uniform(0.1, 1.0) * stage.seconds)
        kill_all(process)
        found.add(check_after_a_kill(stage))

    assert ("old", "old") in found


def test_a_compile_that_is_killed_while_libreoffice_works_leaves_the_old_report(
    stage: Stage,
) -> None:
    need("soffice")
    stage.restore()
    process = start(stage.folder)
    wait_for(lambda: converting(process.pid))
    orphans = converting(process.pid)
    kill_all(process)
    for orphan in orphans:
        os.killpg(orphan, signal.SIGKILL)

    assert check_after_a_kill(stage) == ("old", "old")


def test_a_compile_after_one_that_was_killed_is_whole(stage: Stage) -> None:
    stage.restore()
    process = start(stage.folder, stage.stand_in)
    wait_for(lambda: begun(stage.folder))
    kill_all(process)
    compile_once(stage.folder, stage.stand_in)

    assert stage.state() == ("new", "new")
    assert stage.outputs_match()


def test_a_delivery_that_is_killed_at_any_step_is_old_or_new_after_cleaning(
    tmp_path: Path,
) -> None:
    seen, code, step = set(), -signal.SIGKILL, 0
    while code == -signal.SIGKILL:
        step += 1
        for name in ("r.pdf", "r.docx", "r.json", "r.csv"):
            (tmp_path / name).write_text("old")
        command = [sys.executable, "-c", STEPS, str(tmp_path), str(step)]
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        each = [(tmp_path / f"r.{end}").read_text() for end in ("pdf", "docx", "json")]
        assert set(each) <= {"old", "new"}
        with alone_in(tmp_path, "r"):
            pass
        after = {p.name: p.read_text() for p in tmp_path.iterdir()}
        assert set(after.values()) in ({"old"}, {"new"})
        assert ("r.csv" in after) == (after["r.json"] == "old")
        assert len(after) == (4 if "r.csv" in after else 3)
        seen.add(tuple(each))

    assert code == 0
    assert step > 10
    assert {("old",) * 3, ("new", "new", "old"), ("new",) * 3} <= seen
