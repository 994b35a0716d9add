"""One report in both forms: rendered once, converted once, pages brought back.

The PDF is proven accessible while the Word file is written.
"""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from compile.contents import page_numbers
from compile.delivery import delivering
from compile.pdf_claims import without_claims
from compile.proof.data import cards_of
from compile.proof.proving import prove
from compile.proof.verdict import SUFFIX, proof_json
from compile.proof.word import read_word
from compile.render_pdf import draft_pdf
from compile.render_word import rendered
from compile.report_templates.house_styles import LANGUAGE
from workbook_templates.standard.errors import ConversionError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from compile.context import ReportContext
    from compile.delivery import Delivery
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
) -> ReportFiles:
    """Do the same to a delivery, which others may add to before it is made.

    A PDF comes with its proof in a file beside it. One that is not proven claims
    neither standard.
    """
    with rendered(template, context, logo) as report, ThreadPoolExecutor(1) as pool:
        pages: Sequence[int | None] = [None] * len(report.headings)
        error, proving = None, None
        if pdf_target is not None:
            try:
                draft = delivery.draft(pdf_target)
                word = _write_pdf(report, context, draft, timeout, pool)
                proving = pool.submit(prove, draft, word, cards_of(context))
                pages = page_numbers(draft, report.headings)
            except ConversionError as caught:
                error = caught
                for stale in (pdf_target, proof_target(docx_target)):
                    delivery.withdraw(stale)  # an older one would mislead
        report.write_with_pages(delivery.draft(docx_target), pages)
        proof = _delivered(proving, delivery, docx_target, pdf_target)
    return ReportFiles(docx_target, None if error else pdf_target, error, proof)


def proof_target(docx: Path) -> Path:
    """Return where the proof of the PDF beside a Word file goes."""
    return docx.with_name(f"{docx.stem}{SUFFIX}")


def _write_pdf(
    report: RenderedReport,
    context: ReportContext,
    target: Path,
    timeout: float,
    pool: ThreadPoolExecutor,
) -> WordContent:
    """Convert by way of a passing Word file, and count that meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        passing = Path(folder) / "rapport.docx"
        report.write_passing(passing)
        counted = pool.submit(read_word, passing, context.document_title, LANGUAGE)
        try:
            draft_pdf(passing, target, timeout)
        finally:
            word = counted.result()
    return word


def _delivered(
    proving: Future[Proof] | None,
    delivery: Delivery,
    docx: Path,
    pdf: Path | None,
) -> Proof | None:
    """Add the proof to the delivery; a PDF that failed it takes its claims back."""
    if proving is None or pdf is None:
        return None
    proof = proving.result()
    if not proof.passed:
        draft = delivery.draft(pdf)
        draft.write_bytes(without_claims(draft.read_bytes()))
    delivery.write(proof_target(docx), proof_json(proof))
    return proof
