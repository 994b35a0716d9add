"""One written card, three periods: what stood in April and December follows August.

A card is written once, as it is after August (T2). A key with the ending "_1" says
what stood there after April (T1), "_3" what stands there after December (T3); a few
fields follow from the others. A goal with first_tertial or last_tertial is in the
cards of only some periods.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workbook_templates.standard.model import ActivityStatus, GoalVerdict

if TYPE_CHECKING:
    from datetime import date

Row = Mapping[str, Any]

APRIL, AUGUST, DECEMBER = 1, 2, 3
_ENDINGS = {APRIL: "_1", DECEMBER: "_3"}
# Fields of their own, not variants of another.
_FIELDS = ("outcome_1", "outcome_3")
# Written anew for each period; and what April and August do not know yet.
_OWN = {"comment", "remedy"}
_LATER = {APRIL: {"outcome_2", "outcome_3"}, AUGUST: {"outcome_3"}}
_SPAN = ("first_tertial", "last_tertial")
_DEVIATIONS = (GoalVerdict.PARTLY.value, GoalVerdict.NOT_FULFILLED.value)
_OPEN = (
    ActivityStatus.NOT_STARTED.value,
    ActivityStatus.ONGOING.value,
    ActivityStatus.LATE.value,
)


def holds(goal: Row, tertial: int) -> bool:
    """Tell whether a goal is in the card of a tertial (1-3)."""
    first, last = goal.get("first_tertial", APRIL), goal.get("last_tertial", DECEMBER)
    return bool(first <= tertial <= last)


def at(row: Row, tertial: int) -> dict[str, Any]:
    """Return a row as it is after a tertial (1-3): its variants in place of August's.

    A comment and a remedy are only the period's own, but April has August's remedy.
    A later outcome is not known yet.
    """
    written = {k: v for k, v in row.items() if not _is_variant(k) and k not in _SPAN}
    if tertial == AUGUST:
        return _known(written, AUGUST)
    unknown = {"comment"} if tertial == APRIL else _OWN
    kept = {k: v for k, v in written.items() if k not in unknown}
    return _known(kept | _variants(row, _ENDINGS[tertial]), tertial)


def goal_at(row: Row, tertial: int) -> dict[str, Any]:
    """Return a goal after a tertial.

    In April August's remedy holds only where it is needed; in December the year is
    over, and the forecast is the verdict.
    """
    goal = at(row, tertial)
    deviates = {goal.get("verdict"), goal.get("forecast")} & set(_DEVIATIONS)
    if tertial == APRIL and "remedy_1" not in row and not deviates:
        goal["remedy"] = ""
    if tertial == DECEMBER:
        goal["forecast"] = goal["verdict"]
    return goal


def activity_at(row: Row, tertial: int, last_day: date) -> dict[str, Any]:
    """Return an activity after a tertial; its status follows from its dates.

    last_day is the period's. What was to end by April stands as in August; what was
    to end by December is done, unless it was dropped.
    """
    activity = at(row, tertial)
    if tertial == AUGUST or "status" + _ENDINGS[tertial] in row:
        return activity
    if tertial == DECEMBER and activity["status"] not in _OPEN:
        return {"comment": row.get("comment", ""), **activity}
    return activity | _status_by_dates(activity, tertial, last_day)


def _status_by_dates(activity: Row, tertial: int, last_day: date) -> dict[str, Any]:
    if activity["start"] > last_day:
        return {"status": ActivityStatus.NOT_STARTED.value}
    if activity["end"] > last_day:
        return {"status": ActivityStatus.ONGOING.value}
    return {"status": ActivityStatus.DONE.value} if tertial == DECEMBER else {}


def _known(row: Row, tertial: int) -> dict[str, Any]:
    """Leave out what nobody knows yet after a tertial."""
    later = _LATER.get(tertial, set())
    return {key: value for key, value in row.items() if key not in later}


def _variants(row: Row, ending: str) -> dict[str, Any]:
    """Return what the keys with an ending say, without it."""
    return {
        key.removesuffix(ending): value
        for key, value in row.items()
        if key.endswith(ending) and _is_variant(key)
    }


def _is_variant(key: str) -> bool:
    """Tell whether a key says what stood there in another period than August's."""
    return key.endswith(tuple(_ENDINGS.values())) and key not in _FIELDS
