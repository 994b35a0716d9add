"""The proof of a report's PDF, against LibreOffice's conversion alone.

CARDS cards by default: set MALKORT_PROOF_CARDS for another number.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from compile.contents import plain_contents
from compile.proof.data import cards_of
from compile.proof.proving import prove
from compile.proof.word import read_word
from compile.render_pdf import PDF_FILTER, draft_pdf
from compile.render_word import rendered
from compile.report_templates.house_styles import LANGUAGE
from compile.report_templates.house_template import write_house_template
from compile.soffice import convert
from tests.benchmarks.measuring import Ratio, in_turn
from tests.benchmarks.render_worker import context_of

CARDS = int(os.environ.get("MALKORT_PROOF_CARDS", "60"))
LIMIT = 0.1
SECONDS = 1800


def measure() -> list[Ratio]:
    """Return the ratio of times on the clock, both in turn."""
    context = context_of(CARDS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        template, docx, pdf = (folder / n for n in ("mall.docx", "r.docx", "r.pdf"))
        write_house_template(template)
        with rendered(template, context, None) as report:
            report.write(docx, plain_contents(report.headings, report.style))
        alone = folder / "made"
        alone.mkdir()
        word = read_word(docx, context.document_title, LANGUAGE)
        draft_pdf(docx, pdf, SECONDS, [t.headers for t in word.content.tables])
        cards = cards_of(context)
        assert prove(pdf, word, cards).passed
        ratio, ours, theirs = in_turn(
            lambda: prove(pdf, word, cards),
            lambda: convert(docx, alone, PDF_FILTER, SECONDS),
            rounds=3,
            clock=time.perf_counter,
        )
    label = f"proof of {CARDS} cards / soffice alone, clock"
    return [Ratio(label, ratio, LIMIT, ours, theirs, "s")]
