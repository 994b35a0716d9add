"""The order of the card on the overview: hidden formulas that sort its rows.

Each row of the three tables that is in use gets a number, and the numbers are
sorted: perspective, then goal, then the goal itself before its measures and
activities. What belongs to no goal, or to no perspective, comes last.

    perspective * 10**10 + goal's row * 10**6 + kind * 10**5 + own row

Quotients stay below 2**27, beyond which older Excel's MOD gives up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook_templates.builder.canvas import absolute, first_body_row
from workbook_templates.builder.formulas import column_of
from workbook_templates.standard.columns import Choices
from workbook_templates.standard.layout import ACTIVITIES, GOALS, MEASURES
from workbook_templates.standard.raw import column_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbook_templates.builder.canvas import Canvas
    from workbook_templates.builder.lists import ListSheet
    from workbook_templates.builder.tables import Body

PERSPECTIVE_STEP = 10**10
_GOAL_STEP = 10**6
_KIND_STEP = 10**5
WITHOUT_PERSPECTIVE = 99
WITHOUT_GOAL = 100

_HEADINGS = ("ordning", "sorterad", "slag", "rad", "text")
_TEXT_KEYS = {GOALS.name: "text", MEASURES.name: "name", ACTIVITIES.name: "text"}


@dataclass(frozen=True, slots=True)
class Order:
    """Where the sorted card stands; each place is a column's letters.

    kind is 0 for a goal, 1 for a measure, 2 for an activity; row counts from 1
    within its table. All are "" below the last row in use.
    """

    sheet: str
    count: int
    columns: tuple[str, ...]

    def all(self, heading: str) -> str:
        """Return the reference to all lines' cells."""
        letters = self.columns[_HEADINGS.index(heading)]
        bottom = first_body_row() + self.count - 1
        return f"{self.at(heading, 0)}:${letters}${bottom}"

    def at(self, heading: str, index: int) -> str:
        """Return the reference to a line's (from 0) cell."""
        letters = self.columns[_HEADINGS.index(heading)]
        return f"'{self.sheet}'!${letters}${first_body_row() + index}"


def add_order(canvas: Canvas, lists: ListSheet, bodies: Sequence[Body]) -> Order:
    """Add the sorting formulas for the bodies of goals, measures and activities."""
    places = [lists.column(heading) for heading in _HEADINGS]
    order = Order(
        lists.sheet.title,
        sum(body.count for body in bodies),
        tuple(map(column_letters, places)),
    )
    goal_keys = absolute(
        lists.sheet.title,
        (first_body_row(), places[0]),
        (first_body_row() + bodies[0].count - 1, places[0]),
    )
    all_keys = order.all("ordning")
    for index, key in enumerate(_keys(bodies, goal_keys)):
        formulas = (key, *_line(order, index, all_keys))
        for column, formula in zip(places, formulas, strict=True):
            row = first_body_row() + index
            canvas.formula(lists.sheet, row, column, f"={formula}", "hidden")
    return order


def _keys(bodies: Sequence[Body], goal_keys: str) -> Iterator[str]:
    """Yield each table row's sorting number, "" where nothing is written."""
    for kind, body in enumerate(bodies):
        for index in range(body.count):
            check = _address(body, "row_check", index)
            own = kind * _KIND_STEP + index + 1
            number = (
                _goal_number(body, index)
                if body.table is GOALS
                else _goal_number_of(body, index, goal_keys)
            )
            yield f'IF({check}="","",{number}+{own})'


def _goal_number(body: Body, index: int) -> str:
    """Return a goal's number: its perspective's place, then its own row."""
    perspective = _address(body, "perspective", index)
    place = f"MATCH({perspective},{Choices.PERSPECTIVES.value},0)"
    found = f"IFERROR({place},{WITHOUT_PERSPECTIVE})"
    return f"{found}*{PERSPECTIVE_STEP}+{(index + 1) * _GOAL_STEP}"


def _goal_number_of(body: Body, index: int, goal_keys: str) -> str:
    """Return the number of the goal that a row is about; one unused has none."""
    goal_id = _address(body, "goal_id", index)
    row = f"MATCH({goal_id},{column_of(GOALS, 'id')},0)"
    own_row = f"INT(INDEX({goal_keys},{row})/{_GOAL_STEP})*{_GOAL_STEP}"
    return f"IFERROR({own_row},{WITHOUT_GOAL * PERSPECTIVE_STEP})"


def _line(order: Order, index: int, all_keys: str) -> Iterator[str]:
    """Yield the formulas of one sorted line, beside the number's own."""
    number = order.at("sorterad", index)
    kind, row = order.at("slag", index), order.at("rad", index)
    yield f'IFERROR(SMALL({all_keys},{index + 1}),"")'
    yield f'IF({number}="","",INT(MOD({number},{_GOAL_STEP})/{_KIND_STEP}))'
    yield f'IF({number}="","",MOD({number},{_KIND_STEP}))'
    texts = (
        f"INDEX({column_of(table, _TEXT_KEYS[table.name])},{row})"
        for table in (GOALS, MEASURES, ACTIVITIES)
    )
    yield f'IF({number}="","",CHOOSE({kind}+1,{",".join(texts)})&"")'


def _address(body: Body, key: str, index: int) -> str:
    """Return the address of a cell on a table's sheet."""
    return absolute(body.sheet.title, body.place(key, index))
