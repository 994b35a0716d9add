"""Reading workbooks, against calamine, openpyxl, and bare unzip and XML parsing."""

from __future__ import annotations

import statistics
import tempfile
import time
import zipfile
from pathlib import Path
from pyexpat import ParserCreate
from typing import TYPE_CHECKING

import openpyxl
import python_calamine

from compile.intake.reader import read_workbook
from tests.benchmarks.measuring import Ratio, timed
from tests.benchmarks.towns import PERIOD, town, town_register
from workbook_templates.standard.examining import examine

if TYPE_CHECKING:
    from collections.abc import Callable

CARDS = 60


def measure() -> list[Ratio]:
    """Return ratios of median CPU times per card, all ways in turn on each card."""
    with tempfile.TemporaryDirectory() as name:
        folder = town(Path(name) / "town", CARDS)
        paths = sorted(folder.inbox(PERIOD).glob("*.xlsx"))
        register = town_register(CARDS)
        books = {path: read_workbook(path) for path in paths}
        reader, calamine, oracle, bare, checks = _medians(
            paths,
            read_workbook,
            _calamine_tables,
            _openpyxl_values,
            _unzip_and_parse,
            lambda path: examine(books[path], register, PERIOD),
        )
    return [
        _ratio("reader / python-calamine's tables", reader, calamine, 6),
        _ratio("reader / openpyxl data_only", reader, oracle, 0.2),
        _ratio("reader / bare unzip + expat", reader, bare, 4.5),
        _ratio("parsing and rules / reader", checks, reader, 0.6),
    ]


def _medians(paths: list[Path], *ways: Callable[[Path], object]) -> list[float]:
    """Return the median time of each way, in seconds, after a warm-up."""
    for way in ways:
        way(paths[0])
    times = [
        [timed(lambda: way(path), time.process_time) for way in ways]  # noqa: B023 - called at once
        for path in paths
    ]
    return [statistics.median(column) for column in zip(*times, strict=True)]


def _ratio(name: str, ours: float, theirs: float, limit: float) -> Ratio:
    return Ratio(
        f"{name}, CPU per workbook",
        ours / theirs,
        limit,
        ours * 1e3,
        theirs * 1e3,
        "ms",
    )


def _calamine_tables(path: Path) -> None:
    book = python_calamine.load_workbook(path, load_tables=True)
    for name in book.table_names or ():
        book.get_table_by_name(name).to_python()


def _openpyxl_values(path: Path) -> None:
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        for _values in sheet.iter_rows(values_only=True):
            pass


def _unzip_and_parse(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            ParserCreate().Parse(archive.read(name), True)  # noqa: FBT003 - the parser takes no keywords
