"""malkort rollover on the disk: whole, repeatable, and never over anybody's work."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl

from compile.reading import Source, read_card
from tests.archive.conftest import hashes
from tests.archive.running import run
from tests.helpers.gatherings import card_of
from tests.helpers.registers import small_register
from tests.helpers.towns import put_in_inbox, small_town
from tests.standard.good_card import T1, T2, with_goal
from workbook_templates.builder.register_book import build_register
from workbook_templates.standard.model import Goal

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from compile.folder import MunicipalityFolder
    from workbook_templates.standard.model import Scorecard

PROTOCOL = "2026-T1-till-2026-T2-rullning.html"


def roll(town: MunicipalityFolder, *more: object) -> int:
    return run("rollover", town.root, "--from", "2026-T1", *more)


def card_in(path: Path) -> Scorecard:
    card = read_card(Source(path, path.name), small_register(), T2).card
    assert card is not None
    return card


def begin(path: Path) -> bytes:
    """Write in a workbook as a person does; returns its bytes afterwards."""
    book = openpyxl.load_workbook(path)
    book["Uppgifter"]["B7"] = "Börjat"
    book.save(path)
    return path.read_bytes()


def test_the_next_workbooks_are_built_from_those_that_came_back(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    before = hashes(town.root)
    assert roll(town) == 0
    books = sorted(town.outbox(T2).iterdir())
    said = capsys.readouterr().out

    assert "5 arbetsböcker skrivna." in said
    assert str(town.period(T2) / PROTOCOL) in said
    assert len(books) == 5
    card = card_in(next(town.outbox(T2).glob("E1*")))
    assert [g.id for g in card.goals] == [g.id for g in card_of("E1").goals]
    assert card.goals[0].previous_verdict is card_of("E1").goals[0].verdict
    assert card.goals[0].verdict is None
    assert before.items() <= hashes(town.root).items()


def test_run_twice_it_changes_nothing(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    roll(town)
    before = {p: p.stat().st_mtime_ns for p in town.root.rglob("*") if p.is_file()}
    files = hashes(town.root)
    capsys.readouterr()

    assert roll(town) == 0
    assert hashes(town.root) == files
    assert {p: p.stat().st_mtime_ns for p in before} == before
    assert "5 fanns redan" in capsys.readouterr().out


def test_overwriting_gives_the_same_bytes(town: MunicipalityFolder) -> None:
    roll(town)
    files = hashes(town.root)

    assert roll(town, "--overwrite") == 0
    assert hashes(town.root) == files


def test_a_workbook_that_somebody_has_begun_is_never_written_over(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    roll(town)
    path = next(town.outbox(T2).glob("E1*"))
    mine = begin(path)
    capsys.readouterr()

    for command in (("--from", "2026-T1"), ("--from", "2026-T1", "--overwrite")):
        assert run("rollover", town.root, *command) == 0
        assert path.read_bytes() == mine
    assert run("build", town.root, "--period", "2026-T2", "--overwrite") == 0
    assert path.read_bytes() == mine
    said = capsys.readouterr().out
    assert f"{path.name} är påbörjad" in said
    assert "4 arbetsböcker skrivna." in said


def test_a_workbook_that_has_come_back_is_not_made_again(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    roll(town)
    path = next(town.outbox(T2).glob("E1*"))
    path.rename(town.inbox(T2) / "mitt kort.xlsx")
    capsys.readouterr()

    assert roll(town, "--overwrite") == 0
    assert f"{path.name} är redan inlämnad" in capsys.readouterr().out
    assert not path.exists()


def test_without_a_record_only_what_is_just_as_built_is_written_over(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    roll(town)
    town.sent_record(T2).unlink()
    path = next(town.outbox(T2).glob("E1*"))
    mine = begin(path)
    capsys.readouterr()

    assert roll(town, "--overwrite") == 0
    assert path.read_bytes() == mine
    assert "4 arbetsböcker skrivna." in capsys.readouterr().out


def test_a_broken_record_stops_the_command_and_nothing_is_written(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    roll(town)
    town.sent_record(T2).write_text('{"workbooks": [{"x": 1}]}')
    files = hashes(town.root)

    assert roll(town, "--overwrite") == 2
    assert "Utskick-2026-T2.json är skadad" in capsys.readouterr().err
    assert hashes(town.root) == files


def test_a_card_that_comes_late_is_told_and_taken_up_when_asked(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    roll(town)
    late = replace(with_goal(text="Ett nytt mål"), period=T1)
    put_in_inbox(town, [late], T1)
    capsys.readouterr()
    assert roll(town) == 0
    assert "har ändrats sedan den skrevs" in capsys.readouterr().err
    path = next(town.outbox(T2).glob("E1*"))
    assert card_in(path).goals[0].text != "Ett nytt mål"

    assert roll(town, "--overwrite") == 0
    assert card_in(path).goals[0].text == "Ett nytt mål"
    page = (town.period(T2) / PROTOCOL).read_text(encoding="utf-8")
    assert "Ett nytt mål" in page


def test_a_unit_renamed_after_sending_keeps_its_file(town: MunicipalityFolder) -> None:
    roll(town)
    names = {p.name for p in town.outbox(T2).iterdir()}
    renamed = replace(small_register().units[3], name="Nytt namn")
    units = (*small_register().units[:3], renamed, small_register().units[4])
    build_register(replace(small_register(), units=units), town.register)

    assert roll(town, "--overwrite") == 0
    assert {p.name for p in town.outbox(T2).iterdir()} == names
    assert card_in(next(town.outbox(T2).glob("E1*"))).unit_name == "Nytt namn"


def test_ids_of_rows_that_are_gone_are_not_given_to_spare_rows(
    town: MunicipalityFolder,
) -> None:
    twice = replace(
        card_of("E1"), period=T1, goals=(*card_of("E1").goals, Goal("M40", "Borta"))
    )
    (file,) = put_in_inbox(town, [twice], T1)
    file.rename(file.with_name("A först.xlsx"))
    put_in_inbox(town, [replace(card_of("E1"), period=T1)], T1)
    roll(town)
    sheet = openpyxl.load_workbook(next(town.outbox(T2).glob("E1*")))["Mål"]
    ids = [sheet.cell(row, 1).value for row in range(6, sheet.max_row + 1)]

    assert "M40" not in ids
    assert "M41" in ids


def test_a_period_from_which_nothing_came_back_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town = small_town(tmp_path)

    assert roll(town) == 2
    assert "inga inlämnade kort från 2026-T1" in capsys.readouterr().err
    assert not town.outbox(T2).exists()


def test_time_does_not_go_backwards(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert roll(town, "--to", "2026-T1") == 2
    assert "Ange en senare period med --to." in capsys.readouterr().err


def test_the_year_after_is_not_planned_and_it_is_told(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("rollover", town.root, "--from", "2026-T3") == 2
    assert "Perioden 2027-T1 finns inte" in capsys.readouterr().err


def test_first_workbooks_have_a_record_but_no_protocol(tmp_path: Path) -> None:
    town = small_town(tmp_path)
    assert run("build", town.root, "--period", "2026-T1") == 0
    rows = json.loads(town.sent_record(T1).read_text(encoding="utf-8"))["workbooks"]

    assert sorted(r["unit_id"] for r in rows) == ["A1", "A2", "E1", "E2", "K0"]
    assert list(town.period(T1).glob("*.html")) == []


def test_what_is_wrong_with_what_came_back_is_told_and_in_the_protocol(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    (town.inbox(T1) / "trasig <b>.xlsx").write_bytes(b"PK")
    assert roll(town) == 0
    page = (town.period(T2) / PROTOCOL).read_text(encoding="utf-8")

    assert "trasig <b>.xlsx gick inte att läsa" in capsys.readouterr().err
    assert "trasig &lt;b&gt;.xlsx gick inte att läsa" in page
