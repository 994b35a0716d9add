"""The house template's appendices: rules, sources, files and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.report_templates.house_styles import (
    CARD_TEXT,
    CHECKSUM,
    SECTION,
    SUBSECTION,
)
from compile.report_templates.house_tables import TableColumn, total_row
from compile.report_templates.house_volumes import IF_CARDS

if TYPE_CHECKING:
    from compile.report_templates.house_parts import Writer

_RULES = (
    TableColumn("Riktning", 24, "{{ rule.direction }}"),
    TableColumn("Bedömning", 150, "{{ rule.text }}"),
)
_LIMITS = (
    TableColumn("Gräns", 146, "{{ limit.text }}"),
    TableColumn("Värde", 28, "{{ limit.value }}", number=True),
)
_BASIS = (
    TableColumn("Avdelning", 54, "{{ row.name }}"),
    TableColumn("Mätta mål", 26, "{{ row.measured }}", number=True),
    TableColumn(
        "Varav bedömda som reglerna säger", 40, "{{ row.agreeing }}", number=True
    ),
    TableColumn("Egen bedömning", 32, "{{ row.self_judged }}", number=True),
    TableColumn("Summa", 22, "{{ row.total }}", number=True),
)
_SOURCES = (
    TableColumn("Källa", 58, "{{ source.source }}"),
    TableColumn("Målkort och mått", 98, "{{ source.measures }}"),
    TableColumn("Antal mått", 18, "{{ source.count }}", number=True),
)
_BOOKS = (
    TableColumn("Enhet", 44, "{{ book.unit }}"),
    TableColumn("Arbetsbok", 52, "{{ book.file }}"),
    TableColumn("Klart den", 20, "{{ book.handed_in }}"),
    TableColumn("Kontrollsumma (SHA-256)", 58, "{{ book.sha256 }}", style=CHECKSUM),
)
_ORIGINS = (
    TableColumn("Enhet", 40, "{{ origin.unit }}"),
    TableColumn("Arbetsbok", 68, "{{ origin.file }}"),
    TableColumn("Flik", 19, "{{ origin.sheet }}"),
    TableColumn("Uppgifter", 26, "{{ origin.records }}"),
    TableColumn("Rader i Excel", 21, "{{ origin.rows }}"),
)
_REJECTED = (
    TableColumn("Fil", 58, "{{ file.file }}"),
    TableColumn("Orsak", 116, "{{ file.reason }}"),
)
_FINDINGS = (
    TableColumn("Plats", 34, "{{ finding.place }}"),
    TableColumn("Allvar", 18, "{{ finding.severity }}"),
    TableColumn("Anmärkning", 122, "{{ finding.text }}"),
)


def write_appendix(writer: Writer) -> None:
    """Write what the report rests on, last in the report."""
    writer.text("Bilagor", "Heading 1")
    _rules(writer)
    _basis(writer)
    writer.tag(IF_CARDS)
    _files(writer)
    writer.tag("endif")
    writer.tag("if draft")
    _findings(writer)
    writer.tag("endif")
    # Word wants a paragraph last; with a text in it no page is ever empty.
    writer.text(
        "Rapporten är gjord av arbetsböckerna {% if volumes %}i volymerna"
        "{% else %}ovan{% endif %}. De är inte ändrade.",
        CARD_TEXT,
    )


def _part(  # noqa: PLR0913, PLR0917 - a part is a heading, a table, and what is said without
    writer: Writer,
    heading: str,
    caption: str,
    columns: tuple[TableColumn, ...],
    loop: str,
    nothing: str,
) -> None:
    writer.text(heading, SECTION)
    writer.tag(f"if {loop.rpartition(' ')[2]}")
    writer.caption(caption)
    writer.table(columns, loop)
    writer.otherwise(nothing)


def _rules(writer: Writer) -> None:
    _part(
        writer,
        "Regler för måtten",
        "När ett mått är uppfyllt, efter måttets riktning.",
        _RULES,
        "rule in guide.rules",
        "Måtten bedöms inte efter några regler.",
    )
    _part(
        writer,
        "Gränsvärden",
        "Gränser som bedömningen och kontrollerna räknar med.",
        _LIMITS,
        "limit in guide.thresholds",
        "Inga gränsvärden är angivna.",
    )


def _basis(writer: Writer) -> None:
    writer.text("Mätt och egen bedömning", SECTION)
    writer.tag("if basis")
    writer.caption("Antal mål efter vad bedömningen vilar på.")
    table = writer.table(_BASIS, "row in basis[:-1]")
    total_row(table, _BASIS, "row in basis[-1:]")
    writer.otherwise("Det finns inga mål att räkna.")
    writer.tag(IF_CARDS)
    _part(
        writer,
        "Källor till måtten",
        "Källor som målkorten anger, och måtten som bygger på dem.",
        _SOURCES,
        "source in sources",
        "Målkorten anger inga källor.",
    )
    writer.tag("endif")


def _files(writer: Writer) -> None:
    _part(
        writer,
        "Arbetsböcker",
        "Arbetsböckerna som rapporten är gjord av, med kontrollsumma.",
        _BOOKS,
        "book in workbooks",
        "Rapporten bygger inte på någon arbetsbok.",
    )
    _part(
        writer,
        "Uppgifternas ursprung",
        "Var målkortens mål, mått och aktiviteter står i arbetsböckerna.",
        _ORIGINS,
        "origin in origins",
        "Det finns inga uppgifter att hänvisa till.",
    )


def _findings(writer: Writer) -> None:
    _part(
        writer,
        "Filer som inte kunde användas",
        "Avvisade filer och varför.",
        _REJECTED,
        "file in rejected",
        "Alla filer kunde användas.",
    )
    writer.text("Anmärkningar", SECTION)
    writer.tag("if findings")
    writer.tag("for book in findings")
    writer.text("{{ book.name }}", SUBSECTION)
    writer.table(_FINDINGS, "finding in book.findings")
    writer.tag("endfor")
    writer.tag("elif volumes")
    writer.text("Anmärkningarna på målkorten står i volymerna.")
    writer.otherwise("Granskningen gav inga anmärkningar.")
