"""All cards as the report's tables; the only module that knows pandas.

A frame has one row per goal (or reference) of the cards that count, and the
tables of the summary and the coverage are counted from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

from compile.context import Counts
from compile.organisation import WHOLE, department_name
from workbook_templates.standard.model import GoalVerdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from compile.gather import Gathering

_NOT_JUDGED = "ej_bedomt"
_VERDICT_CODES = [*(verdict.value for verdict in GoalVerdict), _NOT_JUDGED]
TOTAL = "Summa"
Tally: TypeAlias = "Mapping[str, tuple[int, ...]]"  # counts in the verdicts' order
NO_PERSPECTIVE_NAME = "Utan perspektiv"


def goal_frame(gathering: Gathering) -> pd.DataFrame:
    """Return one row per goal: unit id, department, perspective, verdict code."""
    register = gathering.register
    rows = []
    for card in gathering.cards:
        unit = register.unit(card.unit_id)
        department = department_name(unit, register) if unit else WHOLE
        for goal in card.goals:
            perspective = register.perspective(goal.perspective)
            rows.append(
                {
                    "unit": card.unit_id,
                    "department": department,
                    "perspective": perspective.name
                    if perspective
                    else NO_PERSPECTIVE_NAME,
                    "verdict": goal.verdict.value if goal.verdict else _NOT_JUDGED,
                }
            )
    columns = ["unit", "department", "perspective", "verdict"]
    return pd.DataFrame(rows, columns=columns)


def tally(frame: pd.DataFrame, column: str) -> Tally:
    """Count goals by verdict for each value of a column."""
    table = pd.crosstab(frame[column], frame["verdict"])
    table = table.reindex(columns=_VERDICT_CODES, fill_value=0)
    values = map(str, table.index)
    return dict(zip(values, map(tuple, table.to_numpy().tolist()), strict=True))


def counts_of(
    counted: Tally, names: Mapping[str, str], total: str = TOTAL
) -> tuple[Counts, ...]:
    """Return a row of counts for each name, and last their total.

    names maps the counted values to printed names, in the order of the rows; a
    value without goals gives a row of zeros.
    """
    nothing = (0,) * len(_VERDICT_CODES)
    rows = [counted.get(value, nothing) for value in names]
    printed = zip(names.values(), rows, strict=True)
    sums = [sum(column) for column in zip(nothing, *rows, strict=True)]
    return (*(_counts(name, row) for name, row in printed), _counts(total, sums))


def counts_by(
    frame: pd.DataFrame, column: str, names: Mapping[str, str], total: str = TOTAL
) -> tuple[Counts, ...]:
    """Count goals by verdict for each value of a column; rows as counts_of."""
    return counts_of(tally(frame, column), names, total)


def reference_frame(gathering: Gathering) -> pd.DataFrame:
    """Return one row per reference from a goal to a strategy goal's number."""
    rows = [
        {"number": number, "unit": card.unit_id, "goal": goal.id}
        for card in gathering.cards
        for goal in card.goals
        for number in dict.fromkeys(goal.strategy_goals)
    ]
    return pd.DataFrame(rows, columns=["number", "unit", "goal"])


def references_by_number(gathering: Gathering) -> dict[int, dict[str, list[str]]]:
    """Return, for each strategy goal's number, the goals' ids by unit id."""
    found: dict[int, dict[str, list[str]]] = {}
    for number, unit, goal in reference_frame(gathering).itertuples(index=False):
        found.setdefault(int(number), {}).setdefault(str(unit), []).append(goal)
    return found


def in_order(present: Iterable[str], known: Sequence[str]) -> dict[str, str]:
    """Return names to print by themselves: the known ones, then any others."""
    return {name: name for name in dict.fromkeys([*known, *present])}


def _counts(name: str, numbers: Sequence[int]) -> Counts:
    fulfilled, partly, not_fulfilled, not_measured, not_judged = map(str, numbers)
    return Counts(
        name=name,
        fulfilled=fulfilled,
        partly=partly,
        not_fulfilled=not_fulfilled,
        not_measured=not_measured,
        not_judged=not_judged,
        total=str(sum(numbers)),
    )
