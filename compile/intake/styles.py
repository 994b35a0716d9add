"""Which cell styles show a number as a date, and which as a percentage."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from compile.intake.limits import SMALL_PART
from compile.intake.markup import Walker
from compile.intake.messages import BrokenMarkupError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compile.intake.limits import Limits
    from compile.intake.package import Package

_BUILT_IN_DATES = frozenset(
    str(number)
    for first, last in ((14, 22), (27, 36), (45, 47), (50, 58))
    for number in range(first, last + 1)
)
_BUILT_IN_PERCENT = frozenset({"9", "10"})
# What a format shows as it stands: quoted, escaped, padding, and in brackets.
_LITERAL = re.compile(r'"[^"]*"?|\\.|[_*].|\[[^\]]*\]?')
_DATE_LETTER = re.compile("[dmyh]", re.IGNORECASE)
_GENERAL = re.compile("general|standard", re.IGNORECASE)


class Shown(Enum):
    """How a number format shows a number, where that changes what it means."""

    DATE = "date"
    PERCENT = "percent"


class StylesWalker(Walker):
    """Gathers the number format of every cell style."""

    names: ClassVar[tuple[str, ...]] = ("numFmts", "numFmt", "cellXfs", "xf")

    def __init__(self, limits: Limits) -> None:
        """Start with the built-in formats."""
        super().__init__(limits)
        self._inside = ""
        self._formats: dict[str, str] = {}
        self._cell_formats: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note a format or a cell style; others of those names stand elsewhere."""
        if tag in {"numFmts", "cellXfs"}:
            self._inside = tag
        elif tag == "numFmt" and self._inside == "numFmts":
            code = attributes.get("formatCode", "")
            self._formats[attributes.get("numFmtId", "")] = code
        elif tag == "xf" and self._inside == "cellXfs":
            self._cell_formats.append(attributes.get("numFmtId", "0"))

    def end(self, tag: str) -> None:
        """Leave a list of formats or styles."""
        if tag == self._inside:
            self._inside = ""

    def shown(self) -> Mapping[str, Shown]:
        """Return how numbers are shown by style index as text, "0" the first.

        Styles that show a plain number or text are left out.
        """
        found = map(self._shown, self._cell_formats)
        return {str(index): shown for index, shown in enumerate(found) if shown}

    def _shown(self, format_id: str) -> Shown | None:
        """Return how a format shows a number; a custom one goes first."""
        code = self._formats.get(format_id)
        if code is not None:
            return shown_by(code)
        if format_id in _BUILT_IN_DATES:
            return Shown.DATE
        return Shown.PERCENT if format_id in _BUILT_IN_PERCENT else None


def styles_of(
    package: Package, part: str, limits: Limits
) -> tuple[Mapping[str, Shown], bool]:
    """Return how styles show numbers, as far as could be read, and if that was all."""
    first, rest = package.begun(part, SMALL_PART)
    if rest is None:
        return _small(b"".join(first), part, limits)
    return _walked(chain(first, rest), part, limits)


def _walked(
    chunks: Iterable[bytes], part: str, limits: Limits
) -> tuple[Mapping[str, Shown], bool]:
    walker = StylesWalker(limits)
    try:
        walker.walk(chunks, part)
    except BrokenMarkupError:
        return walker.shown(), False
    return walker.shown(), True


@lru_cache(maxsize=32)  # the workbooks of one template share this part
def _small(data: bytes, part: str, limits: Limits) -> tuple[Mapping[str, Shown], bool]:
    return _walked((data,), part, limits)


def shown_by(code: str) -> Shown | None:
    """Return how a number format code shows a number: as date, percent or plain."""
    bare = _GENERAL.sub("", _LITERAL.sub("", code)).partition(";")[0]
    if _DATE_LETTER.search(bare):
        return Shown.DATE
    return Shown.PERCENT if "%" in bare else None
