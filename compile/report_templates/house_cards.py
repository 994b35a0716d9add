"""The house template's chapters: the municipality's card and the departments'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.report_templates.house_parts import TableColumn, total_row

if TYPE_CHECKING:
    from compile.report_templates.house_parts import Writer

_DETAILS = (
    TableColumn("Nivå", 20, "{{ card.level }}"),
    TableColumn("Ansvarig", 38, "{{ card.responsible }}"),
    TableColumn("Ifyllt av", 38, "{{ card.contact }}"),
    TableColumn("Klart den", 20, "{{ card.handed_in }}"),
    TableColumn("Klarmarkerat", 22, "{{ card.ready }}"),
    TableColumn("Arbetsbok", 36, "{{ card.file }}"),
)
_FACTS = (
    TableColumn("Måluppfyllelse", 34, "{{ goal.verdict }}", tint="goal.verdict.tint"),
    TableColumn("Prognos helår", 34, "{{ goal.forecast }}", tint="goal.forecast.tint"),
    TableColumn(
        "Förra perioden",
        34,
        "{{ goal.previous_verdict }}",
        tint="goal.previous_verdict.tint",
    ),
    TableColumn("Ansvarig", 48, "{{ goal.responsible }}"),
    TableColumn("Gäller", 24, "{{ goal.horizon }}"),
)


def _measure_columns(note: str) -> tuple[TableColumn, ...]:
    return (
        TableColumn("Mått", 65, "{{ m.id }} {{ m.name }}", note=note, note_if="m"),
        TableColumn("Mäts i", 17, "{{ m.measured_in }}"),
        TableColumn("Målvärde", 17, "{{ m.target }}", number=True),
        TableColumn("Utfall T1", 16, "{{ m.outcome_1 }}", number=True),
        TableColumn("Utfall T2", 16, "{{ m.outcome_2 }}", number=True),
        TableColumn("Utfall T3", 16, "{{ m.outcome_3 }}", number=True),
        TableColumn("Bedömning", 27, "{{ m.verdict }}", tint="m.verdict.tint"),
    )


def _activity_columns(note: str, note_if: str) -> tuple[TableColumn, ...]:
    return (
        TableColumn(
            "Aktivitet", 76, "{{ a.id }} {{ a.text }}", note=note, note_if=note_if
        ),
        TableColumn("Ansvarig", 34, "{{ a.responsible }}"),
        TableColumn("Start", 19, "{{ a.start }}"),
        TableColumn("Slut", 19, "{{ a.end }}"),
        TableColumn("Status", 26, "{{ a.status }}", tint="a.status.tint"),
    )


_MEASURE_NOTE = (
    "Riktning: {{ m.direction }}."
    "{% if m.baseline %} Utgångsvärde: {{ m.baseline }}.{% endif %}"
    "{% if m.previous_outcome %} Förra utfallet: {{ m.previous_outcome }}.{% endif %}"
    "{% if m.previous_verdict %} Förra bedömningen: {{ m.previous_verdict }}."
    "{% endif %}"
    "{% if m.owner %} Ansvarig: {{ m.owner }}.{% endif %}"
    "{% if m.source %} Källa: {{ m.source }}.{% endif %}"
)
_ACTIVITY_NOTE = "Förra statusen: {{ a.previous_status }}."
_STATED_GOAL = " Angivet mål-id: {{ %s.goal_id }}."


def counts_table(writer: Writer, heading: str, rows: str) -> None:
    """Write a table of goals by verdict; its last row, the total, in bold."""
    columns = (
        TableColumn(heading, 54, "{{ row.name }}"),
        *(
            TableColumn(
                "{{ words.%s }}" % name,  # noqa: UP031 - the braces are the template's
                20,
                "{{ row.%s }}" % name,  # noqa: UP031 - the braces are the template's
                number=True,
                heading_tint=f"words.{name}.tint",
            )
            for name in (
                *("fulfilled", "partly", "not_fulfilled"),
                *("not_measured", "not_judged"),
            )
        ),
        TableColumn("Summa", 20, "{{ row.total }}", number=True),
    )
    table = writer.table(columns, f"row in {rows}[:-1]")
    total_row(table, columns, f"row in {rows}[-1:]")


def write_chapters(writer: Writer) -> None:
    """Write the loop over chapters: counts first, then each card in full."""
    writer.tag("for chapter in chapters")
    writer.text("{{ chapter.name }}", "Heading 1")
    writer.tag("if chapter.introduction")
    writer.text("{{ chapter.introduction }}", "Ingress")
    writer.tag("endif")
    _notices(writer, "chapter.notices")
    writer.tag("if chapter.counts")
    writer.caption("{{ chapter.name }}: antal mål efter måluppfyllelse.")
    counts_table(writer, "Målkort", "chapter.counts")
    writer.tag("endif")
    writer.tag("for card in chapter.cards")
    _card(writer)
    writer.tag("endfor")
    writer.tag("endfor")


def _notices(writer: Writer, notices: str) -> None:
    writer.tag(f"for notice in {notices}")
    writer.text("{{ notice }}", "Notis")
    writer.tag("endfor")


def _card(writer: Writer) -> None:
    writer.text("{{ card.unit }}", "Heading 2")
    writer.facts(_DETAILS)
    _notices(writer, "card.notices")
    writer.tag("if card.summary")
    writer.text("{{ card.summary }}", "Ingress")
    writer.tag("endif")
    writer.tag("for perspective in card.perspectives")
    _perspective(writer)
    writer.tag("endfor")
    _loose(writer)


def _perspective(writer: Writer) -> None:
    writer.text("{{ perspective.name }}", "Heading 3")
    writer.tag("if not perspective.groups")
    writer.text("Kortet har inga mål i det här perspektivet.")
    writer.tag("endif")
    writer.tag("for group in perspective.groups")
    writer.text(
        "Långsiktigt mål: {{ group.long_term_goal or 'inte valt' }}", "Långsiktigt mål"
    )
    writer.tag("for goal in group.goals")
    _goal(writer)
    writer.tag("endfor")
    writer.tag("endfor")


def _goal(writer: Writer) -> None:
    writer.text("{{ goal.id }} {{ goal.text }}", "Mål")
    writer.facts(_FACTS)
    writer.when(
        "goal.strategy_goals", "Strategimål", "{{ goal.strategy_goals|join('; ') }}"
    )
    writer.when("goal.comment", "Kommentar och orsak", "{{ goal.comment }}")
    writer.when("goal.remedy", "Åtgärd", "{{ goal.remedy }}")
    writer.when(
        "goal.previous_comment",
        "Förra periodens kommentar",
        "{{ goal.previous_comment }}",
    )
    _measures(writer, "goal.measures", "Mått till {{ goal.id }}", _MEASURE_NOTE)
    _activities(
        writer,
        "goal.activities",
        "Aktiviteter till {{ goal.id }}",
        _activity_columns(_ACTIVITY_NOTE, "a.previous_status"),
    )


def _measures(writer: Writer, rows: str, caption: str, note: str) -> None:
    writer.tag(f"if {rows}")
    writer.text(caption, "Caption")
    writer.table(_measure_columns(note), f"m in {rows}")
    _comments(writer, "m", rows)
    writer.tag("endif")


def _activities(
    writer: Writer, rows: str, caption: str, columns: tuple[TableColumn, ...]
) -> None:
    writer.tag(f"if {rows}")
    writer.text(caption, "Caption")
    writer.table(columns, f"a in {rows}")
    _comments(writer, "a", rows)
    writer.tag("endif")


def _comments(writer: Writer, name: str, rows: str) -> None:
    """Write the rows' comments below their table, where long ones have room."""
    writer.tag(f"for {name} in {rows}")
    writer.when(
        f"{name}.comment",
        f"Kommentar till {{{{ {name}.id }}}}",
        f"{{{{ {name}.comment }}}}",
    )
    writer.when(
        f"{name}.previous_comment",
        f"Förra periodens kommentar till {{{{ {name}.id }}}}",
        f"{{{{ {name}.previous_comment }}}}",
    )
    writer.tag("endfor")


def _loose(writer: Writer) -> None:
    """Write measures and activities that belong to no goal, so that none is lost."""
    writer.tag("if card.loose_measures or card.loose_activities")
    writer.text("Utan mål", "Heading 3")
    writer.text("Raderna hör inte till något mål i kortet.")
    writer.tag("endif")
    _measures(
        writer,
        "card.loose_measures",
        "Mått utan mål",
        _MEASURE_NOTE + _STATED_GOAL % "m",
    )
    _activities(
        writer,
        "card.loose_activities",
        "Aktiviteter utan mål",
        _activity_columns(_ACTIVITY_NOTE + _STATED_GOAL % "a", "a"),
    )
