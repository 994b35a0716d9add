"""Killed while a period is closed: the archive has the whole of it or nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from compile.archive import all_archived, archived, lost_folders, read_events, settle
from compile.archive.protection import remove
from compile.verifying import verify
from compile.verifying_archive import verify_archive
from tests.archive.running import run
from tests.helpers.tools import ROOT
from tests.helpers.towns import put_in_inbox, small_town
from tests.standard.good_card import T2

if TYPE_CHECKING:
    from pathlib import Path

    from compile.folder import MunicipalityFolder

# Closes a period and kills itself at the step whose number it is given.
STEPS = """
import os, pathlib, signal, sys
from compile.archive import close
from compile.folder import MunicipalityFolder
from compile.manifest import SUFFIX, read_manifest
from workbook_templates.standard.model import Period
folder, fatal = MunicipalityFolder(pathlib.Path(sys.argv[1])), int(sys.argv[2])
period, step = Period(2026, 2), [0]
made = read_manifest(folder.report(period, SUFFIX))
outputs = {p.name: p for p in folder.period(period).iterdir()}
def fragile(call):
    def wrapped(*arguments, **options):
        step[0] += 1
        if step[0] == fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **options)
    return wrapped
for name in ("replace", "mkdir", "fsync", "unlink", "chmod", "utime", "rename"):
    setattr(os, name, fragile(getattr(os, name)))
close(folder, made, outputs)
"""


def town_with_a_final_report(root: Path) -> MunicipalityFolder:
    folder = small_town(root)
    put_in_inbox(folder)
    arguments = ("--period", "2026-T2", "--final", "--no-pdf")
    assert run("compile", folder.root, *arguments) == 0
    remove(folder.root / "arkiv")
    return folder


def test_a_closing_that_is_killed_at_any_step_leaves_the_whole_or_nothing(
    tmp_path: Path,
) -> None:
    folder = town_with_a_final_report(tmp_path / "town")
    seen, code, step = set(), -signal.SIGKILL, 0
    while code == -signal.SIGKILL:
        step += 1
        command = [sys.executable, "-c", STEPS, str(folder.root), str(step)]
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        closed = archived(folder, T2)
        seen.add(closed is not None)
        if closed is not None:
            assert verify(closed.folder, T2).mismatches == ()
            settle(folder, closed)  # the next run begins so
            assert verify_archive(folder).mismatches == ()
            assert len(read_events(folder)) == 1
        else:
            assert (all_archived(folder), lost_folders(folder)) == ((), ())
        remove(folder.root / "arkiv")

    assert code == 0
    assert step > 20
    assert seen == {True, False}


def test_a_closing_after_one_that_was_killed_is_whole(tmp_path: Path) -> None:
    folder = town_with_a_final_report(tmp_path / "town")
    command = [sys.executable, "-c", STEPS, str(folder.root), "12"]
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    left = [p.name for p in (folder.root / "arkiv").iterdir()]
    arguments = ("--period", "2026-T2", "--final", "--no-pdf")

    assert code == -signal.SIGKILL
    assert ".2026-T2.tmp" in left
    assert run("compile", folder.root, *arguments) == 0
    assert verify_archive(folder).mismatches == ()
    names = {p.name for p in (folder.root / "arkiv").iterdir()}
    assert names == {"2026-T2", "logg.json"}
