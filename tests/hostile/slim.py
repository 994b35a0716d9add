"""Any workbook written anew with nothing but its values: small, quick to try."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from tests.hostile import parts as p
from workbook_templates.standard.raw import CellKind, address, column_letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbook_templates.standard.raw import RawCell, RawSheet, RawTable, RawWorkbook

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel knows no time zones


def slim_parts(book: RawWorkbook) -> dict[str, bytes]:
    """Return the parts of a workbook with the same cells, tables and names."""
    changed: dict[str, str | bytes | None] = {
        "xl/workbook.xml": _workbook(book),
        "xl/_rels/workbook.xml.rels": p.relations(
            *(("worksheet", f"s{n}.xml") for n in range(1, len(book.sheets) + 1)),
            ("styles", "styles.xml"),
        ),
        "docProps/custom.xml": _properties(book),
        "xl/sharedStrings.xml": None,
        "xl/worksheets/sheet1.xml": None,
    }
    for number, sheet in enumerate(book.sheets.values(), 1):
        tables = [t for t in book.tables.values() if t.sheet == sheet.name]
        changed[f"xl/s{number}.xml"] = _sheet(sheet)
        if tables:
            names = [f"t{number}-{n}.xml" for n in range(len(tables))]
            rels = p.relations(*(("table", name) for name in names))
            changed[f"xl/_rels/s{number}.xml.rels"] = rels
            changed |= {
                f"xl/{n}": _table(t) for n, t in zip(names, tables, strict=True)
            }
    return p.parts(changed=changed)


def _workbook(book: RawWorkbook) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(s.name)} sheetId="{n}" r:id="rId{n}"'
        + (' state="hidden"/>' if s.hidden else "/>")
        for n, s in enumerate(book.sheets.values(), 1)
    )
    names = "".join(
        f"<definedName name={quoteattr(name)}>'{escape(sheet)}'"
        f"!${column_letters(column)}${row}</definedName>"
        for name, (sheet, row, column) in book.names.items()
    )
    return p.workbook(sheets, names=names)


def _properties(book: RawWorkbook) -> str:
    return p.properties(
        "".join(
            f"<property name={quoteattr(name)}>"
            f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
            for name, value in book.properties.items()
        )
    )


def _table(table: RawTable) -> str:
    first = address(table.top, table.left)
    return p.table(table.name, f"{first}:{address(table.bottom, table.right)}")


def _sheet(sheet: RawSheet) -> str:
    rows = (
        f'<row r="{row}">{"".join(_cells(row, cells.items()))}</row>'
        for row, cells in sheet.rows()
    )
    return p.sheet("".join(rows))


def _cells(row: int, cells: Iterable[tuple[int, RawCell]]) -> Iterable[str]:
    for column, cell in sorted(cells):
        style, kind, value = _stored(cell)
        formula = "<f>1</f>" if cell.formula else ""
        yield f'<c r="{address(row, column)}"{style}{kind}>{formula}{value}</c>'


def _stored(cell: RawCell) -> tuple[str, str, str]:
    """Return a cell's style, type and value as they stand in the part."""
    value = cell.value
    if value is None:
        return "", "", ""
    if isinstance(value, bool):
        return "", ' t="b"', f"<v>{value:d}</v>"
    if isinstance(value, date):
        moment = datetime(*value.timetuple()[:6])  # noqa: DTZ001 - Excel knows no time zones
        return ' s="1"', "", f"<v>{(moment - _EPOCH).total_seconds() / 86400}</v>"
    if isinstance(value, Decimal):
        return ' s="2"' if cell.percent else "", "", f"<v>{value}</v>"
    if cell.formula or cell.kind is CellKind.ERROR:
        kind = "e" if cell.kind is CellKind.ERROR else "str"
        return "", f' t="{kind}"', f"<v>{escape(value)}</v>"
    return "", ' t="inlineStr"', f"<is><t>{escape(value)}</t></is>"
