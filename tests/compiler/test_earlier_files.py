"""The record names the earlier periods' workbooks that a report compares with."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from compile.extract import Wish
from compile.manifest import Manifest, read_manifest
from compile.pipeline import Options, compile_report
from compile.verifying import verify
from tests.helpers.towns import put_in_inbox, small_town
from tests.standard.good_card import T1, T2
from tests.status.towns import in_t1

if TYPE_CHECKING:
    from pathlib import Path

    from compile.folder import MunicipalityFolder

UNITS = ("A1", "E1")


@pytest.fixture
def town(tmp_path: Path) -> MunicipalityFolder:
    folder = small_town(tmp_path / "town")
    put_in_inbox(folder)
    put_in_inbox(folder, [in_t1(unit) for unit in UNITS], T1)
    return folder


def recorded(folder: MunicipalityFolder, wish: Wish | None = None) -> Manifest:
    compiled = compile_report(folder, T2, Options(pdf=False, wish=wish or Wish()))
    assert compiled.manifest is not None
    return read_manifest(compiled.manifest)


def earlier(made: Manifest) -> list[tuple[str, str, int | None, str]]:
    return [(m.period, m.name, m.size, m.sha256) for m in made.earlier]


def test_each_earlier_workbook_that_counts_is_named(town: MunicipalityFolder) -> None:
    paths = sorted(town.inbox(T1).iterdir())
    (town.inbox(T1) / "inget kort.xlsx").write_bytes(b"nothing")

    assert sorted(earlier(recorded(town))) == [
        (str(T1), p.name, p.stat().st_size, hashlib.sha256(p.read_bytes()).hexdigest())
        for p in paths
    ]


def test_a_part_names_its_own(town: MunicipalityFolder) -> None:
    made = recorded(town, Wish(unit="E1"))
    assert [mark.name.split()[0] for mark in made.earlier] == ["E1"]


def test_one_that_has_changed_since_is_told(town: MunicipalityFolder) -> None:
    paths = sorted(town.inbox(T1).iterdir())
    recorded(town)
    before = verify(town, T2)
    assert before.mismatches == ()
    with paths[0].open("ab") as file:
        file.write(b"x")
    paths[1].unlink()
    after = verify(town, T2)

    assert after.count == before.count
    assert {(m.role, m.name, m.problem) for m in after.mismatches} == {
        ("earlier", f"{T1}/{paths[0].name}", "changed"),
        ("earlier", f"{T1}/{paths[1].name}", "missing"),
    }
    assert all(m.message.startswith(f"{T1}: ") for m in after.mismatches)
