"""Word to PDF: tagged, with bookmarks and the document's own title and language."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import pikepdf

from compile.delivery import delivering
from compile.soffice import convert
from workbook_templates.standard.errors import ConversionError

_ON = {"type": "boolean", "value": "true"}
_FILTER_OPTIONS = {
    "UseTaggedPDF": _ON,
    "ExportBookmarks": _ON,
    "PDFUACompliance": _ON,
    "DisplayPDFDocumentTitle": _ON,
}
PDF_FILTER = f"pdf:writer_pdf_Export:{json.dumps(_FILTER_OPTIONS)}"


def convert_to_pdf(docx: Path, target: Path, timeout: float) -> None:
    """Write a Word file as PDF that replaces the target when whole.

    timeout: in seconds. Raises ConversionError where LibreOffice cannot do it, and
    DeliveryError where the target cannot be written.
    """
    with delivering(target.parent) as delivery:
        draft_pdf(docx, delivery.draft(target), timeout)


def draft_pdf(docx: Path, draft: Path, timeout: float) -> None:
    """Write a Word file as PDF to a delivery's draft; raises ConversionError."""
    with tempfile.TemporaryDirectory() as folder:
        made = convert(docx, Path(folder), PDF_FILTER, timeout)
        whole = Path(folder) / "whole.pdf"
        _finish(made, whole)
        shutil.copyfile(whole, draft)


def _finish(made: Path, target: Path) -> None:
    """Add what LibreOffice leaves out of PDF/UA, and pack the file smaller."""
    try:
        with pikepdf.open(made) as pdf:
            for page in pdf.pages:
                page.obj.Tabs = pikepdf.Name.S  # links are reached in reading order
                _describe_links(page)
            pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except pikepdf.PdfError as error:
        message = (
            "Word-filen är klar, men LibreOffice skrev en trasig PDF. Kör igen, eller "
            "öppna Word-filen och spara den som PDF."
        )
        raise ConversionError(message) from error


def _describe_links(page: pikepdf.Page) -> None:
    """Let a link that is only a page number say what the number is."""
    for link in page.obj.get("/Annots", []):
        text = str(link.get("/Contents", ""))
        if text.isdigit():
            link.Contents = pikepdf.String(f"Sida {text}")
