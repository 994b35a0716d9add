"""The report template that a new municipality folder gets, written with python-docx.

It is an ordinary Word file with jinja tags. The office changes it in Word: moves,
restyles or removes parts, and adds headings that come into the contents page.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from compile.report_templates.house_cards import counts_table, write_chapters
from compile.report_templates.house_fonts import embed_fonts
from compile.report_templates.house_parts import (
    TableColumn,
    Writer,
    field,
    placeholder_picture,
)
from compile.report_templates.house_styles import (
    CARD_TEXT,
    LANGUAGE,
    TEXT_WIDTH,
    set_up,
)

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as DocumentType
    from docx.section import _Footer, _Header
    from docx.text.paragraph import Paragraph

_LOGO_MM = (60, 25)  # the largest width and height that a logo gets
_PIXELS_PER_MM = 8
_THUMBNAIL = "thumbnail"
_DATED = datetime(2026, 1, 1, tzinfo=UTC)  # fixed, so that the file is always the same


def write_house_template(path: Path) -> None:
    """Write the house template, a .docx with the report's tags in it."""
    document = Document()
    set_up(document)
    embed_fonts(document)
    _properties(document)
    writer = Writer(document)
    _cover(writer)
    _running_texts(document)
    writer.text("Innehåll", "TOC Heading")
    writer.text("{{ contents }}")
    _guide(writer)
    _summary(writer)
    write_chapters(writer)
    _coverage(writer)
    _appendices(writer)
    document.save(str(path))


def _properties(document: DocumentType) -> None:
    core = document.core_properties
    core.title, core.language = "Rapportmall för målkort", LANGUAGE
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    core.created = core.modified = _DATED.replace(tzinfo=None)
    relations = document.part.package.rels
    for key in [k for k, r in relations.items() if r.reltype.endswith(_THUMBNAIL)]:
        del relations[key]


def _cover(writer: Writer) -> None:
    _logo(writer)
    writer.text("{{ municipality }}", "Subtitle").paragraph_format.space_before = Pt(90)
    writer.text("{{ title }}", "Title")
    writer.text("{{ period }}", "Subtitle")
    writer.tag("if strategy")
    writer.text("{{ strategy }}", "Försättsblad").paragraph_format.space_before = Pt(18)
    writer.tag("endif")
    writer.tag("if vision")
    writer.text("{{ vision }}", "Försättsblad")
    writer.tag("endif")
    writer.tag("if draft")
    writer.text("UTKAST", "Utkast")
    writer.tag("for notice in draft_notices")
    writer.text("{{ notice }}", "List Bullet")
    writer.tag("endfor")
    writer.tag("endif")
    writer.tag("if publisher")
    publisher = writer.text("{{ publisher }}", "Försättsblad")
    publisher.paragraph_format.space_before = Pt(30)
    writer.tag("endif")


def _logo(writer: Writer) -> None:
    """Write the slot of the logo, known by its alternative text."""
    writer.tag("if has_logo")
    width, height = _LOGO_MM
    picture = placeholder_picture(width * _PIXELS_PER_MM, height * _PIXELS_PER_MM)
    run = writer.text("", "Normal").add_run()
    shape = run.add_picture(picture, Mm(width), Mm(height))
    inline = shape._inline  # noqa: SLF001 - no API for alternative texts
    for side in "TBLR":  # left out, LibreOffice takes an eighth of an inch
        inline.set(f"dist{side}", "0")
    properties = inline.docPr
    properties.set("name", "Logotyp")
    properties.set("descr", "{{ logo_text }}")
    writer.tag("endif")


def _running_texts(document: DocumentType) -> None:
    """Write header and footer; the cover has neither."""
    section = document.sections[0]
    for place in (section.first_page_header, section.first_page_footer):
        place.is_linked_to_previous = False
    header = _line(section.header)
    header.add_run("{{ title }}, {{ period }}\t{% if draft %}UTKAST{% endif %}")
    footer = _line(section.footer)
    footer.add_run("{{ municipality }}\tSida ")
    field(footer, "PAGE", "1")
    footer.add_run(" av ")
    field(footer, "NUMPAGES", "1")


def _line(place: _Header | _Footer) -> Paragraph:
    place.is_linked_to_previous = False
    paragraph: Paragraph = place.paragraphs[0]
    paragraph.paragraph_format.tab_stops.add_tab_stop(
        Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT
    )
    return paragraph


def _guide(writer: Writer) -> None:
    writer.text("Läsanvisning", "Heading 1")
    writer.tag("if introduction")
    writer.text("{{ introduction }}", "Ingress")
    writer.tag("endif")
    writer.tag("for paragraph in guide.paragraphs")
    writer.text("{{ paragraph }}")
    writer.tag("endfor")
    _scale(writer, "Måluppfyllelse", "Skalan för mål och mått.", "guide.verdicts")
    _scale(writer, "Aktiviteternas status", "Skalan för aktiviteter.", "guide.statuses")
    writer.text("Så bedöms måtten", "Heading 2")
    writer.caption("När ett mått är uppfyllt, efter måttets riktning.")
    rules = (
        TableColumn("Riktning", 22, "{{ rule.direction }}"),
        TableColumn("Bedömning", 152, "{{ rule.text }}"),
    )
    writer.table(rules, "rule in guide.rules")
    writer.text("Gränsvärden", "Heading 2")
    writer.caption("Gränser som bedömningen och kontrollerna räknar med.")
    limits = (
        TableColumn("Gräns", 146, "{{ limit.text }}"),
        TableColumn("Värde", 28, "{{ limit.value }}", number=True),
    )
    writer.table(limits, "limit in guide.thresholds")


def _scale(writer: Writer, heading: str, caption: str, steps: str) -> None:
    writer.text(heading, "Heading 2")
    writer.caption(caption)
    columns = (
        TableColumn("Steg", 46, "{{ step.mark }}", tint="step.mark.tint"),
        TableColumn("Betydelse", 128, "{{ step.explanation }}"),
    )
    writer.table(columns, f"step in {steps}")


def _summary(writer: Writer) -> None:
    writer.text("Sammanfattning", "Heading 1")
    writer.tag("for sentence in summary.sentences")
    writer.text("{{ sentence }}", "Ingress")
    writer.tag("endfor")
    writer.tag("if summary.by_perspective")
    writer.text("Måluppfyllelse per perspektiv", "Heading 2")
    writer.caption("Antal mål efter perspektiv och måluppfyllelse.")
    counts_table(writer, "Perspektiv", "summary.by_perspective")
    writer.tag("endif")
    writer.tag("if summary.by_department")
    writer.text("Måluppfyllelse per avdelning", "Heading 2")
    writer.caption("Antal mål efter avdelning och måluppfyllelse.")
    counts_table(writer, "Avdelning", "summary.by_department")
    writer.tag("endif")
    _missing(writer)
    _late(writer)
    _deviations(writer)


def _missing(writer: Writer) -> None:
    writer.text("Målkort som saknas", "Heading 2")
    writer.tag("if summary.missing")
    writer.caption("Enheter vars målkort inte finns i rapporten.")
    columns = (
        TableColumn("Enhet", 52, "{{ missing.unit }}"),
        TableColumn("Nivå", 20, "{{ missing.level }}"),
        TableColumn("Avdelning", 36, "{{ missing.department }}"),
        TableColumn("Ansvarig", 34, "{{ missing.responsible }}"),
        TableColumn("Orsak", 32, "{{ missing.reason }}"),
    )
    writer.table(columns, "missing in summary.missing")
    writer.tag("else")
    writer.text("Alla målkort finns i rapporten.")
    writer.tag("endif")


def _late(writer: Writer) -> None:
    writer.text("Sent inlämnade eller inte klarmarkerade målkort", "Heading 2")
    writer.tag("if summary.late")
    writer.caption("Målkort som kom in sent eller inte är klarmarkerade.")
    columns = (
        TableColumn("Enhet", 52, "{{ late.unit }}"),
        TableColumn("Klart den", 22, "{{ late.handed_in }}"),
        TableColumn("Vad som avviker", 48, "{{ late.reason }}"),
        TableColumn("Arbetsbok", 52, "{{ late.file }}"),
    )
    writer.table(columns, "late in summary.late")
    writer.tag("else")
    writer.text("Alla målkort kom in i tid och är klarmarkerade.")
    writer.tag("endif")


def _deviations(writer: Writer) -> None:
    writer.text("Mål som inte är uppfyllda", "Heading 2")
    writer.tag("if not summary.not_fulfilled")
    writer.text("Alla bedömda mål är uppfyllda.")
    writer.tag("endif")
    writer.tag("for goal in summary.not_fulfilled")
    writer.text("{{ goal.unit }}: {{ goal.goal_id }} {{ goal.text }}", "Mål")
    columns = (
        TableColumn("Läget nu", 36, "{{ goal.verdict }}", tint="goal.verdict.tint"),
        TableColumn(
            "Prognos helår", 36, "{{ goal.forecast }}", tint="goal.forecast.tint"
        ),
        TableColumn("Ansvarig", 46, "{{ goal.responsible }}"),
        TableColumn("Avdelning", 56, "{{ goal.department }}"),
    )
    writer.facts(columns)
    writer.labelled("Orsak", "{{ goal.cause or 'anges inte i målkortet' }}")
    writer.labelled("Åtgärd", "{{ goal.remedy or 'anges inte i målkortet' }}")
    writer.tag("endfor")


def _coverage(writer: Writer) -> None:
    writer.tag("if coverage")
    writer.text("Strategimålens täckning", "Heading 1")
    writer.text(
        "Här står varje strategimål och de målkort som hänvisar till det.", "Ingress"
    )
    writer.tag("for area in coverage")
    writer.text("{{ area.name }}", "Heading 2")
    writer.caption("Målkort som hänvisar till strategimålen i {{ area.name }}.")
    columns = (
        TableColumn("Nr", 12, "{{ goal.number }}", number=True),
        TableColumn("Strategimål", 70, "{{ goal.label }}"),
        TableColumn("Målkort som hänvisar hit", 92, "{{ goal.cards }}"),
    )
    writer.table(columns, "goal in area.goals")
    writer.tag("endfor")
    writer.tag("endif")


def _appendices(writer: Writer) -> None:
    writer.tag("if draft and (findings or rejected)")
    writer.text("Bilaga: Anmärkningar", "Heading 1")
    _rejected(writer)
    _findings(writer)
    writer.tag("endif")
    writer.text("Bilaga: Arbetsböcker", "Heading 1")
    writer.caption("Arbetsböcker med kontrollsumma (SHA-256).")
    columns = (
        TableColumn("Enhet", 44, "{{ book.unit }}"),
        TableColumn("Arbetsbok", 52, "{{ book.file }}"),
        TableColumn("Klart den", 20, "{{ book.handed_in }}"),
        TableColumn("Kontrollsumma", 58, "{{ book.sha256 }}"),
    )
    writer.table(columns, "book in workbooks")
    # Word wants a paragraph last; with a text in it no page is ever empty.
    writer.text(
        "Rapporten är gjord av dessa arbetsböcker. De är inte ändrade.", CARD_TEXT
    )


def _rejected(writer: Writer) -> None:
    writer.tag("if rejected")
    writer.text("Filer som inte kunde användas", "Heading 2")
    writer.caption("Avvisade filer och varför.")
    columns = (
        TableColumn("Fil", 58, "{{ file.file }}"),
        TableColumn("Orsak", 116, "{{ file.reason }}"),
    )
    writer.table(columns, "file in rejected")
    writer.tag("endif")


def _findings(writer: Writer) -> None:
    writer.tag("if findings")
    writer.text("Anmärkningar per arbetsbok", "Heading 2")
    writer.tag("for book in findings")
    writer.text("{{ book.name }}", "Heading 3")
    columns = (
        TableColumn("Plats", 34, "{{ finding.place }}"),
        TableColumn("Allvar", 18, "{{ finding.severity }}"),
        TableColumn("Anmärkning", 122, "{{ finding.text }}"),
    )
    writer.table(columns, "finding in book.findings")
    writer.tag("endfor")
    writer.tag("endif")
