"""One row of an earlier card, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook_templates.standard.layout import ACTIVITIES, GOALS, MEASURES
from workbook_templates.standard.model import Activity, Goal, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook_templates.standard.columns import Table
    from workbook_templates.standard.model import Scorecard

    Record = Goal | Measure | Activity


@dataclass(frozen=True, slots=True)
class Line:
    """What became of a row.

    kind: the Swedish word for it. former: its id in the earlier card; id: its id
    now, "" where it did not come along. unit: the earlier card's unit. text: the
    goal, the measure's name or the activity. note: in Swedish, what was changed on
    the way or why it stayed; "" where it came along as it was.
    """

    kind: str
    former: str
    id: str
    unit: str
    text: str
    note: str = ""


_KINDS: dict[type[object], tuple[str, Table]] = {
    Goal: ("Mål", GOALS),
    Measure: ("Mått", MEASURES),
    Activity: ("Aktivitet", ACTIVITIES),
}


def kind_of(record: Record) -> str:
    """Return the Swedish word for a record's kind."""
    return _KINDS[type(record)][0]


def table_of(record: Record) -> Table:
    """Return the table that a record is a row of."""
    return _KINDS[type(record)][1]


def text_of(record: Record) -> str:
    """Return what a record is called."""
    return record.name if isinstance(record, Measure) else record.text


def left(record: Record, card: Scorecard, note: str) -> Line:
    """Return the line of a row that stays behind."""
    name = card.unit_name or card.unit_id
    return Line(kind_of(record), record.id, "", name, text_of(record), note)


def records_of(card: Scorecard) -> Iterator[Record]:
    """Yield a card's goals, measures and activities."""
    yield from card.goals
    yield from card.measures
    yield from card.activities
