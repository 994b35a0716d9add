"""A whole compile of 60 cards, against LibreOffice's conversion alone.

The town has handed in for two periods before as well. Their cards are known from
then, as on any deadline day; those of the period are read for the first time. How
LibreOffice says the template's looks is known from a draft made before.
bench_compile_many does the same with 600 cards.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from compile.history import past_periods
from compile.reading import Means
from compile.registers import load_register
from compile.render_pdf import PDF_FILTER
from compile.reuse import FOLDER_VARIABLE, Shelf, looks_shelf, users_shelf
from tests.benchmarks.measuring import Ratio, in_turn
from tests.benchmarks.towns import PERIOD, town

if TYPE_CHECKING:
    from compile.folder import MunicipalityFolder

CARDS = 60
PAST = 2
LIMIT = 1.25


def measure(cards: int = CARDS, limit: float = LIMIT, rounds: int = 5) -> list[Ratio]:
    """Return the ratio of times on the clock, LibreOffice's start included in both."""
    with tempfile.TemporaryDirectory() as name:
        folder = town(Path(name) / "town", cards, PAST)
        report = folder.report(PERIOD, ".docx")
        compile_ = [sys.executable, "-m", "compile", "compile", str(folder.root)]
        known = Path(name) / "known"
        _get_to_know(folder, known)
        _make_a_draft([*compile_, "--period", str(PERIOD)], known)

        def ours() -> None:
            with tempfile.TemporaryDirectory() as cache:
                shutil.copytree(known, cache, dirs_exist_ok=True)
                os.environ[FOLDER_VARIABLE] = cache
                run([*compile_, "--period", str(PERIOD)])

        def theirs() -> None:
            with tempfile.TemporaryDirectory() as profile:
                run(conversion(report, Path(profile), Path(name)))

        ratio, mine, other = in_turn(ours, theirs, rounds, clock=time.perf_counter)
    named = f"compile {cards} cards / soffice alone"
    return [Ratio(named, ratio, limit, mine, other, "s")]


def _get_to_know(folder: MunicipalityFolder, place: Path) -> None:
    """Read the earlier periods' cards, and keep what was read in a place."""
    shelf = Shelf(place / users_shelf().folder.name)
    register, _ = load_register(folder)
    past_periods(folder, PERIOD, register, Means(shelf=shelf))


def _make_a_draft(command: list[str], known: Path) -> None:
    """Compile once, and keep of it only what is known of the template."""
    with tempfile.TemporaryDirectory() as cache:
        os.environ[FOLDER_VARIABLE] = cache
        run(command)
        looks = looks_shelf().folder
        shutil.copytree(looks, known / looks.name)


def conversion(report: Path, profile: Path, out: Path) -> list[str]:
    """Return the command that converts as compile does it, with an own profile."""
    own = f"-env:UserInstallation={profile.as_uri()}"
    task = ["--convert-to", PDF_FILTER, "--outdir", str(out), str(report)]
    return ["soffice", own, "--headless", "--norestore", *task]


def run(command: list[str]) -> None:
    """Run a command; raises where it fails."""
    subprocess.run(command, check=True, capture_output=True)
