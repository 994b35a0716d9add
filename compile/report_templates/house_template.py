"""The report template that a new municipality folder gets, written with python-docx.

It is an ordinary Word file with jinja tags. The office changes it in Word: moves,
restyles or removes parts, and adds headings that come into the contents page.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm

from compile.report_templates.house_appendix import write_appendix
from compile.report_templates.house_chapters import write_chapters
from compile.report_templates.house_fonts import embed_fonts
from compile.report_templates.house_overview import write_guide, write_overview
from compile.report_templates.house_parts import Writer, field
from compile.report_templates.house_strategy import write_strategy, write_trends
from compile.report_templates.house_styles import LANGUAGE, TEXT_WIDTH, set_up
from compile.report_templates.house_summary import write_summary
from compile.report_templates.house_volumes import write_volumes

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as DocumentType
    from docx.section import _Footer, _Header
    from docx.text.paragraph import Paragraph

_THUMBNAIL = "thumbnail"
_DATED = datetime(2026, 1, 1, tzinfo=UTC)  # fixed, so that the file is always the same


def write_house_template(path: Path) -> None:
    """Write the house template, a .docx with the report's tags in it."""
    document = Document()
    set_up(document)
    embed_fonts(document)
    _properties(document)
    _running_texts(document)
    writer = Writer(document)
    write_overview(writer)
    writer.text("Innehåll", "TOC Heading")
    writer.text("{{ contents }}")
    write_volumes(writer)
    write_guide(writer)
    write_summary(writer)
    write_strategy(writer)
    write_trends(writer)
    write_chapters(writer)
    write_appendix(writer)
    document.save(str(path))


def _properties(document: DocumentType) -> None:
    core = document.core_properties
    core.title, core.language = "Rapportmall för målkort", LANGUAGE
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    core.created = core.modified = _DATED.replace(tzinfo=None)
    relations = document.part.package.rels
    for key in [k for k, r in relations.items() if r.reltype.endswith(_THUMBNAIL)]:
        del relations[key]


def _running_texts(document: DocumentType) -> None:
    """Write header and footer; page one has neither."""
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
