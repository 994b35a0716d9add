"""The house template's card: every value that a unit has entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.report_templates.house_parts import Fact
from compile.report_templates.house_styles import INTRO, SECTION, SUBSECTION
from compile.report_templates.house_tables import TableColumn

if TYPE_CHECKING:
    from compile.report_templates.house_parts import Writer

_DETAILS = (
    Fact("Nivå", "{{ card.level }}"),
    Fact("Ansvarig", "{{ card.responsible }}"),
    Fact("Ifyllt av", "{{ card.contact }}"),
    Fact("Klart den", "{{ card.handed_in }}"),
    Fact("Klarmarkerat", "{{ card.ready }}"),
    Fact("Arbetsbok", "{{ card.file }}"),
)
_MARKS = (
    Fact("Måluppfyllelse", "{{ goal.verdict }}", mark=True),
    Fact("Prognos helår", "{{ goal.forecast }}", mark=True),
    Fact("Förra perioden", "{{ goal.previous_verdict }}", mark=True),
    Fact("Förändring", "{{ goal.movement }}", condition="goal.movement"),
)
_FACTS = (
    Fact("Ansvarig", "{{ goal.responsible }}"),
    Fact("Gäller", "{{ goal.horizon }}"),
    Fact("Underlag", "{{ goal.basis }}", condition="goal.basis"),
)


def _measure_columns(note: str) -> tuple[TableColumn, ...]:
    return (
        TableColumn("Mått", 78, "{{ m.id }} {{ m.name }}", note=note, note_if="m"),
        TableColumn("Målvärde", 18, "{{ m.target }}", number=True),
        TableColumn("Utfall T1", 17, "{{ m.outcome_1 }}", number=True),
        TableColumn("Utfall T2", 17, "{{ m.outcome_2 }}", number=True),
        TableColumn("Utfall T3", 17, "{{ m.outcome_3 }}", number=True),
        TableColumn("Bedömning", 27, "{{ m.verdict }}", tint="m.verdict.tint"),
    )


def _activity_columns(note: str) -> tuple[TableColumn, ...]:
    """Return the columns; the responsible stands in the note, as a measure's does.

    The titles of posts are long words, which a narrow column would break.
    """
    return (
        TableColumn("Aktivitet", 107, "{{ a.id }} {{ a.text }}", note=note),
        TableColumn("Start", 20, "{{ a.start }}"),
        TableColumn("Slut", 20, "{{ a.end }}"),
        TableColumn("Status", 27, "{{ a.status }}", tint="a.status.tint"),
    )


_MEASURE_NOTE = (
    "{% if m.measured_in %}Mäts i {{ m.measured_in }}. {% endif %}"
    "Riktning: {{ m.direction }}."
    "{% if m.baseline %} Utgångsvärde: {{ m.baseline }}.{% endif %}"
    "{% if m.previous_outcome %} Förra utfallet: {{ m.previous_outcome }}.{% endif %}"
    "{% if m.previous_verdict %} Förra bedömningen: {{ m.previous_verdict }}."
    "{% endif %}"
    "{% if m.owner %} Ansvarig: {{ m.owner }}.{% endif %}"
    "{% if m.source %} Källa: {{ m.source }}.{% endif %}"
)
_ACTIVITY_NOTE = (
    "Ansvarig: {{ a.responsible }}."
    "{% if a.previous_status %} Förra statusen: {{ a.previous_status }}.{% endif %}"
)
_STATED_GOAL = " Angivet mål-id: {{ %s.goal_id }}."


def write_card(writer: Writer) -> None:
    """Write a card in full, in the loop over a chapter's cards."""
    writer.text("{{ card.unit }}", SECTION)
    writer.facts(_DETAILS, keep_next=True)
    writer.notices("card.notices")
    writer.tag("if card.summary")
    opening = writer.text("{{ card.summary }}", INTRO)
    opening.paragraph_format.keep_with_next = True  # or a card is but its beginning
    writer.tag("endif")
    writer.tag("for perspective in card.perspectives")
    _perspective(writer)
    writer.tag("endfor")
    _loose(writer)


def _perspective(writer: Writer) -> None:
    writer.text("{{ perspective.name }}", SUBSECTION)
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
    writer.facts(_MARKS, _FACTS)
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
        _activity_columns(_ACTIVITY_NOTE),
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
    writer.text("Utan mål", SUBSECTION)
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
        _activity_columns(_ACTIVITY_NOTE + _STATED_GOAL % "a"),
    )
