"""What somebody hears who has the report read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compile.proof.again import read_file
from tests.proof.golden import PARTS, part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.proof.conftest import Example


@pytest.fixture(scope="module")
def lines(report: Example) -> Sequence[str]:
    return read_file(report.pdf)


@pytest.mark.parametrize("path", PARTS, ids=lambda p: p.stem)
def test_it_sounds_as_it_did(path: Path, lines: Sequence[str]) -> None:
    """Where the report has changed: python -m tests.proof.golden."""
    assert part(lines, PARTS[path]) == path.read_text(encoding="utf-8")


def test_the_first_page_says_whose_report_it_is(lines: Sequence[str]) -> None:
    assert lines[0] == "bild: Exempelkommuns logotyp"
    assert lines[1:3] == ("text: Exempelkommun", "text: Målkortsrapport")


def test_links_say_where_they_lead(lines: Sequence[str]) -> None:
    links = [line for line in lines if line.startswith("länk: ")]
    assert links[:2] == ["länk: Läget i korthet", "länk: Sida 1"]
    assert not any(line.removeprefix("länk: ").isdigit() for line in links)


def test_a_list_says_how_long_it_is(lines: Sequence[str]) -> None:
    at = lines.index("lista, 3 punkter")
    assert all(line.startswith("  punkt: ") for line in lines[at + 1 : at + 4])


def test_each_cell_of_a_table_is_read_with_its_header(lines: Sequence[str]) -> None:
    rows = [line for line in lines if line.startswith("  rad ")]
    assert len(rows) > 50
    assert all(": " in line.partition(": ")[2] for line in rows)
