"""Whether what came over the wire has the shape of an open workbook, or of a call.

The shape is the one that xlwings' own client sends; values are not looked at here.
"""

from __future__ import annotations

import json
from typing import Any

from malkort_xl.server.answers import (
    BAD_JSON,
    NOT_A_CALL,
    NOT_A_WORKBOOK,
    WRONG_ARGUMENTS,
    RefusedError,
)

_OF_A_CALL = frozenset(
    {"caller_address", "culture_info_name", "date_format", "runtime"}
)
MOST_SHEETS = 300
MOST_ARGUMENTS = 4


def parse_json(body: bytes) -> object:
    """Return a request's body as JSON; raises RefusedError."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise RefusedError(BAD_JSON) from None


def check_workbook(data: object) -> dict[str, Any]:
    """Return the payload of a script; raises RefusedError if it is no workbook."""
    if not (isinstance(data, dict) and _is_book(data) and _has_names(data)):
        raise RefusedError(NOT_A_WORKBOOK)
    arguments = data.get("args", [])
    if not (isinstance(arguments, list) and len(arguments) <= MOST_ARGUMENTS):
        raise RefusedError(WRONG_ARGUMENTS)
    return data


def check_call(data: object) -> dict[str, Any]:
    """Return the payload of a cell function; raises RefusedError if it is none."""
    if not isinstance(data, dict):
        raise RefusedError(NOT_A_CALL)
    texts = all(
        isinstance(data.get(k), str) for k in ("func_name", "version", "client")
    )
    arguments = data.get("args")
    if not (texts and data.keys() >= _OF_A_CALL) or not (
        isinstance(arguments, list) and _few(arguments)
    ):
        raise RefusedError(NOT_A_CALL)
    return data


def _few(arguments: list[object]) -> bool:
    return 0 < len(arguments) <= MOST_ARGUMENTS


def _is_book(data: dict[str, Any]) -> bool:
    book, sheets = data.get("book"), data.get("sheets")
    texts = all(isinstance(data.get(key), str) for key in ("client", "version"))
    if not (texts and isinstance(book, dict) and isinstance(sheets, list)):
        return False
    active = book.get("active_sheet_index")
    return (
        0 < len(sheets) <= MOST_SHEETS
        and isinstance(book.get("name"), str)
        and isinstance(active, int)
        and 0 <= active < len(sheets)
        and isinstance(book.get("selection"), str | None)
        and all(map(_is_sheet, sheets))
    )


def _is_sheet(sheet: object) -> bool:
    if not (isinstance(sheet, dict) and isinstance(sheet.get("name"), str)):
        return False
    values = sheet.get("values")
    return (
        isinstance(values, list)
        and all(isinstance(row, list) for row in values)
        and _all_dicts(sheet.get("tables", []))
        and _all_dicts(sheet.get("notes", []))
    )


def _has_names(data: dict[str, Any]) -> bool:
    names = data.get("names", [])
    return _all_dicts(names) and all(isinstance(n.get("name"), str) for n in names)


def _all_dicts(items: object) -> bool:
    return isinstance(items, list) and all(isinstance(item, dict) for item in items)
