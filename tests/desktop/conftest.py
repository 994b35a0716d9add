"""The add-in built once, and an open scorecard that calls the shell."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
import xlwings as xw

from malkort_xl.addin.build import build_addin
from malkort_xl.engines.openpyxl_engine import open_copy
from tests.helpers.registers import small_register
from tests.standard.good_card import T2, good_card
from workbook_templates.builder.scorecard_book import ScorecardBuilder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbook_templates.standard.model import Scorecard


@pytest.fixture(scope="session")
def xlam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_addin(tmp_path_factory.mktemp("addin"))[0]


def built(card: Scorecard, path: Path) -> Path:
    ScorecardBuilder(small_register(), T2).build(card, path)
    return path


@pytest.fixture(scope="session")
def card_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(good_card(), tmp_path_factory.mktemp("card") / "kort.xlsx")


@contextmanager
def caller(path: Path) -> Iterator[xw.Book]:
    """Give an open scorecard as the one whose ribbon is pressed."""
    book = open_copy(path)
    book.set_mock_caller()
    try:
        yield book
    finally:
        delattr(xw.Book, _KEPT)


_KEPT = "_mock_caller"  # xlwings has no way of taking it back


@pytest.fixture
def calling(card_file: Path) -> Iterator[xw.Book]:
    with caller(card_file) as book:
        yield book
