"""What a PDF says of itself, and how it takes it back."""

from __future__ import annotations

from lxml import etree

from compile.pdf_claims import metadata, without_claims

DC = "{http://purl.org/dc/elements/1.1/}"
INFO = {"/Title": "Mål & <mått>", "/Author": "A & B", "/Producer": "LibreOffice"}


def parsed(said: bytes) -> etree._Element:
    return etree.fromstring(said[said.index(b"<x:xmpmeta") : said.rindex(b"<?xpacket")])


def test_a_title_of_any_kind_is_said_to_the_letter() -> None:
    root = parsed(metadata(INFO, "sv-SE"))
    said = {
        name: "".join(map(str, next(root.iter(DC + name)).itertext())).strip()
        for name in ("title", "creator", "language")
    }
    assert said == {"title": "Mål & <mått>", "creator": "A & B", "language": "sv-SE"}


def test_without_an_author_none_is_named() -> None:
    assert b"dc:creator" not in metadata({"/Title": "T"}, "sv-SE")


def test_no_time_is_said() -> None:
    assert b"Date" not in metadata(INFO, "sv-SE")


def test_claims_are_taken_back_without_moving_a_byte() -> None:
    before = metadata(INFO, "sv-SE")
    after = without_claims(before)
    assert len(after) == len(before)
    assert b"<pdfaid:conformance>B<" in after
    assert b"<pdfuaid:part>" not in after
    parsed(after)
