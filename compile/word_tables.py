"""Tables and page breaks: which rows stay together, decided on the rendered table.

A small table stays whole; a long one never leaves a single row on a page. A table
with much text in a row is let go: kept together it may not fit on any page, and
LibreOffice then never ends its layout.
"""

from __future__ import annotations

import re

KEEP = "<w:keepNext/>"
_WHOLE_ROW = "<w:cantSplit/>"
_ROW_END = "</w:tr>"
_HEADER = "<w:tblHeader"
_STYLED = re.compile(r"(<w:pPr>(?:<w:pStyle [^>]*/>)?+)(?!<w:keepNext)")
_TEXT = re.compile(r">([^<]+)<")
_SMALL_TABLE = 4  # rows below the header
_MUCH_TEXT = 500  # characters in a row; in the narrowest column still under a page
_MUCH_XML = 3000  # characters; below it a row cannot hold much text


def keep_together(table: str) -> str:
    """Return a table whose rows are kept on the page of the next one, or let go."""
    *rows, end = table.split(_ROW_END)
    if any(_has_much_text(row) for row in rows):
        return table.replace(KEEP, "").replace(_WHOLE_ROW, "")
    first = next((i for i, row in enumerate(rows) if _HEADER not in row), len(rows))
    small = len(rows) - first <= _SMALL_TABLE
    last = len(rows) - 1
    kept = range(last) if small else (*range(first + 1), last - 1)
    for i in kept:
        rows[i] = _STYLED.sub(rf"\1{KEEP}", rows[i])
    return _ROW_END.join((*rows, end))


def _has_much_text(row: str) -> bool:
    if len(row) < _MUCH_XML:
        return False
    return sum(map(len, _TEXT.findall(row))) > _MUCH_TEXT
