"""What a case of the corpus is, and the usual ways to make one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.hostile.parts import (
    book,
    row,
)
from workbook_templates.standard.raw import CellKind, RawCell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ONE = {"A1": Decimal(1)}
UNCACHED = RawCell(None, CellKind.UNCACHED, formula=True)
SHEET = "xl/worksheets/sheet1.xml"


A1_IS_ONE = '<c r="A1"><v>1</v></c>'
NOON = datetime(2026, 8, 31, 12)  # noqa: DTZ001 - Excel knows no time zones
HALF_PAST_TWELVE = NOON.replace(minute=30)


@dataclass(frozen=True, slots=True)
class Case:
    """A file and what must come of it.

    stop: the code that refuses it, or "". Else `cells` are exactly those of the
    first sheet, by address, a plain value standing for a plain cell; `told` are
    the codes of the findings.
    """

    name: str
    build: Callable[[], bytes]
    stop: str = ""
    cells: Mapping[str, object] = field(default_factory=lambda: ONE)
    told: tuple[str, ...] = ()


def a_row(name: str, cells: str, expected: Mapping[str, object], *told: str) -> Case:
    """Return a case that is a row of cells."""
    return Case(name, lambda: book(row(cells)), cells=expected, told=told)


def a_sheet(name: str, part: str, expected: Mapping[str, object], *told: str) -> Case:
    """Return a case that is a sheet part."""
    return Case(name, lambda: book(part), cells=expected, told=told)


def changed(name: str, changed: Mapping[str, str | bytes | None], *told: str) -> Case:
    """Return a case of a workbook with other parts, whose cells are as ever."""
    return Case(name, lambda: book(changed=changed), told=told)


def refused(name: str, code: str, changed: Mapping[str, str | bytes | None]) -> Case:
    """Return a case of a workbook with other parts, which is refused."""
    return Case(name, lambda: book(changed=changed), code)


def raw(name: str, code: str, data: bytes) -> Case:
    """Return a case of bytes that are refused."""
    return Case(name, lambda: data, code)
