"""The workbook part: its sheets, its defined names, its way of counting days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from compile.intake.limits import LAST_COLUMN, LAST_ROW
from compile.intake.markup import Walker, local_names
from compile.intake.text import clean
from workbook_templates.standard.raw import column_number

if TYPE_CHECKING:
    from compile.intake.limits import Limits

_ONE_CELL = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!\[\]:]+))!"
    r"\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>[0-9]{1,7})"
    r"(?P<same>:\$?(?P=column)\$?(?P=row))?"
)


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it: name, whether hidden, relation id."""

    name: str
    hidden: bool
    relation: str


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A defined name of the whole workbook and the one cell that it points to."""

    name: str
    sheet: str
    row: int
    column: int


class WorkbookWalker(Walker):
    """Gathers sheets in order, defined names and the date system."""

    names: ClassVar[tuple[str, ...]] = ("sheet", "definedName", "workbookPr")

    def __init__(self, limits: Limits) -> None:
        """Start with nothing."""
        super().__init__(limits)
        self.sheets: list[SheetEntry] = []
        self.cells: list[NameEntry] = []
        self.from_1904 = False
        self._name = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note a sheet or the date system; listen to what a name means."""
        if tag == "sheet":
            known = local_names(attributes)
            hidden = known.get("state", "visible") != "visible"
            name, relation = clean(known.get("name", "")), known.get("id", "")
            self.sheets.append(SheetEntry(name, hidden, relation))
        elif tag == "definedName" and "localSheetId" not in attributes:
            self._name = clean(attributes.get("name", ""))
            self.listen()
        elif tag == "workbookPr":
            self.from_1904 = attributes.get("date1904") in {"1", "true", "on"}

    def end(self, tag: str) -> None:
        """Keep a name that points to one cell."""
        if tag == "definedName":
            entry = one_cell(self._name, self.taken())
            if self._name and entry:
                self.cells.append(entry)
            self._name = ""


def one_cell(name: str, meaning: str) -> NameEntry | None:
    """Return a name's entry, or None where it means anything but one cell."""
    found = _ONE_CELL.fullmatch(meaning.strip())
    if not found:
        return None
    sheet = found["plain"] or found["quoted"].replace("''", "'")
    row, column = int(found["row"]), column_number(found["column"])
    if not (1 <= row <= LAST_ROW and column <= LAST_COLUMN):
        return None
    return NameEntry(name, clean(sheet), row, column)
