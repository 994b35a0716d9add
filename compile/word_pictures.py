"""Charts: the pictures in the template whose alternative text is {{ EXPR.alt }}.

Where EXPR is a chart, the picture in the template is only its slot: the slot's width
and largest height are the chart's. In a loop every round gets its own picture. The
pictures are drawn while the text is being rendered, and become parts of the file
when it is done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compile.charting.layout import fitting_height
from compile.context import Chart
from compile.word_errors import UnknownField
from compile.word_package import CONTENT_TYPES, with_picture_kind, with_pictures

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from concurrent.futures import Future

    from lxml import etree

    from compile.charting.drawer import Drawer
    from compile.word_package import Package

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SLOT = re.compile(r"\{\{\s*([\w.\[\]]+)\.alt\s*\}\}")
_EMU = 36_000  # in a mm
PICTURE = "chart_picture"  # the name by which the prepared template asks


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart's place in the file: its relation's id, and its height in EMU."""

    relation: str
    height: int


@dataclass(slots=True)
class Pictures:
    """The charts of one report, in the order in which the text asks for them."""

    drawer: Drawer
    _asked: dict[object, tuple[Picture, Future[bytes]]] = field(default_factory=dict)

    def ask(self, chart: object, width: int, height: int) -> object:
        """Return the picture of a chart; width and largest height in EMU.

        Charts that look the same are one picture. What is no chart is undefined.
        """
        if not isinstance(chart, Chart):
            return UnknownField(obj=chart, name="alt")
        key = (chart.labels, chart.series, width, height)
        if key not in self._asked:
            mm = fitting_height(chart, height / _EMU)
            picture = Picture(f"rIdDiagram{len(self._asked) + 1}", round(mm * _EMU))
            drawn = self.drawer.ask(chart, width / _EMU, mm)
            self._asked[key] = (picture, drawn)
        return self._asked[key][0]

    def parts(self, package: Package, parts: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the pictures and the parts that tell of them, as they now are.

        parts: those of the package that have changed before.
        """
        if not self._asked:
            return {}
        relations = package.relations
        before = {**package.parts, **parts}
        named = list(self._named())
        made = {f"{package.folder}/{n}": d.result() for n, _, d in named}
        pictures = ((picture.relation, n) for n, picture, _ in named)
        made[relations] = with_pictures(before[relations], pictures)
        made[CONTENT_TYPES] = with_picture_kind(before[CONTENT_TYPES], "png")
        return made

    def _named(self) -> Iterator[tuple[str, Picture, Future[bytes]]]:
        for number, (picture, drawn) in enumerate(self._asked.values(), start=1):
            yield f"media/diagram{number}.png", picture, drawn


def open_slots(root: etree._Element) -> None:
    """Make each slot of a chart ask for its picture when it is rendered.

    A chart that has nothing to show leaves nothing behind.
    """
    for drawing in list(root.iter(f"{_WP}inline", f"{_WP}anchor")):
        if expression := slot_expression(drawing):
            _open(drawing, expression)


def slot_expression(drawing: etree._Element) -> str:
    """Return the expression of the chart that a picture is the slot of, or ""."""
    texts = (p.get("descr", "") for p in drawing.iter(f"{_WP}docPr"))
    found = next(filter(None, map(_SLOT.search, texts)), None)
    return found[1] if found else ""


def _open(drawing: etree._Element, expression: str) -> None:
    extent = next(drawing.iter(f"{_WP}extent"))
    width, height = extent.get("cx", "0"), extent.get("cy", "0")
    for side in "TBLR":  # left out, LibreOffice takes an eighth of an inch
        drawing.set(f"dist{side}", drawing.get(f"dist{side}", "0"))
    asked = f"{PICTURE}({expression}, {width}, {height})"
    for blip in drawing.iter(f"{_A}blip"):
        blip.set(f"{_R}embed", f"{{{{ {asked}.relation }}}}")
    for size in (extent, *drawing.iter(f"{_A}ext")):
        if size.get("cx"):
            size.set("cx", width)
            size.set("cy", f"{{{{ {asked}.height }}}}")
    _only_if(drawing, expression)


def _only_if(drawing: etree._Element, expression: str) -> None:
    """Put a condition around the w:drawing that a slot lies in."""
    holder = drawing.getparent()
    run = None if holder is None else holder.getparent()
    if holder is None or run is None:
        return
    before = holder.getprevious()
    start = f"{{% if {expression} %}}"
    if before is None:
        run.text = f"{run.text or ''}{start}"
    else:
        before.tail = f"{before.tail or ''}{start}"
    holder.tail = f"{{% endif %}}{holder.tail or ''}"
