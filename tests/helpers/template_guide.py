"""The list of all fields in the template's guide, made from the context's types.

`./run docs` writes it between two marks in the page; a test compares.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compile.context import Chart, Mark, ReportContext
from compile.template_fields import meaning, record_in, records
from compile.template_types import element_of, hints_of, inner_of, may_be_missing
from tests.helpers.tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

GUIDE = ROOT / "docs" / "handbok" / "rapportmallen.md"
START = "<!-- Alla fält: det här görs av ./run docs. Ändra i koden, inte här. -->"
END = "<!-- Slut på fälten. -->"


def with_fields(page: str) -> str:
    """Return the page with the list of fields as the code has them."""
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n\n{fields_list()}\n{END}{after}"


def fields_list() -> str:
    """Return a table for each type: field, kind and meaning."""
    return "\n".join(line for record in records() for line in _section(record))


def _section(record: type) -> Iterator[str]:
    yield f"### {heading(record)}"
    yield ""
    if meaning(record) != f"{heading(record)}.":
        yield meaning(record)
        yield ""
    if path := _example(record):
        yield path
        yield ""
    yield "| Fält | Slag | Betydelse |"
    yield "|---|---|---|"
    for name, hint in hints_of(record).items():
        yield f"| `{name}` | {_kind(hint)} | {meaning(record, name)} |"
    yield ""


def heading(record: type) -> str:
    """Return what a type is called: the start of its meaning."""
    return re.split("[.:,]", meaning(record))[0]


def _link(record: type) -> str:
    name = heading(record)
    return f"[{name}](#{name.lower().replace(' ', '-')})"


def _kind(hint: object) -> str:
    """Return what a field is, in Swedish, with a link to its own fields."""
    missing = ", kan saknas" if may_be_missing(hint) else ""
    record = record_in(hint)
    if element_of(inner_of(hint)) is None:
        plain = {str: "text", bool: "ja eller nej", int: "tal"}
        return (_link(record) if record else plain[inner_of(hint)]) + missing  # type: ignore[index]
    texts = "tal" if element_of(hint) is int else "texter"
    return f"lista: {_link(record) if record else texts}{missing}"


def _example(record: type) -> str:
    """Return where a record is found: the fields that lead to it."""
    found = [
        f"`{name}`" + ("" if owner is ReportContext else f" i {_link(owner)}")
        for owner in records()
        for name, hint in hints_of(owner).items()
        if record_in(hint) is record
    ]
    if record in {Mark, Chart} or not found:
        return ""
    return f"Finns som {', '.join(found)}."


def main() -> None:
    """Write the list into the page."""
    page = GUIDE.read_text(encoding="utf-8")
    GUIDE.write_text(with_fields(page), encoding="utf-8")


if __name__ == "__main__":
    main()
