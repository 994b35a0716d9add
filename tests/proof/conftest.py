"""One example report with a logo and lists, converted once for all tests here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from compile.proof.data import cards_of
from compile.proof.page_text import read_ahead
from compile.proof.proving import prove
from compile.proof.word import read_word
from compile.render_pdf import draft_pdf
from compile.render_word import rendered
from compile.report_templates.house_parts import placeholder_picture
from compile.report_templates.house_styles import LANGUAGE
from compile.report_templates.house_template import write_house_template
from tests.helpers.tools import need
from tests.report.example import example_context

if TYPE_CHECKING:
    from pathlib import Path

    from compile.context import Card, ReportContext
    from compile.proof.page_text import KnownTexts
    from compile.proof.verdict import Proof
    from compile.proof.word import WordContent


@dataclass(frozen=True, slots=True)
class Example:
    """A converted report: its data, the Word file that was converted, the PDF.

    known: the texts of the PDF's pages, read ahead as in a compile: no damage that
    comes later may hide behind them.
    """

    context: ReportContext
    word: WordContent
    docx: Path
    pdf: Path
    known: KnownTexts

    @property
    def cards(self) -> tuple[Card, ...]:
        return cards_of(self.context)

    def proof(self, pdf: Path | None = None) -> Proof:
        return prove(pdf or self.pdf, self.word, self.cards, dict(self.known))


def convert_example(folder: Path, context: ReportContext) -> Example:
    """Convert a report with the house template and a logo."""
    need("soffice")
    template, logo = folder / "rapportmall.docx", folder / "logotyp.png"
    write_house_template(template)
    logo.write_bytes(placeholder_picture(300, 200).getvalue())
    docx, pdf = folder / "rapport.docx", folder / "rapport.pdf"
    with rendered(template, context, logo) as report:
        report.write_passing(docx)
    draft_pdf(docx, pdf, 120)
    word = read_word(docx, context.document_title, LANGUAGE)
    return Example(context, word, docx, pdf, read_ahead(pdf))


def example() -> ReportContext:
    """Return two cards; the very long comment is left out, for the tests' time."""
    context = example_context(1, 0)
    short = replace(context.chapters[-1], cards=context.chapters[-1].cards[:-1])
    return replace(context, chapters=(*context.chapters[:-1], short))


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Example:
    return convert_example(tmp_path_factory.mktemp("proof"), example())
