"""Files: the same bytes for the same card, and nothing of one unit in another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl.writer.excel import ExcelWriter

from tests.builder.cards import PERIOD, REGISTER, UNIT, blank_card, full_card, long_card
from tests.builder.reading import parts
from workbook_templates.builder.register_book import build_register
from workbook_templates.builder.scorecard_book import ScorecardBuilder
from workbook_templates.standard.model import Scorecard

if TYPE_CHECKING:
    from pathlib import Path

REASON = "disken är full"
STRANGER = Scorecard("OKÄND", "En okänd enhet", PERIOD)


@pytest.mark.parametrize("card", [blank_card(), STRANGER], ids=["blank", "stranger"])
def test_a_used_mold_gives_the_same_file_as_a_new_one(
    tmp_path: Path, card: Scorecard
) -> None:
    used, new = tmp_path / "used.xlsx", tmp_path / "new.xlsx"
    builder = ScorecardBuilder(REGISTER, PERIOD)
    builder.build(full_card(), used)
    builder.build(card, used)
    ScorecardBuilder(REGISTER, PERIOD).build(card, new)
    ours, theirs = parts(used), parts(new)
    assert list(ours) == list(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_the_same_card_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    builder = ScorecardBuilder(REGISTER, PERIOD)
    builder.build(full_card(), first)
    builder.build(long_card(), second)
    builder.build(full_card(), second)
    assert first.read_bytes() == second.read_bytes()


def test_the_same_register_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    build_register(REGISTER, first)
    build_register(REGISTER, second)
    assert first.read_bytes() == second.read_bytes()


def test_no_other_units_words_are_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "kort.xlsx"
    builder = ScorecardBuilder(REGISTER, PERIOD)
    builder.build(full_card(), path)
    builder.build(blank_card(), path)
    everything = b"".join(parts(path).values())
    assert UNIT.id.encode() not in everything
    assert b"Trygghetsvandringar" not in everything


def test_a_build_that_fails_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kort.xlsx"
    path.write_text("den gamla")

    def fail(*_: object) -> None:
        raise OSError(REASON)

    monkeypatch.setattr(ExcelWriter, "save", fail)
    with pytest.raises(OSError, match=REASON):
        ScorecardBuilder(REGISTER, PERIOD).build(blank_card(), path)
    assert path.read_text() == "den gamla"
    assert list(tmp_path.iterdir()) == [path]
