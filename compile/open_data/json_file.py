"""Open data as JSON: one object, its rows a line each, numbers digit for digit."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import chain, repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from compile.open_data.rows import Row, Value

ROWS = "rader"


@contextmanager
def json_file(
    path: Path, head: Mapping[str, str | bool]
) -> Iterator[Callable[[Row], object]]:
    """Write a JSON file; yields what writes a row. head stands before the rows.

    Raises OSError. Bytes of a file name that are no text are written as an escape.
    """
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as f:
        stands_first = (_member(key, value) for key, value in head.items())
        f.write("{\n" + "".join(f"{member},\n" for member in stands_first))
        f.write(f"{_text(ROWS)}: [")
        commas = chain(("",), repeat(","))
        yield lambda row: f.write(f"{next(commas)}\n{_object(row)}")
        f.write("\n]}\n")


def _object(row: Row) -> str:
    return "{" + ", ".join(_member(key, value) for key, value in row.items()) + "}"


def _member(key: str, value: Value) -> str:
    return f"{_text(key)}: {value_text(value)}"


def value_text(value: Value) -> str:
    """Return a value as JSON; a Decimal keeps every digit, which no float would."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return _text(value.isoformat())
    return _text(value)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
