"""One report in both forms: rendered once, converted once, pages brought back."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from compile.contents import page_numbers, plain_contents
from compile.delivery import delivering
from compile.render_pdf import draft_pdf
from compile.render_word import rendered
from workbook_templates.standard.errors import ConversionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compile.context import ReportContext
    from compile.delivery import Delivery
    from compile.render_word import RenderedReport


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """What was written. error tells why a PDF that was wanted could not be made."""

    docx: Path
    pdf: Path | None = None
    error: ConversionError | None = None


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
    """Do the same to a delivery, which others may add to before it is made."""
    with rendered(template, context, logo) as report:
        pages: Sequence[int | None] = [None] * len(report.headings)
        error = None
        if pdf_target is not None:
            try:
                pages = _write_pdf(report, delivery.draft(pdf_target), timeout)
            except ConversionError as caught:
                error = caught
                delivery.withdraw(pdf_target)  # an older one would mislead
        report.write_with_pages(delivery.draft(docx_target), pages)
    return ReportFiles(docx_target, None if error else pdf_target, error)


def _write_pdf(
    report: RenderedReport, target: Path, timeout: float
) -> Sequence[int | None]:
    """Convert by way of a passing Word file; return the page of each heading."""
    with tempfile.TemporaryDirectory() as folder:
        passing = Path(folder) / "rapport.docx"
        report.write(passing, plain_contents(report.headings, report.style))
        draft_pdf(passing, target, timeout)
    return page_numbers(target, report.headings)
