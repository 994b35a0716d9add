"""The change report as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.diff.rows import (
    activity_table,
    goal_table,
    measure_table,
    target_table,
    unit_table,
)
from compile.diff.wording import summary_sentences, title_text
from compile.pages.page import Page
from compile.pages.rendering import rendered

if TYPE_CHECKING:
    from compile.diff.changes import Diff

_SECTIONS = (
    (unit_table, "Enheter som kommit, gått eller bytt namn"),
    (target_table, "Målvärden som ändrats mitt i året"),
    (goal_table, "Mål"),
    (measure_table, "Mått"),
    (activity_table, "Aktiviteter"),
)
_LEGEND = (
    "Målen jämförs med sina id, så ett mål som bara har fått en annan text är samma "
    "mål. Kommentarer och åtgärder skrivs nya varje gång och räknas inte som ändringar."
)


def diff_page(diff: Diff) -> bytes:
    """Return the page; the same two periods give the same page."""
    title = title_text(diff)
    municipality = diff.now.register.texts.get("kommun", "")
    page = Page(
        f"{title} {municipality}".strip(),
        title,
        (f"{municipality}." if municipality else "", *summary_sentences(diff)),
        made=_LEGEND,
    )
    sections = ((build(diff), heading) for build, heading in _SECTIONS)
    return rendered(
        "diff.html.jinja",
        page,
        notices=diff.notices,
        sections=tuple((table, heading) for table, heading in sections if table.rows),
    )
