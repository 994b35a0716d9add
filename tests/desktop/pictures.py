"""Makes the handbook's pictures: pages of an example card that has been checked.

Run: python -m tests.desktop.pictures MUNICIPALITY_FOLDER [TARGET_FOLDER]

MUNICIPALITY_FOLDER is what `malkort demo` writes.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from malkort_xl import actions
from malkort_xl.engines.openpyxl_engine import open_copy
from tests.helpers.tools import ROOT, need
from workbook_templates.standard.layout import GOALS_SHEET, OVERVIEW, START
from workbook_templates.standard.own_sheets import (
    CHECK_COLUMNS,
    CHECK_HEADING_ROW,
    CHECK_SHEET,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CARD = "2026-T2/inkorg/EX-E10*.xlsx"  # the example's card with faults
# The file's name, the sheet, which of its pages, and how far down, 0 to 1.
PICTURES = (
    ("fyll-i-start", START, 0, 0.67),
    ("fyll-i-mal", GOALS_SHEET, 1, 0.42),
    ("fyll-i-kontroll", CHECK_SHEET, 0, 0.5),
    ("fyll-i-oversikt", OVERVIEW, 0, 0.95),
)
TWO_LINES = 31  # points
LETTERS_PER_WIDTH = 1.2  # a column's width is told in digits, which are wide
DOTS_PER_INCH = 110
MARGIN = 12


def main(folder: Path, target: Path) -> None:
    (source,) = folder.glob(CARD)
    with tempfile.TemporaryDirectory() as temporary:
        pdf = printed(source, Path(temporary))
        footers = page_footers(pdf)
        for name, sheet, which, part in PICTURES:
            pages = [n for n, foot in enumerate(footers, 1) if sheet.name in foot]
            picture(pdf, pages[which], part).save(target / f"{name}.png", optimize=True)


def printed(source: Path, room: Path) -> Path:
    """Return the checked card as a PDF of all its sheets."""
    book = open_copy(source)
    actions.check(book)
    fit_rows(book.api[CHECK_SHEET.name])
    path = room / "kort.xlsx"
    book.save(str(path))
    own = f"-env:UserInstallation=file://{room}/profile"
    to_pdf = ("--headless", "--convert-to", "pdf", "--outdir", room)
    run(need("soffice"), own, *to_pdf, path)
    return path.with_suffix(".pdf")


def fit_rows(sheet: Worksheet) -> None:
    """Give rows of two lines their height, which Excel does when it opens the file."""
    for number, row in enumerate(sheet.values, 1):
        texts = [
            (str(value or ""), c.width)
            for value, c in zip(row, CHECK_COLUMNS, strict=False)
        ]
        shown = [(text, width) for text, width in texts if not text.startswith("=")]
        long = any(len(text) > width * LETTERS_PER_WIDTH for text, width in shown)
        if number > CHECK_HEADING_ROW and long:
            sheet.row_dimensions[number].height = TWO_LINES


def page_footers(pdf: Path) -> list[str]:
    """Return the last line of each page, where the sheet's name stands."""
    pages = run(need("pdftotext"), "-layout", pdf, "-").split("\f")
    return [page.rstrip().rpartition("\n")[2] for page in pages if page.strip()]


def picture(pdf: Path, page: int, part: float) -> Image.Image:
    stem = pdf.with_name(f"page{page}")
    where = ("-f", page, "-l", page, "-singlefile")
    run(need("pdftoppm"), "-png", "-r", DOTS_PER_INCH, *where, pdf, stem)
    shown = Image.open(f"{stem}.png").convert("RGB")
    return trimmed(shown.crop((0, 0, shown.width, int(shown.height * part))))


def trimmed(page: Image.Image) -> Image.Image:
    """Return a page without its empty edges, in few colours."""
    white = Image.new("RGB", page.size, "white")
    box = ImageChops.difference(page, white).getbbox() or (0, 0, *page.size)
    left, top, right, bottom = box
    edges = (
        max(left - MARGIN, 0),
        max(top - MARGIN, 0),
        min(right + MARGIN, page.width),
        min(bottom + MARGIN, page.height),
    )
    return page.crop(edges).quantize(128)


def run(*command: object) -> str:
    words = [str(word) for word in command]
    return subprocess.run(words, check=True, capture_output=True).stdout.decode("utf-8")


if __name__ == "__main__":
    target = Path(sys.argv[2]) if sys.argv[2:] else ROOT / "docs" / "bilder"
    main(Path(sys.argv[1]), target)
