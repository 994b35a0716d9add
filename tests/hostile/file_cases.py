"""Files that are no workbook, and zips that are not as they must be."""

from __future__ import annotations

from tests.hostile import zips
from tests.hostile.cases import (
    SHEET,
    Case,
    raw,
)
from tests.hostile.parts import (
    book,
)

NOT_EXCEL = (
    raw("empty", "MK903", b""),
    raw("zeros", "MK903", bytes(4096)),
    raw("password", "MK905", zips.compound("Root Entry", "EncryptedPackage")),
    raw("old-excel", "MK906", zips.compound("Root Entry", "Workbook")),
    raw("very-old-excel", "MK906", zips.compound("Root Entry", "Book")),
    raw("old-word", "MK909", zips.compound("Root Entry", "WordDocument")),
    raw("stray-word", "MK909", zips.compound() + "x--Workbook\0".encode("utf-16-le")),
    Case("ods", lambda: zips.package("mimetype", "content.xml"), "MK907"),
    Case("binary-workbook", lambda: zips.package("xl/workbook.bin"), "MK907"),
    Case("numbers", lambda: zips.package("Index/Document.iwa"), "MK907"),
    raw("csv", "MK908", "Mål;Mått\r\nEtt;2\r\n".encode("latin-1")),
    raw("csv-utf16", "MK908", "Mål\tMått\r\n".encode("utf-16")),
    raw("csv-utf8", "MK908", "Mål,Mått\n".encode("utf-8-sig")),
    raw("plain-text", "MK908", b"Hej"),
    raw("web-page", "MK908", b"\n<html><table><tr><td>1</td></tr></table></html>"),
    raw("xml-2003", "MK908", b'<?xml version="1.0"?><Workbook/>'),
    raw("pdf", "MK909", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    raw("rtf", "MK909", b"{\\rtf1 Hej}"),
    raw("picture", "MK909", b"\x89PNG\r\n\x1a\n\0\0"),
    raw("noise", "MK909", bytes(range(256)) * 4),
    raw("blank-text", "MK909", b" \r\n "),
    Case("word", lambda: zips.package("word/document.xml"), "MK909"),
    Case("powerpoint", lambda: zips.package("ppt/presentation.xml"), "MK909"),
    Case("zip", lambda: zips.package("bild.jpg"), "MK909"),
    Case("zip-of-nothing", zips.package, "MK909"),
    Case("package-of-nothing", lambda: zips.package("[Content_Types].xml"), "MK915"),
)

ZIP_RULES = (
    Case("truncated", lambda: book()[:-200], "MK910"),
    Case("only-the-first-half", lambda: book()[:1000], "MK910"),
    Case("wrong-checksum", lambda: zips.with_checksum_wrong(SHEET), "MK910"),
    # Found by fuzzing: whether the XML or the checksum was looked at first decided.
    Case(
        "wrong-checksum-of-broken-xml",
        lambda: zips.with_checksum_wrong(SHEET, "<worksheet><sheetData>"),
        "MK910",
    ),
    Case("garbled", lambda: zips.with_bytes_garbled(SHEET), "MK910"),
    Case("cut-within-a-part", lambda: zips.with_size_cut(SHEET), "MK910"),
    Case("no-local-header", lambda: zips.with_local_header_gone(SHEET), "MK910"),
    Case("other-compression", zips.packed_by_lzma, "MK910"),
    Case("zip-password", lambda: zips.with_encryption_flag(SHEET), "MK905"),
    Case("part-twice", lambda: zips.with_part_twice(SHEET), "MK911"),
    Case("part-twice-by-case", lambda: zips.with_part_twice(SHEET.upper()), "MK911"),
    Case("zip-bomb", zips.bomb, "MK912"),
    Case("too-many-parts", zips.many_parts, "MK912"),
    Case("far-too-many-parts", zips.countless_parts, "MK912"),
    Case("declared-size-too-small", lambda: zips.with_size_declared(SHEET, 1)),
    Case("declared-size-huge", lambda: zips.with_size_declared(SHEET, 2**31)),
    Case("not-packed", zips.stored),
    Case("names-with-backslash", zips.with_backslashes),
    Case("bytes-before-and-comment", zips.with_comment),
)
