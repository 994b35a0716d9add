"""Values as bytes and back: what goes between processes and what is kept for reuse.

The form is JSON, packed with zlib: decoding it makes the dataclasses that the
caller asks for and nothing else, unlike pickle, which runs what it is told to. A
dataclass is the list of its fields, so both sides must be of one version.

In a field `file` the name of the workbook itself is left out and put in again
when decoding; that is how a renamed file shows its new name.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from workbook_templates.standard import findings, model, register

_Made = TypeVar("_Made")
_FAST = 1  # zlib's level: a sixth of the size for a tenth of a millisecond
_MOST = 64 * 1024 * 1024  # bytes of one unpacked value; a card has some thousands
_SHARED = 64  # characters; shorter texts repeat, so equal ones are kept once
# The names that the model's modules import for the type checker alone.
_NAMES = {
    "Mapping": Mapping,
    "Decimal": Decimal,
    "date": date,
    **vars(findings),
    **vars(model),
    **vars(register),
}


@dataclass(slots=True)
class Shared:
    """Texts and maps that decoded values have in common, so that each is kept once.

    One of these serves a whole run.
    """

    texts: dict[str, str] = field(default_factory=dict)
    maps: dict[tuple[tuple[str, str], ...], Mapping[str, str]] = field(
        default_factory=dict
    )


@dataclass(slots=True)
class _State:
    """What one value's parts share: the file's name and the maps met so far."""

    file: str
    maps: dict[tuple[tuple[str, str], ...], int]
    known: list[Mapping[str, str]]
    texts: dict[str, str]


class _Form(NamedTuple):
    """How values of one type are written and read."""

    write: Callable[[Any, _State], Any]
    read: Callable[[Any, _State], Any]


def pack(value: object, file: str = "") -> bytes:
    """Return a dataclass as bytes; file is the name to leave out."""
    state = _State(file, {}, [], {})
    body = _form(type(value)).write(value, state)
    text = json.dumps([list(map(list, state.maps)), body], separators=(",", ":"))
    return zlib.compress(text.encode("ascii"), _FAST)


def unpack(
    kind: type[_Made], data: bytes, file: str = "", shared: Shared | None = None
) -> _Made:
    """Return the dataclass in some bytes, with the file's name put in.

    Raises ValueError for bytes that pack did not make.
    """
    shared = shared or Shared()
    try:
        maps, body = json.loads(_inflated(data))
        known = [_common(items, shared) for items in maps]
        made = _form(kind).read(body, _State(file, {}, known, shared.texts))
    except (ArithmeticError, LookupError, TypeError, zlib.error) as error:
        message = "not a packed value"
        raise ValueError(message) from error
    if not isinstance(made, kind):
        message = f"not a packed {kind.__name__}"
        raise ValueError(message)  # noqa: TRY004 - the data's fault, not the caller's
    return made


def _inflated(data: bytes) -> bytes:
    """Return the unpacked bytes; a bomb or a cut-off value raises ValueError."""
    stream = zlib.decompressobj()
    text = stream.decompress(data, _MOST)
    if not stream.eof:
        message = "cut off or too large"
        raise ValueError(message)
    return text


def _common(items: list[list[str]], shared: Shared) -> Mapping[str, str]:
    """Return a map of these items, the same one each time."""
    key = tuple((name, value) for name, value in items)
    return shared.maps.setdefault(key, dict(key))


def _form(hint: Any) -> _Form:  # noqa: ANN401 - type hints have no type of their own
    """Return how values of a type are written and read, worked out once."""
    if hint not in _FORMS:
        _FORMS[hint] = _form_of(hint)
    return _FORMS[hint]


def _form_of(hint: Any) -> _Form:  # noqa: ANN401 - type hints have no type of their own
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return _optional(_form(next(a for a in arguments if a is not NoneType)))
    if origin is tuple:
        return _many(_form(arguments[0]))
    if origin is Mapping:
        return _SHARED_MAP if arguments[1] is str else _map(_form(arguments[1]))
    if is_dataclass(hint):
        return _record(hint)
    if issubclass(hint, Enum):
        members = {member.value: member for member in hint}
        return _Form(lambda v, _: v.value, lambda v, _: members[v])
    return _PLAIN[hint]


def _optional(inner: _Form) -> _Form:
    write, read = inner
    return _Form(
        lambda v, s: None if v is None else write(v, s),
        lambda v, s: None if v is None else read(v, s),
    )


def _many(inner: _Form) -> _Form:
    write, read = inner
    return _Form(
        lambda v, s: [write(item, s) for item in v],
        lambda v, s: tuple([read(item, s) for item in v]),
    )


def _map(inner: _Form) -> _Form:
    write, read = inner
    return _Form(
        lambda v, s: [[name, write(item, s)] for name, item in v.items()],
        lambda v, s: {name: read(item, s) for name, item in v},
    )


def _record(kind: Any) -> _Form:  # noqa: ANN401 - a dataclass of any kind
    """Return how a dataclass is written: a list of the fields that it is made of."""
    hints = get_type_hints(kind, None, _NAMES)
    names = [f.name for f in fields(kind) if f.init]
    forms = [_FILE if name == "file" else _form(hints[name]) for name in names]
    pairs = list(zip(names, [form.write for form in forms], strict=True))
    readers = [form.read for form in forms]
    return _Form(
        lambda v, s: [write(getattr(v, name), s) for name, write in pairs],
        lambda v, s: kind(*[r(i, s) for r, i in zip(readers, v, strict=True)]),
    )


def _as_is(value: object, state: _State) -> object:
    del state
    return value


def _read_text(value: str, state: _State) -> str:
    short = len(value) <= _SHARED
    return state.texts.setdefault(value, value) if short else value


def _write_file(value: str, state: _State) -> str | None:
    return None if value == state.file else value


def _read_file(value: str | None, state: _State) -> str:
    return state.file if value is None else value


def _write_map(value: Mapping[str, str], state: _State) -> int:
    return state.maps.setdefault(tuple(value.items()), len(state.maps))


def _read_map(value: int, state: _State) -> Mapping[str, str]:
    return state.known[value]


_FORMS: dict[object, _Form] = {}
_FILE = _Form(_write_file, _read_file)
_SHARED_MAP = _Form(_write_map, _read_map)
_PLAIN: Mapping[type, _Form] = {
    str: _Form(_as_is, _read_text),
    int: _Form(_as_is, _as_is),
    bool: _Form(_as_is, _as_is),
    Decimal: _Form(lambda v, _: str(v), lambda v, _: Decimal(v)),
    date: _Form(lambda v, _: v.isoformat(), lambda v, _: date.fromisoformat(v)),
}
