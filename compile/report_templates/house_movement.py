"""The house template's changes since the last period: counts first, then each one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.marks import ACTIVITY_MOVE_MARKS, MEASURE_MOVE_MARKS
from compile.report_templates.house_counts import (
    MOVE_KINDS,
    kinds_table,
    move_columns,
    move_counts_table,
)
from compile.report_templates.house_strategy import TRENDS_HEADING
from compile.report_templates.house_styles import SECTION
from compile.report_templates.house_tables import TableColumn
from compile.report_templates.house_volumes import IF_CARDS
from workbook_templates.standard.comparing import ActivityMove, Move

if TYPE_CHECKING:
    from compile.report_templates.house_parts import Writer

_DEPARTMENT = "Avdelning"
_OTHER_OUTCOME = MEASURE_MOVE_MARKS[Move.OTHER].label
_WHERE_VALUES_ARE = (
    "{% if trends.measures %} Värdena står under rubriken "
    f"{TRENDS_HEADING}."
    "{% endif %}"
)
_ACTIVITY_WIDTHS = (
    (ActivityMove.FINISHED, 23),
    (ActivityMove.LATE, 19),
    (ActivityMove.WITHDRAWN, 13),
    (ActivityMove.OTHER, 15),
    (ActivityMove.SAME, 15),
    (ActivityMove.NEW, 10),
    (ActivityMove.GONE, 20),
)
_TEXTS = (
    TableColumn("Målkort", 34, "{{ text.unit }} {{ text.goal_id }}"),
    TableColumn("Målets text förut", 70, "{{ text.before }}"),
    TableColumn("Målets text nu", 70, "{{ text.now }}"),
)
_TARGETS = (
    TableColumn("Målkort", 40, "{{ target.unit }}"),
    TableColumn("Mått", 82, "{{ target.measure_id }} {{ target.name }}"),
    TableColumn("Målvärde då", 26, "{{ target.before }}", number=True),
    TableColumn("Målvärde nu", 26, "{{ target.now }}", number=True),
)
_ACTIVITIES = (
    TableColumn("Ändring", 26, "{{ activity.kind }}"),
    TableColumn("Målkort", 46, "{{ activity.unit }}"),
    TableColumn("Aktivitet", 102, "{{ activity.activity_id }} {{ activity.text }}"),
)
# In the order of the goals, the measures and the activities of a card.
_LISTS = (
    (
        "moves",
        "Mål vars måluppfyllelse har ändrats.",
        move_columns("Förra perioden", "Nu"),
        "move",
    ),
    (
        "forecasts",
        "Mål vars prognos för helåret har ändrats.",
        move_columns("Prognos förut", "Prognos nu"),
        "move",
    ),
    ("texts", "Mål vars text har ändrats.", _TEXTS, "text"),
    ("targets", "Mått vars målvärde har ändrats under året.", _TARGETS, "target"),
    (
        "activities",
        "Aktiviteter som är genomförda, försenade, utgår, är nya eller borttagna.",
        _ACTIVITIES,
        "activity",
    ),
)


def write_movement(writer: Writer) -> None:
    """Write what has changed, or that there is nothing to compare with."""
    writer.text("Förändringar sedan {{ movement.since or 'förra rapporten' }}", SECTION)
    writer.notices("movement.notices")
    writer.tag("if movement.since")
    writer.tag("if movement.nothing")
    writer.text("{{ movement.nothing }}")
    writer.tag("endif")
    _counts(writer)
    writer.tag(IF_CARDS)
    for rows, caption, columns, name in _LISTS:
        writer.tag(f"if movement.{rows}")
        writer.caption(caption)
        writer.table(columns, f"{name} in movement.{rows}")
        writer.tag("endif")
    writer.tag("endif")
    writer.otherwise("Det finns ingen tidigare period att jämföra med.")


def _counts(writer: Writer) -> None:
    """Write how many goals, measures and activities have moved."""
    writer.tag("if movement.counts")
    writer.caption("Antal mål efter hur måluppfyllelsen har ändrats.")
    move_counts_table(writer, _DEPARTMENT, *_rows("counts"))
    writer.tag("endif")
    writer.tag("if movement.measure_counts")
    writer.caption(f"Antal mått efter hur utfallet har ändrats.{_WHERE_VALUES_ARE}")
    kinds = (k if k[2] != "other" else (_OTHER_OUTCOME, *k[1:]) for k in MOVE_KINDS)
    kinds_table(writer, _DEPARTMENT, kinds, *_rows("measure_counts"))
    writer.tag("endif")
    writer.tag("if movement.activity_counts")
    writer.caption("Antal aktiviteter efter vad som har hänt med dem.")
    kinds_table(writer, _DEPARTMENT, _activity_kinds(), *_rows("activity_counts"))
    writer.tag("endif")


def _rows(name: str) -> tuple[str, str]:
    """Return the loops over a table's rows and over the last one, the total."""
    return f"row in movement.{name}[:-1]", f"row in movement.{name}[-1:]"


def _activity_kinds() -> tuple[tuple[str, float, str], ...]:
    kinds = (
        (ACTIVITY_MOVE_MARKS[move].label, width, move.value)
        for move, width in _ACTIVITY_WIDTHS
    )
    return (*kinds, ("Summa", 15, "total"))
