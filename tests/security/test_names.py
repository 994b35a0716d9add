from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

import pytest

from compile.cli import main
from compile.folder import workbook_name
from tests.helpers.registers import small_register
from tests.helpers.towns import small_town
from tests.security.attacks import ANSI, CLIMBING
from tests.standard.good_card import T2
from workbook_templates.builder.register_book import build_register
from workbook_templates.standard.model import Level, Unit

if TYPE_CHECKING:
    from pathlib import Path

NAMES = (
    CLIMBING,
    "..",
    "/etc/passwd",
    "C:\\Windows\\fil",
    "\\\\server\\delad",
    "a\0b",
    "kort.xlsx:dold",
    "CON",
    "~$kort",
    "-rf",
    ANSI,
    "lång" * 100,
)


@pytest.mark.parametrize("text", NAMES)
def test_a_unit_cannot_name_a_file_outside_its_folder(text: str) -> None:
    name = workbook_name(Unit(text, text, Level.UNIT, ""), T2)

    assert PurePosixPath(name).name == name
    assert PureWindowsPath(name).name == name
    assert name.endswith(".xlsx")
    assert [c for c in name if not c.isprintable()] == []
    assert len(name.encode()) <= 255
    assert not name.startswith((".", "~$", "-"))
    assert not PureWindowsPath(name).is_reserved()


def test_building_writes_only_into_the_outbox(tmp_path: Path) -> None:
    folder = small_town(tmp_path / "kommun")
    register = small_register()
    unit = Unit(CLIMBING, CLIMBING, Level.UNIT, register.units[1].id)
    wicked = replace(register, units=(*register.units, unit))
    build_register(wicked, folder.register)
    before = {p for p in tmp_path.rglob("*") if p.is_file()}

    with pytest.raises(SystemExit) as stopped:
        main(["build", str(folder.root), "--period", str(T2)])

    new = {p for p in tmp_path.rglob("*") if p.is_file()} - before
    made = new - {folder.sent_record(T2)}
    assert stopped.value.code == 0
    assert len(made) == len(register.units) + 1
    assert {p.parent for p in made} == {folder.outbox(T2)}


def test_two_ids_that_give_one_file_name_are_two_workbooks(tmp_path: Path) -> None:
    folder = small_town(tmp_path / "kommun")
    register = small_register()
    above = register.units[1].id
    alike = [Unit(i, "Lika", Level.UNIT, above) for i in ("X/1", "X:1", "x-1")]
    build_register(replace(register, units=(*register.units, *alike)), folder.register)

    for _ in range(2):
        with pytest.raises(SystemExit) as stopped:
            main(["build", str(folder.root), "--period", str(T2)])
        assert stopped.value.code == 0

    made = sorted(p.name for p in folder.outbox(T2).glob("*Lika*.xlsx"))
    assert made == [
        "X-1 Lika 2026-T2 (2).xlsx",
        "X-1 Lika 2026-T2.xlsx",
        "x-1 Lika 2026-T2 (3).xlsx",
    ]
