"""What a file really is, whatever its name says: told from its first bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.intake.messages import (
    NO_WORKBOOK,
    OLD_EXCEL,
    OTHER_FILE,
    OTHER_WORKBOOK,
    PASSWORD,
    TEXT_FILE,
    RefusedError,
)

if TYPE_CHECKING:
    from collections.abc import Collection

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE2_ENTRY = 128  # bytes of a directory entry; they stand at multiples of this
_ENCRYPTED = ("EncryptedPackage", "DRMEncryptedDataSpace")
_OLD_BOOKS = ("Workbook", "Book")
_SIGNATURES = (
    (b"%PDF", "ett PDF-dokument"),
    (b"{\\rtf", "ett textdokument (RTF)"),
    (b"\x89PNG", "en bild"),
    (b"\xff\xd8\xff", "en bild"),
    (b"GIF8", "en bild"),
    (b"Rar!", "ett RAR-arkiv"),
    (b"7z\xbc\xaf\x27\x1c", "ett 7-Zip-arkiv"),
    (b"\x1f\x8b", "ett GZIP-arkiv"),
)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_PACKAGES = (
    ("xl/workbook.bin", OTHER_WORKBOOK, "en binär arbetsbok (.xlsb)"),
    ("index/document.iwa", OTHER_WORKBOOK, "en arbetsbok från Numbers"),
    ("word/document.xml", OTHER_FILE, "ett Word-dokument"),
    ("ppt/presentation.xml", OTHER_FILE, "en Powerpoint-presentation"),
    ("mimetype", OTHER_WORKBOOK, "ett OpenDocument-dokument (som .ods)"),
)


def refuse_other_types(data: bytes) -> None:
    """Return for a zip; raise RefusedError with its kind for anything else."""
    if data.startswith(_ZIP):
        return
    if data.startswith(_OLE2):
        _refuse_ole2(data)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise RefusedError(OTHER_FILE, kind=kind)
    _refuse_text(data[:4096])
    raise RefusedError(OTHER_FILE, kind="en fil av okänt slag")


def refuse_other_packages(names: Collection[str]) -> None:
    """Raise RefusedError for a zip that holds no .xlsx workbook.

    names: the zip's part names in lower case.
    """
    if "xl/workbook.xml" in names:
        return
    for part, message, kind in _PACKAGES:
        if part in names:
            raise RefusedError(message, kind=kind)
    if "[content_types].xml" not in names:
        raise RefusedError(OTHER_FILE, kind="ett zip-arkiv")
    if "_rels/.rels" not in names:
        raise RefusedError(NO_WORKBOOK, part="_rels/.rels")


def _refuse_ole2(data: bytes) -> None:
    """Tell an encrypted workbook from an old one and from other old files."""
    if any(_has_stream(data, name) for name in _ENCRYPTED):
        raise RefusedError(PASSWORD)
    if any(_has_stream(data, name) for name in _OLD_BOOKS):
        raise RefusedError(OLD_EXCEL)
    raise RefusedError(OTHER_FILE, kind="ett äldre Office-dokument")


def _has_stream(data: bytes, name: str) -> bool:
    """Whether a directory entry of the compound file bears the name."""
    wanted = f"{name}\0".encode("utf-16-le")
    place = data.find(wanted)
    while place >= 0:
        if place % _OLE2_ENTRY == 0:
            return True
        place = data.find(wanted, place + 1)
    return False


def _refuse_text(start: bytes) -> None:
    """Raise RefusedError where the first bytes are readable text."""
    text = _decoded(start).lstrip().lower()
    if not text:
        return
    kind = "en textfil"
    if text.startswith(("<!doctype html", "<html", "<table", "<head", "<meta")):
        kind = "en webbsida (HTML)"
    elif text.startswith("<?xml"):
        kind = "en XML-fil"
    elif any(mark in text.partition("\n")[0] for mark in ";,\t"):
        kind = "en textfil med värden (CSV)"
    raise RefusedError(TEXT_FILE, kind=kind)


def _decoded(start: bytes) -> str:
    """Return bytes as text by their byte order mark, or nothing where binary."""
    for bom, encoding in _BOMS:
        if start.startswith(bom):
            return start.decode(encoding, "ignore")
    control = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in start)  # noqa: PLR2004 - 32 is the first printable byte
    return "" if control else start.decode("latin-1")
