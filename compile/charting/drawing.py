"""A chart as a PNG: the only module that knows matplotlib.

All texts of one colour are drawn as one path of outlines from the embedded font,
with the outlines remembered: twenty times as fast as text by text.
"""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from compile import fonts
from compile.charting.layout import CAPITALS, PAPER, POINT, Box, lay_out
from compile.charting.quiet import quiet_import
from compile.marks import INK, LINE, MUTED, PART_STYLES, PartStyle

with quiet_import():
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.font_manager import get_font
    from matplotlib.path import Path as Outline
    from matplotlib.transforms import Affine2D

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from compile.charting.layout import Drawing, Words
    from compile.context import Chart

DPI = 200
_PER_MM = DPI / 25.4
_EM = 1000  # units of a remembered outline
_OTHER_SYMBOLS = "fonts/ttf/DejaVuSans.ttf"  # comes with matplotlib
_COLOURS = 128  # of the picture; its edges are smooth
_ALIKE = 3  # of 255: the palette's rounding
_FRAME, _THIN = 0.45, 0.35  # lines, in points
_AIR = 0.18  # beside a number on a pattern, of its size; less above and below
_WHITE = "FFFFFF"
# Drawn beforehand, in what time there is.
_USUAL = (
    "0123456789 ABCDEFGHIJKLMNOPRSTUVabcdefghijklmnoprstuvxyåäöÅÄÖ-,/" + fonts.SYMBOLS
)


def draw(chart: Chart, width: float, height: float) -> bytes:
    """Return a chart as a PNG of a size in mm; the same chart gives the same bytes."""
    drawing = lay_out(chart, width, height, text_width)
    canvas = _Canvas(drawing)
    canvas.fill([Box(0, 0, width, height)], _WHITE)
    canvas.outline(drawing.lines, LINE, _THIN)
    for index in range(len(chart.series)):
        canvas.parts([p.box for p in drawing.parts if p.series == index], index)
    canvas.backgrounds(drawing.words)
    for muted, colour in ((False, INK), (True, MUTED)):
        canvas.texts([w for w in drawing.words if w.muted is muted], colour)
    return canvas.png()


def warm_up() -> None:
    """Remember the outlines of the usual characters."""
    text_width(_USUAL, 1)


def text_width(text: str, size: float) -> float:
    """Return a text's width in mm; size in points."""
    return sum(_glyph(c)[2] for c in text) * size * POINT


@cache
def _glyph(character: str) -> tuple[NDArray[np.float64], NDArray[np.integer], float]:
    """Return a character's outline and width; the font's size is 1."""
    code = ord(character)
    font = get_font(str(fonts.regular()))
    if not font.get_char_index(code):
        font = get_font(f"{mpl.get_data_path()}/{_OTHER_SYMBOLS}")
    font.set_size(_EM, 72)
    glyph = font.load_glyph(font.get_char_index(code))  # 0: the font's empty box
    advance = glyph.linearHoriAdvance / 65536 / _EM
    vertices, codes = font.get_path()
    return vertices / _EM, codes, advance


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour)
    return red / 255, green / 255, blue / 255


class _Canvas:
    """What is drawn on: shapes in mm, downwards."""

    def __init__(self, drawing: Drawing) -> None:
        self.pixels = (round(drawing.width * _PER_MM), round(drawing.height * _PER_MM))
        self.renderer: Any = RendererAgg(*self.pixels, DPI)  # type: ignore[no-untyped-call] # matplotlib left it out
        down = Affine2D().scale(_PER_MM, -_PER_MM)
        self.to_pixels = down.translate(0, self.pixels[1])

    def fill(
        self, boxes: Sequence[Box], colour: str, hatch: str = "", ink: str = ""
    ) -> None:
        """Fill boxes, with a pattern in a colour of its own."""
        gc = self.renderer.new_gc()
        gc.set_linewidth(0)
        if hatch:
            gc.set_hatch(hatch)
            gc.set_hatch_color(_rgb(ink))
        self.renderer.draw_path(gc, _boxes(boxes), self.to_pixels, _rgb(colour))

    def outline(self, boxes: Sequence[Box], colour: str, width: float) -> None:
        """Draw the edges of boxes; a box without width is a line."""
        gc = self.renderer.new_gc()
        gc.set_foreground(_rgb(colour), isRGBA=False)
        gc.set_linewidth(width * DPI / 72)
        gc.set_snap(True)
        self.renderer.draw_path(gc, _boxes(boxes), self.to_pixels)

    def parts(self, boxes: Sequence[Box], series: int) -> None:
        """Draw all parts of a series."""
        style = _style(series)
        with mpl.rc_context({"hatch.linewidth": _THIN}):
            self.fill(boxes, style.fill, style.hatch, style.line)
        self.outline(boxes, style.line, _FRAME)

    def backgrounds(self, words: Iterable[Words]) -> None:
        """Clear patterns and lines behind the numbers."""
        fills: dict[str, list[Box]] = {}
        for one in words:
            if one.on is not None:
                fill = _WHITE if one.on == PAPER else _style(one.on).fill
                fills.setdefault(fill, []).append(_behind(one))
        for fill, boxes in fills.items():
            self.fill(boxes, fill)

    def texts(self, words: Sequence[Words], colour: str) -> None:
        """Draw texts as one path."""
        vertices: list[NDArray[np.float64]] = [np.empty((0, 2))]
        codes: list[NDArray[np.integer]] = [np.empty(0, np.uint8)]
        for one in words:
            x, size = one.x, one.size * POINT
            for character in one.text:
                outline, outline_codes, advance = _glyph(character)
                vertices.append(outline * (size, -size) + (x, one.y))
                codes.append(outline_codes)
                x += advance * size
        gc = self.renderer.new_gc()
        gc.set_linewidth(0)
        path = Outline(np.concatenate(vertices), np.concatenate(codes))
        self.renderer.draw_path(gc, path, self.to_pixels, _rgb(colour))

    def png(self) -> bytes:
        """Return the picture; few colours, no date and no program's name."""
        rgba = Image.frombuffer("RGBA", self.pixels, self.renderer.buffer_rgba())
        few = rgba.convert("RGB").quantize(
            _COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
        few.putpalette(_exact(few.getpalette() or []))
        file = io.BytesIO()
        few.save(file, "PNG", dpi=(DPI, DPI), compress_level=6)
        return file.getvalue()


def _exact(palette: Sequence[int]) -> list[int]:
    """Return a palette in which the fills are what they were before it was made."""
    colours = np.array(palette).reshape(-1, 3)
    for fill in (_WHITE, *(style.fill for style in PART_STYLES)):
        exact = np.frombuffer(bytes.fromhex(fill), np.uint8).astype(int)
        nearest = np.abs(colours - exact).sum(axis=1).argmin()
        if np.abs(colours[nearest] - exact).max() <= _ALIKE:
            colours[nearest] = exact
    return [int(part) for part in colours.flat]


def _style(series: int) -> PartStyle:
    return PART_STYLES[series % len(PART_STYLES)]


def _boxes(boxes: Sequence[Box]) -> Outline:
    corners = [
        (
            (b.x, b.y),
            (b.x + b.width, b.y),
            (b.x + b.width, b.y + b.height),
            (b.x, b.y + b.height),
            (b.x, b.y),
        )
        for b in boxes
    ]
    one = (Outline.MOVETO, *[Outline.LINETO] * 3, Outline.CLOSEPOLY)
    vertices = np.array(corners, float).reshape(-1, 2)
    return Outline(vertices, np.array(one * len(boxes), np.uint8))


def _behind(words: Words) -> Box:
    size = words.size * POINT
    side, above = _AIR * size, _AIR * size * 0.6
    top, width = words.y - size * CAPITALS, text_width(words.text, words.size)
    return Box(
        words.x - side,
        top - above,
        width + 2 * side,
        size * CAPITALS + 2 * above,
    )
