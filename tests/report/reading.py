"""How the tests read what was written."""

from __future__ import annotations

import unicodedata
import zipfile
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from compile.context import Chart, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.document import Document

# Written for those who ask, and printed elsewhere or not at all by the house template.
NOT_PRINTED = {"tint", "period_code", "logo_text", "document_title"}


def paragraphs_of(path: Path) -> list[str]:
    """Return the text of every paragraph of the body, those in tables too."""
    document: Document = docx.Document(str(path))
    found = document.element.body.iter(qn("w:p"))
    return [Paragraph(p, document).text for p in found]


def part_of(path: Path, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def squeezed(text: str) -> str:
    """Return a text without white space, in one form, as PDF readers give it."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def texts_in(value: object) -> Iterator[str]:
    """Yield every text that a context holds and that is to be printed."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, Mark):
        yield str(value)
    elif isinstance(value, Chart):
        yield value.title  # the rest is the picture's, or stands in the table below
    elif is_dataclass(value):
        for f in fields(value):
            if f.name not in NOT_PRINTED:
                yield from texts_in(getattr(value, f.name))
