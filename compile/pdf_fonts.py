"""LibreOffice's fonts put in one order, which it does not do itself.

It writes them in the order in which its memory happens to hold them, so that the same
document has two fonts the other way round now and then, more often on a busy computer.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from pikepdf import Dictionary, Stream

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pikepdf


def order_fonts(pdf: pikepdf.Pdf) -> None:
    """Give the pages' fonts new numbers, in the order of their names on the pages.

    Those names (F1, F2) follow the text, so that they are the same in every run.
    """
    known: dict[tuple[int, int], pikepdf.Object] = {}
    for fonts in _lists(pdf):
        for name in sorted(fonts.keys()):
            number = fonts[name].objgen
            if number not in known:
                known[number] = _anew(pdf, fonts[name])
            fonts[name] = known[number]


def _lists(pdf: pikepdf.Pdf) -> Iterable[pikepdf.Object]:
    """Return every list of fonts once; LibreOffice's pages share one."""
    found: dict[tuple[int, int], pikepdf.Object] = {}
    for page in pdf.pages:
        fonts = page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary())
        if fonts.is_indirect:
            found.setdefault(fonts.objgen, fonts)
    return found.values()


def _anew(pdf: pikepdf.Pdf, value: pikepdf.Object) -> pikepdf.Object:
    """Return a copy of an object, and of all that it names, with the next numbers."""
    again = copy.copy(value)  # of a stream with a number already
    for key in sorted(again.keys()):
        part = again[key]
        if isinstance(part, Dictionary | Stream) and part.is_indirect:
            again[key] = _anew(pdf, part)
    return again if again.is_indirect else pdf.make_indirect(again)
