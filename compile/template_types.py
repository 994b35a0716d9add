"""What an expression of a template gives: its type, told from the context's fields.

A type is what typing says of a field: str, bool, a dataclass, tuple[X, ...], X | None;
or UNKNOWN, of which everything is allowed.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Mapping

UNKNOWN = object


@cache
def hints_of(owner: type) -> Mapping[str, object]:
    """Return the fields of a dataclass with their types."""
    return get_type_hints(owner)


def is_record(hint: object) -> bool:
    """Tell whether a type has fields of its own."""
    return isinstance(hint, type) and is_dataclass(hint)


def is_text(hint: object) -> bool:
    """Tell whether a type can be printed: a text, a number, or a record that can."""
    prints = isinstance(hint, type) and "__str__" in vars(hint)
    return prints or hint in {str, int, UNKNOWN}


def element_of(hint: object) -> object | None:
    """Return the type of a list's elements; None for what is no list."""
    return get_args(hint)[0] if get_origin(hint) is tuple else None


def list_of(element: object) -> object:
    """Return the type of a list of elements."""
    return tuple[element, ...]  # type: ignore[valid-type]


def inner_of(hint: object) -> object:
    """Return the type of a value that may be missing, when it is there."""
    if not may_be_missing(hint):
        return hint
    return next(part for part in get_args(hint) if part is not NoneType)


def may_be_missing(hint: object) -> bool:
    """Tell whether a value of a type may be None."""
    return isinstance(hint, UnionType) and NoneType in get_args(hint)
