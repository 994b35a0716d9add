"""The ways to an open workbook that the same assertions are held against.

Each opens a file, runs an action, and keeps the workbook for the next: as a file
through openpyxl, as Office.js with and without notes, and as the reduced client
in VBA.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from malkort_xl.engines.openpyxl_engine import open_copy
from tests.helpers.office_client import OFFICE_JS, VBA, OfficeClient

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import xlwings as xw
    from openpyxl import Workbook


class Route(Protocol):
    """An open workbook that actions can be run on."""

    has_notes: bool
    tells_more: bool  # number formats, formulas and fills

    def __init__(self, path: Path) -> None: ...

    def run(self, action: Callable[..., Any], *args: object, **kwargs: object) -> Any:  # noqa: ANN401 - what the action gives
        """Run an action on the workbook as it is now."""
        ...

    def select(self, sheet: str, cells: str) -> None:
        """Select cells."""
        ...

    @property
    def workbook(self) -> Workbook:
        """The workbook as it is now."""
        ...


class ByFile:
    """The openpyxl-backed engine."""

    has_notes = tells_more = True

    def __init__(self, path: Path) -> None:
        self.book: xw.Book = open_copy(path)

    def run(self, action: Callable[..., Any], *args: object, **kwargs: object) -> Any:  # noqa: ANN401 - as above
        return action(self.book, *args, **kwargs)

    def select(self, sheet: str, cells: str) -> None:
        self.book.sheets[sheet].impl.activate()
        self.book.sheets[sheet].range(cells).select()

    @property
    def workbook(self) -> Workbook:
        found: Workbook = self.book.impl.api
        return found


class ByOffice:
    """The remote engine, with a client that has notes."""

    has_notes = True
    tells_more = False
    client = OFFICE_JS
    api = (1, 18)
    formula_result: object = ""

    def __init__(self, path: Path) -> None:
        self.office = OfficeClient(path, self.client, self.api, self.formula_result)

    def run(self, action: Callable[..., Any], *args: object, **kwargs: object) -> Any:  # noqa: ANN401 - as above
        book = self.office.book()
        result = action(book, *args, **kwargs)
        self.office.run(book)
        return result

    def select(self, sheet: str, cells: str) -> None:
        self.office.front(sheet, cells)

    @property
    def workbook(self) -> Workbook:
        return self.office.workbook


class ByOldOffice(ByOffice):
    """Office.js before notes."""

    has_notes = False
    api = (1, 17)


class ByCalculatingOffice(ByOffice):
    """Office.js where every formula of the builder's shows something."""

    formula_result = "räknat"


class ByVba(ByOffice):
    """The reduced client in VBA."""

    has_notes = False
    client = VBA


ROUTES: dict[str, type[Route]] = {
    "file": ByFile,
    "office": ByOffice,
    "office-1.17": ByOldOffice,
    "vba": ByVba,
}
# For the agreement: the builder's formulas must not be taken for typed values.
ALL_ROUTES = {**ROUTES, "office-calculated": ByCalculatingOffice}
