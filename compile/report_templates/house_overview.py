"""Page one, cover and overview at once, and the reading guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.shared import Pt

from compile.report_templates.house_parts import add_picture
from compile.report_templates.house_styles import INTRO, SECTION
from compile.report_templates.house_tables import TableColumn, value

if TYPE_CHECKING:
    from compile.report_templates.house_parts import Writer

_LOGO_MM = (50, 16)  # the largest width and height that a logo gets
_FIGURES = (
    TableColumn(
        "Måluppfyllelse",
        42,
        "{{ figure.text }}",
        tint="figure.mark.tint",
        lead="{% if figure.mark %}{{ figure.mark.symbol }} {% endif %}",
    ),
    TableColumn("Antal", 13, "{{ figure.value }}", number=True, bold=True),
    TableColumn("Förra rapporten", 19, "{{ figure.previous }}", number=True),
    TableColumn("Andel", 30, "{{ figure.share }}"),
    TableColumn("Fördelning på perspektiv", 70, "{{ figure.parts }}"),
)


def write_overview(writer: Writer) -> None:
    """Write page one: whose report it is, and all that a councillor needs."""
    _cover(writer)
    heading = writer.text("Läget i korthet", "Heading 1")
    heading.paragraph_format.page_break_before = False
    heading.paragraph_format.space_before = Pt(18)
    writer.tag("if overview.headline")
    writer.text("{{ overview.headline }}", INTRO)
    writer.tag("endif")
    writer.tag("if overview.figures")
    writer.caption("Mål efter måluppfyllelse, med förra rapportens antal bredvid.")
    writer.table(_FIGURES, "figure in overview.figures")
    writer.tag("endif")
    _parts(writer)


def _cover(writer: Writer) -> None:
    writer.tag("if has_logo")
    add_picture(writer.text(""), *_LOGO_MM, "{{ logo_text }}", "Logotyp")
    writer.tag("endif")
    writer.text("{{ municipality }}", "Subtitle")
    writer.text("{{ title }}", "Title")
    writer.text("{{ period }}", "Subtitle")
    writer.tag("if part")
    writer.text("Utdrag: {{ part }}", "Subtitle")
    writer.tag("endif")
    writer.tag("if draft")
    writer.text("UTKAST. Varför det är ett utkast står i läsanvisningen.", "Utkast")
    writer.tag("endif")


def _parts(writer: Writer) -> None:
    """Write the five parts; an empty one says so."""
    nothing = "Inget att nämna för perioden."
    _part(writer, "Det som går bra", "on_track", nothing)
    _part(writer, "Det som inte går bra", "off_track", nothing)
    changed = "Det som har ändrats"
    since = "{% if overview.compared_with %} sedan {{ overview.compared_with }}"
    since += "{% endif %}"
    none_before = "Det finns ingen tidigare rapport att jämföra med."
    _part(writer, changed + since, "changed", none_before)
    _part(writer, "Prognos för året", "forecast", "Ingen prognos är lämnad.")
    _part(writer, "Det som inte är med", "gaps", "Inget saknas i rapporten.")


def _part(writer: Writer, heading: str, sentences: str, nothing: str) -> None:
    paragraph = writer.text("", "Heading 2")
    paragraph.add_run(heading).font.size = Pt(11.5)
    paragraph.paragraph_format.space_before = Pt(9)
    paragraph.paragraph_format.space_after = Pt(2.5)
    writer.tag(f"if overview.{sentences}")
    writer.bullets(f"sentence in overview.{sentences}")
    writer.otherwise(nothing)


def write_guide(writer: Writer) -> None:
    """Write how to read the report, and in a draft why it is one."""
    writer.text("Läsanvisning", "Heading 1")
    writer.tag("if introduction")
    writer.text("{{ introduction }}", INTRO)
    writer.tag("endif")
    writer.texts("paragraph in guide.paragraphs", "Normal")
    for label, name in (
        ("Strategi", "strategy"),
        ("Vision", "vision"),
        ("Utgivare", "publisher"),
    ):
        writer.when(name, label, value(name))
    _draft(writer)
    _scale(writer, "Måluppfyllelse", "Skalan för mål och mått.", "guide.verdicts")
    _scale(writer, "Aktiviteternas status", "Skalan för aktiviteter.", "guide.statuses")


def _draft(writer: Writer) -> None:
    writer.tag("if draft")
    writer.text("Varför rapporten är ett utkast", SECTION)
    writer.tag("if draft_notices")
    writer.notices("draft_notices")
    writer.otherwise("Rapporten är inte fastställd.")
    writer.tag("endif")


def _scale(writer: Writer, heading: str, caption: str, steps: str) -> None:
    writer.text(heading, SECTION)
    writer.tag(f"if {steps}")
    writer.caption(caption)
    columns = (
        TableColumn("Steg", 46, "{{ step.mark }}", tint="step.mark.tint"),
        TableColumn("Betydelse", 128, "{{ step.explanation }}"),
    )
    writer.table(columns, f"step in {steps}")
    writer.otherwise("Skalan är inte angiven.")
