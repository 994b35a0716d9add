"""Tables and lists that stand both in the summary and in the chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.report_templates.house_parts import Fact
from compile.report_templates.house_tables import TableColumn, total_row, value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compile.report_templates.house_parts import Writer

_VERDICTS = ("fulfilled", "partly", "not_fulfilled", "not_measured", "not_judged")
_NOT_STATED = "anges inte i målkortet"

# Heading, width in mm and field of each kind of change.
MOVE_KINDS: tuple[tuple[str, float, str], ...] = (
    ("Bättre", 17, "better"),
    ("Sämre", 17, "worse"),
    ("Oförändrad", 23, "same"),
    ("Ändrad bedömning", 22, "other"),
    ("Nytt", 15, "new"),
    ("Borttaget", 20, "dropped"),
    ("Summa", 16, "total"),
)
_LATE_ACTIVITIES = (
    TableColumn("Målkort", 36, "{{ late.unit }}"),
    TableColumn(
        "Aktivitet",
        84,
        "{{ late.activity_id }} {{ late.text }}",
        note="Ansvarig: {{ late.responsible }}."
        "{% if late.goal_id %} Hör till {{ late.goal_id }}.{% endif %}"
        "{% if late.comment %} {{ late.comment }}{% endif %}",
    ),
    TableColumn("Slutdatum", 20, "{{ late.end }}"),
    TableColumn(
        "Läge",
        34,
        "{{ late.status }}",
        tint="late.status.tint",
        note="{{ late.reason }}",
        note_if="late.reason",
    ),
)
_DEVIATIONS = (
    TableColumn("Målkort", 36, "{{ goal.unit }}"),
    TableColumn(
        "Mål",
        78,
        "{{ goal.goal_id }} {{ goal.text }}",
        note="Ansvarig: {{ goal.responsible }}",
        note_if="goal.responsible",
    ),
    TableColumn("Läget nu", 30, "{{ goal.verdict }}", tint="goal.verdict.tint"),
    TableColumn("Prognos helår", 30, "{{ goal.forecast }}", tint="goal.forecast.tint"),
)
_DEVIATION_FACTS = (
    Fact("Läget nu", "{{ goal.verdict }}", mark=True),
    Fact("Prognos helår", "{{ goal.forecast }}", mark=True),
    Fact("Ansvarig", "{{ goal.responsible }}"),
)


def verdict_columns(row: str, width: float) -> tuple[TableColumn, ...]:
    """Return a column of counts for each verdict, width mm each."""
    return tuple(
        TableColumn(
            value(f"words.{name}"),
            width,
            value(f"{row}.{name}"),
            number=True,
            heading_tint=f"words.{name}.tint",
        )
        for name in _VERDICTS
    )


def counts_table(writer: Writer, heading: str, rows: str) -> None:
    """Write a table of goals by verdict; its last row, the total, in bold."""
    columns = (
        TableColumn(heading, 69, "{{ row.name }}"),
        *verdict_columns("row", 18),
        TableColumn("Summa", 15, "{{ row.total }}", number=True),
    )
    table = writer.table(columns, f"row in {rows}[:-1]")
    total_row(table, columns, f"row in {rows}[-1:]")


def move_counts_table(writer: Writer, heading: str, loop: str, total: str = "") -> None:
    """Write a table of goals by their change since last period; total in bold."""
    kinds_table(writer, heading, MOVE_KINDS, loop, total)


def kinds_table(
    writer: Writer,
    heading: str,
    kinds: Iterable[tuple[str, float, str]],
    loop: str,
    total: str = "",
) -> None:
    """Write a table of numbers, a column for each kind; total is a loop of its own."""
    columns = count_columns(heading, kinds)
    table = writer.table(columns, loop)
    if total:
        total_row(table, columns, total)


def count_columns(
    heading: str, kinds: Iterable[tuple[str, float, str]]
) -> tuple[TableColumn, ...]:
    """Return a column for the row's name and one of numbers for each kind."""
    return (
        TableColumn(heading, 44, "{{ row.name }}"),
        *(
            TableColumn(kind, width, value(f"row.{name}"), number=True)
            for kind, width, name in kinds
        ),
    )


def move_columns(before: str, now: str) -> tuple[TableColumn, ...]:
    """Return the columns of a table of goals, the last two with these headings."""
    return (
        TableColumn("Ändring", 26, "{{ move.kind }}"),
        TableColumn("Målkort", 34, "{{ move.unit }}"),
        TableColumn("Mål", 58, "{{ move.goal_id }} {{ move.text }}"),
        TableColumn(before, 28, "{{ move.before }}", tint="move.before.tint"),
        TableColumn(now, 28, "{{ move.now }}", tint="move.now.tint"),
    )


def moves_table(writer: Writer, rows: str, caption: str) -> None:
    """Write the goals that have changed, or that none has."""
    writer.tag(f"if {rows}")
    writer.caption(caption)
    writer.table(move_columns("Förra perioden", "Nu"), f"move in {rows}")
    writer.otherwise("Inget mål har ändrad måluppfyllelse, är nytt eller borttaget.")


def late_activities_table(writer: Writer, rows: str, caption: str) -> None:
    """Write the activities that are late, or that none is."""
    writer.tag(f"if {rows}")
    writer.caption(caption)
    writer.table(_LATE_ACTIVITIES, f"late in {rows}")
    writer.otherwise("Inga aktiviteter är försenade.")


def deviations_table(writer: Writer, rows: str, caption: str) -> None:
    """Write the goals off track in short; cause and remedy stand in the cards."""
    writer.tag(f"if {rows}")
    writer.caption(caption)
    writer.table(_DEVIATIONS, f"goal in {rows}")
    writer.otherwise("Inget mål avviker, varken nu eller i prognosen.")


def deviations_in_full(writer: Writer, rows: str) -> None:
    """Write the goals off track with cause and remedy, under each department."""
    writer.tag(f"if {rows}")
    writer.tag(f"for goal in {rows}")
    writer.tag("if goal.department and loop.changed(goal.department)")
    writer.text("{{ goal.department }}", "Heading 3")
    writer.tag("endif")
    writer.text("{{ goal.unit }}: {{ goal.goal_id }} {{ goal.text }}", "Mål")
    writer.facts(_DEVIATION_FACTS, keep_next=True)
    writer.labelled("Orsak", value(f"goal.cause or '{_NOT_STATED}'"))
    writer.labelled("Åtgärd", value(f"goal.remedy or '{_NOT_STATED}'"))
    writer.tag("endfor")
    writer.otherwise("Inget mål avviker, varken nu eller i prognosen.")
