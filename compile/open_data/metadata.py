"""The description of the CSV file for programs: W3C's CSV on the Web."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from compile.open_data.columns import COLUMNS
from compile.open_data.csv_file import DECIMAL_MARK, DELIMITER, LINE_END
from workbook_templates.standard.columns import Kind
from workbook_templates.standard.layout import REFERENCE_SEPARATOR

if TYPE_CHECKING:
    from compile.open_data.columns import OpenColumn
    from compile.open_data.description import About

_SWEDISH = "sv"
_NUMBER = {
    "base": "decimal",
    "format": {"decimalChar": DECIMAL_MARK, "groupChar": "\N{NO-BREAK SPACE}"},
}
_DATATYPES: dict[Kind, object] = {
    Kind.TEXT: "string",
    Kind.NUMBER: _NUMBER,
    Kind.INTEGER: "integer",
    Kind.DATE: "date",
    Kind.REFERENCES: "integer",
}


def metadata_json(about: About) -> bytes:
    """Return the metadata as JSON in UTF-8, ending with a line break."""
    content = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": _SWEDISH}],
        "url": about.csv,
        "dc:title": about.title,
        "dc:publisher": about.publisher or about.municipality,
        "dc:language": _SWEDISH,
        "dc:temporal": about.period,
        "dialect": {
            "encoding": "utf-8",
            "delimiter": DELIMITER,
            "lineTerminators": [LINE_END],
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "tableSchema": {"columns": [_column(c) for c in COLUMNS]},
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n".encode()


def _column(column: OpenColumn) -> dict[str, object]:
    """Return a column as CSV on the Web says it."""
    described: dict[str, object] = {
        "name": column.name,
        "titles": [column.name],
        "dc:title": column.title,
        "dc:description": column.about,
        "datatype": _datatype(column),
        "null": "",
    }
    if column.kind is Kind.REFERENCES:
        described["separator"] = REFERENCE_SEPARATOR
    return described


def _datatype(column: OpenColumn) -> object:
    if column.codes:
        return {"base": "string", "format": "|".join(column.codes)}
    return _DATATYPES[column.kind]
