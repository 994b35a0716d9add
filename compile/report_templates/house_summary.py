"""The house template's summary: the whole municipality at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compile.report_templates.house_counts import (
    counts_table,
    deviations_in_full,
    late_activities_table,
    verdict_columns,
)
from compile.report_templates.house_movement import write_movement
from compile.report_templates.house_styles import (
    INTRO,
    NARROW_HEADING,
    SECTION,
    SUBSECTION,
)
from compile.report_templates.house_tables import TableColumn, total_row
from compile.report_templates.house_volumes import IF_CARDS

if TYPE_CHECKING:
    from compile.report_templates.house_parts import Writer

_HEAT = (
    TableColumn("Avdelning", 32, "{{ row.name }}", bold=True),
    TableColumn(
        "{{ perspective }}",
        29,
        "{{ cell.mark or 'Inga mål' }}",
        tint="cell.mark.tint",
        note="{% if cell.mark %}{{ cell.parts }} av {{ cell.total }} mål"
        "{% else %}{{ cell.total }} mål{% endif %}",
        loop="cell in row.cells",
        heading_loop="perspective in summary.heat_map.perspectives",
        heading_style=NARROW_HEADING,
    ),
)
_MISSING = (
    TableColumn("Enhet", 38, "{{ missing.unit }}"),
    TableColumn("Nivå", 20, "{{ missing.level }}"),
    TableColumn("Avdelning", 36, "{{ missing.department }}"),
    TableColumn("Ansvarig", 49, "{{ missing.responsible }}"),
    TableColumn("Orsak", 31, "{{ missing.reason }}"),
)
_LATE = (
    TableColumn("Enhet", 48, "{{ late.unit }}"),
    TableColumn("Klart den", 21, "{{ late.handed_in }}"),
    TableColumn("Vad som avviker", 49, "{{ late.reason }}"),
    TableColumn("Arbetsbok", 56, "{{ late.file }}"),
)
_UNCHANGED = (
    TableColumn("Enhet", 40, "{{ card.unit }}"),
    TableColumn("Avdelning", 36, "{{ card.department }}"),
    TableColumn("Vad det betyder", 48, "{{ card.reason }}"),
    TableColumn("Arbetsbok", 50, "{{ card.file }}"),
)


@dataclass(frozen=True, slots=True)
class _CardPart:
    """A list of cards: its rows in the summary, its table, and a row's name there.

    nothing: the sentence for an empty one.
    """

    heading: str
    rows: str
    caption: str
    columns: tuple[TableColumn, ...]
    each: str
    nothing: str


_CARD_PARTS = (
    _CardPart(
        "Målkort som saknas",
        "missing",
        "Enheter vars målkort inte finns i rapporten.",
        _MISSING,
        "missing",
        "Alla målkort finns i rapporten.",
    ),
    _CardPart(
        "Sena eller inte klarmarkerade målkort",
        "late",
        "Målkort som kom in sent eller inte är klarmarkerade.",
        _LATE,
        "late",
        "Alla målkort kom in i tid och är klarmarkerade.",
    ),
    _CardPart(
        "Målkort utan ändringar",
        "unchanged",
        "Målkort där inget skiljer sig från förra perioden.",
        _UNCHANGED,
        "card",
        "Inget målkort är oförändrat sedan förra perioden.",
    ),
)


def write_summary(writer: Writer) -> None:
    """Write the summary, from the state now to what was not handed in."""
    writer.text("Sammanfattning", "Heading 1")
    writer.texts("sentence in summary.sentences", INTRO)
    _heat_map(writer)
    _counts(writer)
    _forecast(writer)
    write_movement(writer)
    writer.tag(IF_CARDS)
    writer.text("Mål som inte är uppfyllda", SECTION)
    deviations_in_full(writer, "summary.not_fulfilled")
    writer.text("Försenade aktiviteter", SECTION)
    late_activities_table(
        writer, "summary.late_activities", "Aktiviteter som är försenade."
    )
    writer.tag("endif")
    _cards(writer)


def _heat_map(writer: Writer) -> None:
    writer.text("Läget per avdelning och perspektiv", SECTION)
    writer.tag("if summary.heat_map.rows and summary.heat_map.perspectives")
    writer.tag("if summary.heat_map.rule")
    writer.text("{{ summary.heat_map.rule }}")
    writer.tag("endif")
    writer.caption("Måluppfyllelsen i varje avdelning och perspektiv.")
    writer.table(_HEAT, "row in summary.heat_map.rows")
    writer.otherwise("Det finns inga mål att visa.")


def _counts(writer: Writer) -> None:
    """Write three pictures of the goals, each with its figures below."""
    for heading, column, name, height, of in (
        ("perspektiv", "Perspektiv", "perspective", 62, "Antal mål i varje perspektiv"),
        ("avdelning", "Avdelning", "department", 112, "Antal mål i varje avdelning"),
    ):
        writer.text(f"Måluppfyllelse per {heading}", SECTION)
        writer.tag(f"if summary.by_{name}")
        writer.chart(f"summary.{name}_chart", height)
        writer.caption(f"{of}, efter måluppfyllelse.")
        counts_table(writer, column, f"summary.by_{name}")
        writer.otherwise("Det finns inga mål att räkna.")
    writer.text("Måluppfyllelse över perioderna", SECTION)
    writer.tag("if summary.by_period")
    writer.chart("summary.period_chart", 72)
    writer.caption("Antal mål i varje period, efter måluppfyllelse.")
    _periods_table(writer)
    writer.otherwise("Bara den här perioden är känd.")


def _periods_table(writer: Writer) -> None:
    columns = (
        TableColumn("Period", 69, "{{ row.name }}"),
        *verdict_columns("row", 18),
        TableColumn("Summa", 15, "{{ row.total }}", number=True),
    )
    writer.table(columns, "row in summary.by_period")


def _forecast(writer: Writer) -> None:
    writer.text("Läget nu och prognosen för året", SECTION)
    writer.tag("if summary.forecast")
    writer.caption(
        "Antal mål efter läget nu, en rad för varje läge, och efter prognosen för "
        "helåret, en kolumn för varje läge."
    )
    columns = (
        TableColumn(
            "Läget nu", 46, "{{ row.now or words.not_judged }}", tint="row.now.tint"
        ),
        *verdict_columns("row", 22),
        TableColumn("Summa", 18, "{{ row.total }}", number=True, bold=True),
    )
    table = writer.table(columns, "row in summary.forecast[:-1]")
    total_row(table, columns, "row in summary.forecast[-1:]")
    writer.otherwise("Ingen prognos är lämnad.")


def _cards(writer: Writer) -> None:
    """Write which cards are missing, late or the same as last period.

    Where none is, three headings over a sentence each would be much for little.
    """
    writer.text("Inlämnade målkort", SECTION)
    writer.tag(f"if {' or '.join(f'summary.{part.rows}' for part in _CARD_PARTS)}")
    for part in _CARD_PARTS:
        writer.text(part.heading, SUBSECTION)
        writer.tag(f"if summary.{part.rows}")
        writer.caption(part.caption)
        writer.table(part.columns, f"{part.each} in summary.{part.rows}")
        writer.otherwise(part.nothing, keep_next=part is not _CARD_PARTS[-1])
    writer.otherwise(" ".join(part.nothing for part in _CARD_PARTS))
