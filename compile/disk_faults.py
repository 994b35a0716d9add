"""What stands in the way on a disk, said in Swedish with what to do about it.

The systems say it in numbers: errno everywhere, winerror also on Windows.
"""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path

_LONGEST_WINDOWS_PATH = 247  # of a folder; beyond it Windows says that it is not there
_PATH_NOT_FOUND = 3  # winerror
_RECIPE = (
    "Kontrollera anslutningen till servern eller enheten, öppna mappen i "
    "filutforskaren och kör igen."
)


@dataclass(frozen=True, slots=True)
class _Fault:
    """One kind: the systems' numbers for it, and the text about {path} in {folder}."""

    text: str
    numbers: frozenset[int]
    windows: frozenset[int] = frozenset()


def _errno(*names: str) -> frozenset[int]:
    """Return the numbers of those that this system knows."""
    return frozenset(getattr(errno, name) for name in names if hasattr(errno, name))


_TOO_LONG = _Fault(
    "Sökvägen {path} är för lång. Flytta kommunens mapp närmare diskens rot, eller "
    "ge mapparna kortare namn, och kör igen.",
    _errno("ENAMETOOLONG"),
    frozenset({111, 206}),
)
_FAULTS = (
    _TOO_LONG,
    _Fault(
        "Disken är full, så {path} blev inte skriven. Frigör plats, både där filen "
        "ska ligga och på datorns egen disk, och kör igen.",
        _errno("ENOSPC", "EDQUOT"),
        frozenset({39, 112, 1295}),
    ),
    _Fault(
        "{path} är öppen i ett annat program. Stäng filen i Word eller PDF-läsaren, "
        "även hos den som har den öppen på en annan dator, och kör igen.",
        _errno("ETXTBSY", "EBUSY"),
        frozenset({32, 33, 1224}),
    ),
    _Fault(
        "Mappen {folder} är skrivskyddad. Ta bort skrivskyddet eller välj en annan "
        "mapp, och kör igen.",
        _errno("EROFS"),
        frozenset({19}),
    ),
    _Fault(
        f"Mappen {{folder}} går inte att nå: nätverket eller enheten svarar inte. "
        f"{_RECIPE}",
        _errno(
            *("ENOTCONN", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH"),
            *("ESTALE", "ETIMEDOUT", "EIO", "ENODEV", "ENXIO", "EREMOTEIO"),
        ),
        frozenset({21, 51, 53, 55, 59, 64, 67, 121, 1167, 1231, 1232}),
    ),
    _Fault(
        "{path} går inte att skriva eller läsa. Är filen öppen i ett annat program: "
        "stäng den. Saknas rätt att skriva i {folder}: be om den, eller välj en "
        "annan mapp. Kör sedan igen.",
        _errno("EACCES", "EPERM"),
        frozenset({5}),
    ),
    _Fault(
        "{path} finns som fil där en mapp behövs. Byt namn på filen eller välj en "
        "annan mapp, och kör igen.",
        _errno("ENOTDIR", "EEXIST"),
    ),
    _Fault(
        "{path} finns som mapp där en fil ska skrivas. Byt namn på mappen och kör "
        "igen.",
        _errno("EISDIR"),
    ),
    _Fault(
        f"{{path}} finns inte, eller går inte att nå. {_RECIPE}",
        _errno("ENOENT"),
    ),
    _Fault(
        "Namnet {path} går inte att använda här. Välj ett namn utan tecknen "
        '< > : " / \\ | ? *, och kör igen.',
        _errno("EILSEQ"),
        frozenset({123}),
    ),
)


def disk_fault_text(
    error: OSError, path: Path | None = None, folder: Path | None = None
) -> str:
    """Return what is wrong and what to do.

    path: the file in question, where it is another than the one that the system
    names. folder: where it lies, for when the system names none. A fault that is
    not known here is told in the system's own words.
    """
    name = path or named_path(error)
    fault = _kind(error, name)
    if fault is None:
        said = error.strerror or type(error).__name__
        place = name or folder or "disken"
        return f"Det gick inte att skriva eller läsa {place} ({said})."
    place = name.parent if name else folder or "där filen ligger"
    return fault.text.format(path=name or "filen", folder=place)


def named_path(error: OSError) -> Path | None:
    """Return the file that the system names, or None; of two, the one to be."""
    name = error.filename2 or error.filename
    if isinstance(name, str | bytes | os.PathLike):
        return Path(os.fsdecode(name))
    return None  # no name, or the number of an open file


def _kind(error: OSError, name: Path | None) -> _Fault | None:
    windows = getattr(error, "winerror", None)
    if windows == _PATH_NOT_FOUND and len(str(name)) > _LONGEST_WINDOWS_PATH:
        return _TOO_LONG
    by_windows = (f for f in _FAULTS if windows in f.windows)
    by_number = (f for f in _FAULTS if error.errno in f.numbers)
    return next(by_windows, None) or next(by_number, None)
