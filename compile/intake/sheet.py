"""One sheet's cells, streamed: only cells with content are ever kept.

The size that a sheet declares is ignored; rows and cells are where their
references say, and without one where the file's order puts them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from compile.intake.limits import LAST_COLUMN, LAST_ROW
from compile.intake.markup import Walker
from compile.intake.messages import TOO_MANY_CELLS, RefusedError
from workbook_templates.standard.raw import address, column_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compile.intake.cells import CellMaker
    from compile.intake.limits import Limits
    from workbook_templates.standard.raw import RawCell

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_NO_CELL: dict[str, str] = {}
# The workbooks of one template use the same cells again and again.
PLACES: dict[str, tuple[int, int]] = {}  # by reference, within the grid
_PLACES_KEPT = 20_000  # 3 MB


@dataclass(slots=True)
class Tally:
    """How many cells something befell, and the first one's reference."""

    count: int = 0
    first: str = ""

    def add(self, reference: str) -> None:
        """Count one more."""
        self.count += 1
        self.first = self.first or reference[:20]


@dataclass(slots=True)
class Losses:
    """Cells of one sheet whose content is not in the result, by reason."""

    outside: Tally = field(default_factory=Tally)
    over: Tally = field(default_factory=Tally)
    no_text: Tally = field(default_factory=Tally)
    repeated: Tally = field(default_factory=Tally)


class SheetWalker(Walker):
    """Gathers a sheet's cells by (row, column), and tallies those it cannot keep.

    Every element of a sheet comes through `start`, so it does the least for the
    many cells that are empty; a cell is kept when the next one begins, and ends
    are listened to only while a value is.
    """

    names: ClassVar[tuple[str, ...]] = ("row", "c", "f", "v", "is", "t", "rPh")
    rests: ClassVar[bool] = True

    def __init__(self, limits: Limits, maker: CellMaker, room: int) -> None:
        """Start before the first row. room: how many cells may be kept."""
        super().__init__(limits)
        self.cells: dict[tuple[int, int], RawCell] = {}
        self.losses = Losses()
        self.row = 0
        self._room = room
        self._made = maker.made
        self._make = maker.make
        self._cell = _NO_CELL  # attributes of the cell at hand
        self._formula = False
        self._phonetic = False

    def walk(self, chunks: Iterable[bytes], part: str) -> None:
        """Walk the sheet, and keep its last cell too."""
        super().walk(chunks, part)
        self._keep()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note of a row or cell, or listen to its value."""
        if tag == "c":
            if self.pieces or self._formula:
                self._keep()
            if "r" not in attributes:
                attributes["r"] = self._next()
            self._cell = attributes
        elif tag == "v" or tag == "t":  # noqa: PLR1714 - quicker than a set
            if self._cell and not self._phonetic:
                parser = self.parser  # listen(), without the call
                parser.CharacterDataHandler = self.gather
                parser.EndElementHandler = self.ending
        elif tag == "f":
            self._formula = bool(self._cell)
        elif tag == "row":
            self._begin_row(attributes)
        elif tag == "rPh":
            self._phonetic = True
            self.parser.EndElementHandler = self.ending

    def end(self, tag: str) -> None:
        """Leave a value; its cell is kept when the next one begins."""
        if (tag == "v" or tag == "t") and not self._phonetic:  # noqa: PLR1714 - quicker than a set
            parser = self.parser  # hush(), without the call
            parser.CharacterDataHandler = None
            parser.EndElementHandler = self._resting
            if not self.pieces:
                self.pieces.append("")  # a stored empty text is not no value
        elif tag == "rPh":
            self._phonetic = False
            self.hush()
        elif tag == "c":  # heard only after the nesting was counted for a while
            self.hush()

    def _begin_row(self, attributes: dict[str, str]) -> None:
        """Note a row's number, or count on where it has none."""
        if self.pieces or self._formula:
            self._keep()
        self._cell = _NO_CELL
        try:
            self.row = int(attributes["r"])
        except (KeyError, ValueError):
            self.row += 1

    def _next(self) -> str:
        """Return the reference of a cell that has none: right of the one before."""
        place = place_of(self._cell.get("r", ""))
        return address(self.row, place[1] + 1 if place else 1)

    def _keep(self) -> None:
        """Put the cell at hand among the cells, or count it as lost."""
        pieces, known = self.pieces, self._cell.get
        text = "".join(pieces) if pieces else None
        stored = (known("t"), known("s"), text, self._formula)
        pieces.clear()
        self._formula = False
        reference = known("r", "")
        try:
            cell = self._made.get(stored) or self._make(stored)
        except LookupError:
            self.losses.no_text.add(reference)
            return
        if cell is None:
            return
        place = place_of(reference)
        if place is None:
            self.losses.outside.add(reference)
        elif len(self.cells) >= self._room:
            self._pass_over(reference)
        elif self.cells.setdefault(place, cell) is not cell:
            self.losses.repeated.add(reference)

    def _pass_over(self, reference: str) -> None:
        """Count a cell that there is no room for; refuse a sheet of far too many."""
        self.losses.over.add(reference)
        if self.losses.over.count > self.limits.counted:
            limit = self.limits.values + self.limits.counted
            raise RefusedError(TOO_MANY_CELLS, limit=limit)


def place_of(reference: str) -> tuple[int, int] | None:
    """Return a reference's (row, column), or None outside Excel's grid."""
    known = PLACES.get(reference)
    if known:
        return known
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    row, column = int(found[2]), column_number(found[1])
    if not (1 <= row <= LAST_ROW and column <= LAST_COLUMN):
        return None
    if len(PLACES) < _PLACES_KEPT:
        PLACES[reference] = (row, column)
    return row, column
