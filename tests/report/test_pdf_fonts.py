"""Fonts have one order in the report, whichever LibreOffice had them in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf

from compile.pdf_fonts import order_fonts
from tests.report.test_finishing import finished

if TYPE_CHECKING:
    from pathlib import Path

_OBJECTS = 5  # of a font, one after another; the font is the last


def font_numbers(data: bytes) -> list[int]:
    return [int(n) for n in re.findall(rb"\n(\d+) 0 obj\n<</Type/Font/", data)]


def with_numbers_exchanged(data: bytes, one: int, two: int) -> bytes:
    """Return a PDF in which two objects have each other's number."""
    to = {b"%d" % one: b"%d" % two, b"%d" % two: b"%d" % one}
    named = re.compile(rb"\b(%d|%d)(?= 0 (?:obj|R)\b)" % (one, two))
    data = named.sub(lambda m: to[m[1]], data)
    start, table = data.split(b"\nxref\n", 1)
    lines = table.splitlines(keepends=True)
    lines[one + 1], lines[two + 1] = lines[two + 1], lines[one + 1]
    return start + b"\nxref\n" + b"".join(lines)


def test_the_order_that_fonts_happened_to_have_is_not_in_the_report(
    from_libreoffice: Path, tmp_path: Path
) -> None:
    data = from_libreoffice.read_bytes()
    first, second, *_ = font_numbers(data)
    other = data
    for back in range(_OBJECTS):
        other = with_numbers_exchanged(other, first - back, second - back)
    assert font_numbers(other)[:2] == [second, first]
    one, two = finished(data, tmp_path / "one"), finished(other, tmp_path / "other")
    assert one.read_bytes() == two.read_bytes()


def test_every_font_is_the_one_it_was(from_libreoffice: Path) -> None:
    with pikepdf.open(from_libreoffice) as pdf:
        before = said(pdf)
        order_fonts(pdf)
        assert said(pdf) == before
        fonts = pdf.pages[0].obj.Resources.Font
        numbers = [fonts[name].objgen for name in sorted(fonts.keys())]
    assert numbers == sorted(numbers)


def said(pdf: pikepdf.Pdf) -> list[tuple[str, str, bytes, bytes]]:
    """Return each font's name on the pages, what it says of itself, and its data."""
    fonts = pdf.pages[0].obj.Resources.Font
    return [
        (
            name,
            f"{font.FontDescriptor.FontName} {list(font.Widths)}",
            font.FontDescriptor.FontFile2.read_bytes(),
            font.ToUnicode.read_bytes(),
        )
        for name, font in sorted(fonts.items())
    ]


def test_pages_without_fonts_are_left_alone() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    order_fonts(pdf)
    assert "/Font" not in pdf.pages[0].obj.get("/Resources", {})
