"""LibreOffice's tag tree: alike attributes shared, and groups that kids know of."""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

from compile.pdf_tags import share_attributes, tell_parents

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from compile.report import ReportFiles

# A picture's data that looks just like a tag is not one.
_MADE = b"""%PDF-1.7
7 0 obj
<</O/Layout
/Placement/Block
>>
endobj
81 0 obj
<</O/Layout
/Placement/Block
>>
endobj
82 0 obj
<</O/Table
/Scope/Column
>>
endobj
90 0 obj
<</Type/StructElem
/S/TH
/P 4 0 R
/Pg 1 0 R
/A [ 81 0 R 82 0 R ]
/K[1 ]
>>
endobj
91 0 obj
<</Length 30>>
stream
/P 4 0 R
/A 81 0 R
endstream
endobj
"""


def elements(above: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield all elements below one."""
    kids = above.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else (kids,):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def attributes(path: Path) -> list[tuple[str, str]]:
    """Return each element's role with what its attributes say."""
    with pikepdf.open(path) as pdf:
        found = elements(pdf.Root.StructTreeRoot)
        return [(str(e.S), said(e.get("/A"))) for e in found]


def said(value: pikepdf.Object | None) -> str:
    each = value if isinstance(value, Array) else [value]
    return " ".join(repr(one) for one in each)


def kept_attributes(path: Path) -> list[bytes]:
    """Return the attribute objects that a saved file still has, without pictures'."""
    with pikepdf.open(path) as pdf:
        found = (o for o in pdf.objects if isinstance(o, Dictionary) and "/O" in o)
        return [o.unparse(resolved=True) for o in found if "/BBox" not in o]


def test_alike_attributes_become_one_and_nothing_moves(tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(_MADE)
    share_attributes(path)
    assert path.read_bytes() == _MADE.replace(
        b"/A [ 81 0 R 82 0 R ]", b"/A [ 7 0 R  82 0 R ]"
    )


def test_what_no_tag_refers_to_any_more_is_free(
    from_libreoffice: Path, tmp_path: Path
) -> None:
    path = tmp_path / "made.pdf"
    shutil.copyfile(from_libreoffice, path)
    share_attributes(path)
    before, after = in_use(from_libreoffice.read_bytes()), in_use(path.read_bytes())
    lost = before - after
    assert len(lost) > 1000
    assert not lost & {int(n) for n in named_by_tags(path.read_bytes())}


def test_nothing_is_free_where_something_else_may_name_it(
    from_libreoffice: Path, tmp_path: Path
) -> None:
    path = tmp_path / "made.pdf"
    data = from_libreoffice.read_bytes()
    comment = data.index(b"\n")  # after the first line, of bytes without a meaning
    path.write_bytes(data[:comment] + b"\n/A " + data[comment + 4 :])
    share_attributes(path)
    assert in_use(path.read_bytes()) == in_use(from_libreoffice.read_bytes())


def in_use(data: bytes) -> set[int]:
    """Return the numbers of the objects that a file's table says are there."""
    lines = data.split(b"\nxref\n", 1)[1].split(b"trailer", 1)[0].splitlines()[1:]
    return {n for n, line in enumerate(lines) if line.split()[2] == b"n"}


def named_by_tags(data: bytes) -> Iterator[bytes]:
    """Yield the number of every object that is named as attributes."""
    for names in re.findall(rb"\n/A ([^\n]*)", data):
        yield from re.findall(rb"(\d+) 0 R", names)


def test_an_empty_file_stays_empty(tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(b"")
    share_attributes(path)
    assert path.read_bytes() == b""


def test_every_tag_says_what_it_said_before(
    from_libreoffice: Path, tmp_path: Path
) -> None:
    path = tmp_path / "made.pdf"
    shutil.copyfile(from_libreoffice, path)
    share_attributes(path)
    assert path.read_bytes() != from_libreoffice.read_bytes()
    assert attributes(path) == attributes(from_libreoffice)


def test_a_report_holds_no_attributes_twice(converted: ReportFiles) -> None:
    assert converted.pdf is not None
    kept = kept_attributes(converted.pdf)
    assert len(kept) > 1
    assert len(kept) == len(set(kept))


def test_kids_of_a_group_name_the_group() -> None:
    pdf = grouped()
    tell_parents(pdf)
    group = pdf.Root.StructTreeRoot.K[0].K[0]
    assert [kid.P.objgen for kid in group.K] == [group.objgen] * 2
    assert group.P.objgen == pdf.Root.StructTreeRoot.K[0].objgen


def grouped() -> pikepdf.Pdf:
    """Return a document of which two paragraphs lie in a group, unknowingly."""
    pdf = pikepdf.new()
    top = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
    paragraphs = [Dictionary(Type=Name.StructElem, S=Name.P, P=top) for _ in range(2)]
    kids = Array([pdf.make_indirect(paragraph) for paragraph in paragraphs])
    div = Dictionary(Type=Name.StructElem, S=Name.Div, P=top, K=kids)
    top.K = Array([pdf.make_indirect(div)])
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(K=Array([top])))
    top.P = pdf.Root.StructTreeRoot
    return pdf


def test_a_file_without_tags_is_left_alone() -> None:
    pdf, before, after = pikepdf.new(), BytesIO(), BytesIO()
    pdf.save(before, static_id=True)
    tell_parents(pdf)
    pdf.save(after, static_id=True)
    assert after.getvalue() == before.getvalue()
