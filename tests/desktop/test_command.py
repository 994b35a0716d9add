"""`malkort addin`, as it is typed."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from malkort_xl.addin import build
from malkort_xl.commands.addin import addin
from tests.helpers.tools import ROOT
from workbook_templates.standard.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: object) -> str:
    result = CliRunner().invoke(addin, [str(a) for a in arguments])
    if result.exception is not None:
        raise result.exception
    return result.output


def test_the_command_writes_both_files_and_says_so(tmp_path: Path) -> None:
    out = tmp_path / "ny" / "mapp"
    said = run("--out", out, "--python", r"C:\Python\python.exe")

    names = sorted(path.name for path in out.iterdir())
    assert names == ["installera.txt", "malkort.xlam"]
    assert f"Skapad: {out / 'malkort.xlam'}" in said
    assert "läs installera.txt" in said


def test_a_file_that_exists_is_not_overwritten_unasked(tmp_path: Path) -> None:
    there = tmp_path / "installera.txt"
    there.write_text("min egen", encoding="utf-8")

    with pytest.raises(UsageError, match=r"Finns redan, orörd: .*installera\.txt"):
        run("--out", tmp_path)
    assert there.read_text(encoding="utf-8") == "min egen"
    assert list(tmp_path.iterdir()) == [there]

    run("--out", tmp_path, "--overwrite")
    assert "Målkort" in there.read_text(encoding="utf-8-sig")


def test_a_missing_package_is_named_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "find_spec", lambda name: name == "xlwings" or None)

    with pytest.raises(UsageError, match="behövs ett program till") as refused:
        run("--out", tmp_path)
    assert str(refused.value).endswith("pip install pyOpenVBA==6.5.0")
    assert list(tmp_path.iterdir()) == []


def test_the_versions_named_are_those_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert build.NEEDED["pyopenvba"] in project["optional-dependencies"]["addin"]
    assert build.NEEDED["xlwings"] in project["dependencies"]


def test_a_write_that_fails_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)

    with pytest.raises(OSError, match="No space left"):
        run("--out", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_help_is_swedish_with_examples() -> None:
    said = run("--help")

    assert "Bygg malkort.xlam" in said
    assert "malkort addin --out tillagg" in said
    assert "Show this" not in said
