"""Marked copies of files: `malkort check --marked`."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from compile import marked
from compile.commands.check import check
from compile.marked import MISSING, marker
from malkort_xl.marked import mark_copy
from malkort_xl.marking import ERROR_COLOUR
from malkort_xl.messages import ActionRefusedError
from tests.addin.conftest import YEAR
from tests.addin.looks import fill_of
from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.model import Period
from workbook_templates.standard.own_sheets import CHECK_HEADING_ROW, CHECK_SHEET

if TYPE_CHECKING:
    from pathlib import Path

RED = ERROR_COLOUR.lstrip("#")


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the marker be found however the package was installed."""

    class Point:
        def load(self) -> object:
            return mark_copy

    monkeypatch.setattr(marked, "entry_points", lambda **_: [Point()])


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_copy_is_marked_and_the_original_untouched(
    faulty_file: Path, tmp_path: Path
) -> None:
    before = sha256(faulty_file)

    result = CliRunner().invoke(
        check, [str(faulty_file), "--marked", str(tmp_path / "ut")]
    )

    assert result.exit_code == 1
    assert "1 märkta kopior finns i" in result.stderr
    assert sha256(faulty_file) == before
    copy = load_workbook(tmp_path / "ut" / faulty_file.name)
    assert fill_of(copy["Mål"][YEAR]) == RED
    assert copy["Mål"][YEAR].comment is not None
    assert copy[CHECK_SHEET.name].cell(CHECK_HEADING_ROW + 4, 1).value == 4


def test_json_is_not_disturbed(faulty_file: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(
        check, [str(faulty_file), "--json", "--marked", str(tmp_path / "ut")]
    )

    assert len(json.loads(result.stdout)) == 4


def test_two_files_of_one_name_give_two_copies(
    faulty_file: Path, good_file: Path, tmp_path: Path
) -> None:
    paths = [str(faulty_file), str(good_file), "--marked", str(tmp_path / "ut")]
    CliRunner().invoke(check, paths)

    names = sorted(path.name for path in (tmp_path / "ut").iterdir())
    assert names == ["kort (2).xlsx", "kort.xlsx"]


def test_a_folder_is_copied_without_what_is_no_card(
    faulty_file: Path, tmp_path: Path
) -> None:
    inbox = tmp_path / "in" / "enhet"
    inbox.mkdir(parents=True)
    shutil.copy(faulty_file, inbox / "kort.xlsx")
    (inbox / "annat.xlsx").write_bytes(b"inte en arbetsbok")

    result = CliRunner().invoke(
        check, [str(tmp_path / "in"), "--marked", str(tmp_path / "ut")]
    )

    assert result.exit_code == 2
    files = [p for p in (tmp_path / "ut").rglob("*") if p.is_file()]
    assert files == [tmp_path / "ut" / "enhet" / "kort.xlsx"]


def test_a_copy_is_never_written_over_an_original(
    faulty_file: Path, tmp_path: Path
) -> None:
    shutil.copy(faulty_file, tmp_path / "kort.xlsx")
    before = sha256(tmp_path / "kort.xlsx")

    result = CliRunner().invoke(
        check, [str(tmp_path / "kort.xlsx"), "--marked", str(tmp_path)]
    )

    assert isinstance(result.exception, UsageError)
    assert "är mappen med originalen" in str(result.exception)
    assert sha256(tmp_path / "kort.xlsx") == before


def test_a_file_that_cannot_be_copied_is_named(
    faulty_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> None:
        raise KeyError(_)

    monkeypatch.setattr("malkort_xl.marked.open_copy", broken)

    result = CliRunner().invoke(
        check, [str(faulty_file), "--marked", str(tmp_path / "ut")]
    )

    assert "kort.xlsx gick inte att kopiera med markeringar" in result.stderr
    assert "0 märkta kopior" in result.stderr


def test_the_expected_period_counts_on_the_copy_too(
    good_file: Path, tmp_path: Path
) -> None:
    mark_copy(good_file, tmp_path / "kort.xlsx", None, Period(2026, 3))

    rows = load_workbook(tmp_path / "kort.xlsx")[CHECK_SHEET.name].iter_rows(
        CHECK_HEADING_ROW + 1, min_col=4, max_col=4, values_only=True
    )
    assert any("2026-T3" in str(text) for (text,) in rows)


def test_what_is_no_card_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bok.xlsx").write_bytes(b"")

    with pytest.raises(ActionRefusedError, match="Originalet är orört"):
        mark_copy(tmp_path / "bok.xlsx", tmp_path / "ut.xlsx")


def test_a_workbook_that_is_no_card_is_not_copied(tmp_path: Path) -> None:
    from openpyxl import Workbook  # noqa: PLC0415 - for this test only

    Workbook().save(tmp_path / "bok.xlsx")

    with pytest.raises(ActionRefusedError, match="är inget målkort"):
        mark_copy(tmp_path / "bok.xlsx", tmp_path / "ut.xlsx")
    assert not (tmp_path / "ut.xlsx").exists()


def test_without_the_add_in_the_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marked, "entry_points", lambda **_: [])

    with pytest.raises(UsageError, match=MISSING[:30]):
        marker()
