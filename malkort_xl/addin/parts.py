"""The parts of malkort.xlam beside its VBA: settings, ribbon, properties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from malkort_xl.addin.names import RIBBON_PART, SETTINGS_SHEET, TITLE
from malkort_xl.addin.ribbon_xml import ribbon_xml

if TYPE_CHECKING:
    from collections.abc import Mapping

WORKBOOK = "xl/workbook.xml"
SHEET = "xl/worksheets/sheet1.xml"
CORE = "docProps/core.xml"
ROOT_RELATIONS = "_rels/.rels"
OLD_RIBBON = "customUI/customUI.xml"

_DESCRIPTION = "Kontrollera målkortet och hämta strategimål från menyfliken Målkort."
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# Where the add-in was first saved, and by whom, is nobody's business.
_FIRST_PATH = re.compile(
    r"<mc:AlternateContent\b[^>]*><mc:Choice Requires=\"x15\"><x15ac:absPath.*?"
    r"</mc:AlternateContent>",
    re.DOTALL,
)
# xlwings' example says a picture resolution that the format does not know.
_NOT_ALLOWED = re.compile(r"<extLst>.*?</extLst>", re.DOTALL)


def changed_parts(
    parts: Mapping[str, bytes], settings: Mapping[str, str]
) -> dict[str, bytes]:
    """Return all parts of the add-in from those of xlwings' own example.

    settings: what the hidden settings sheet says, by xlwings' names for it.
    """
    changed = {name: data for name, data in parts.items() if name != OLD_RIBBON}
    texts = {
        RIBBON_PART: ribbon_xml(),
        SHEET: _settings_sheet(settings),
        CORE: _properties(),
        WORKBOOK: _workbook(parts[WORKBOOK].decode()),
        ROOT_RELATIONS: parts[ROOT_RELATIONS].decode().replace(OLD_RIBBON, RIBBON_PART),
    }
    return changed | {name: text.encode() for name, text in texts.items()}


def _workbook(text: str) -> str:
    named = re.sub(r'<sheet name="[^"]*"', f'<sheet name="{SETTINGS_SHEET}"', text)
    return _NOT_ALLOWED.sub("", _FIRST_PATH.sub("", named))


def _settings_sheet(settings: Mapping[str, str]) -> str:
    """Return the sheet: a name and a value per row, all as text.

    A truth value would be read back in the language of Windows.
    """
    rows = "".join(
        f'<row r="{row}">{_cell(f"A{row}", name)}{_cell(f"B{row}", value)}</row>'
        for row, (name, value) in enumerate(settings.items(), 1)
    )
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr codeName="Sheet2"/>'
        f'<cols><col min="1" max="2" width="34" customWidth="1"/></cols>'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


def _cell(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def _properties() -> str:
    """Return the title and description that Excel's list of add-ins shows."""
    return (
        f"{_HEAD}<cp:coreProperties xmlns:cp="
        '"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{TITLE}</dc:title><dc:creator>{TITLE}</dc:creator>"
        f"<dc:description>{_DESCRIPTION}</dc:description></cp:coreProperties>"
    )
