"""Kolada's answers as values: what each field is held to be, and when it is none.

A value that is null, has a status or is marked as deleted is missing, never 0.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from compile.kolada.faults import fault
from workbook_templates.standard.cells import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbook_templates.standard.errors import KoladaError

    Json: TypeAlias = Mapping[str, object]

T = TypeVar("T")
Key: TypeAlias = tuple[str, str, int]  # id of the key figure, of the area, year

GENDERS = {"T": "total", "K": "women", "M": "men"}  # fields of register.KeyFigure
# Excel keeps so many digits, and a number is compared with what it has kept.
_EXCEL_DIGITS = Context(prec=15, rounding=ROUND_HALF_EVEN, traps=[])
_EXPONENTS = range(-30, 16)  # of a number that is no nonsense
_YEAR = re.compile(r"[0-9]{4}")
_TITLE = 1000  # characters


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an answer; next_url is "" on the last."""

    rows: tuple[Json, ...]
    next_url: str


class _GarbledError(Exception):
    """Something is not as it must be."""


def page_of(data: bytes, host: str) -> Page:
    """Return a page; raises KoladaError where the bytes are none."""
    try:
        answer = json.loads(
            data, parse_float=Decimal, parse_int=Decimal, parse_constant=_refuse
        )
        rows = tuple(_is(dict, row) for row in _is(list, _is(dict, answer)["values"]))
        return Page(rows, _is(str, answer.get("next_url") or ""))
    except (ValueError, ArithmeticError, KeyError, RecursionError) as error:
        raise _garbled(host) from error
    except _GarbledError as error:
        raise _garbled(host) from error


def titles_in(page: Page, host: str) -> dict[str, str]:
    """Return the titles on a page by id."""
    try:
        return {
            _is(str, row.get("id")): clean_text(_is(str, row.get("title")))[:_TITLE]
            for row in page.rows
        }
    except _GarbledError as error:
        raise _garbled(host) from error


def values_in(page: Page, host: str) -> Iterator[tuple[Key, str, Decimal]]:
    """Yield the values on a page that are not missing, each with its field's name."""
    try:
        for row in page.rows:
            key = (_is(str, row.get("kpi")), _is(str, row.get("municipality")))
            year = _year(row.get("period"))
            for entry in _is(list, row.get("values")):
                found = _value(_is(dict, entry))
                if found is not None:
                    yield (*key, year), *found
    except _GarbledError as error:
        raise _garbled(host) from error


def _value(entry: Json) -> tuple[str, Decimal] | None:
    """Return an entry's field and value, or None where the value is missing."""
    gender, value = entry.get("gender") or "T", entry.get("value")
    if not isinstance(gender, str) or gender not in GENDERS:
        raise _GarbledError
    if value is None or entry.get("status") or entry.get("isdeleted"):
        return None
    if not isinstance(value, Decimal) or value.adjusted() not in _EXPONENTS:
        raise _GarbledError
    return GENDERS[gender], _EXCEL_DIGITS.plus(value)


def _year(period: object) -> int:
    if not _YEAR.fullmatch(str(period)):
        raise _GarbledError
    return int(str(period))


def _is(kind: type[T], thing: object) -> T:
    if not isinstance(thing, kind):
        raise _GarbledError
    return thing


def _refuse(constant: str) -> object:
    """Refuse NaN and the infinities, which no answer may have."""
    raise ValueError(constant)


def _garbled(host: str) -> KoladaError:
    return fault(host, "svarade något som inte går att förstå")
