"""The add-in's VBA: its own modules, and the one of xlwings made safe and Swedish."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from malkort_xl.addin.names import (
    CELLS_MODULE,
    DIALOG_MODULE,
    RIBBON_MODULE,
    SHELL,
    TITLE,
    XLWINGS_MODULE,
    callback,
    command,
)
from malkort_xl.addin.vba_text import vba_text
from malkort_xl.addin.xlwings_module import xlwings_module
from malkort_xl.ribbon import DESKTOP, ribbon
from workbook_templates.standard.register_layout import AREAS, STRATEGY_GOALS

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_WORKBOOK = (
    "Öppna ett målkort först. Står det Skyddad vy överst: välj Aktivera redigering."
)
NOT_HERE = "STRATEGIMAL finns bara i Excel för Windows"
NO_LIST = "Arbetsboken har ingen lista med strategimål"


def modules() -> dict[str, str]:
    """Return the source of every module that is put into the add-in, by its name."""
    return {
        XLWINGS_MODULE: xlwings_module(),
        RIBBON_MODULE: _header(RIBBON_MODULE) + _crlf("\n".join(_ribbon_lines())),
        DIALOG_MODULE: _filled(DIALOG_MODULE),
        CELLS_MODULE: _filled(
            CELLS_MODULE,
            goals=vba_text(STRATEGY_GOALS.name),
            areas=vba_text(AREAS.name),
            shell=vba_text(SHELL),
            no_list=vba_text(NO_LIST),
            not_here=vba_text(NOT_HERE),
        ),
    }


def _ribbon_lines() -> Iterator[str]:
    yield from ("Option Explicit", "")
    for action in dict.fromkeys(b.action for b in ribbon().on(DESKTOP).buttons):
        yield f"Public Sub {callback(action)}(control As IRibbonControl)"
        yield f"    Press {vba_text(command(action))}"
        yield from ("End Sub", "")
    yield "Private Sub Press(ByVal PythonCommand As String)"
    yield "    If ActiveWorkbook Is Nothing Then"
    yield f"        MsgBox {vba_text(NO_WORKBOOK)}, vbInformation, {vba_text(TITLE)}"
    yield "    Else"
    yield "        RunPython PythonCommand"
    yield from ("    End If", "End Sub", "")


def _filled(name: str, **values: str) -> str:
    """Return a module's text file with the values in the places <<name>>."""
    text = (files("malkort_xl.addin") / "vba" / f"{name}.bas").read_text("ascii")
    for key, value in values.items():
        text = text.replace(f"<<{key}>>", value)
    return _header(name) + _crlf(text)


def _header(name: str) -> str:
    return f'Attribute VB_Name = "{name}"\r\n'


def _crlf(text: str) -> str:
    return "\r\n".join(text.splitlines()) + "\r\n"
