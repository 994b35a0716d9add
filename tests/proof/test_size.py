"""The checker's own limits do not stop at a large report."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from compile.proof.checker import check
from compile.proof.objects import layout_of

_FAR = 4900  # bookmarks on one level, within what is allowed


def with_bookmarks(count: int) -> bytes:
    """Return a file with so many bookmarks on one level."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    marks = [pdf.make_indirect(Dictionary(Title="K")) for _ in range(count)]
    root = Dictionary(Type=Name.Outlines, First=marks[0], Last=marks[-1], Count=count)
    pdf.Root.Outlines = pdf.make_indirect(root)
    for mark, following in pairwise(marks):
        mark.Next = following
    for mark in marks:
        mark.Parent = pdf.Root.Outlines
    stream = BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def told(data: bytes) -> dict[str, str]:
    """Return what to do about each kind of fault."""
    return {f.code: f.advice for f in check(data, layout_of(data)).faults}


@pytest.mark.parametrize("count", [300, _FAR])
def test_many_bookmarks_on_one_level_are_checked(count: int) -> None:
    assert "kontrollen" not in told(with_bookmarks(count))


def test_what_is_beyond_all_bounds_is_told_and_ends_nothing() -> None:
    assert "--volumes" in told(with_bookmarks(2 * _FAR))["kontrollen"]


def test_a_small_stack_of_other_threads_does_no_harm() -> None:
    script = (
        "import sys, threading; threading.stack_size(512 * 1024)\n"
        "from tests.proof.test_size import told, with_bookmarks, _FAR\n"
        "told(with_bookmarks(_FAR)); assert threading.stack_size() == 512 * 1024\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
