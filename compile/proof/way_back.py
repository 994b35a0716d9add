"""The way back, from a text on a page to its tag: what a reader takes when pointed at.

The tree names the texts of each element; the parent tree names the element of each
text. Both must say the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_REFERENCE = re.compile(rb"(\d+) 0 R|null")
_DEPTH = 20  # of number trees in number trees


def astray(
    pdf: pikepdf.Pdf, sources: Mapping[int, bytes], used: Mapping[tuple[int, int], int]
) -> int:
    """Return how many texts lead back to another element than the one that has them.

    used: the number of the element by the numbers of page and text.
    """
    root = pdf.Root.StructTreeRoot.get("/ParentTree", pikepdf.Dictionary())
    owners = dict(_entries(root, sources, 0))
    pages = (page.obj for page in pdf.pages)
    named = {p.objgen[0]: int(p.get("/StructParents", -1)) for p in pages}
    return sum(
        not _leads_to(owners.get(named.get(page, -1), ()), number, element)
        for (page, number), element in used.items()
    )


def _leads_to(owners: tuple[int, ...], number: int, element: int) -> bool:
    return number < len(owners) and owners[number] == element


def _entries(
    node: pikepdf.Object, sources: Mapping[int, bytes], depth: int
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each page's number with its elements' numbers; 0 for none."""
    numbers = node.get("/Nums", pikepdf.Array())
    for at in range(0, len(numbers) - 1, 2):
        owners = numbers[at + 1]
        if isinstance(owners, pikepdf.Array):
            source = sources.get(owners.objgen[0]) or owners.unparse(resolved=True)
            yield int(numbers[at]), tuple(_elements(source))
    for kid in node.get("/Kids", pikepdf.Array()) if depth < _DEPTH else ():
        yield from _entries(kid, sources, depth + 1)


def _elements(source: bytes) -> Iterator[int]:
    return (int(match[1] or 0) for match in _REFERENCE.finditer(source))
