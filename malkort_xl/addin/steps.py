"""The installation steps that lie beside malkort.xlam."""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

from malkort_xl.addin.names import ADDIN_FILE, PROJECT

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLATFORMS = {"INTERPRETER_WIN": "Windows", "INTERPRETER_MAC": "Mac"}


def steps(settings: Mapping[str, str]) -> str:
    """Return the Swedish text, with the line ends of Windows."""
    text = (files("malkort_xl.addin") / "installera.txt").read_text("utf-8")
    values = {
        "addin": ADDIN_FILE,
        "project": PROJECT,
        "xlwings": version("xlwings"),
        "malkort": version("malkort"),
        "python": _interpreter(settings),
    }
    for name, value in values.items():
        text = text.replace(f"<<{name}>>", value)
    return "\r\n".join(text.splitlines()) + "\r\n"


def _interpreter(settings: Mapping[str, str]) -> str:
    fixed = [
        f"{system}: {settings[name]}"
        for name, system in _PLATFORMS.items()
        if name in settings
    ]
    return "\n   ".join(fixed) or "den python som står först i PATH"
