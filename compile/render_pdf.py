"""Word to PDF: tagged, with bookmarks and the document's own title and language.

LibreOffice writes most of PDF/UA-1 and PDF/A-2b. One pass over its file adds what is
left, claims PDF/A-2a and PDF/UA-1, and makes the same report the same bytes.
"""

from __future__ import annotations

import json
import shutil
import struct
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf

from compile.delivery import delivering
from compile.pdf_claims import metadata
from compile.pdf_fonts import order_fonts
from compile.pdf_tags import (
    lacks_headers,
    share_attributes,
    tell_headers,
    tell_parents,
)
from compile.soffice import convert
from workbook_templates.standard.errors import ConversionError

if TYPE_CHECKING:
    from collections.abc import Sequence

_ON = {"type": "boolean", "value": "true"}
_FILTER_OPTIONS = {
    "UseTaggedPDF": _ON,
    "ExportBookmarks": _ON,
    "PDFUACompliance": _ON,
    "DisplayPDFDocumentTitle": _ON,
    "SelectPdfVersion": {"type": "long", "value": "2"},  # PDF/A-2b
}
_OF_THIS_RUN = ("/ID", "/DocChecksum")
_ICC_DATE = 24  # where a profile's header has its date: six numbers of two bytes
_NO_TIME = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
PDF_FILTER = f"pdf:writer_pdf_Export:{json.dumps(_FILTER_OPTIONS)}"


def convert_to_pdf(docx: Path, target: Path, timeout: float) -> None:
    """Write a Word file as PDF that replaces the target when whole.

    timeout: in seconds. Raises ConversionError where LibreOffice cannot do it, and
    DeliveryError where the target cannot be written.
    """
    with delivering(target.parent) as delivery:
        draft_pdf(docx, delivery.draft(target), timeout)


def draft_pdf(
    docx: Path, draft: Path, timeout: float, headers: Sequence[int] = ()
) -> None:
    """Write a Word file as PDF to a delivery's draft; raises ConversionError."""
    with tempfile.TemporaryDirectory() as folder:
        finish(convert(docx, Path(folder), PDF_FILTER, timeout), draft, headers)


def finish(made: Path, draft: Path, headers: Sequence[int]) -> None:
    """Write a draft of LibreOffice's file that keeps the standards, packed smaller.

    headers: the number of header cells of each of the Word file's tables, in reading
    order; none leaves them as LibreOffice has them. LibreOffice's file is changed, too,
    but stays whole. Raises ConversionError where it is broken.
    """
    whole = made.with_name("whole.pdf")
    _finish(made, whole, headers)
    shutil.copyfile(whole, draft)


def _finish(made: Path, target: Path, headers: Sequence[int]) -> None:
    share_attributes(made)
    try:
        with pikepdf.open(made) as pdf:
            tell_parents(pdf)
            if lacks_headers(made, headers):
                tell_headers(pdf, headers)
            order_fonts(pdf)
            for page in pdf.pages:
                page.obj.Tabs = pikepdf.Name.S  # links are reached in reading order
                _describe_links(page)
            _claim(pdf)
            pdf.save(
                target,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                deterministic_id=True,
            )
    except pikepdf.PdfError as error:
        message = (
            "Word-filen är klar, men LibreOffice skrev en trasig PDF. Kör igen, eller "
            "öppna Word-filen och spara den som PDF."
        )
        raise ConversionError(message) from error


def _claim(pdf: pikepdf.Pdf) -> None:
    """Write what the file says of itself, without what differs from run to run."""
    for key in _OF_THIS_RUN:
        if key in pdf.trailer:
            del pdf.trailer[key]
    for date in ("/CreationDate", "/ModDate"):
        if date in pdf.docinfo:
            del pdf.docinfo[date]
    for intent in pdf.Root.get("/OutputIntents", []):
        _undate(intent.DestOutputProfile)
    info = {key: str(value) for key, value in pdf.docinfo.items()}
    said = metadata(info, str(pdf.Root.get("/Lang", "")))
    pdf.Root.Metadata = pdf.make_stream(
        said, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
    )


def _undate(profile: pikepdf.Object) -> None:
    """Give a colour profile, which LibreOffice makes anew each time, a fixed date."""
    data = profile.read_bytes()
    profile.write(data[:_ICC_DATE] + _NO_TIME + data[_ICC_DATE + len(_NO_TIME) :])


def _describe_links(page: pikepdf.Page) -> None:
    """Let a link that is only a page number say what the number is."""
    for link in page.obj.get("/Annots", []):
        text = str(link.get("/Contents", ""))
        if text.isdigit():
            link.Contents = pikepdf.String(f"Sida {text}")
