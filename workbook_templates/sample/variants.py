"""One written card, two periods: what was in April is derived from August's rows.

A card is written once, as it is after August (T2). A key with the ending "_1"
says what stood there after April (T1); a few fields follow from the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workbook_templates.standard.model import ActivityStatus, GoalVerdict

if TYPE_CHECKING:
    from datetime import date

Row = Mapping[str, Any]

_ENDING = "_1"
# A field of its own, not April's variant of another.
_FIELDS = ("outcome_1",)
_ONLY_AUGUST = ("comment", "outcome_2")
_DEVIATIONS = (GoalVerdict.PARTLY.value, GoalVerdict.NOT_FULFILLED.value)


def in_august(row: Row) -> dict[str, Any]:
    """Return a row as it is after August: without April's variants."""
    return {key: value for key, value in row.items() if not _is_variant(key)}


def in_april(row: Row) -> dict[str, Any]:
    """Return a row as it was after April: the variants in place of August's.

    A comment is only April's own. August's outcome is not known yet.
    """
    variants = {
        key.removesuffix(_ENDING): value
        for key, value in row.items()
        if _is_variant(key)
    }
    known = {k: v for k, v in in_august(row).items() if k not in _ONLY_AUGUST}
    return known | variants


def goal_in_april(row: Row) -> dict[str, Any]:
    """Return a goal after April; August's remedy holds only where it is needed."""
    goal = in_april(row)
    deviates = {goal.get("verdict"), goal.get("forecast")} & set(_DEVIATIONS)
    if "remedy" + _ENDING not in row and not deviates:
        goal["remedy"] = ""
    return goal


def activity_in_april(row: Row, last_day: date) -> dict[str, Any]:
    """Return an activity after April; the status follows from its dates.

    last_day is the period's. What was to end by then stands as in August.
    """
    activity = in_april(row)
    if "status" + _ENDING in row:
        return activity
    if activity["start"] > last_day:
        activity["status"] = ActivityStatus.NOT_STARTED.value
    elif activity["end"] > last_day:
        activity["status"] = ActivityStatus.ONGOING.value
    return activity


def _is_variant(key: str) -> bool:
    """Tell whether a key says what stood there after April."""
    return key.endswith(_ENDING) and key not in _FIELDS
