"""One report in both forms: rendered once, converted once, pages brought back.

The Word file is written while the PDF gets its last pass, and then the PDF is proven
accessible.
"""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from compile.contents import page_numbers, plain_contents
from compile.delivery import delivering
from compile.finishing import finishing_here
from compile.odf.passing import write_odf
from compile.odf.questions import UntranslatableError
from compile.pdf_claims import without_claims
from compile.proof.data import cards_of
from compile.proof.page_text import read_ahead
from compile.proof.proving import prove
from compile.proof.verdict import SUFFIX, proof_json
from compile.proof.word import count_word
from compile.render_pdf import PDF_FILTER
from compile.render_word import rendered
from compile.report_templates.house_styles import LANGUAGE
from compile.soffice import convert
from workbook_templates.standard.errors import ConversionError

if TYPE_CHECKING:
    from collections.abc import Callable

    from compile.context import ReportContext
    from compile.delivery import Delivery
    from compile.finishing import Finishing
    from compile.proof.page_text import KnownTexts
    from compile.proof.verdict import Proof
    from compile.proof.word import WordContent
    from compile.render_word import RenderedReport


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """What was written. error tells why a PDF that was wanted could not be made.

    proof: whether the PDF is accessible; None where there is no PDF.
    """

    docx: Path
    pdf: Path | None = None
    error: ConversionError | None = None
    proof: Proof | None = None

    @property
    def proof_file(self) -> Path:
        """Where the proof is written when there is one."""
        return proof_target(self.docx)


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Beside:
    """What the computer does while a report is made, where it can do several things.

    meanwhile: called while LibreOffice converts; whoever gave it asks for the outcome.
    finishing: who makes the last pass over the PDF.
    """

    meanwhile: Callable[[], object] = _nothing
    finishing: Finishing = finishing_here


NOTHING_BESIDE = Beside()


def write_report(  # noqa: PLR0913, PLR0917 - what goes in, where to, how long
    context: ReportContext,
    template: Path,
    logo: Path | None,
    docx_target: Path,
    pdf_target: Path | None,
    timeout: float,
) -> ReportFiles:
    """Write the report in Word and, unless pdf_target is None, as PDF.

    timeout: seconds for the conversion. The Word file is delivered even when no PDF
    can be made; the error then stands in the answer. Raises TemplateError where the
    template or the logo cannot be used, DeliveryError where a file cannot be written.
    """
    with delivering(docx_target.parent) as delivery:
        return draft_report(
            context, template, logo, docx_target, pdf_target, timeout, delivery
        )


def draft_report(  # noqa: PLR0913, PLR0917 - as above, and with what it comes out
    context: ReportContext,
    template: Path,
    logo: Path | None,
    docx_target: Path,
    pdf_target: Path | None,
    timeout: float,
    delivery: Delivery,
    beside: Beside = NOTHING_BESIDE,
) -> ReportFiles:
    """Do the same to a delivery, which others may add to before it is made.

    A PDF comes with its proof in a file beside it. One that is not proven claims
    neither standard.
    """
    error, proof = None, None
    with rendered(template, context, logo) as report:
        if pdf_target is not None:
            out = _Out(delivery, docx_target, pdf_target)
            try:
                word, known = _write_both(report, context, out, timeout, beside)
                proof = _proven(word, known, context, out)
            except ConversionError as caught:
                error = caught
                for stale in (pdf_target, proof_target(docx_target)):
                    delivery.withdraw(stale)  # an older one would mislead
        if pdf_target is None or error:
            nowhere = [None] * len(report.headings)
            report.write_with_pages(delivery.draft(docx_target), nowhere)
    return ReportFiles(docx_target, None if error else pdf_target, error, proof)


@dataclass(frozen=True, slots=True)
class _Out:
    """Where both files go."""

    delivery: Delivery
    docx: Path
    pdf: Path


def proof_target(docx: Path) -> Path:
    """Return where the proof of the PDF beside a Word file goes."""
    return docx.with_name(f"{docx.stem}{SUFFIX}")


def _write_both(
    report: RenderedReport,
    context: ReportContext,
    out: _Out,
    timeout: float,
    beside: Beside,
) -> tuple[WordContent, KnownTexts]:
    """Convert by way of a passing file, and count the Word file meanwhile.

    The page numbers and the pages' texts, for the proof, are read from LibreOffice's
    file: the last pass changes neither.
    """
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(1) as pool:
        passing = _passing(report, Path(folder), timeout)
        counting = pool.submit(_counted, report, context.document_title)
        pool.submit(beside.meanwhile)
        with beside.finishing() as finish:
            made = convert(passing, Path(folder), PDF_FILTER, timeout)
            word = counting.result()  # reads the body, as writing the Word file does
            headers = [table.headers for table in word.content.tables]
            whole = finish(made, out.delivery.draft(out.pdf), headers)
            pages = page_numbers(made, report.headings)
            report.write_with_pages(out.delivery.draft(out.docx), pages)
            known = read_ahead(made)
            whole()
        return word, known


def _passing(report: RenderedReport, folder: Path, timeout: float) -> Path:
    """Write the file that LibreOffice makes the PDF from, in ODF where that can be.

    Where LibreOffice does not say how, it will say why when it gets the Word file.
    """
    with suppress(UntranslatableError, ConversionError):
        return write_odf(report, folder, timeout)
    passing = folder / "rapport.docx"
    report.write_passing(passing)
    return passing


def _counted(report: RenderedReport, title: str) -> WordContent:
    """Count what the Word file holds, so that the proof has something to compare."""
    contents = plain_contents(report.headings, report.style)
    body = b"".join(report.body.pieces(contents)).decode()
    return count_word(body, report.part(report.package.styles), title, LANGUAGE)


def _proven(
    word: WordContent, known: KnownTexts, context: ReportContext, out: _Out
) -> Proof:
    """Add the proof to the delivery; a PDF that failed it takes its claims back."""
    draft = out.delivery.draft(out.pdf)
    proof = prove(draft, word, cards_of(context), known)
    if not proof.passed:
        draft.write_bytes(without_claims(draft.read_bytes()))
    out.delivery.write(proof_target(out.docx), proof_json(proof))
    return proof
