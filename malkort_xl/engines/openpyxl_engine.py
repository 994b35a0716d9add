"""An engine of xlwings that works on an .xlsx file through openpyxl.

The actions run on it as they run in Excel. `open_copy(path)` gives a book whose
`save(target)` writes another file; the file that was opened is never written.
What openpyxl does not know is lost in the other file, see docs/adr.
"""

from __future__ import annotations

import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlwings as xw
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from xlwings import base_classes

from malkort_xl.engines.openpyxl_range import Range, cached_values
from workbook_templates.builder import styles as _  # noqa: F401 - orders Font's parts
from workbook_templates.builder.package import save

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

NAME = "malkort"


def open_copy(path: Path) -> xw.Book:
    """Return a file's content as a book; raises what openpyxl raises."""
    impl = engine().impl.apps[0].books.open(str(path))
    return xw.Book(impl=impl)


@cache
def engine() -> xw.Engine:
    """Return the engine, known to xlwings by NAME from then on."""
    made = xw.Engine(impl=Engine())
    xw.engines.add(made)
    return made


class Engine:
    """What xlwings asks of an engine beside its objects."""

    name = NAME
    type = "reader"  # so that xw.Book(path, mode="r", engine=NAME) opens a file

    def __init__(self) -> None:
        """Begin with one app and no book."""
        self.apps = Apps(self)

    @staticmethod
    def clean_value_data(
        data: Sequence[Sequence[object]], *_options: object
    ) -> list[list[object]]:
        """Return values as they were read; they are plain already."""
        return [list(row) for row in data]

    @staticmethod
    def prepare_xl_data_element(value: object, _options: object) -> object:
        """Return a value for writing; the range knows what to do with it."""
        return value


class Apps(base_classes.Apps):  # type: ignore[misc]
    """The one app."""

    def __init__(self, engine_: Engine) -> None:
        """Make the app."""
        self._apps = [App(engine_)]

    def __iter__(self) -> Iterator[App]:
        """Yield the app."""
        return iter(self._apps)

    def __len__(self) -> int:
        """Return 1."""
        return len(self._apps)

    def __getitem__(self, index: int) -> App:
        """Return the app."""
        return self._apps[index]


class App(base_classes.App):  # type: ignore[misc]
    """Where books are opened; there is no program behind it."""

    pid = -1
    display_alerts = False  # xlwings sets it around a save
    books: Any = None  # here and below: xlwings' classes have it without a setter

    def __init__(self, engine_: Engine) -> None:
        """Begin without books."""
        self.engine = engine_
        self.books = Books(self)

    def activate(self, steal_focus: bool = False) -> None:  # noqa: FBT001, FBT002 - xlwings' own
        """Do nothing: there is no window."""

    @property
    def selection(self) -> Range:
        """What was selected when the last opened book was saved."""
        sheet: Sheet = self.books.active.sheets.active
        selected = sheet.api.sheet_view.selection
        cell = selected[0].activeCell if selected else None
        return sheet.range(cell or "A1")


class Books(base_classes.Books):  # type: ignore[misc]
    """The books that were opened; none is kept but the last."""

    active: Any = None

    def __init__(self, app: App) -> None:
        """Begin without any."""
        self.app = app

    def open(self, filename: str) -> Book:
        """Open a file."""
        self.active = Book(self, Path(filename))
        return self.active  # type: ignore[no-any-return]

    def __len__(self) -> int:
        """Return how many are kept."""
        return int(self.active is not None)

    def __iter__(self) -> Iterator[Book]:
        """Yield the book that is kept."""
        return iter([self.active] if self.active else [])


class Book(base_classes.Book):  # type: ignore[misc]
    """A workbook in memory; `api` is openpyxl's, and `values` has formulas' results."""

    app: Any = None
    api: Any = None

    def __init__(self, books: Books, path: Path) -> None:
        """Read a file, once for its formulas and once for their results."""
        self.books, self.app, self._path = books, books.app, path
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells what it will not keep
            self.api = load_workbook(path)
            results = load_workbook(path, data_only=True)
        self.values = cached_values(self.api, results)

    @property
    def name(self) -> str:
        """The file's name."""
        return self._path.name

    @property
    def fullname(self) -> str:
        """The file's path."""
        return str(self._path)

    @property
    def sheets(self) -> Sheets:
        """The sheets."""
        return Sheets(self)

    @property
    def names(self) -> Names:
        """The names that stand for one cell."""
        return Names(self)

    def activate(self) -> None:
        """Do nothing: there is no window."""

    def save(self, path: str | Path | None = None, password: str | None = None) -> None:
        """Write another file; raises ValueError for the one that was opened."""
        del password
        target = Path(path) if path else self._path
        if target.resolve() == self._path.resolve():
            message = "the file that was opened is never written"
            raise ValueError(message)
        save(self.api, target)


class Sheets(base_classes.Sheets):  # type: ignore[misc]
    """A workbook's worksheets."""

    def __init__(self, book: Book) -> None:
        """Keep the book."""
        self.book = book

    @property
    def api(self) -> list[Worksheet]:
        """Openpyxl's sheets."""
        return list(self.book.api.worksheets)

    @property
    def active(self) -> Sheet:
        """The sheet in front."""
        return Sheet(self, self.book.api.active)

    def __call__(self, name_or_index: str | int) -> Sheet:
        """Return a sheet by its name or number from 1; raises KeyError, IndexError."""
        if isinstance(name_or_index, int):
            return Sheet(self, self.api[name_or_index - 1])
        return Sheet(self, self.book.api[name_or_index])

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.api)

    def __iter__(self) -> Iterator[Sheet]:
        """Yield them in order."""
        return (Sheet(self, sheet) for sheet in self.api)


class Sheet(base_classes.Sheet):  # type: ignore[misc]
    """A worksheet."""

    book: Any = None
    api: Any = None

    def __init__(self, sheets: Sheets, sheet: Worksheet) -> None:
        """Keep openpyxl's sheet as `api`."""
        self.book, self.api = sheets.book, sheet

    @property
    def name(self) -> str:
        """The sheet's name."""
        return str(self.api.title)

    @property
    def index(self) -> int:
        """The sheet's number, from 1."""
        return int(self.book.api.worksheets.index(self.api)) + 1

    @property
    def visible(self) -> bool:
        """Whether the sheet is shown."""
        return bool(self.api.sheet_state == "visible")

    @property
    def tables(self) -> Tables:
        """The named tables."""
        return Tables(self)

    @property
    def used_range(self) -> Range:
        """All cells from the first to the last that the file has."""
        return self.range((1, 1), (self.api.max_row, self.api.max_column))

    def range(self, arg1: Any, arg2: Any = None) -> Range:  # noqa: ANN401 - as xlwings
        """Return cells by an address, by (row, column) or by two corners."""
        return Range(self, arg1, arg2)

    def activate(self) -> None:
        """Put the sheet in front, alone."""
        workbook = self.book.api
        for other in workbook.worksheets:
            other.sheet_view.tabSelected = other is self.api
        workbook.active = self.index - 1


class Tables(base_classes.Tables):  # type: ignore[misc]
    """A sheet's tables."""

    def __init__(self, sheet: Sheet) -> None:
        """Keep the sheet."""
        self._tables = [Table(sheet, t) for t in sheet.api.tables.values()]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._tables)

    def __iter__(self) -> Iterator[Table]:
        """Yield them."""
        return iter(self._tables)


class Table(base_classes.Table):  # type: ignore[misc]
    """A named table: its name and all its cells, headings included."""

    api: Any = None
    parent: Any = None

    def __init__(self, sheet: Sheet, table: Any) -> None:  # noqa: ANN401 - openpyxl's
        """Keep openpyxl's table as `api`."""
        self.parent, self.api = sheet, table

    @property
    def name(self) -> str:
        """The table's name."""
        return str(self.api.displayName)

    @property
    def range(self) -> Range:
        """The table's cells."""
        left, top, right, bottom = range_boundaries(self.api.ref)
        return Range(self.parent, (top, left), (bottom, right))


class Names(base_classes.Names):  # type: ignore[misc]
    """The defined names of the whole workbook that stand for one place."""

    def __init__(self, book: Book) -> None:
        """Find the names; formulas and broken references are passed over."""
        self._names = []
        for name in book.api.defined_names.values():
            places = list(name.destinations) if name.type == "RANGE" else []
            if len(places) == 1 and places[0][0] in book.api.sheetnames:
                self._names.append(Name(book, name.name, *places[0]))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._names)

    def __call__(self, index: int) -> Name:
        """Return a name by its number, from 1."""
        return self._names[index - 1]


class Name(base_classes.Name):  # type: ignore[misc]
    """A defined name."""

    name = ""

    def __init__(self, book: Book, name: str, sheet: str, address: str) -> None:
        """Keep what it stands for."""
        self.name = name
        self._book, self._sheet, self._address = book, sheet, address

    @property
    def refers_to_range(self) -> Range:
        """The cells that it stands for."""
        return self._book.sheets(self._sheet).range(self._address)
