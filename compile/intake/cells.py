"""What one stored cell holds: its type, text and number format made a `RawCell`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from compile.intake.numbers import day, iso_day, number
from compile.intake.styles import Shown
from compile.intake.text import clean
from workbook_templates.standard.raw import CellKind, RawCell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

Stored: TypeAlias = tuple[str | None, str | None, str | None, bool]
"""A cell as its element says: type, style index, text, whether it is a formula.

The text is None where no value is stored, as for a formula never calculated.
"""

_BOOLEANS = {"1": True, "true": True, "0": False, "false": False}
_MADE_KEPT = 50_000  # of the cells made, for the next that is alike
_INDEX_DIGITS = 9  # more than any index has

# A frozen dataclass takes twice as long to make through its own __init__, and a
# workbook is thousands of cells: these are the slots that __init__ would fill.
_SLOTS = vars(RawCell)
_set_value = _SLOTS["value"].__set__
_set_kind = _SLOTS["kind"].__set__
_set_formula = _SLOTS["formula"].__set__
_set_percent = _SLOTS["percent"].__set__


class CellMaker:
    """Makes the cells of one workbook: knows its strings, styles and date system.

    Cells stored alike are made once and shared in `made`; they cannot change.
    """

    def __init__(
        self,
        strings: Sequence[str] = (),
        shown: Mapping[str, Shown] | None = None,
        *,
        from_1904: bool = False,
    ) -> None:
        """Keep what cells refer to. shown: by style index as text."""
        self.made: dict[Stored, RawCell] = {}
        self._strings = strings
        self._shown = shown or {}
        self._from_1904 = from_1904

    def make(self, stored: Stored) -> RawCell | None:
        """Return a cell and remember it, or return None where it is empty.

        Raises LookupError for a string that is not in the file.
        """
        kind, style, text, formula = stored
        if text is None or (not text and kind == "inlineStr"):
            cell = _uncached() if formula else None
        elif kind in {"s", "inlineStr", "str"}:
            value = self._string(text) if kind == "s" else clean(text)
            cell = _cell(value, formula) if value or formula else None
        elif kind is None or kind == "n":
            cell = self._number(style, text.strip(), formula)
        else:
            cell = _other(kind, text.strip(), formula)
        if cell is not None:
            if len(self.made) >= _MADE_KEPT:
                self.made.clear()
            self.made[stored] = cell
        return cell

    def _string(self, index: str) -> str:
        """Return a shared string."""
        place = index.strip()
        usable = place.isascii() and place.isdigit() and len(place) <= _INDEX_DIGITS
        return self._strings[int(place) if usable else len(self._strings)]

    def _number(self, style: str | None, text: str, formula: bool) -> RawCell | None:  # noqa: FBT001 - positional as it is stored
        """Return a number's cell, by its style a date or a percentage."""
        value = number(text)
        if value is None:
            return _no_number(clean(text), formula)
        shown = self._shown.get(style or "0")
        if shown is Shown.DATE:
            return _cell(day(value, from_1904=self._from_1904) or value, formula)
        return RawCell(value, CellKind.VALUE, formula, shown is Shown.PERCENT)


def _cell(value: str | Decimal | date | bool, formula: bool) -> RawCell:  # noqa: FBT001 - called for each cell
    """Return a cell with a value that is no percentage."""
    cell = object.__new__(RawCell)
    _set_value(cell, value)
    _set_kind(cell, CellKind.VALUE)
    _set_formula(cell, formula)
    _set_percent(cell, False)  # noqa: FBT003 - a slot takes no keywords
    return cell


def _uncached() -> RawCell:
    """Return the cell of a formula that was never calculated."""
    return RawCell(None, CellKind.UNCACHED, formula=True)


def _no_number(text: str, formula: bool) -> RawCell | None:  # noqa: FBT001 - called for each cell
    """Return what stands where a number should: nothing, or a text."""
    if text:
        return _cell(text, formula)
    return _uncached() if formula else None


def _other(kind: str, text: str, formula: bool) -> RawCell | None:  # noqa: FBT001 - called for each cell
    """Return the cell of an error, a truth value, an ISO date, or of no known type."""
    if kind == "e" and text:
        return RawCell(clean(text), CellKind.ERROR, formula)
    value: bool | date | None = None
    if kind == "b":
        value = _BOOLEANS.get(text)
    elif kind == "d":
        value = iso_day(text)
    return _no_number(clean(text), formula) if value is None else _cell(value, formula)
