"""One PDF proven: the checker runs on the other processor while we count."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pikepdf

from compile.proof.checker import check
from compile.proof.compare import compare, flaws
from compile.proof.data import compare_data, data_counts
from compile.proof.objects import layout_of
from compile.proof.pdf import read_pdf
from compile.proof.verdict import Fault, Proof

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from compile.context import Card
    from compile.proof.objects import Layout
    from compile.proof.page_text import KnownTexts
    from compile.proof.pdf import PdfContent
    from compile.proof.word import WordContent

_BROKEN = (
    "Gör rapporten igen. Står felet kvar, starta om datorn och försök en gång till."
)

# What a broken tree can bring about while it is read.
_UNREADABLE = (pikepdf.PdfError, ValueError, TypeError, AttributeError, LookupError)


def prove(
    path: Path,
    word: WordContent | None,
    cards: Sequence[Card] = (),
    known: KnownTexts | None = None,
) -> Proof:
    """Prove that a PDF keeps both standards and reads as its Word file and its data.

    word: None where there is nothing to compare with; only what is wrong in itself is
    found then. known: texts of pages that were read ahead. Never raises for what the
    PDF is like: each fault is in the answer.
    """
    data = path.read_bytes()
    layout = layout_of(data)
    with ThreadPoolExecutor(1) as pool:
        checking = pool.submit(check, data, layout)
        counts, faults = _count(path, layout, word, cards, known)
        checked = checking.result()
    faults = (*checked.faults, *faults)
    return Proof(checked.checker, checked.checks, counts, faults, word is not None)


def _count(
    path: Path,
    layout: Layout,
    word: WordContent | None,
    cards: Sequence[Card],
    known: KnownTexts | None,
) -> tuple[dict[str, int], Sequence[Fault]]:
    try:
        with pikepdf.open(path) as pdf:
            found = read_pdf(pdf, layout, known)
    except _UNREADABLE as error:
        fault = Fault("fil", "PDF-filen", "en läsbar fil", str(error), _BROKEN)
        return {}, (fault,)
    compared = (*compare(word, found), *compare_data(cards, found)) if word else ()
    counts = counts_of(found) | (data_counts(cards) if cards else {})
    return counts, (*flaws(found), *compared)


def counts_of(pdf: PdfContent) -> dict[str, int]:
    """Return how much a PDF holds of each kind, by its Swedish name."""
    content = pdf.content
    shapes = content.tables
    return {
        "rubriker": len(content.headings),
        "tabeller": len(shapes),
        "rader": sum(shape.rows for shape in shapes),
        "rubrikceller": sum(shape.headers for shape in shapes),
        "dataceller": sum(shape.cells for shape in shapes),
        "bilder": len(content.pictures),
        "länkar": len(content.links),
        "listpunkter": content.items,
        "tecken": len(pdf.text),
    }
