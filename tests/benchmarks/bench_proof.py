"""Proving a report's PDF accessible, against LibreOffice's conversion of it."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from compile.proof.data import cards_of
from compile.proof.proving import prove
from compile.proof.word import read_word
from compile.render_pdf import PDF_FILTER, draft_pdf
from compile.render_word import render_word
from compile.report_templates.house_styles import LANGUAGE
from compile.report_templates.house_template import write_house_template
from compile.soffice import convert
from tests.benchmarks.measuring import Ratio, in_turn
from tests.benchmarks.render_worker import context_of

CARDS = 60
LIMIT = 0.1
TIMEOUT = 600.0  # seconds


def measure(cards: int = CARDS, rounds: int = 3) -> list[Ratio]:
    """Return the ratio of times on the clock; counting the Word file is the proof's.

    A compile counts it beside the conversion and proves while the Word file is
    written, so less than this is waited for.
    """
    context = context_of(cards)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        template, docx, pdf = (folder / f for f in ("mall.docx", "r.docx", "r.pdf"))
        write_house_template(template)
        render_word(template, context, docx)
        draft_pdf(docx, pdf, TIMEOUT)

        def ours() -> None:
            prove(pdf, read_word(docx, context.document_title, LANGUAGE), rows)

        def theirs() -> None:
            convert(docx, folder, PDF_FILTER, TIMEOUT)

        rows = cards_of(context)
        ratio, mine, other = in_turn(ours, theirs, rounds, clock=time.perf_counter)
    name = f"proof of {cards} cards / soffice alone"
    return [Ratio(name, ratio, LIMIT, mine, other, "s")]
