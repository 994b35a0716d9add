"""A record's fields as the words and numbers that its cells hold."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, cast

from workbook_templates.standard.layout import NO, REFERENCE_SEPARATOR, YES
from workbook_templates.standard.model import ActivityStatus, GoalVerdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook_templates.builder.cells import CellValue
    from workbook_templates.standard.columns import Column
    from workbook_templates.standard.model import Activity, Goal, Measure, Scorecard
    from workbook_templates.standard.register import Register, ScaleStep

    Record = Goal | Measure | Activity


class Words:
    """The register's words for what the model says in codes."""

    def __init__(self, register: Register) -> None:
        """Look the words up once."""
        self._perspectives = {p.id: p.name for p in register.perspectives}
        self._verdicts = _labels(register.verdicts)
        self._statuses = _labels(register.statuses)

    def value(self, record: Record, column: Column) -> CellValue:
        """Return what a record's cell holds; what has no word is written as its code.

        A perspective that the register does not have is written by its id, so that
        nothing disappears.
        """
        raw: object = getattr(record, column.key)
        if column.key == "perspective":
            return self._perspectives.get(str(raw), str(raw))
        return self.word(raw)

    def word(self, raw: object) -> CellValue:
        """Return a value of the model as a cell's value."""
        if isinstance(raw, GoalVerdict):
            return self._verdicts.get(raw.value, raw.value)
        if isinstance(raw, ActivityStatus):
            return self._statuses.get(raw.value, raw.value)
        if isinstance(raw, Enum):
            return str(raw.value)
        if isinstance(raw, tuple):
            return REFERENCE_SEPARATOR.join(map(str, raw))
        return cast("CellValue", raw)


def details(card: Scorecard) -> dict[str, CellValue]:
    """Return {layout.NamedCell.key: value} of what the author has written."""
    return {
        "responsible": card.responsible,
        "contact": card.contact,
        "summary": card.summary,
        "ready": YES if card.ready else NO,
        "handed_in": card.handed_in,
    }


def _labels(scale: Sequence[ScaleStep]) -> dict[str, str]:
    """Return {code: label} of a scale."""
    return {step.code: step.label for step in scale}
