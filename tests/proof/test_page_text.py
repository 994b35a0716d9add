"""Texts of pages as other programs write them: strings, wide codes, texts instead."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from compile.proof.objects import layout_of, sources_of
from compile.proof.page_text import UNKNOWN, PageTexts, read_ahead

if TYPE_CHECKING:
    from pathlib import Path

CHARS = b"""begincodespacerange <00> <FF> endcodespacerange
3 beginbfchar <01> <0045> <02> <00660069> <41> <0042> endbfchar
2 beginbfrange <10> <12> <0061> <20> <21> [<0078> <0079>] endbfrange"""
WIDE = b"""begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfchar <0102> <00E5> endbfchar"""


def texts(
    content: bytes,
    unicode: bytes | None = CHARS,
    known: dict[bytes, dict[int, str]] | None = None,
) -> dict[int, str]:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        font = Dictionary(Type=Name.Font)
        if unicode is not None:
            font.ToUnicode = pdf.make_stream(unicode)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream(content)
        return PageTexts(known).of(page.obj)


def marked(shown: bytes) -> bytes:
    return b"/P <</MCID 0>> BDC /F1 9 Tf " + shown + b" EMC"


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        (b"<01> Tj", "E"),
        (b"[<01>-3<02>] TJ", "Efi"),
        (b"[<101112>] TJ", "abc"),
        (b"[<2021>] TJ", "xy"),
        (b"(A) Tj", "B"),
        (rb"(\101) Tj", "B"),
        (rb"[(A)-20(\101) <01>] TJ", "BBE"),
        (b"(\\\nA) Tj", "B"),
        (b"<7F> Tj", UNKNOWN),
    ],
)
def test_a_shown_string_is_read_by_its_font(shown: bytes, read: str) -> None:
    assert texts(marked(shown)) == {0: read}


@pytest.mark.parametrize(
    ("around", "read"),
    [
        (b"/P<</MCID 0>>BDC\nq 0 rg\nBT\n5 5 Td /F1 9 Tf<01>Tj\nET\nQ\nEMC", "E"),
        (b"/P<</MCID 0>>BDC BT /F1 9 Tf[<01>-3<02>6<41>]TJ ET EMC", "EfiB"),
        (b"/P<</MCID 0>>BDC /F1 9 Tf<01>Tj /F1 9 Tf<02>Tj EMC", "Efi"),
        (b"/P<</MCID 0>>BDC /F2 9 Tf<01>Tj EMC", UNKNOWN),
        (b"/P<</MCID 0>>BDC /F1 9 Tf<01>Tj EMC /P<</MCID 0>>BDC <02>Tj EMC", "Efi"),
        (b"/Div BMC /P<</MCID 0>>BDC /F1 9 Tf<01>Tj EMC EMC", "E"),
        (b"/P<</MCID 0>>BDC /F1 9 Tf[]TJ EMC", ""),
    ],
)
def test_a_piece_is_read_whole_whatever_is_in_it(around: bytes, read: str) -> None:
    assert texts(around) == {0: read}


def test_codes_of_two_bytes_are_read() -> None:
    assert texts(marked(b"<01020103> Tj"), WIDE) == {0: f"å{UNKNOWN}"}


def test_without_a_table_no_glyph_can_be_read() -> None:
    assert texts(marked(b"<01> Tj"), None) == {0: UNKNOWN}


def test_what_is_decoration_is_passed_over() -> None:
    content = b"/Artifact BMC /F1 9 Tf <01> Tj EMC " + marked(b"<02> Tj")
    assert texts(content) == {0: "fi"}
    inside = marked(b"/Artifact <</Type /Layout>> BDC <01> Tj EMC <02> Tj")
    assert texts(inside) == {0: "fi"}


def test_a_text_instead_counts_and_not_what_is_shown() -> None:
    shown = b"/Span <</ActualText <FEFF0031>>> BDC <01> Tj EMC <02> Tj"
    assert texts(marked(shown)) == {0: "1fi"}


def test_a_mark_without_a_number_belongs_to_the_one_around_it() -> None:
    assert texts(marked(b"/Span BMC <01> Tj EMC <02> Tj")) == {0: "Efi"}


def test_a_page_in_pieces_or_without_content_is_read() -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page().obj
        assert PageTexts().of(page) == {}
        parts = (b"/P <</MCID 3>> BDC", b"EMC")
        page.Contents = Array([pdf.make_stream(part) for part in parts])
        assert PageTexts().of(page) == {3: ""}
        del page.Contents
        assert PageTexts().of(page) == {}


def test_what_was_read_ahead_is_taken_for_the_same_page_only() -> None:
    known: dict[bytes, dict[int, str]] = {}
    first, other = marked(b"<01> Tj"), marked(b"<02> Tj")
    assert texts(first, known=known) == {0: "E"}
    known[next(iter(known))] = {0: "ahead"}
    assert texts(first, known=known) == {0: "ahead"}
    assert texts(other, known=known) == {0: "fi"}
    assert texts(first, CHARS.replace(b"<0045>", b"<0046>"), known=known) == {0: "F"}
    assert texts(first.replace(b"/F1", b"/F2"), known=known) == {0: UNKNOWN}


def test_nothing_is_read_ahead_of_a_broken_file(tmp_path: Path) -> None:
    broken = tmp_path / "made.pdf"
    broken.write_bytes(b"trasig")
    assert read_ahead(broken) == {}


def test_objects_are_read_the_quick_way_as_the_slow_way() -> None:
    data = BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(3):
            page = pdf.add_blank_page().obj
            page.Title = pikepdf.String("(parentes) \\ åäö <<")
            page.Contents = pdf.make_stream(b"q Q")
        pdf.save(data, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    layout = layout_of(data.getvalue())
    assert layout.sound
    with pikepdf.open(data) as opened:
        quick = sources_of(opened, layout)
        slow = sources_of(opened, replace(layout, sound=False))
    assert {n: s.split() for n, s in quick.items()} == {
        n: s.split() for n, s in slow.items()
    }
    assert sum(b"/Type /Page " in source for source in quick.values()) == 3
