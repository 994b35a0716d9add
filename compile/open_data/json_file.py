"""Open data as JSON: one object, its rows a line each, numbers digit for digit."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import chain, repeat
from typing import TYPE_CHECKING

from compile.open_data.columns import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from compile.open_data.rows import Row, Value

ROWS = "rader"
_text = json.JSONEncoder(ensure_ascii=False).encode
_KEYS = {name: f"{_text(name)}: " for name in NAMES}


@contextmanager
def json_file(
    path: Path, head: Mapping[str, str | bool]
) -> Iterator[Callable[[Row], object]]:
    """Write a JSON file; yields what writes a row. head stands before the rows.

    Raises OSError. Bytes of a file name that are no text are written as an escape.
    """
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as f:
        stands_first = (f"{_text(key)}: {_text(value)}," for key, value in head.items())
        f.write("\n".join(("{", *stands_first, f"{_text(ROWS)}: [")))
        commas = chain(("",), repeat(","))
        yield lambda row: f.write(f"{next(commas)}\n{_object(row)}")
        f.write("\n]}\n")


def _object(row: Row) -> str:
    members = [_KEYS[key] + value_text(value) for key, value in row.items()]
    return "{" + ", ".join(members) + "}"


def value_text(value: Value) -> str:
    """Return a value as JSON; a Decimal keeps every digit, which no float would."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return _text(value.isoformat() if isinstance(value, date) else value)
