"""The record beside a report, as a value and as JSON.

What went in, what came of it, and what came out. The same inputs and outputs give
the same bytes: there is no time in it.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast

from compile.delivery import leads_inside
from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.model import Period

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SCHEMA = 1
SUFFIX = "-manifest.json"
READ, SUPERSEDED, STRANGER, REJECTED = "read", "superseded", "stranger", "rejected"
_CHUNK = 1024 * 1024

_T = TypeVar("_T")
_Object: TypeAlias = "Mapping[str, object]"


@dataclass(frozen=True, slots=True)
class FileMark:
    """A file as it was: its name, size in bytes and SHA-256 in hexadecimal.

    The name is a path below the folder where files of its kind lie, in NFC. size is
    None and sha256 "" where the file could not be opened.
    """

    name: str
    size: int | None
    sha256: str


@dataclass(frozen=True, slots=True)
class InputMark(FileMark):
    """A file of the inbox, and what came of it.

    outcome: "read" counts in the report; "superseded" is replaced by a newer one of
    the same unit; "stranger" is another unit's or period's; "rejected" could not be
    used at all. errors and warnings are numbers of findings, what stopped the file
    included; reasons are those that stopped it, as the user saw them.
    """

    unit_id: str = ""
    unit_name: str = ""
    template_version: str = ""
    outcome: str = READ
    errors: int = 0
    warnings: int = 0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EarlierMark(FileMark):
    """A file of an earlier period, on which what a report says of then rests."""

    period: str = ""


@dataclass(frozen=True, slots=True)
class MissingUnit:
    """A unit that has not handed in."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A report's record.

    tool: the version of the program; standard: that of the workbooks' standard.
    outputs: the files of the report, without this record itself. part: the id of the
    unit or department that the report is limited to, "" for the whole; inputs and
    missing are those of the part. earlier: files of the periods before.
    """

    tool: str
    standard: str
    period: str
    final: bool
    register: FileMark
    template: FileMark
    logo: FileMark | None = None
    inputs: tuple[InputMark, ...] = ()
    missing: tuple[MissingUnit, ...] = ()
    outputs: tuple[FileMark, ...] = ()
    part: str = ""
    earlier: tuple[EarlierMark, ...] = ()

    @property
    def unit_ids(self) -> frozenset[str]:
        """The ids of the units that the record tells of."""
        known = {mark.unit_id for mark in self.inputs if mark.unit_id}
        return frozenset(known | {unit.id for unit in self.missing})


def fingerprint(path: Path) -> tuple[int, str]:
    """Return a file's size in bytes and its SHA-256; raises OSError."""
    seen, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            seen.update(chunk)
            size += len(chunk)
    return size, seen.hexdigest()


def mark(path: Path, name: str | None = None) -> FileMark:
    """Return a file's mark, under its own name unless another is given."""
    return FileMark(normal(name or path.name), *fingerprint(path))


def size_of(path: Path) -> int | None:
    """Return a file's size in bytes; None where it cannot be told."""
    try:
        return path.stat().st_size
    except OSError:
        return None


def normal(name: str) -> str:
    """Return a name in NFC, the form in which names are compared."""
    return unicodedata.normalize("NFC", name)


def manifest_json(manifest: Manifest) -> bytes:
    """Return the record as JSON in UTF-8, ending with a line break."""
    content = {"schema": SCHEMA, **asdict(manifest)}
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    # A file name may hold bytes that are no text; JSON has an escape for them.
    return text.encode("utf-8", "backslashreplace")


def read_manifest(path: Path) -> Manifest:
    """Read a record; raises UsageError where it is none, OSError where it is away."""
    content = path.read_bytes()
    try:
        values = _object(json.loads(content))
        if values["schema"] != SCHEMA:
            raise UsageError(_LATER.format(path=path, schema=values["schema"]))
        return _manifest(values)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise UsageError(_BROKEN.format(path=path)) from error


_LATER = (
    "{path} är gjord av en annan version av programmet (manifest {schema}). "
    "Använd samma version av malkort som gjorde rapporten, eller gör den på nytt."
)
_BROKEN = (
    "{path} är skadad eller ändrad och går inte att läsa. Hämta tillbaka filen från "
    "en säkerhetskopia, eller gör rapporten på nytt med malkort compile."
)


def _manifest(values: _Object) -> Manifest:
    logo = values["logo"]
    return Manifest(
        tool=_text(values["tool"]),
        standard=_text(values["standard"]),
        period=_text(values["period"]),
        final=values["final"] is True,
        register=_file(values["register"]),
        template=_file(values["template"]),
        logo=_file(logo) if logo else None,
        inputs=tuple(map(_input, _list(values["inputs"]))),
        missing=tuple(map(_unit, _list(values["missing"]))),
        outputs=tuple(map(_file, _list(values["outputs"]))),
        part=_text(values.get("part", "")),  # older records have none, nor earlier
        earlier=tuple(map(_earlier, _list(values.get("earlier", [])))),
    )


def _file(value: object) -> FileMark:
    fields = _object(value)
    name = _text(fields["name"])
    if not leads_inside(name):
        raise ValueError(name)
    return FileMark(name, _number(fields["size"]), _text(fields["sha256"]))


def _input(value: object) -> InputMark:
    fields, file = _object(value), _file(value)
    return InputMark(
        file.name,
        file.size,
        file.sha256,
        unit_id=_text(fields["unit_id"]),
        unit_name=_text(fields["unit_name"]),
        template_version=_text(fields["template_version"]),
        outcome=_text(fields["outcome"]),
        errors=_number(fields["errors"]) or 0,
        warnings=_number(fields["warnings"]) or 0,
        reasons=tuple(map(_text, _list(fields["reasons"]))),
    )


def _earlier(value: object) -> EarlierMark:
    file, period = _file(value), _text(_object(value)["period"])
    try:
        known = Period.parse(period)
    except UsageError:
        raise ValueError(period) from None
    return EarlierMark(file.name, file.size, file.sha256, str(known))


def _unit(value: object) -> MissingUnit:
    fields = _object(value)
    return MissingUnit(_text(fields["id"]), _text(fields["name"]))


def _object(value: object) -> _Object:
    return cast("_Object", _of(dict, value))


def _list(value: object) -> list[object]:
    return _of(list, value)


def _text(value: object) -> str:
    return _of(str, value)


def _number(value: object) -> int | None:
    return None if value is None else _of(int, value)


def _of(kind: type[_T], value: object) -> _T:
    if not isinstance(value, kind):
        raise TypeError(value)
    return value
