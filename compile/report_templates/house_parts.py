"""Small parts that the house template is put together from."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from docx.shared import Mm, Pt

from compile.report_templates.house_styles import (
    BULLET,
    CARD_TEXT,
    FACT_LABEL,
    FACTS,
    LABEL,
    MARK,
    NOTICE,
    PICTURE,
    TAG,
    TEXT_WIDTH,
    element,
)
from compile.report_templates.house_tables import add_table, value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    from compile.report_templates.house_tables import TableColumn

_PIXELS_PER_MM = 4
_BETWEEN = " · "
_OFF_A_TABLE = 4  # points


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value in a line of facts; mark: whether it is a step of a scale.

    condition: an expression; where it is false the fact is left out.
    """

    label: str
    text: str
    mark: bool = False
    condition: str = ""


class Writer:
    """Writes the parts of a template into a document, from top to bottom."""

    def __init__(self, document: Document) -> None:
        """Write at the end of the document."""
        self.document = document
        self.numbers = {"Tabell": 0, "Figur": 0}

    def text(self, text: str, style: str = "Normal") -> Paragraph:
        """Write a paragraph."""
        return self.document.add_paragraph(text, style)

    def tag(self, command: str) -> None:
        """Write a command in a paragraph that is gone from the report."""
        self.text("{%p " + command + " %}", TAG)

    def texts(self, loop: str, style: str) -> None:
        """Write a paragraph for each text of a loop: "sentence in xs"."""
        self.tag(f"for {loop}")
        self.text(value(loop.partition(" ")[0]), style)
        self.tag("endfor")

    def bullets(self, loop: str) -> None:
        """Write a bulleted line for each text of a loop."""
        self.texts(loop, BULLET)

    def notices(self, expression: str) -> None:
        """Write what the reader must know, each on a tinted line."""
        self.texts(f"notice in {expression}", NOTICE)

    def otherwise(self, sentence: str, *, keep_next: bool = False) -> None:
        """Say in a sentence that a part is empty, and end its condition.

        The sentence may follow on a table, and is set off from it. keep_next: whether
        it stands on the page of what comes after it.
        """
        self.tag("else")
        paragraph = self.text(sentence)
        paragraph.paragraph_format.space_before = Pt(_OFF_A_TABLE)
        if keep_next:
            paragraph.paragraph_format.keep_with_next = True
        self.tag("endif")

    def labelled(self, label: str, text: str) -> None:
        """Write a paragraph that opens with a label: "Kommentar: ..."."""
        paragraph = self.document.add_paragraph(style=CARD_TEXT)
        paragraph.add_run(f"{label}: ", LABEL)
        paragraph.add_run(text)

    def when(self, condition: str, label: str, text: str) -> None:
        """Write a labelled paragraph that is there only under a condition."""
        self.tag(f"if {condition}")
        self.labelled(label, text)
        self.tag("endif")

    def facts(self, *lines: Sequence[Fact], keep_next: bool = False) -> None:
        """Write labelled values in lines of text, "Ansvarig: rektor · ...".

        A line is read in one go and laid out much faster than a table of one row.
        """
        paragraph = self.text("", FACTS)
        if keep_next:
            paragraph.paragraph_format.keep_with_next = True
        for line in lines:
            if line is not lines[0]:
                # Read aloud, a line break alone joins the words on either side.
                paragraph.add_run(" ").add_break()
            for fact in line:
                _fact(paragraph, fact, "" if fact is line[0] else _BETWEEN)

    def caption(self, text: str, kind: str = "Tabell") -> None:
        """Write a numbered caption, "Tabell 1. ..."."""
        self.numbers[kind] += 1
        paragraph = self.document.add_paragraph(f"{kind} ", "Caption")
        field(paragraph, f"SEQ {kind} \\* ARABIC", str(self.numbers[kind]))
        paragraph.add_run(f". {text}")

    def chart(self, chart: str, height: float) -> None:
        """Write the place of a chart, as wide as the text and height mm high.

        chart: the chart's expression; the renderer knows the place by the picture's
        alternative text.
        """
        self.tag(f"if {chart}")
        self.caption(value(f"{chart}.title"), "Figur")
        paragraph = self.text("", PICTURE)
        alt = value(f"{chart}.alt")
        add_picture(paragraph, TEXT_WIDTH, height, alt)
        self.tag("endif")

    def table(self, columns: Sequence[TableColumn], *loops: str) -> Table:
        """Write a table as in add_table.

        What follows brings its own space: an empty paragraph could end up alone on
        a page.
        """
        return add_table(self.document, columns, *loops)


def _fact(paragraph: Paragraph, fact: Fact, before: str) -> None:
    if fact.condition:
        paragraph.add_run("{%r if " + fact.condition + " %}")
    paragraph.add_run(f"{before}{fact.label}: ", FACT_LABEL)
    if fact.mark:
        paragraph.add_run(fact.text, MARK)
    else:
        paragraph.add_run(fact.text)
    if fact.condition:
        paragraph.add_run("{%r endif %}")


def field(paragraph: Paragraph, instruction: str, result: str) -> None:
    """Add a field to a paragraph with the result that is shown until it is updated."""
    for kind in ("begin", "separate", "end"):
        if kind == "end":
            paragraph.add_run(result)
        run = paragraph.add_run()
        run._r.append(element("w:fldChar", fldCharType=kind))  # noqa: SLF001 - no API for fields
        if kind == "begin":
            code = element("w:instrText")
            code.text = f" {instruction} "
            paragraph.add_run()._r.append(code)  # noqa: SLF001 - no API for fields


def add_picture(
    paragraph: Paragraph, width: float, height: float, alt: str, name: str = "Diagram"
) -> None:
    """Put a placeholder of width x height mm in a paragraph; alt tells what it is."""
    pixels = (round(width * _PIXELS_PER_MM), round(height * _PIXELS_PER_MM))
    run = paragraph.add_run()
    shape = run.add_picture(placeholder_picture(*pixels), Mm(width), Mm(height))
    inline = shape._inline  # noqa: SLF001 - no API for alternative texts
    for side in "TBLR":  # left out, LibreOffice takes an eighth of an inch
        inline.set(f"dist{side}", "0")
    inline.docPr.set("name", name)
    inline.docPr.set("descr", alt)


def placeholder_picture(width: int, height: int) -> BytesIO:
    """Return a grey PNG of the given size in pixels, where a picture will stand."""
    frame = bytes((0xAE, 0xBC, 0xC4))
    inside = frame + bytes((0xEE, 0xF2, 0xF4)) * (width - 2) + frame
    rows = [frame * width, *([inside] * (height - 2)), frame * width]
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (_chunk(b"IHDR", head), _chunk(b"IDAT", pixels), _chunk(b"IEND", b""))
    return BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
