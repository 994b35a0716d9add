"""A whole compile of 60 cards, against LibreOffice's conversion alone.

The town has handed in for two periods before as well. bench_compile_many does the
same with 600 cards.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from compile.render_pdf import PDF_FILTER
from tests.benchmarks.measuring import Ratio, in_turn
from tests.benchmarks.towns import PERIOD, town

CARDS = 60
PAST = 2
LIMIT = 1.25


def measure(cards: int = CARDS, limit: float = LIMIT, rounds: int = 5) -> list[Ratio]:
    """Return the ratio of times on the clock, LibreOffice's start included in both."""
    with tempfile.TemporaryDirectory() as name:
        folder = town(Path(name) / "town", cards, PAST)
        report = folder.report(PERIOD, ".docx")
        compile_ = [sys.executable, "-m", "compile", "compile", str(folder.root)]

        def ours() -> None:
            run([*compile_, "--period", str(PERIOD), "--no-cache"])

        def theirs() -> None:
            with tempfile.TemporaryDirectory() as profile:
                run(conversion(report, Path(profile), Path(name)))

        ratio, mine, other = in_turn(ours, theirs, rounds, clock=time.perf_counter)
    named = f"compile {cards} cards / soffice alone"
    return [Ratio(named, ratio, limit, mine, other, "s")]


def conversion(report: Path, profile: Path, out: Path) -> list[str]:
    """Return the command that converts as compile does it, with an own profile."""
    own = f"-env:UserInstallation={profile.as_uri()}"
    task = ["--convert-to", PDF_FILTER, "--outdir", str(out), str(report)]
    return ["soffice", own, "--headless", "--norestore", *task]


def run(command: list[str]) -> None:
    """Run a command; raises where it fails."""
    subprocess.run(command, check=True, capture_output=True)
