"""A real workbook as the state of the fake Excel, and that state as a workbook.

A state is plain JSON: sheets with cells by address, each with v (value), f
(formula), nf (number format), fill, link, and open (not locked). Formulas keep the
results that are stored in the file.
"""

from __future__ import annotations

import copy
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import to_excel

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.table import Table
    from openpyxl.worksheet.worksheet import Worksheet

State = dict[str, Any]

_VISIBILITY = {"visible": "Visible", "hidden": "Hidden", "veryHidden": "VeryHidden"}


def read_state(path: Path, **changes: object) -> State:
    """Return a workbook as state; changes: api, selection, noPane, token and so on."""
    formulas, results = load_workbook(path), load_workbook(path, data_only=True)
    security = formulas.security
    pairs = zip(formulas.worksheets, results.worksheets, strict=True)
    state: State = {
        "name": path.name,
        "api": "1.18",
        "structureLocked": bool(security and security.lockStructure),
        "calculationMode": "Automatic",
        "active": formulas.index(formulas.active) if formulas.active else 0,
        "selection": "A1",
        "sheets": [_sheet(sheet, result) for sheet, result in pairs],
        "names": [_name(n, d.attr_text) for n, d in formulas.defined_names.items()],
    }
    return state | changes


def write_state(state: State, source: Path, target: Path) -> None:
    """Write the workbook that the state came from, with what has changed since."""
    before = {sheet["name"]: sheet for sheet in read_state(source)["sheets"]}
    book = load_workbook(source)
    for sheet in state["sheets"]:
        name = sheet["name"]
        there = book[name] if name in book.sheetnames else book.create_sheet(name)
        _write_sheet(there, sheet, before.get(name, {"cells": {}, "notes": {}}))
    book.save(target)


def find(state: State, sheet: str) -> dict[str, Any]:
    """Return a sheet of a state by its name."""
    return next(s for s in state["sheets"] if s["name"] == sheet)


def twin(state: State) -> State:
    """Return a state that shares nothing with another."""
    return copy.deepcopy(state)


def _sheet(sheet: Worksheet, results: Worksheet) -> dict[str, Any]:
    allowed = sheet.protection
    rights = ("formatCells", "formatColumns", "formatRows", "insertHyperlinks")
    cells = [c for row in sheet.iter_rows() for c in row if isinstance(c, Cell)]
    return {
        "name": sheet.title,
        "visibility": _VISIBILITY[sheet.sheet_state],
        "showGridlines": bool(sheet.sheet_view.showGridLines),
        "protected": bool(allowed.sheet),
        "allow": {r: not getattr(allowed, r) for r in (*rights, "objects")},
        "cells": {c.coordinate: _cell(c, results) for c in cells if _matters(c)},
        "tables": [_table(table) for table in sheet.tables.values()],
        "notes": {c.coordinate: c.comment.text for c in cells if c.comment},
        "names": [_name(n, d.attr_text) for n, d in sheet.defined_names.items()],
        "printArea": None,
    }


def _matters(cell: Cell) -> bool:
    return (
        cell.value is not None
        or not cell.protection.locked
        or bool(cell.fill.fill_type)
    )


def _cell(cell: Cell, results: Worksheet) -> dict[str, Any]:
    value = cell.value
    made: dict[str, Any] = {"nf": cell.number_format}
    if cell.data_type == "f":
        made["f"] = getattr(value, "text", value)
        value = results[cell.coordinate].value
    if value is not None:
        made["v"] = _serial(value)
    if not cell.protection.locked:
        made["open"] = True
    if cell.fill.fill_type == "solid":
        made["fill"] = f"#{cell.fill.fgColor.rgb[-6:]}"
    return made


def _serial(value: object) -> object:
    """Return a value as Excel holds it: dates are numbers."""
    if isinstance(value, datetime | date | time):
        return to_excel(value)  # type: ignore[no-untyped-call]
    return value


def _table(table: Table) -> dict[str, Any]:
    style = table.tableStyleInfo
    return {
        "name": table.displayName,
        "address": table.ref,
        "showHeaders": bool(table.headerRowCount),
        "showTotals": bool(table.totalsRowCount),
        "style": style.name if style else "",
        "showFilterButton": table.autoFilter is not None,
        "highlightFirstColumn": bool(style and style.showFirstColumn),
        "highlightLastColumn": bool(style and style.showLastColumn),
        "showBandedRows": bool(style and style.showRowStripes),
        "showBandedColumns": bool(style and style.showColumnStripes),
    }


def _name(name: str, refers_to: str) -> dict[str, Any]:
    single = "!" in refers_to and "," not in refers_to and "(" not in refers_to
    kind = "Range" if single and "#REF!" not in refers_to else "Error"
    return {"name": name, "formula": f"={refers_to}", "type": kind}


def _write_sheet(sheet: Worksheet, now: dict[str, Any], before: dict[str, Any]) -> None:
    for address, cell in now["cells"].items():
        was = before["cells"].get(address, {})
        if cell == was:
            continue
        there = sheet[address]
        if (cell.get("v"), cell.get("f")) != (was.get("v"), was.get("f")):
            there.value = cell.get("f") or cell.get("v")
        there.number_format = cell.get("nf", "General")
        if cell.get("fill") != was.get("fill"):
            fill = cell.get("fill")
            there.fill = (
                PatternFill("solid", fgColor=fill[1:]) if fill else PatternFill()
            )
        if link := cell.get("link"):
            there.hyperlink = link["address"]
    for address in before["notes"].keys() - now["notes"].keys():
        sheet[address].comment = None
    for address, text in now["notes"].items():
        if before["notes"].get(address) != text:
            sheet[address].comment = Comment(text, "Excel")
