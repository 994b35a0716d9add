"""What each of the template's fields means, in Swedish, for the one who edits it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from compile.context import ReportContext
from compile.template_types import element_of, hints_of, inner_of, is_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FILE = Path(__file__).parent / "report_templates" / "fields.toml"
_OF_THE_TYPE = "_"


@cache
def _meanings() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def meaning(record: type, field: str = _OF_THE_TYPE) -> str:
    """Return what a field means, or without a field what a record is.

    Raises KeyError where nobody has said it.
    """
    return _meanings()[record.__name__][field]


def told_fields() -> Iterator[tuple[str, str]]:
    """Yield every type and field that has a meaning, by their names."""
    for record, fields in _meanings().items():
        for field in fields:
            if field != _OF_THE_TYPE:
                yield record, field


def record_in(hint: object) -> type | None:
    """Return the record that a field is, or that its list holds; None for texts."""
    inner = inner_of(hint)
    element = element_of(inner)
    found = inner if element is None else element
    return found if isinstance(found, type) and is_record(found) else None


def records() -> tuple[type, ...]:
    """Return all types that a template can reach, the report first."""
    found: dict[type, None] = {ReportContext: None}
    todo: list[type] = [ReportContext]
    while todo:
        for hint in hints_of(todo.pop(0)).values():
            record = record_in(hint)
            if record is not None and record not in found:
                found[record] = None
                todo.append(record)
    return tuple(found)
