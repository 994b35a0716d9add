"""A workbook written by hand, part by part, so that any part can be wrong."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def sheet(rows: str, *, main: str = MAIN, before: str = "", after: str = "") -> str:
    """Return a sheet part around its rows."""
    body = f"{before}<sheetData>{rows}</sheetData>{after}"
    return f'{HEAD}<worksheet xmlns="{main}">{body}</worksheet>'


def row(cells: str) -> str:
    """Return a sheet part with one row of cells."""
    return sheet(f'<row r="1">{cells}</row>')


def strings(*items: str, main: str = MAIN) -> str:
    """Return a shared strings part; each item is the XML within <si>."""
    inside = "".join(f"<si>{item}</si>" for item in items)
    return f'{HEAD}<sst xmlns="{main}">{inside}</sst>'


def styles(*codes: str, main: str = MAIN) -> str:
    """Return a styles part: style 0 is plain, 1 onwards the format codes."""
    numbered = list(enumerate(codes, 164))
    formats = "".join(
        f'<numFmt numFmtId="{i}" formatCode="{code}"/>' for i, code in numbered
    )
    cells = "".join(f'<xf numFmtId="{i}"/>' for i, _code in numbered)
    return (
        f'{HEAD}<styleSheet xmlns="{main}"><numFmts>{formats}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0"/>{cells}</cellXfs>'
        f'<dxfs><dxf><numFmt numFmtId="164" formatCode="0"/></dxf></dxfs></styleSheet>'
    )


def relations(*targets: tuple[str, str], office: str = OFFICE) -> str:
    """Return a relations part of (kind, target), with ids rId1 onwards."""
    inside = "".join(
        f'<Relationship Id="rId{i}" Type="{office}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def workbook(
    sheets: str = '<sheet name="Blad" sheetId="1" r:id="rId1"/>',
    *,
    names: str = "",
    facts: str = "",
    main: str = MAIN,
    office: str = OFFICE,
) -> str:
    """Return a workbook part with its list of sheets and its defined names."""
    listed = f"<definedNames>{names}</definedNames>" if names else ""
    return (
        f'{HEAD}<workbook xmlns="{main}" xmlns:r="{office}">{facts}'
        f"<sheets>{sheets}</sheets>{listed}</workbook>"
    )


def table(name: str, ref: str) -> str:
    """Return a table part."""
    return f'{HEAD}<table xmlns="{MAIN}" id="1" name="{name}" ref="{ref}"/>'


def properties(inside: str) -> str:
    """Return a custom properties part."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    return (
        f'{HEAD}<Properties xmlns="{office}/custom-properties"'
        f' xmlns:vt="{office}/docPropsVTypes">{inside}</Properties>'
    )


def parts(
    first: str = "", changed: Mapping[str, str | bytes | None] | None = None
) -> dict[str, bytes]:
    """Return a whole workbook's parts: a sheet "Blad", strings, styles.

    changed: parts to put in another's place or to add; None takes one away.
    """
    whole: dict[str, str | bytes | None] = {
        "[Content_Types].xml": f"{HEAD}<Types/>",
        "_rels/.rels": relations(
            ("officeDocument", "xl/workbook.xml"),
            ("custom-properties", "docProps/custom.xml"),
        ),
        "xl/workbook.xml": workbook(),
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
            ("worksheet", "worksheets/sheet2.xml"),
        ),
        "xl/sharedStrings.xml": strings("<t>ett</t>", "<t>två</t>"),
        "xl/styles.xml": styles("yyyy\\-mm\\-dd", "0.0%"),
        "xl/worksheets/sheet1.xml": first or row('<c r="A1"><v>1</v></c>'),
    }
    whole.update(changed or {})
    return {
        name: part if isinstance(part, bytes) else part.encode()
        for name, part in whole.items()
        if part is not None
    }


def pack(named: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return the zip of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, part in named.items():
            archive.writestr(name, part)
    return stream.getvalue()


def book(
    first: str = "", changed: Mapping[str, str | bytes | None] | None = None
) -> bytes:
    """Return a whole workbook file; as `parts`, packed."""
    return pack(parts(first, changed))
