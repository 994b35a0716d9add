"""The cell function =STRATEGIMAL("12"), pure Python underneath.

A cell function is given values only, never the workbook. Where it cannot be given
the workbook's own list, it answers from the register that comes with the tool.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from workbook_templates.registers.loader import strategy_register
from workbook_templates.standard.cells import normalised
from workbook_templates.standard.model import PriorityArea, StrategyGoal
from workbook_templates.standard.register import Register
from workbook_templates.standard.register_layout import AREAS, STRATEGY_GOALS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbook_templates.standard.columns import Table

    Rows = Sequence[Sequence[object]]

UNKNOWN = "Strategimål {number} finns inte"
NOT_A_NUMBER = "”{value}” är inget nummer på ett strategimål"
UNKNOWN_FIELD = "Fältet ”{field}” finns inte. Välj {fields}"
IS_EMPTY = "(uppgift saknas i registret)"

_NUMBER = re.compile(r"(?:(?:strategi)?mål|nr)?\s*(\d{1,4})(?:\.0)?", re.IGNORECASE)


def strategy_goal_text(
    register: Register, number: object, field: object = "titel"
) -> str:
    """Return a field of a strategy goal as the text of a cell; never raises.

    number: 12, 12.0, "12" or "Mål 12". field: one of FIELDS, in any case. What is
    wrong is said in the cell, and so is what the register does not know.
    """
    found = _NUMBER.fullmatch(str("" if number is None else number).strip())
    if found is None:
        return NOT_A_NUMBER.format(value="" if number is None else number)
    goal = register.strategy_goal(int(found[1]))
    if goal is None:
        return UNKNOWN.format(number=found[1])
    pick = _FIELDS.get(normalised(str(field or FIELDS[0])))
    if pick is None:
        return UNKNOWN_FIELD.format(field=field, fields=", ".join(FIELDS))
    return pick(register, goal) or IS_EMPTY


def strategimal(
    rows: Rows, number: object, field: object = "titel", areas: Rows = ()
) -> str:
    """Return what strategy_goal_text does, from a list in the workbook.

    rows: the values of the table STRATEGY_GOALS, its headings first. areas: those of
    AREAS in the same way; without them an area is told by its id.
    """
    known = Register(
        strategy_goals=tuple(_goals(rows)),
        areas=tuple(_areas(areas)),
    )
    return strategy_goal_text(known, number, field)


@cache
def packaged_register() -> Register:
    """Return the register that comes with the tool."""
    return strategy_register()


def area_name(register: Register, goal: StrategyGoal) -> str:
    """Return the name of a strategy goal's area, or its id where that is all."""
    area = register.area(goal.area)
    return area.name if area else goal.area


_FIELDS: dict[str, Callable[[Register, StrategyGoal], str]] = {
    "titel": lambda _, goal: goal.title,
    "område": area_name,
    "text": lambda _, goal: goal.official_text,
    "indikator": lambda _, goal: goal.indicator,
    "riktning": lambda _, goal: goal.direction,
    "jämförs med": lambda _, goal: goal.reference,
}
FIELDS = tuple(_FIELDS)


def _goals(rows: Rows) -> list[StrategyGoal]:
    found = []
    for cells in _records(STRATEGY_GOALS, rows):
        number = _NUMBER.fullmatch(cells["number"])
        if number:
            found.append(
                StrategyGoal(
                    int(number[1]),
                    cells["area"],
                    cells["title"],
                    cells["official_text"],
                    cells["indicator"],
                    cells["direction"],
                    cells["reference"],
                )
            )
    return found


def _areas(rows: Rows) -> list[PriorityArea]:
    records = enumerate(_records(AREAS, rows), 1)
    return [PriorityArea(c["id"], c["name"], order) for order, c in records]


def _records(table: Table, rows: Rows) -> list[dict[str, str]]:
    """Return each row as {column key: text}; a column that is missing gives ""."""
    if not rows:
        return []
    places = {normalised(str(head)): i for i, head in enumerate(rows[0])}
    at = {c.key: places.get(normalised(c.heading)) for c in table.columns}
    return [{key: _text(row, i) for key, i in at.items()} for row in rows[1:]]


def _text(row: Sequence[object], place: int | None) -> str:
    """Return a cell's text; "" where the row has no such cell."""
    if place is None or place >= len(row) or row[place] is None:
        return ""
    return str(row[place]).strip()
