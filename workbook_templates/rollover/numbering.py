"""Ids that are unique for ever: kept where they can be, else given anew and told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from workbook_templates.rollover.lines import records_of, table_of
from workbook_templates.standard.layout import TABLES
from workbook_templates.standard.model import Activity, Goal, Measure, Scorecard
from workbook_templates.standard.row_ids import free_ids, number_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from workbook_templates.rollover.lines import Record

_Record = TypeVar("_Record", Goal, Measure, Activity)


@dataclass(slots=True)
class Numbering:
    """Gives the rows of one draft their ids; several cards may become one draft.

    taken: ids that no further row may have.
    """

    taken: set[str] = field(default_factory=set)
    _free: dict[str, Iterator[str]] = field(default_factory=dict)

    @classmethod
    def after(cls, known: Collection[str]) -> Numbering:
        """Return one whose new ids come after all that are known."""
        return cls(_free={table.name: free_ids(table, known) for table in TABLES})

    def card(self, card: Scorecard, ever: Collection[str]) -> Scorecard:
        """Return a card whose rows have ids of their own, references included.

        ever: all ids that the card's unit has had; later cards may not have them.
        Of rows with the same id the first keeps it, and what refers to it.
        """
        goals = tuple(self._own(card.goals))
        renamed: dict[str, str] = {}
        for before, after in zip(card.goals, goals, strict=True):
            renamed.setdefault(before.id, after.id)
        measures = (_linked(m, renamed) for m in card.measures)
        activities = (_linked(a, renamed) for a in card.activities)
        numbered = replace(
            card,
            goals=goals,
            measures=tuple(self._own(measures)),
            activities=tuple(self._own(activities)),
        )
        self.taken |= set(ever)
        return numbered

    def _own(self, records: Iterable[_Record]) -> Iterator[_Record]:
        for record in records:
            row_id = self._id(record)
            self.taken.add(row_id)
            yield record if row_id == record.id else replace(record, id=row_id)

    def _id(self, record: Record) -> str:
        table = table_of(record)
        if number_of(table, record.id) and record.id not in self.taken:
            return record.id
        return next(self._free[table.name])


def _linked(record: _Record, renamed: dict[str, str]) -> _Record:
    if isinstance(record, Goal):
        return record
    return replace(record, goal_id=renamed.get(record.goal_id, record.goal_id))


def ids_of(card: Scorecard) -> set[str]:
    """Return the ids of all rows of a card."""
    return {record.id for record in records_of(card)}
