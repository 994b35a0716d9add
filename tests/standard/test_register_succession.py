"""Units that take over from units, and strategy goals that replace others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from compile.registers import examine_register
from tests.helpers.drawn_register import REGISTER
from tests.helpers.markdown_book import register_from_markdown
from tests.helpers.registers import small_register
from workbook_templates.builder.register_book import build_register
from workbook_templates.standard.register_reading import read_register
from workbook_templates.standard.register_succession import ids_in

if TYPE_CHECKING:
    from pathlib import Path

    from workbook_templates.standard.register import Register


def with_unit(unit_id: str, **changes: object) -> Register:
    register = small_register()
    units = tuple(
        replace(u, **changes) if u.id == unit_id else u  # type: ignore[arg-type]
        for u in register.units
    )
    return replace(register, units=units)


def with_goals(changes: dict[int, dict[str, object]]) -> Register:
    register = small_register()
    goals = tuple(
        replace(g, **changes.get(g.number, {}))  # type: ignore[arg-type]
        for g in register.strategy_goals
    )
    return replace(register, strategy_goals=goals)


def codes(register: Register, tmp_path: Path) -> list[str]:
    """Build a register, read it, and return the codes of what is wrong."""
    build_register(register, tmp_path / "styrregister.xlsx")
    _, findings = examine_register(tmp_path / "styrregister.xlsx")
    return [finding.code for finding in findings]


def test_successions_survive_the_way_through_the_workbook(tmp_path: Path) -> None:
    register = with_unit("E1", valid_to=2026)
    new = replace(register.units[4], id="E9", valid_from=2027, replaces=("E1", "E3"))
    third = replace(register.units[4], id="E3", valid_to=2026)
    goals = with_goals({1: {"valid_to": 2026, "replaced_by": (2, 4)}}).strategy_goals
    made = replace(register, units=(*register.units, third, new), strategy_goals=goals)
    build_register(made, tmp_path / "styrregister.xlsx")
    read, findings = examine_register(tmp_path / "styrregister.xlsx")

    assert findings == ()
    assert read.unit("E9") == new
    assert read.strategy_goals[0].replaced_by == (2, 4)


def test_a_register_from_before_these_columns_is_read_without_a_word() -> None:
    register, findings = read_register(register_from_markdown(REGISTER))

    assert findings == ()
    assert {u.replaces for u in register.units} == {()}
    assert {g.replaced_by for g in register.strategy_goals} == {()}


@pytest.mark.parametrize("text", ["E1; E2", "E1,E2", "E1\nE2", " E1 ;; E2; E1 "])
def test_ids_may_be_written_in_several_ways(text: str) -> None:
    assert ids_in(text) == ("E1", "E2")


def test_a_predecessor_must_exist(tmp_path: Path) -> None:
    assert codes(with_unit("E1", replaces=("E7",)), tmp_path) == ["MK730"]


def test_a_predecessor_must_have_ended_before_its_successor_begins(
    tmp_path: Path,
) -> None:
    register = with_unit("E1", replaces=("E2",), valid_from=2027)

    assert codes(register, tmp_path) == ["MK731"]


def test_a_unit_cannot_replace_itself(tmp_path: Path) -> None:
    assert codes(with_unit("E1", replaces=("E1",)), tmp_path) == ["MK732"]


def test_units_in_a_ring_are_named_once(tmp_path: Path) -> None:
    first = with_unit("E1", replaces=("E2",))
    other = replace(first.units[4], replaces=("E1",))
    register = replace(first, units=(*first.units[:4], other))

    assert codes(register, tmp_path).count("MK732") == 1


def test_a_strategy_goal_that_takes_over_must_exist(tmp_path: Path) -> None:
    register = with_goals({1: {"replaced_by": (99,), "valid_to": 2026}})

    assert codes(register, tmp_path) == ["MK733"]


def test_a_strategy_goal_that_is_replaced_must_end(tmp_path: Path) -> None:
    assert codes(with_goals({1: {"replaced_by": (2,)}}), tmp_path) == ["MK734"]


def test_strategy_goals_in_a_ring_are_named_once(tmp_path: Path) -> None:
    register = with_goals(
        {
            1: {"replaced_by": (2,), "valid_to": 2026},
            2: {"replaced_by": (3,), "valid_to": 2026},
            3: {"replaced_by": (1,), "valid_to": 2026},
        }
    )

    assert codes(register, tmp_path) == ["MK735"]
