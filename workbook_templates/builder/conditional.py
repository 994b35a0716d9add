"""Conditional formats: a step of a scale gets its fill, and a symbol beside its word.

Colour is never alone: the word stands in the cell, and the number format puts
the symbol before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from workbook_templates.builder.canvas import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from workbook_templates.builder.theme import Theme, Tint
    from workbook_templates.standard.register import ScaleStep

_FIRST_FORMAT_ID = 200  # far above those that cell styles are given


class Tints:
    """The conditional formats of one workbook; each symbol's format is made once."""

    def __init__(self, theme: Theme) -> None:
        """Begin without any format."""
        self._theme = theme
        self._formats: dict[str, int] = {}

    def scale(self, sheet: Worksheet, cells: str, steps: Sequence[ScaleStep]) -> None:
        """Tint cells that hold a step's word."""
        first = cells.split(":", maxsplit=1)[0]
        for step in steps:
            look = self._look(self._theme.tint(step.code), step.symbol)
            test = f"{first}={quoted(step.label)}"
            _add(sheet, cells, test, look)

    def where(
        self, sheet: Worksheet, cells: str, test: str, tint: Tint, *, bold: bool = False
    ) -> None:
        """Tint cells where a test, written for their first cell, holds."""
        _add(sheet, cells, test, self._look(tint, bold=bold))

    def _look(
        self, tint: Tint, symbol: str = "", *, bold: bool = False
    ) -> DifferentialStyle:
        """Return fill, text colour and, with a symbol, a number format."""
        look = DifferentialStyle(
            font=Font(color=tint.text, bold=bold or None),
            fill=PatternFill(bgColor=tint.fill, fill_type="solid"),
        )
        if symbol:
            code = f"{quoted(f'{symbol} ')}@"
            number = self._formats.setdefault(code, len(self._formats))
            look.numFmt = NumberFormat(_FIRST_FORMAT_ID + number, code)
        return look


def _add(sheet: Worksheet, cells: str, test: str, look: DifferentialStyle) -> None:
    """Add a conditional format by formula."""
    rule = Rule(type="expression", dxf=look, formula=[test])
    sheet.conditional_formatting.add(cells, rule)
