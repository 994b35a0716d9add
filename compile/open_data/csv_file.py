"""Open data as CSV that Excel, pandas and the standard CSV on the Web read alike.

UTF-8 with BOM, semicolon, decimal comma, CRLF, every field that needs it in quotes.
A text that a spreadsheet could take for a formula gets an apostrophe in front. So
does a text that has one already: then whoever drops the first of every text that
begins with one has the texts back to the letter. Numbers are never changed.
"""

from __future__ import annotations

import csv
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from compile.open_data.columns import NAMES
from workbook_templates.standard.layout import REFERENCE_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from compile.open_data.rows import Row, Value

ENCODING = "utf-8-sig"
DELIMITER = ";"
DECIMAL_MARK = ","
LINE_END = "\r\n"
GUARD = "'"
# What spreadsheets begin a formula with, in full width too.
_STARTS = (*"=+-@", *"\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}")
_STARTS += (*"\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}",)
_BLANKS = ("\t", "\r", "\n")


@contextmanager
def csv_file(path: Path) -> Iterator[Callable[[Row], object]]:
    """Write a CSV file; yields what writes a row. Raises OSError.

    Bytes of a file name that are no text are written as an escape.
    """
    with path.open("w", encoding=ENCODING, errors="backslashreplace", newline="") as f:
        writer = csv.writer(f, delimiter=DELIMITER, lineterminator=LINE_END)
        writer.writerow(NAMES)
        yield lambda row: writer.writerow([field_text(row.get(n)) for n in NAMES])


def field_text(value: Value) -> str:
    """Return a value as it stands in a field; "" where nothing was filled in."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", DECIMAL_MARK)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return REFERENCE_SEPARATOR.join(map(str, value))
    return str(value)


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    risky = text.startswith((GUARD, *_BLANKS)) or text.lstrip().startswith(_STARTS)
    return f"{GUARD}{text}" if risky else text
