"""Data files of this package read into records, with faults told in Swedish."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar

from workbook_templates.standard.errors import RegisterError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import Enum

    E = TypeVar("E", bound=Enum)

T = TypeVar("T")


def read_toml(package: str, name: str) -> dict[str, Any]:
    """Read a TOML file that lies in a package; raises RegisterError if it is broken."""
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return parse_toml(text, name)


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """Parse TOML text, with decimal numbers as Decimal.

    name is the file's, for the message of RegisterError.
    """
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        message = f"{name}: filen går inte att läsa som TOML ({error})."
        raise RegisterError(message) from error


def record(make: Callable[..., T], row: Mapping[str, object], where: str) -> T:
    """Make a record of a row's keys and values; lists become tuples.

    Raises RegisterError for a key that the record lacks or needs; `where` says
    which file and row it was.
    """
    values = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in row.items()
    }
    try:
        return make(**values)
    except TypeError as error:
        message = f"{where}: ett fält är okänt eller saknas ({error})."
        raise RegisterError(message) from error


def code(codes: type[E], text: object, where: str) -> E:
    """Return the enum member with a code; raises RegisterError naming the codes."""
    try:
        return codes(text)
    except ValueError as error:
        known = ", ".join(str(member.value) for member in codes)
        message = f"{where}: ”{text}” finns inte. Skriv något av: {known}."
        raise RegisterError(message) from error
