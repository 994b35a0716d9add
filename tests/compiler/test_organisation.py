from __future__ import annotations

from compile.organisation import chapters_of, department_of
from workbook_templates.standard.model import Level, Unit
from workbook_templates.standard.register import Register

TOWN = Unit("K", "Kommunen", Level.MUNICIPALITY)
SCHOOL = Unit("A", "Skola", Level.DEPARTMENT, "K")
CLASS = Unit("E", "Klass", Level.UNIT, "A")
DEEP = Unit("D", "Grupp", Level.UNIT, "E")
LONE = Unit("L", "Ensam", Level.UNIT, "K")
LOOP = Unit("O", "Slinga", Level.UNIT, "O")


def names(units: tuple[Unit, ...]) -> dict[str, list[str]]:
    register = Register(units=units)
    return {n: [u.id for u in m] for n, m in chapters_of(units, register).items()}


def test_a_department_comes_before_its_units_at_any_depth() -> None:
    assert names((DEEP, CLASS, SCHOOL, TOWN)) == {
        "Kommunen": ["K"],
        "Skola": ["A", "D", "E"],
    }


def test_a_unit_without_a_department_has_a_chapter_at_the_end() -> None:
    assert names((TOWN, LONE, SCHOOL))["Enheter utan avdelning"] == ["L"]


def test_a_unit_above_itself_does_not_hang_the_report() -> None:
    assert department_of(LOOP, Register(units=(LOOP,))) is None
