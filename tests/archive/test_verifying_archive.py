"""Whether closed periods still are what they were, as malkort verify tells it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from compile.archive.protection import remove
from tests.archive.running import run
from tests.archive.test_closing import STEM, close
from tests.archive.test_reopening import reopen

if TYPE_CHECKING:
    import pytest

    from compile.folder import MunicipalityFolder


def test_an_untouched_archive_matches(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    close(town)
    reopen(town)
    close(town)
    capsys.readouterr()

    assert run("verify", town.root, "--arkiv") == 0
    said = capsys.readouterr().out
    assert "Arkivet: 2026-T2, 2026-T2.oppnad-1" in said
    count = sum(p.is_file() for p in (town.root / "arkiv").rglob("*")) - 1  # the log
    assert f"{count} filer jämförda: allt stämmer" in said


def test_each_file_that_differs_is_named_with_its_period(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    close(town)
    place = town.root / "arkiv" / "2026-T2" / "2026-T2"
    book = next((place / "inkorg").glob("E1*"))
    for path in (place, place / "inkorg"):
        path.chmod(0o755)
    book.chmod(0o644)
    book.write_bytes(b"other")
    (place / f"{STEM}.docx").unlink()
    (place / "inkorg" / "ny.xlsx").write_bytes(b"x")
    capsys.readouterr()

    assert run("verify", town.root, "--arkiv", "--json") == 1
    rows = json.loads(capsys.readouterr().out)
    found = {(r["role"], r["problem"], r["name"]) for r in rows}
    assert found == {
        ("input", "changed", f"2026-T2/{book.name}"),
        ("input", "new", "2026-T2/ny.xlsx"),
        ("output", "missing", f"2026-T2/{STEM}.docx"),
    }
    assert all("säkerhetskopia" in r["message"] for r in rows)


def test_a_manifest_that_was_made_to_fit_is_told(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    close(town)
    path = town.root / "arkiv" / "2026-T2" / "2026-T2" / f"{STEM}-manifest.json"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b" ")
    capsys.readouterr()

    assert run("verify", town.root, "--arkiv", "--period", "2026-T2") == 1
    assert "Manifestet är inte det som fanns" in capsys.readouterr().err


def test_a_manifest_that_is_gone_or_broken_is_told(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    close(town)
    path = town.root / "arkiv" / "2026-T2" / "2026-T2" / f"{STEM}-manifest.json"
    path.parent.chmod(0o755)
    path.chmod(0o644)
    path.write_text("{")
    assert run("verify", town.root, "--arkiv") == 1
    path.unlink()
    assert run("verify", town.root, "--arkiv") == 1
    assert f"{STEM}-manifest.json" in capsys.readouterr().err


def test_a_closed_period_that_is_gone_is_missed(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    close(town)
    reopen(town)
    close(town)
    remove(town.root / "arkiv" / "2026-T2")
    remove(town.root / "arkiv" / "2026-T2.oppnad-1")
    capsys.readouterr()

    assert run("verify", town.root, "--arkiv") == 1
    said = capsys.readouterr().err
    assert "2026-T2 saknas i arkivet" in said
    assert "2026-T2.oppnad-1 saknas i arkivet" in said


def test_an_empty_archive_has_nothing_to_compare(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("verify", town.root, "--arkiv") == 2
    assert "innehåller inte någon period" in capsys.readouterr().err


def test_a_period_or_the_archive_must_be_given(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("verify", town.root) == 2
    assert "--period" in capsys.readouterr().err
