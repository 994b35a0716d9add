"""A deadline day's inbox: nothing stops the run, and nothing vanishes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from compile.find import find_workbooks
from compile.gather import gather
from compile.reading import read_cards, sources_in
from tests.helpers.registers import OTHER_UNIT_ID, small_register
from tests.hostile.cards import Card
from tests.standard.good_card import T2, good_card
from workbook_templates.builder.scorecard_book import ScorecardBuilder

if TYPE_CHECKING:
    from pathlib import Path


def inbox(folder: Path) -> Path:
    """Fill an inbox with two versions of one unit's card, another's, and refuse."""
    builder = ScorecardBuilder(small_register(), T2)
    card = good_card()
    other = replace(card, unit_id=OTHER_UNIT_ID, unit_name="Exempelenhet Ön")
    builder.build(card, folder / "kort.xlsx")
    late = replace(card, handed_in=date(2026, 9, 12), summary="Senaste läget.")
    builder.build(late, folder / "kort (2).xlsx")
    (folder / "Ön").mkdir()
    builder.build(other, folder / "Ön" / "kort.xlsx")
    (folder / "~$kort.xlsx").write_bytes(b"\x05Exempel" + bytes(158))
    (folder / "halva.xlsx").write_bytes(Card().packed()[:20_000])
    (folder / "lista.csv").write_text("Mål;Mått\nEtt;2\n", encoding="utf-8")
    (folder / "tom.xlsx").touch()
    (folder / "fjol.xlsx").write_bytes(Card().text("Uppgifter", "B19", "0.1").packed())
    return folder


def test_every_file_of_an_inbox_counts_or_is_named(tmp_path: Path) -> None:
    paths = find_workbooks(inbox(tmp_path))
    readings = read_cards(sources_in(tmp_path, paths), small_register(), T2)

    gathering = gather(small_register(), T2, readings)

    rejected = {r.source.name: r.findings[0].code for r in gathering.rejected}
    assert rejected == {
        "~$kort.xlsx": "MK904",
        "halva.xlsx": "MK910",
        "lista.csv": "MK908",
        "tom.xlsx": "MK903",
        "fjol.xlsx": "MK002",
    }
    assert [(c.unit_id, c.file) for c in gathering.cards] == [
        ("E1", "kort (2).xlsx"),
        ("E2", "Ön/kort.xlsx"),
    ]
    assert [c.file for c in gathering.superseded] == ["kort.xlsx"]
    twice = [f.wrong for f in gathering.findings if f.code == "MK601"]
    assert ["kort.xlsx" in t and "kort (2).xlsx" in t for t in twice] == [True]
