"""Open data read back, as its description says that it is to be read."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from compile.open_data.columns import COLUMNS, NAMES_OF
from workbook_templates.standard.columns import Kind

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {column.name: column.kind for column in COLUMNS}


def raw_rows(path: Path) -> list[dict[str, str]]:
    """Return the fields as they stand, without what the description says."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";", strict=True))


def csv_rows(path: Path) -> list[dict[str, Any]]:
    """Return each row's own columns with their values."""
    return [
        {name: _from_field(name, row[name]) for name in NAMES_OF[row["typ"]]}
        for row in raw_rows(path)
    ]


def json_rows(path: Path) -> list[dict[str, Any]]:
    content = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    return [
        {name: _from_json(name, value) for name, value in row.items()}
        for row in content["rader"]
    ]


def _from_field(name: str, field: str) -> Any:  # noqa: ANN401 - as its kind says
    if not field:
        return None
    match KINDS[name]:
        case Kind.NUMBER:
            return Decimal(field.replace(",", "."))
        case Kind.INTEGER:
            return int(field)
        case Kind.DATE:
            return date.fromisoformat(field)
        case Kind.REFERENCES:
            return tuple(map(int, field.split("; ")))
    return field.removeprefix("'")


def _from_json(name: str, value: Any) -> Any:  # noqa: ANN401 - as its kind says
    if value is None:
        return None
    match KINDS[name]:
        case Kind.NUMBER:
            return Decimal(value)
        case Kind.DATE:
            return date.fromisoformat(value)
        case Kind.REFERENCES:
            return tuple(value)
    return value
