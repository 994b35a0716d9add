from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from compile.volumes.plan import entries_of, volumes_of
from tests.helpers.gatherings import everybody, gathered
from tests.helpers.registers import small_register
from workbook_templates.standard.model import Level, Unit

REPORT = Path("Malkortsrapport-2026-T2.docx")


def test_each_department_is_a_volume_and_so_is_the_municipalitys_own_card() -> None:
    volumes = volumes_of(gathered(everybody()))

    assert [v.label for v in volumes] == ["K0", "A1", "A2"]
    assert [sorted(v.part.ids) for v in volumes] == [["K0"], ["A1", "E1"], ["A2", "E2"]]


def test_a_department_with_too_many_units_is_split_evenly() -> None:
    register = small_register()
    extra = tuple(Unit(f"X{n}", f"Enhet {n}", Level.UNIT, "A1") for n in range(5))
    gathering = gathered(everybody())
    large = replace(gathering, register=replace(register, units=register.units + extra))
    volumes = [v for v in volumes_of(large, most=3) if v.label.startswith("A1")]

    assert [v.label for v in volumes] == ["A1-1", "A1-2", "A1-3"]
    assert [len(v.part.ids) for v in volumes] == [3, 3, 1]
    assert volumes[1].part.name == "Exempelavdelning Norr, volym 2 av 3"


@pytest.mark.parametrize("most", [1, 2, 3, 100])
def test_every_unit_is_in_exactly_one_volume(most: int) -> None:
    register = small_register()
    lone = Unit("L1", "Ensam", Level.UNIT, "K0")
    gathering = gathered(everybody())
    units = (*register.units, lone)
    whole = replace(gathering, register=replace(register, units=units))
    ids = [unit_id for v in volumes_of(whole, most) for unit_id in v.part.ids]

    assert sorted(ids) == sorted(unit.id for unit in units)
    labels = [v.label for v in volumes_of(whole, most)]
    assert len(set(labels)) == len(labels)
    assert labels[-1] == "ovriga"


def test_the_list_of_volumes_says_file_cards_and_what_is_missing() -> None:
    gathering = gathered(everybody()[:4])
    entries = entries_of(volumes_of(gathering), gathering, REPORT)

    assert [(e.name, e.cards, e.missing) for e in entries] == [
        ("Exempelkommun", "1", "0"),
        ("Exempelavdelning Norr", "2", "0"),
        ("Exempelavdelning Söder", "1", "1"),
    ]
    assert entries[1].file == "Malkortsrapport-2026-T2-volym-A1"


def test_an_id_that_no_file_name_may_hold_becomes_one_that_it_may() -> None:
    register = small_register()
    odd = replace(register.units[1], id="A/1:x")
    gathering = gathered(everybody())
    units = (register.units[0], odd)
    whole = replace(gathering, register=replace(register, units=units))

    assert volumes_of(whole)[1].docx(REPORT).name == (
        "Malkortsrapport-2026-T2-volym-A-1-x.docx"
    )
