"""A table that lost its header in LibreOffice gets it back from the Word file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from compile.pdf_tags import lacks_headers, tell_headers
from compile.proof.proving import prove
from compile.proof.word import read_word
from compile.report_templates.house_styles import LANGUAGE
from tests.report.test_finishing import finished
from tests.report.test_pdf_tags import said

if TYPE_CHECKING:
    from pathlib import Path

    from compile.proof.word import WordContent

    Table = list[tuple[str, str]]

_HEADER = rb"\n/S/TH\n/P (\d+) 0 R\n(?:/Pg \d+ 0 R\n)?/A \[ (\d+ 0 R) \d+ 0 R \]\n"


@pytest.fixture(scope="module")
def word(word_only: Path, from_libreoffice: Path) -> WordContent:
    with pikepdf.open(from_libreoffice) as pdf:
        title = str(pdf.docinfo["/Title"])
    return read_word(word_only, title, LANGUAGE)


@pytest.fixture(scope="module")
def headers(word: WordContent) -> list[int]:
    return [table.headers for table in word.content.tables]


def without_header(data: bytes) -> bytes:
    """Return LibreOffice's file as it is where a table's header had no room at first.

    Its cells are then plain ones, with only the attributes that those have.
    """
    rows = re.findall(_HEADER, data)
    row = rows[len(rows) // 2][0]

    def plain(match: re.Match[bytes]) -> bytes:
        if match[1] != row:
            return match[0]
        said = match[0].replace(b"/S/TH", b"/S/TD")
        return re.sub(
            rb"/A \[[^\]]*\]", lambda m: (b"/A " + match[2]).ljust(len(m[0])), said
        )

    return re.sub(_HEADER, plain, data)


def tables_of(path: Path) -> list[Table]:
    """Return each table's cells: what they are, and what is said of them."""
    with pikepdf.open(path) as pdf:
        tops = [o for o in pdf.objects if isinstance(o, Dictionary)]
        tables = [o for o in tops if o.get("/S") == "/Table"]
        return [
            [(str(c.S), said(c.get("/A"))) for r in t.K for c in r.K] for t in tables
        ]


def test_a_table_that_lost_its_header_gets_it_back(
    from_libreoffice: Path, headers: list[int], word: WordContent, tmp_path: Path
) -> None:
    data = from_libreoffice.read_bytes()
    sound = finished(data, tmp_path / "sound", headers)
    mended = finished(without_header(data), tmp_path / "mended", headers)
    assert tables_of(mended) == tables_of(sound)
    proof = prove(mended, word)
    assert proof == prove(sound, word)
    assert all(check.kept for check in proof.checks)


def test_without_the_word_file_the_proof_tells_of_it(
    from_libreoffice: Path, word: WordContent, tmp_path: Path
) -> None:
    data = without_header(from_libreoffice.read_bytes())
    proof = prove(finished(data, tmp_path / "lost"), word)
    assert "rubrikrad" in {fault.code for fault in proof.faults}


def test_a_sound_file_lacks_none(from_libreoffice: Path, headers: list[int]) -> None:
    assert sum(headers) > 100
    assert not lacks_headers(from_libreoffice, headers)
    assert lacks_headers(from_libreoffice, [*headers, 1])
    assert not lacks_headers(from_libreoffice, [])


def test_where_the_tables_are_others_nothing_is_told() -> None:
    pdf = one_table()
    tell_headers(pdf, [2, 2])
    assert roles(pdf) == ["/TD", "/TD", "/TD"]


def test_as_many_cells_as_the_word_file_has_become_headers() -> None:
    pdf = one_table()
    tell_headers(pdf, [2])
    assert roles(pdf) == ["/TH", "/TH", "/TD"]
    first = pdf.Root.StructTreeRoot.K[0].K[0].K[0]
    assert [attribute.O for attribute in first.A] == ["/Layout", "/Table"]


def test_a_table_that_has_a_header_keeps_it() -> None:
    pdf = one_table()
    pdf.Root.StructTreeRoot.K[0].K[0].K[0].S = Name.TH
    tell_headers(pdf, [2])
    assert roles(pdf) == ["/TH", "/TD", "/TD"]


def one_table() -> pikepdf.Pdf:
    """Return a document with a table of two cells and one below, none a header."""
    pdf = pikepdf.new()
    layout = Dictionary(O=Name.Layout)
    cells = [Dictionary(S=Name.TD, A=layout), *(Dictionary(S=Name.TD) for _ in "ab")]
    rows = [Dictionary(S=Name.TR, K=Array(some)) for some in (cells[:2], cells[2:])]
    table = Dictionary(S=Name.Table, K=Array(rows))
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(K=Array([table])))
    return pdf


def roles(pdf: pikepdf.Pdf) -> list[str]:
    table = pdf.Root.StructTreeRoot.K[0]
    return [str(cell.S) for row in table.K for cell in row.K]
