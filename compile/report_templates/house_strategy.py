"""The house template's strategy and trends: what the cards build on, and over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.report_templates.house_styles import INTRO, SECTION, SUBSECTION
from compile.report_templates.house_tables import TableColumn
from compile.report_templates.house_volumes import IF_CARDS

if TYPE_CHECKING:
    from compile.report_templates.house_parts import Writer

_COVERAGE = (
    TableColumn("Nr", 10, "{{ goal.number }}", number=True),
    TableColumn("Strategimål", 62, "{{ goal.label }}"),
    TableColumn("Antal kort", 18, "{{ goal.card_count }}", number=True),
    TableColumn("Målkort som hänvisar hit", 84, "{{ goal.cards }}"),
)
_THREAD = (
    TableColumn("Strategimål", 42, "{{ goal.label }}"),
    TableColumn("Målkort", 30, "{{ step.unit }}"),
    TableColumn("Mål", 48, "{{ step.goal_id }} {{ step.text }}"),
    TableColumn("Läget nu", 27, "{{ step.verdict }}", tint="step.verdict.tint"),
    TableColumn("Prognos helår", 27, "{{ step.forecast }}", tint="step.forecast.tint"),
)
TRENDS_HEADING = "Måtten över tid"
_TRENDS = (
    TableColumn(
        "Mått",
        42,
        "{{ trend.measure_id }} {{ trend.name }}",
        note="{{ trend.unit }}{% if trend.target %}. Målvärde: {{ trend.target }}"
        "{% endif %}{% if trend.measured_in %}. Mäts i {{ trend.measured_in }}"
        "{% endif %}{% if trend.direction %}. Riktning: {{ trend.direction }}"
        "{% endif %}",
    ),
    TableColumn(
        "{{ period }}",
        18,
        "{{ number }}",
        number=True,
        loop="number in trend.values",
        heading_loop="period in trends.periods",
    ),
    TableColumn(
        "Utveckling", 24, "{{ trend.development }}", tint="trend.development.tint"
    ),
)


def write_strategy(writer: Writer) -> None:
    """Write which strategy goals the cards refer to, and the golden thread."""
    writer.text("Strategin", "Heading 1")
    writer.text(
        "Varje mål i ett målkort kan hänvisa till kommunens strategimål. Här syns "
        "vilka strategimål som målkorten bidrar till, och vilka som ingen bidrar till.",
        INTRO,
    )
    writer.text("Strategimålens täckning", SECTION)
    writer.tag("if coverage")
    writer.tag("for area in coverage")
    writer.text("{{ area.name }}", SUBSECTION)
    writer.tag("if area.goals")
    writer.caption("Målkort som hänvisar till strategimålen i {{ area.name }}.")
    writer.table(_COVERAGE, "goal in area.goals")
    writer.otherwise("Området har inga strategimål.")
    writer.tag("endfor")
    writer.otherwise("Registret har inga strategimål.")
    _thread(writer)


def _thread(writer: Writer) -> None:
    """Write the golden thread: area, strategy goal, and the cards' goals."""
    writer.tag(IF_CARDS)
    writer.text("Den röda tråden", SECTION)
    writer.tag("if thread")
    opening = writer.text(
        "Från prioriterat område till strategimål, och till de mål i målkorten som "
        "hänvisar till det."
    )
    opening.paragraph_format.keep_with_next = True
    writer.tag("for area in thread")
    writer.text("{{ area.name }}", SUBSECTION)
    writer.tag("if area.goals")
    writer.caption("Strategimålen i {{ area.name }} och målen som hänvisar till dem.")
    writer.table(_THREAD, "goal in area.goals", "step in goal.steps")
    writer.otherwise("Inget målkort hänvisar till området.")
    writer.when(
        "area.uncovered",
        "Strategimål som inget målkort hänvisar till",
        "{{ area.uncovered|join('; ') }}",
    )
    writer.tag("endfor")
    writer.otherwise("Inget målkort hänvisar till något strategimål.")
    writer.tag("endif")


def write_trends(writer: Writer) -> None:
    """Write the measures over the periods, a table for each department.

    Where there are none, a page of its own for saying so would be nearly empty.
    """
    writer.tag(IF_CARDS)
    writer.tag("if trends.measures")
    writer.text(TRENDS_HEADING, "Heading 1")
    writer.notices("trends.notices")
    departments = "trends.measures|map(attribute='department')|unique(true)"
    writer.tag(f"for department in {departments}")
    name = "{{ department or 'Hela kommunen' }}"
    writer.text(name, SECTION)
    writer.caption(f"{name}: måttens utfall i varje period.")
    writer.table(_TRENDS, "trend in trends.measures if trend.department == department")
    writer.tag("endfor")
    writer.tag("else")
    writer.text(TRENDS_HEADING, SECTION)
    writer.notices("trends.notices")
    writer.text("Inget mått har värden från minst två perioder.")
    writer.tag("endif")
    writer.tag("endif")
