"""A whole compile of 60 cards, against LibreOffice's conversion alone."""

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
LIMIT = 1.4


def measure() -> list[Ratio]:
    """Return the ratio of times on the clock, LibreOffice's start included in both."""
    with tempfile.TemporaryDirectory() as name:
        folder = town(Path(name) / "town", CARDS)
        report = folder.report(PERIOD, ".docx")
        compile_ = [sys.executable, "-m", "compile", "compile", str(folder.root)]

        def ours() -> None:
            _run([*compile_, "--period", str(PERIOD), "--no-cache"])

        def theirs() -> None:
            with tempfile.TemporaryDirectory() as profile:
                _run(_conversion(report, Path(profile), Path(name)))

        ratio, mine, other = in_turn(ours, theirs, rounds=5, clock=time.perf_counter)
    return [
        Ratio(f"compile {CARDS} cards / soffice alone", ratio, LIMIT, mine, other, "s")
    ]


def _conversion(report: Path, profile: Path, out: Path) -> list[str]:
    """Return the command that converts as compile does it, with an own profile."""
    own = f"-env:UserInstallation={profile.as_uri()}"
    task = ["--convert-to", PDF_FILTER, "--outdir", str(out), str(report)]
    return ["soffice", own, "--headless", "--norestore", *task]


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)
