"""The add-in's names, which its parts and its Python side share."""

from __future__ import annotations

TITLE = "Målkort"  # of every message box
ADDIN_FILE = "malkort.xlam"
STEPS_FILE = "installera.txt"
# xlwings looks for its settings under this name: the sheet "malkort.conf" within
# the add-in, and the file malkort.conf in the user's own folder.
PROJECT = "malkort"
SETTINGS_SHEET = f"{PROJECT}.conf"
RIBBON_PART = "customUI/customUI14.xml"

RIBBON_MODULE = "MalkortRibbon"
DIALOG_MODULE = "MalkortDialog"
CELLS_MODULE = "MalkortCells"
XLWINGS_MODULE = "xlwings"

SHELL = "malkort_xl.desktop"  # the Python module that the callbacks call
ASK = "MalkortAsk"  # the VBA function that asks the user for a line of text


def callback(action: str) -> str:
    """Return the Sub that a button's press runs: "clear_marks" to "OnClearMarks"."""
    return "On" + "".join(word.capitalize() for word in action.split("_"))


def command(action: str) -> str:
    """Return the Python that a Sub runs; it holds no quotes, for cmd.exe's sake."""
    package, _, module = SHELL.rpartition(".")
    return f"from {package} import {module}; {module}.{action}()"
