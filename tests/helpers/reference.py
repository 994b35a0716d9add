"""The reference pages in docs/reference/, made from the code that they describe.

So is the handbook's page of the open data.

`./run docs` writes them; a test compares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compile.cli import malkort
from compile.intake.messages import MESSAGES
from compile.open_data.columns import COLUMNS
from compile.open_data.description import (
    HOW_TO_READ,
    WHAT_IT_IS,
    column_kind,
    column_types,
)
from compile.workers import WORKER_MESSAGES
from tests.helpers.tools import ROOT
from workbook_templates.standard import layout
from workbook_templates.standard.columns import Role
from workbook_templates.standard.demands import DEMANDS
from workbook_templates.standard.register_demands import REGISTER_DEMANDS
from workbook_templates.standard.register_layout import REGISTER_TABLES
from workbook_templates.standard.rules.registry import all_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbook_templates.standard.columns import Column, Table
    from workbook_templates.standard.findings import Wording

FOLDER = ROOT / "docs" / "reference"
NOTE = "*Sidan görs av `./run docs`; ändra i koden, inte här.*"
_ROLES = {
    Role.INPUT: "fylls i",
    Role.FIXED: "förtryckt",
    Role.PREVIOUS: "från förra perioden",
    Role.FORMULA: "formel",
}


def wordings() -> tuple[Wording, ...]:
    """Return every coded kind of finding, sorted by its code."""
    rules = (rule.wording for rule in all_rules())
    found = (*DEMANDS, *rules, *REGISTER_DEMANDS, *MESSAGES, *WORKER_MESSAGES)
    return tuple(sorted(found, key=lambda w: w.code))


def findings_page() -> str:
    """Return the page of all kinds of findings."""
    rows = (
        (w.code, w.severity.value, w.title, w.wrong, _remedy(w)) for w in wordings()
    )
    head = ("Kod", "Allvar", "Rubrik", "Vad som är fel", "Vad du gör")
    return _page("Anmärkningar", *_table(head, rows))


def _remedy(wording: Wording) -> str:
    """Return what to do; some of it depends on the field."""
    return wording.remedy.replace("{hint}", "Beror på fältet.")


def workbook_page() -> str:
    """Return the page of a scorecard workbook's sheets, tables and columns."""
    lines = [f"Mallens version är {layout.STANDARD_VERSION}.", ""]
    accepted = ", ".join(layout.ACCEPTED_VERSIONS)
    lines += [f"Versioner som läses: {accepted}.", "", "## Uppgifter", ""]
    cells = ((c.label, c.name, _ROLES[c.role], c.help) for c in layout.NAMED_CELLS)
    lines += _table(("Fält", "Namn", "Vem", "Hjälp"), cells)
    for table in layout.TABLES:
        lines += _table_section(table)
    return _page("Arbetsboken", *lines)


def register_page() -> str:
    """Return the page of the register's sheets, tables and columns."""
    lines = [line for table in REGISTER_TABLES for line in _table_section(table)]
    return _page("Styrregistret", *lines)


def commands_page() -> str:
    """Return the page of all commands, as --help prints them."""
    settings = {**malkort.context_settings, "terminal_width": 80}
    top = click.Context(malkort, info_name="malkort", **settings)
    lines = ["```", malkort.get_help(top), "```"]
    for name in malkort.list_commands(top):
        command = malkort.get_command(top, name)
        if command is not None:
            context = click.Context(
                command, info_name=name, parent=top, terminal_width=80
            )
            lines += ["", f"## malkort {name}", "", "```", command.get_help(context)]
            lines += ["```"]
    return _page("Kommandon", *lines)


def _table_section(table: Table) -> list[str]:
    head = ("Kolumn", "Slag", "Vem", "Krävs", "Hjälp")
    title = ["", f"## {table.sheet.name} (`{table.name}`)", "", table.sheet.guide, ""]
    return title + list(_table(head, (_column_row(c) for c in table.columns)))


def _column_row(column: Column) -> tuple[str, ...]:
    required = "ja" if column.required else ""
    kind = column.kind.value
    return (column.heading, kind, _ROLES[column.role], required, column.help)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"


def _page(title: str, *lines: str) -> str:
    return "\n".join([f"# {title}", "", NOTE, "", *lines, ""])


def open_data_page() -> str:
    """Return the handbook's page of the open data, as described beside it."""
    rows = (
        (f"`{c.name}`", c.title, c.about, column_kind(c), column_types(c))
        for c in COLUMNS
    )
    head = ("Kolumn", "Namn", "Betyder", "Innehåll", "Rader")
    lines = [BESIDE, "", *_spaced(WHAT_IT_IS), "## Så läses filerna", ""]
    lines += [*_spaced(HOW_TO_READ), WITH_PANDAS, "", "## Kolumner", ""]
    return _page("Öppna data", *lines, *_table(head, rows))


def _spaced(paragraphs: Iterable[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield from (paragraph, "")


BESIDE = """\
`malkort compile` lägger fyra filer bredvid rapporten, till exempel för 2026-T2:

| Fil | För vem |
|---|---|
| `Malkortsrapport-2026-T2-data.csv` | den som vill se eller räkna i Excel |
| `Malkortsrapport-2026-T2-data.json` | den som programmerar |
| `Malkortsrapport-2026-T2-databeskrivning.txt` | alla: vad som finns i filerna |
| `Malkortsrapport-2026-T2-data.csv-metadata.json` | program (*CSV on the Web*) |

Publicera dem tillsammans med rapporten. De innehåller detsamma som korten i \
rapporten, och inget mer. Vilka villkor som gäller för den som använder dem bestämmer \
kommunen."""
WITH_PANDAS = """\
Med pandas räcker två inställningar:

```python
pandas.read_csv("Malkortsrapport-2026-T2-data.csv", sep=";", decimal=",")
```"""
PAGES = {
    "../handbok/oppna-data.md": open_data_page,
    "anmarkningar.md": findings_page,
    "arbetsboken.md": workbook_page,
    "styrregistret.md": register_page,
    "kommandon.md": commands_page,
}


def main() -> None:
    """Write all pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
