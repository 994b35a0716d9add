"""The table parts: each table's name and place."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from compile.intake.limits import SMALL_PART
from compile.intake.markup import Walker
from compile.intake.messages import BrokenMarkupError
from compile.intake.text import clean
from workbook_templates.standard.raw import RawTable, column_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compile.intake.limits import Limits
    from compile.intake.package import Package

_AREA = re.compile(
    r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?"
)


class TableWalker(Walker):
    """Reads one table part."""

    names: ClassVar[tuple[str, ...]] = ("table",)
    rests: ClassVar[bool] = True

    def __init__(self, limits: Limits) -> None:
        """Start without a table."""
        super().__init__(limits)
        self._name = ""
        self._area = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note the table's name and place."""
        if tag == "table" and not self._name:
            self._name = clean(
                attributes.get("displayName") or attributes.get("name", "")
            )
            self._area = attributes.get("ref", "")
            self.parser.StartElementHandler = None  # the columns have no say

    def table(self, sheet: str) -> RawTable | None:
        """Return the table, or None where name or place are not as they must be."""
        found = _AREA.fullmatch(self._area)
        if not (found and self._name):
            return None
        left, top, right, bottom = found.groups()
        columns = sorted(map(column_number, (left, right or left)))
        rows = sorted(map(int, (top, bottom or top)))
        return RawTable(self._name, sheet, rows[0], columns[0], rows[1], columns[1])


def table_of(
    package: Package, part: str, sheet: str, limits: Limits
) -> RawTable | None:
    """Return a part's table on a sheet, None where it is damaged or missing."""
    if part not in package:
        return None
    first, rest = package.begun(part, SMALL_PART)
    if rest is None:
        return _small(b"".join(first), part, sheet, limits)
    return _walked(chain(first, rest), part, sheet, limits)


def _walked(
    chunks: Iterable[bytes], part: str, sheet: str, limits: Limits
) -> RawTable | None:
    walker = TableWalker(limits)
    try:
        walker.walk(chunks, part)
    except BrokenMarkupError:
        return None
    return walker.table(sheet)


@lru_cache(maxsize=256)  # the workbooks of one template share these parts
def _small(data: bytes, part: str, sheet: str, limits: Limits) -> RawTable | None:
    return _walked((data,), part, sheet, limits)
