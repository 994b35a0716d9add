"""Cell styles by name, made once per workbook and then put on cells unchanged.

openpyxl looks a style up part by part each time that one is set; a workbook has
thousands of cells and a few dozen styles, so the finished style is shared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING, cast

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.dimensions import RowDimension

from workbook_templates.standard.columns import Kind, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from workbook_templates.builder.theme import Theme

# The order that the schema demands; openpyxl's own is rejected by validators.
Font.__elements__ = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u"),
    *("vertAlign", "sz", "color", "name", "family", "charset", "scheme"),
)

_LINE = 13.0  # points, of text in the body's size
_PADDING = 4.0
_TALLEST = 409.0  # Excel's own limit
_MARGIN = 2  # characters of a column's width that are its indent and padding
_PER_DIGIT = 1.08  # letters in the width of a digit, with room for broken lines

DATE_FORMAT = "yyyy-mm-dd"
_TEXT_FORMAT = "@"
_FORMATS = {
    Kind.NUMBER: "General",
    Kind.INTEGER: "0",
    Kind.DATE: DATE_FORMAT,
}
_CENTRED = (Kind.INTEGER, Kind.DATE)


class GrowingRow(RowDimension):
    """A row whose height is where it starts: Excel lets it grow with its text."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - the name of the file's attribute
        """False, so that the height is not fixed."""
        return False


@dataclass(frozen=True, slots=True)
class Style:
    """What a cell style is made of; colours RRGGBB, size in points.

    border is a line all around, rule a fine one below.
    """

    size: float
    colour: str
    fill: str | None = None
    bold: bool = False
    border: str | None = None
    rule: str | None = None
    number_format: str = "General"
    horizontal: str = "left"
    vertical: str = "top"
    indent: int = 1
    wrap: bool = True
    locked: bool = True
    underline: bool = False


class Look:
    """The styles of one workbook, by name."""

    def __init__(self, workbook: Workbook, theme: Theme) -> None:
        """Prepare the styles; none is made before it is asked for."""
        self.theme = theme
        self._workbook = workbook
        # Column widths are counted in the digits of this font.
        named = workbook._named_styles  # type: ignore[attr-defined]  # noqa: SLF001
        normal = named["Normal"]
        normal.font = Font(name=theme.font, size=theme.sizes["body"])
        self._styles = dict(named_styles(theme))
        self._made: dict[str, StyleArray] = {}

    def dress(self, cell: Cell, name: str) -> None:
        """Put a named style on a cell; raises KeyError for an unknown name."""
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = self._make(self._styles[name])
        # The public way makes every part of the style anew.
        cell._style = made  # type: ignore[attr-defined]  # noqa: SLF001

    def _make(self, style: Style) -> StyleArray:
        """Register a style with the workbook."""
        cell = Cell(self._workbook.worksheets[0], row=1, column=1)
        cell.font = Font(
            name=self.theme.font,
            size=style.size,
            bold=style.bold,
            color=style.colour,
            underline="single" if style.underline else None,
        )
        if style.fill:
            cell.fill = PatternFill("solid", fgColor=style.fill)
        if style.border:
            side = Side("thin", style.border)
            cell.border = Border(side, side, side, side)
        if style.rule:
            cell.border = Border(bottom=Side("hair", style.rule))
        cell.alignment = Alignment(
            horizontal=style.horizontal,
            vertical=style.vertical,
            indent=style.indent if style.horizontal == "left" else 0,
            wrap_text=style.wrap,
        )
        cell.number_format = style.number_format
        cell.protection = Protection(locked=style.locked)
        style = cell._style  # type: ignore[attr-defined]  # noqa: SLF001 - see dress
        return cast("StyleArray", style)


def cell_style(role: Role, kind: Kind) -> str:
    """Return the name of the style for a cell of a role and kind."""
    return f"{role.value} {kind.value}"


def detail_style(role: Role, kind: Kind) -> str:
    """Return the name of the style for a cell that stands beside its label."""
    return f"{role.value} {kind.value} beside"


def text_height(texts: Iterable[tuple[str, float]], least: float) -> float:
    """Return the height in points that a row needs for texts and column widths.

    LibreOffice does not fit rows to their text when it opens a file, and Excel
    only where no height is given; a little too much does no harm.
    """
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(max(least, lines * _LINE + _PADDING), _TALLEST)


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of a width in characters."""
    room = max(width * _PER_DIGIT - _MARGIN, 1)
    return sum(max(1, ceil(len(line) / room)) for line in text.split("\n"))


def heading_style(kind: Kind) -> str:
    """Return the name of the style for the heading above values of a kind."""
    return f"heading {_horizontal(kind)}"


def start_row(sheet: Worksheet, row: int, height: float) -> None:
    """Give a row (1-based) a height in points to start from."""
    sheet.row_dimensions[row] = GrowingRow(sheet, index=row, ht=height)


def fix_row(sheet: Worksheet, row: int, height: float) -> None:
    """Give a row (1-based) a height in points that stays."""
    sheet.row_dimensions[row] = RowDimension(sheet, index=row, ht=height)


def named_styles(theme: Theme) -> Iterator[tuple[str, Style]]:
    """Yield every style with its name."""
    yield from _frame_styles(theme)
    yield from _page_styles(theme)
    yield from _large_styles(theme)
    for role in Role:
        for kind in Kind:
            style = _cell(theme, role, kind)
            yield cell_style(role, kind), style
            yield detail_style(role, kind), replace(style, horizontal="left")


def _frame_styles(theme: Theme) -> Iterator[tuple[str, Style]]:
    """Yield the styles of the title band and of table headings."""
    body, small = theme.sizes["body"], theme.sizes["small"]
    white, muted = theme.colours["on_dark"], theme.colours["muted"]
    yield "title", _line(Style(theme.sizes["title"], white, theme.dark, bold=True))
    yield "band", _line(Style(body, white, theme.dark))
    yield "guide", _line(Style(body, muted))
    heading = Style(small, white, theme.accent, bold=True, border=theme.line)
    for horizontal in ("left", "center", "right"):
        yield f"heading {horizontal}", replace(heading, horizontal=horizontal)


def _page_styles(theme: Theme) -> Iterator[tuple[str, Style]]:
    """Yield the styles of running text and of lists."""
    body, small = theme.sizes["body"], theme.sizes["small"]
    text, muted = theme.colours["text"], theme.colours["muted"]
    yield "text", Style(body, text)
    yield "text middle", replace(Style(body, text), vertical="center")
    yield "note", Style(small, muted)
    yield "label", Style(body, text, bold=True)
    yield "link", Style(body, theme.accent, underline=True, wrap=False)
    yield "swatch", _line(Style(body, text, border=theme.line))
    yield "card", Style(body, text, rule=theme.line)
    yield "line", _line(Style(body, text))
    yield "hidden", Style(small, muted, wrap=False, indent=0)


def _large_styles(theme: Theme) -> Iterator[tuple[str, Style]]:
    """Yield the styles of section headings, steps, counts and the meter."""
    section, accent = theme.sizes["section"], theme.accent
    yield "section", _line(Style(section, accent, bold=True))
    yield "step", Style(section, accent, bold=True, horizontal="center")
    count = Style(theme.sizes["body"], theme.colours["text"], bold=True)
    yield "count", _line(replace(count, horizontal="center"))
    meter = Style(theme.sizes["meter"], accent, bold=True, number_format="0 %")
    yield "meter", _line(meter)
    yield "bar", _line(Style(theme.sizes["bar"], accent))


def _line(style: Style) -> Style:
    """Return a style for a single line in the middle of its row."""
    return replace(style, vertical="center", wrap=False)


def _cell(theme: Theme, role: Role, kind: Kind) -> Style:
    """Return the style of a table's or a named cell's value."""
    is_open = role is Role.INPUT
    return Style(
        theme.sizes["body"],
        theme.colours["text"] if is_open else theme.colours["muted"],
        theme.entry if is_open else theme.locked,
        border=theme.line,
        number_format=_number_format(role, kind),
        horizontal=_horizontal(kind),
        locked=not is_open,
    )


def _number_format(role: Role, kind: Kind) -> str:
    """Return a cell's number format; text never becomes a formula or a date.

    A formula keeps General: Excel shows a formula in a text cell as it is written.
    """
    if role is Role.FORMULA:
        return "General"
    return _FORMATS.get(kind, _TEXT_FORMAT)


def _horizontal(kind: Kind) -> str:
    """Return how a kind of value is aligned."""
    if kind in _CENTRED:
        return "center"
    return "right" if kind is Kind.NUMBER else "left"
