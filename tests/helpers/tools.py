"""Programs that some tests need: skipped with the reason where one is missing.

In CI a missing program is a failure, so that a green run proves what it says.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).parents[2]


def need(program: str) -> str:
    """Return a program's path, or skip the test (fail in CI) where it is missing."""
    found = shutil.which(program)
    if found is None:
        miss(f"{program} is not installed")
    return found


def miss(reason: str) -> NoReturn:
    """Skip the test for a reason; in CI fail it."""
    if os.environ.get("CI"):
        pytest.fail(f"{reason}, and in CI it must be")
    pytest.skip(reason)


def pdf_text(pdf: Path) -> str:
    """Return a PDF's text in reading order, as pdftotext sees it."""
    command = [need("pdftotext"), "-layout", "-enc", "UTF-8", str(pdf), "-"]
    run = subprocess.run(command, check=True, capture_output=True)
    return run.stdout.decode("utf-8")
