"""The change report as JSON, for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from compile.diff.changes import own_changes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compile.diff.changes import Diff, UnitDiff
    from workbook_templates.standard.comparing import (
        ActivityChange,
        ActivityMove,
        GoalChange,
        MeasureChange,
        Move,
    )

    Change = GoalChange | MeasureChange | ActivityChange


def diff_json(diff: Diff) -> str:
    """Return all changes as JSON; numbers are texts, as they were typed."""
    answer = {
        "before": str(diff.before.period),
        "now": str(diff.now.period),
        "goals": _counts(diff.goal_moves),
        "measures": _counts(diff.measure_moves),
        "activities": _counts(diff.activity_moves),
        "units": [_unit(unit) for unit in diff.units if unit.is_changed],
        "notices": list(diff.notices),
    }
    return json.dumps(answer, ensure_ascii=False, indent=2, default=_said)


def _counts(moves: Mapping[Move, int] | Mapping[ActivityMove, int]) -> dict[str, int]:
    return {str(move.value): count for move, count in moves.items()}


def _unit(unit: UnitDiff) -> dict[str, object]:
    return {
        "unit_id": unit.unit.id,
        "name": unit.unit.name,
        "name_before": unit.name_before,
        "has_card_before": unit.before is not None,
        "has_card_now": unit.now is not None,
        "goals": [_change(c) | {"forecast_move": c.forecast_move} for c in unit.goals],
        "measures": [_change(c) | _outcomes(c) for c in unit.measures],
        "activities": [_change(c) for c in unit.activities],
    }


def _change(change: Change) -> dict[str, object]:
    before, now = change.before, change.now
    record = now or before
    keys = own_changes(change)
    return {
        "id": record.id if record else "",
        "move": change.move,
        "changed": {
            key: {"before": getattr(before, key, None), "now": getattr(now, key, None)}
            for key in keys
        },
    }


def _outcomes(change: MeasureChange) -> dict[str, object]:
    return {
        "outcome_before": change.outcome_before,
        "outcome_now": change.outcome_now,
        "target_changed_in_mid_year": change.target_moved,
    }


def _said(value: object) -> str:
    """Return what JSON has no word for: an enum's code, a number or a date as text."""
    return str(getattr(value, "value", value))
