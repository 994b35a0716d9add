"""The list of formulas and fills, and the rectangles that it is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook_templates.standard.layout import META
from workbook_templates.standard.raw import RawCell, RawSheet, RawWorkbook
from workbook_templates.standard.surfaces import (
    FORMULA,
    SURFACE_FIRST_ROW,
    SURFACE_RANGE_COLUMN,
    SURFACE_SHEET_COLUMN,
    SURFACE_WORD_COLUMN,
    Block,
    blocks,
    surfaces,
)

PLACES = st.sets(st.tuples(st.integers(1, 8), st.integers(1, 8)))


@given(PLACES)
def test_rectangles_cover_the_places_exactly_and_once(
    places: set[tuple[int, int]],
) -> None:
    covered = [
        (row, column)
        for block in blocks(places)
        for row in range(block.top, block.bottom + 1)
        for column in range(block.left, block.right + 1)
    ]

    assert sorted(covered) == sorted(places)


def test_a_rectangle_is_one_block() -> None:
    assert blocks((r, c) for r in (1, 2, 3) for c in (2, 3)) == (Block(1, 2, 3, 3),)


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("B6", Block(6, 2, 6, 2)),
        ("$B$6:$C$9", Block(6, 2, 9, 3)),
        ("b6:c9", Block(6, 2, 9, 3)),
        ("B:B", None),
        ("", None),
        ("Mål!B6", None),
    ],
)
def test_an_address_is_read_or_is_none(text: str, block: Block | None) -> None:
    assert Block.parse(text) == block


def book(*lines: tuple[str, str, str]) -> RawWorkbook:
    columns = (SURFACE_SHEET_COLUMN, SURFACE_RANGE_COLUMN, SURFACE_WORD_COLUMN)
    cells = {
        (row, column): RawCell(text)
        for row, line in enumerate(lines, SURFACE_FIRST_ROW)
        for column, text in zip(columns, line, strict=True)
        if text
    }
    return RawWorkbook("kort.xlsx", {META.name: RawSheet(META.name, cells=cells)})


def test_formulas_and_fills_are_found_by_their_place() -> None:
    found = surfaces(
        book(("Mål", "A1:B2", FORMULA), ("Mål", "C3", "FFF9E5"), ("Mått", "C3", "X"))
    )

    assert found.is_formula("Mål", (2, 2))
    assert not found.is_formula("Mål", (3, 2))
    assert not found.is_formula("Mått", (1, 1))
    assert found.fill("Mål", (3, 3)) == "#FFF9E5"
    assert found.fill("Mål", (4, 3)) == found.fill("Mått", (3, 3)) == ""


def test_lines_that_are_none_are_passed_over() -> None:
    assert surfaces(book(("", "A1", FORMULA), ("Mål", "A:A", FORMULA))) == surfaces(
        RawWorkbook("kort.xlsx", {})
    )
