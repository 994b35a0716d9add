"""Answers =STRATEGIMAL() as xlwings' COM server does on Windows; run by itself.

Reads a JSON list of arguments from stdin and prints the answer. pywin32 is
stubbed: what COM would wrap and unwrap is handed on as it is.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import Any
from unittest.mock import MagicMock

for name in (
    "pythoncom",
    "pywintypes",
    "win32api",
    "win32event",
    "win32com",
    "win32com.client",
    "win32com.server",
    "win32com.server.dispatcher",
    "win32com.server.policy",
    "win32com.server.util",
):
    sys.modules[name] = MagicMock(name=name)

com_server: Any = import_module("xlwings.com_server")  # it needs the stubs
com_server.win32com.server.util.wrap = lambda value: value
com_server.win32com.server.util.unwrap = lambda value: value


def main() -> None:
    rows, number, field, areas = json.load(sys.stdin)
    server = com_server.XLPython()
    arguments = server.Tuple(_array(rows), number, field, _array(areas))
    module = server.Module("malkort_xl.desktop")
    print(server.Str(server.Call(module, "strategimal", arguments)))


def _array(rows: list[list[object]] | None) -> tuple[tuple[object, ...], ...] | None:
    """Return rows as COM hands over a range's values; None for an Empty."""
    return None if rows is None else tuple(map(tuple, rows))


if __name__ == "__main__":
    main()
