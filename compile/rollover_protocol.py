"""The protocol of a rollover as one accessible page: what came along, what did not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from compile.pages.page import Page
from compile.pages.rendering import rendered
from compile.pages.tables import Cell, Heading, PageTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbook_templates.rollover import Change, Line, Rolled, UnitDraft

_LEAD = """\
Mål, mått och aktiviteter följer med under sina id. Bedömningar och kommentarer är \
tomma i de nya arbetsböckerna, och förra periodens står bredvid. Utfall från samma år \
står kvar.
Det som inte följer med räknas upp här och finns kvar i {source}. Ett id som har \
använts ges aldrig till något annat."""
_CARRIED, _LEFT = "Att veta", "Varför inte"


@dataclass(frozen=True, slots=True)
class _Section:
    """One unit's part of the page; anchor is its id there."""

    anchor: str
    heading: str
    notices: tuple[str, ...]
    tables: tuple[PageTable, ...]


def protocol_html(rolled: Rolled, notices: tuple[str, ...] = ()) -> bytes:
    """Return the page in UTF-8; notices are about the files that it was made from.

    The same rollover gives the same bytes: there is no time in it.
    """
    title = f"Rullning från {rolled.source} till {rolled.period}"
    lead = tuple(_LEAD.format(source=rolled.source).splitlines())
    return rendered(
        "rollover.html.jinja",
        Page(title, title, lead, made="Gjord av malkort rollover."),
        figures=_figures(rolled),
        notices=notices,
        changes=_changes(rolled.changes),
        ended=tuple(_ended(rolled.ended)),
        units=tuple(_section(unit, n) for n, unit in enumerate(rolled.units, 1)),
    )


def _figures(rolled: Rolled) -> tuple[tuple[str, int], ...]:
    carried = [line for unit in rolled.units for line in unit.draft.carried]
    left = sum(len(unit.draft.left_behind) for unit in rolled.units)
    return (
        ("Arbetsböcker", len(rolled.units)),
        ("Rader följer med", len(carried)),
        ("Rader följer inte med", left + len(rolled.ended)),
        ("Rader med nytt id", sum(line.id != line.former for line in carried)),
    )


def _changes(changes: Iterable[Change]) -> PageTable:
    rows = tuple((Cell(change.about), Cell(change.text)) for change in changes)
    headings = (Heading("Gäller"), Heading("Ändring"))
    return PageTable(
        "andringar", "Ändringar i registret", headings, rows, (), sortable=False
    )


def _ended(lines: Sequence[Line]) -> Iterator[PageTable]:
    """Yield a table for each unit that has ended."""
    for number, (name, rows) in enumerate(groupby(lines, lambda x: x.unit), 1):
        caption = f"{name}: följer inte med"
        yield _table(f"upphord-{number}", caption, tuple(rows), _LEFT)


def _section(unit: UnitDraft, number: int) -> _Section:
    anchor, name = f"enhet-{number}", unit.unit.name
    parts = (
        (f"{anchor}-kvar", f"{name}: följer inte med", unit.draft.left_behind, _LEFT),
        (f"{anchor}-med", f"{name}: följer med", unit.draft.carried, _CARRIED),
    )
    tables = tuple(_table(*part) for part in parts if part[2])
    return _Section(anchor, f"{name} ({unit.unit.id})", unit.notices, tables)


def _table(anchor: str, caption: str, lines: tuple[Line, ...], about: str) -> PageTable:
    headings = (
        Heading("Id", is_tight=True),
        Heading("Slag", is_tight=True),
        Heading("Text"),
        Heading(about),
    )
    rows = tuple(_row(line) for line in lines)
    return PageTable(anchor, caption, headings, rows, (), sortable=False)


def _row(line: Line) -> tuple[Cell, ...]:
    is_new = line.id not in {"", line.former}
    moved = (
        f"Var {line.former} hos {line.unit} och har fått ett nytt id." if is_new else ""
    )
    return (
        Cell(line.id or line.former),
        Cell(line.kind),
        Cell(line.text or "(utan text)"),
        Cell(" ".join(filter(None, (moved, line.note)))),
    )
