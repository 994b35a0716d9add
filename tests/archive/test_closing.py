"""A final report closes its period: all that it was made of is put away."""

from __future__ import annotations

import json
import shutil
import stat
from typing import TYPE_CHECKING

from compile.archive import all_archived, archived, read_events
from compile.archive.protection import remove
from compile.manifest import read_manifest
from compile.verifying import verify
from compile.volumes.making import make
from tests.archive.conftest import hashes
from tests.archive.running import run
from tests.helpers.towns import put_in_inbox
from tests.standard.good_card import T2

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from compile.folder import MunicipalityFolder

STEM = "Malkortsrapport-2026-T2"


def close(town: MunicipalityFolder, *more: object) -> int:
    return run(
        "compile", town.root, "--period", "2026-T2", "--final", "--no-pdf", *more
    )


def test_a_final_report_archives_all_that_it_was_made_of(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    town.logo_folder.mkdir()
    (town.logo_folder / "LÄS MIG.txt").write_text("no logo")
    before = hashes(town.root)
    assert close(town) == 0
    place = town.root / "arkiv" / "2026-T2"

    assert f"arkiverad i {place}" in capsys.readouterr().out
    kept = hashes(place)
    made = read_manifest(town.period(T2) / f"{STEM}-manifest.json")
    report = {f"2026-T2/{o.name}" for o in made.outputs}
    report.add(f"2026-T2/{STEM}-manifest.json")
    inputs = {name for name in before if "/inkorg/" in name}
    assert f"2026-T2/{STEM}.docx" in report
    assert len(inputs) == 5
    assert set(kept) == inputs | report | {"styrregister.xlsx", "rapportmall.docx"}
    assert {k: v for k, v in kept.items() if k in before} == {
        k: v for k, v in before.items() if k in kept
    }
    assert hashes(town.root / "2026-T2").items() <= hashes(place / "2026-T2").items()


def test_what_is_archived_is_as_its_manifest_says_and_read_only(
    town: MunicipalityFolder,
) -> None:
    close(town)
    closed = archived(town, T2)
    assert closed is not None
    writable = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
    paths = [closed.folder.root, *closed.folder.root.rglob("*")]

    assert verify(closed.folder, T2).mismatches == ()
    assert closed.manifest().final
    assert [p for p in paths if p.stat().st_mode & writable] == []


def test_a_logo_is_archived_with_the_report(town: MunicipalityFolder) -> None:
    town.logo_folder.mkdir()
    shutil.copyfile("docs/bilder/arbetsbok.png", town.logo_folder / "logotyp.png")

    assert close(town) == 0
    assert (town.root / "arkiv/2026-T2/logotyp/logotyp.png").is_file()


def test_a_draft_archives_nothing(town: MunicipalityFolder) -> None:
    assert run("compile", town.root, "--period", "2026-T2", "--no-pdf") == 0
    assert not (town.root / "arkiv").exists()


def test_a_report_that_goes_elsewhere_is_archived_all_the_same(
    town: MunicipalityFolder, tmp_path: Path
) -> None:
    assert close(town, "--out", tmp_path / "ut") == 0
    assert (
        hashes(tmp_path / "ut").items()
        <= hashes(town.root / "arkiv/2026-T2/2026-T2").items()
    )


def test_a_closed_period_gives_its_report_again_to_the_byte(
    town: MunicipalityFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    close(town)
    first, log = hashes(town.root / "2026-T2"), read_events(town)
    run("compile", town.root, "--period", "2026-T2", "--no-pdf")
    assert "Utkastet ändrar inte den arkiverade" in capsys.readouterr().out
    assert hashes(town.root / "2026-T2") != first

    assert close(town) == 0
    assert "Perioden var redan stängd" in capsys.readouterr().out
    assert hashes(town.root / "2026-T2") == first
    assert close(town, "--out", tmp_path / "ut") == 0
    assert f"{STEM}.docx" in hashes(tmp_path / "ut")
    assert read_events(town) == log


def test_a_closed_period_is_not_closed_again_with_other_files(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    close(town)
    before = hashes(town.root / "arkiv")
    name = next(town.inbox(T2).glob("E1*")).name
    (town.inbox(T2) / name).unlink()
    town.template.write_bytes(town.template.read_bytes() + b"\0")
    run_files = hashes(town.root / "2026-T2")
    put_in_inbox(town)
    (town.inbox(T2) / "extra.xlsx").write_bytes((town.inbox(T2) / name).read_bytes())
    capsys.readouterr()

    assert close(town) == 2
    said = capsys.readouterr().err
    assert "malkort reopen" in said
    assert "inkorg/extra.xlsx" in said
    assert "rapportmall.docx" in said
    assert hashes(town.root / "arkiv") == before
    assert run_files.items() <= hashes(town.root / "2026-T2").items()


def test_many_changes_are_counted_when_they_are_too_many_to_name(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    close(town)
    book = next(town.inbox(T2).glob("E1*")).read_bytes()
    for number in range(12):
        (town.inbox(T2) / f"extra {number:02}.xlsx").write_bytes(book)

    assert close(town) == 2
    assert "och 4 till" in capsys.readouterr().err


def test_what_excel_leaves_beside_an_open_workbook_does_not_count(
    town: MunicipalityFolder,
) -> None:
    close(town)
    other = town.inbox(T2) / "~$E1.xlsx"
    other.write_bytes(b"x")

    assert close(town) == 1  # the file itself stops a final report
    other.unlink()
    assert close(town) == 0


def test_a_report_is_never_written_into_the_archive(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    place = town.root / "arkiv" / "2026-T2"

    assert close(town, "--out", place) == 2
    assert "Rapporten kan inte läggas i arkivet" in capsys.readouterr().err


def test_a_report_without_the_pdf_that_was_wanted_does_not_close(
    town: MunicipalityFolder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("MALKORT_SOFFICE", str(tmp_path / "no-soffice"))

    assert run("compile", town.root, "--period", "2026-T2", "--final") == 1
    assert "Perioden är inte stängd" in capsys.readouterr().out
    assert not (town.root / "arkiv").exists()


def test_a_file_that_changes_meanwhile_stops_the_closing_and_the_report(
    town: MunicipalityFolder,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def slow(*arguments: object, **options: object) -> object:
        town.register.write_bytes(town.register.read_bytes() + b"\0")
        return make(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("compile.pipeline.make", slow)

    assert close(town) == 2
    assert "styrregister.xlsx ändrades medan" in capsys.readouterr().err
    assert list((town.root / "arkiv").iterdir()) == []
    assert list(town.period(T2).glob("*.docx")) == []


def test_a_closed_report_that_was_changed_is_not_given_out(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    close(town)
    word = town.root / "arkiv" / "2026-T2" / "2026-T2" / f"{STEM}.docx"
    word.chmod(0o644)
    word.write_bytes(b"other")

    assert close(town) == 2
    assert "säkerhetskopia" in capsys.readouterr().err


def test_the_pdf_is_archived_with_the_rest(town: MunicipalityFolder) -> None:
    from tests.helpers.tools import need  # noqa: PLC0415 - this test alone

    need("soffice")
    assert run("compile", town.root, "--period", "2026-T2", "--final") == 0
    made = read_manifest(
        town.root / "arkiv" / "2026-T2" / "2026-T2" / f"{STEM}-manifest.json"
    )
    assert {f"{STEM}.docx", f"{STEM}.pdf"} <= {o.name for o in made.outputs}
    first = hashes(town.root / "2026-T2")
    assert run("compile", town.root, "--period", "2026-T2", "--final") == 0
    assert hashes(town.root / "2026-T2") == first


def test_the_log_says_when_each_period_was_closed(town: MunicipalityFolder) -> None:
    close(town)
    (event,) = read_events(town)
    rows = json.loads((town.root / "arkiv" / "logg.json").read_text(encoding="utf-8"))

    assert (event.event, event.period, event.folder) == ("closed", "2026-T2", "2026-T2")
    assert len(event.manifest) == 64
    assert len(event.date) == 10
    assert rows["schema"] == 1


def test_a_protected_folder_can_be_removed_by_the_tool(
    town: MunicipalityFolder,
) -> None:
    close(town)
    (only,) = all_archived(town)
    remove(only.folder.root)

    assert all_archived(town) == ()
