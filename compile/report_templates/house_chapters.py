"""The house template's chapters: a first page of four parts, then each card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.report_templates.house_cards import write_card
from compile.report_templates.house_counts import (
    counts_table,
    deviations_table,
    late_activities_table,
    move_counts_table,
    moves_table,
)
from compile.report_templates.house_styles import INTRO, SECTION, SUBSECTION

if TYPE_CHECKING:
    from compile.report_templates.house_parts import Writer

_NAME = "{{ chapter.name }}"


def write_chapters(writer: Writer) -> None:
    """Write the loop over chapters: the first page, then each card in full."""
    writer.tag("for chapter in chapters")
    writer.text(_NAME, "Heading 1")
    writer.tag("if chapter.introduction")
    writer.text("{{ chapter.introduction }}", INTRO)
    writer.tag("endif")
    writer.notices("chapter.notices")
    _front(writer)
    writer.tag("for card in chapter.cards")
    write_card(writer)
    writer.tag("endfor")
    writer.tag("endfor")


def _front(writer: Writer) -> None:
    """Write the four parts, the same in every chapter."""
    writer.text("I korthet", SECTION)
    _state(writer)
    _changes(writer)
    writer.text("Det som inte är uppfyllt", SUBSECTION)
    deviations_table(
        writer,
        "chapter.front.deviations",
        f"{_NAME}: mål som avviker nu eller i prognosen.",
    )
    writer.text("Det som är sent", SUBSECTION)
    late_activities_table(
        writer, "chapter.front.late_activities", f"{_NAME}: försenade aktiviteter."
    )


def _state(writer: Writer) -> None:
    writer.text("Läget", SUBSECTION)
    writer.texts("sentence in chapter.front.sentences", "Normal")
    writer.tag("if chapter.front.by_perspective")
    writer.chart("chapter.front.chart", 62)
    writer.caption(f"{_NAME}: antal mål i varje perspektiv, efter måluppfyllelse.")
    counts_table(writer, "Perspektiv", "chapter.front.by_perspective")
    writer.tag("endif")
    writer.tag("if chapter.counts")
    writer.caption(f"{_NAME}: antal mål i varje målkort, efter måluppfyllelse.")
    counts_table(writer, "Målkort", "chapter.counts")
    writer.otherwise("Kapitlet har inga mål.")


def _changes(writer: Writer) -> None:
    since = "{% if chapter.front.since %} sedan {{ chapter.front.since }}{% endif %}"
    writer.text(f"Det som har ändrats{since}", SUBSECTION)
    writer.tag("if chapter.front.since")
    writer.tag("if chapter.front.move_counts")
    writer.caption(f"{_NAME}: antal mål efter hur måluppfyllelsen har ändrats.")
    move_counts_table(writer, "Avdelning", "row in [chapter.front.move_counts]")
    writer.tag("endif")
    moves_table(
        writer, "chapter.front.moves", f"{_NAME}: mål vars måluppfyllelse har ändrats."
    )
    writer.otherwise("Det finns ingen tidigare period att jämföra med.")
