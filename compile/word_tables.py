"""Tables as rendered: which rows stay together, and how wide the columns are.

A small table stays whole; a long one never leaves a single row on a page. A table
with much text in a row is let go: kept together it may not fit on any page, and
LibreOffice then never ends its layout.

A column that the template repeats makes the rows differ from the table's grid, by
number or by widths. The grid is then made anew: the first column takes what the
others leave, and where that is less than its own width, the others shrink alike.
"""

from __future__ import annotations

import re

KEEP = "<w:keepNext/>"
_WHOLE_ROW = "<w:cantSplit/>"
_ROW_END = "</w:tr>"
_HEADER = "<w:tblHeader"
_STYLED = re.compile(r"(<w:pPr>(?:<w:pStyle [^>]*/>)?+)(?!<w:keepNext)")
_TEXT = re.compile(r">([^<]+)<")
_CELL_WIDTH = re.compile(r'(?<=<w:tcW )[^>]*w:w="(\d+)"[^>]*(?=/>)')
_TABLE_WIDTH = re.compile(r'<w:tblW [^>]*w:w="(\d+)"[^>]*>')
_IN_TWIPS = 'w:type="dxa"'
_SAME = 20  # twips, a point: less is rounding
_GRID = re.compile(r"<w:tblGrid>.*?</w:tblGrid>", re.DOTALL)
_GRID_COLUMN = "<w:gridCol"
_GRID_WIDTH = re.compile(r'<w:gridCol\b[^>]*w:w="(\d+)"')
_SMALL_TABLE = 4  # rows below the header
_LOW_TABLE, _LITTLE_TEXT = 14, 900  # rows, and characters in all: under half a page
_MUCH_TEXT = 500  # characters in a row; in the narrowest column still under a page
_MUCH_XML = 3000  # characters; below it a row cannot hold much text


def keep_together(table: str) -> str:
    """Return a table whose rows are kept on the page of the next one, or let go."""
    *rows, end = table.split(_ROW_END)
    if any(_has_much_text(row) for row in rows):
        return table.replace(KEEP, "").replace(_WHOLE_ROW, "")
    first = next((i for i, row in enumerate(rows) if _HEADER not in row), len(rows))
    small = _is_small(rows[first:])
    last = len(rows) - 1
    kept = range(last) if small else (*range(first + 1), last - 1)
    for i in kept:
        rows[i] = _STYLED.sub(rf"\1{KEEP}", rows[i])
    return _ROW_END.join((*rows, end))


def fit_columns(table: str) -> str:
    """Return a table whose grid and cells agree, however often a column came."""
    rows = table.split(_ROW_END)
    widths = [int(width) for width in _CELL_WIDTH.findall(rows[0])]
    grid, whole = _GRID.search(rows[0]), _TABLE_WIDTH.search(rows[0])
    if not (grid and whole and widths) or _agree(grid[0], widths, whole[0]):
        return table
    fitted = _fitted(widths, int(whole[1]))
    columns = "".join(f'{_GRID_COLUMN} w:w="{width}"/>' for width in fitted)
    rows[0] = rows[0].replace(grid[0], f"<w:tblGrid>{columns}</w:tblGrid>")
    return _ROW_END.join(_with_widths(row, fitted) for row in rows)


def _agree(grid: str, widths: list[int], whole: str) -> bool:
    """Whether a table's grid is as its cells are.

    As many columns need not be the same ones: a column repeated thrice comes as often
    as it and the two cells of its loop. Widths are compared only in twips.
    """
    columns = [int(width) for width in _GRID_WIDTH.findall(grid)]
    if len(columns) != len(widths):
        return False
    apart = (abs(a - b) for a, b in zip(columns, widths, strict=True))
    return _IN_TWIPS not in whole or max(apart) <= _SAME


def _fitted(widths: list[int], whole: int) -> list[int]:
    """Return widths that fill the whole, in twips."""
    first, *others = widths
    room = min(sum(others), whole - first)
    shrunk = [width * room // (sum(others) or 1) for width in others]
    return [whole - sum(shrunk), *shrunk]


def _with_widths(row: str, widths: list[int]) -> str:
    left = iter(widths)
    return _CELL_WIDTH.sub(lambda m: f'w:type="dxa" w:w="{next(left, m[1])}"', row)


def _is_small(rows: list[str]) -> bool:
    if len(rows) <= _SMALL_TABLE:
        return True
    return len(rows) <= _LOW_TABLE and sum(map(_length, rows)) <= _LITTLE_TEXT


def _length(row: str) -> int:
    return sum(map(len, _TEXT.findall(row)))


def _has_much_text(row: str) -> bool:
    if len(row) < _MUCH_XML:
        return False
    return _length(row) > _MUCH_TEXT
