"""What goes to the process that reads a file, and what comes back.

Both ways it is plain bytes (compile.codec), so the work can be done by any
executor, here or on another computer.
"""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from compile.card_file import Reading, Source, read_card
from compile.codec import Shared, pack, unpack
from compile.intake.limits import DEFAULT_LIMITS
from compile.reuse import fingerprint
from workbook_templates.standard.findings import Finding  # noqa: TC001 - for codec
from workbook_templates.standard.model import Period, Scorecard
from workbook_templates.standard.register import Register

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Job:
    """What all files of a run are read against.

    register is packed, b"" for each workbook's own copies; reference is its
    SHA-256. code is the fingerprint of the code that is to read.
    """

    register: bytes
    reference: str
    period: str
    code: str

    @classmethod
    def of(cls, register: Register | None, period: Period | None) -> Job:
        """Return the job of a register and an expected period.

        No card is read against Kolada's values: they stay at home, so that what is
        known of the files still holds when new ones have been fetched.
        """
        packed = b"" if register is None else pack(replace(register, key_figures=()))
        reference = hashlib.sha256(packed).hexdigest()
        return cls(packed, reference, str(period or ""), fingerprint())


@dataclass(frozen=True, slots=True)
class Parcel:
    """One file to read: by its path, or as bytes for a process that cannot see it.

    file is the bare file name, name the one that messages use.
    """

    name: str
    file: str
    path: Path | None = None
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A reading without its source."""

    card: Scorecard | None
    findings: tuple[Finding, ...]
    sha256: str

    def of(self, source: Source) -> Reading:
        """Return the reading of a source."""
        return Reading(source, self.card, self.findings, self.sha256)


class OtherCodeError(Exception):
    """The process has another version of the tool than the one that asks."""


def by_path(source: Source) -> Parcel:
    """Return a parcel for a process on this computer."""
    return Parcel(source.name, source.path.name, source.path)


def by_bytes(source: Source) -> Parcel | None:
    """Return a parcel with the file in it; None where it is none to send.

    That is a file that cannot be opened, one that is too large to be read, and what
    is no file, such as a pipe.
    """
    try:
        large = source.path.stat().st_size > DEFAULT_LIMITS.file_bytes
        if large or not source.path.is_file():
            return None
        return Parcel(source.name, source.path.name, data=source.path.read_bytes())
    except (OSError, ValueError):
        return None


def read_parcel(job: Job, parcel: Parcel) -> bytes:
    """Read one file and return the packed Outcome; this runs in the other process.

    Raises OtherCodeError where the file came as bytes, perhaps from another
    computer, and this process would read it in another way.
    """
    if parcel.path is not None:
        return _read(job, Source(parcel.path, parcel.name))
    if job.code != fingerprint():
        raise OtherCodeError
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / parcel.file
        path.write_bytes(parcel.data)
        return _read(job, Source(path, parcel.name))


def outcome(data: bytes, source: Source, shared: Shared) -> Reading:
    """Return the reading in what read_parcel gave; raises ValueError if it is none."""
    return unpack(Outcome, data, source.name, shared).of(source)


def quotes_name(findings: Iterable[Finding], name: str) -> bool:
    """Whether a message has the file's name in its text, which may be another's."""
    return any(name in finding.message for finding in findings)


def _read(job: Job, source: Source) -> bytes:
    period = Period.parse(job.period) if job.period else None
    reading = read_card(source, _register(job.register), period)
    kept = Outcome(reading.card, reading.findings, reading.sha256)
    return pack(kept, source.name)


@lru_cache(maxsize=4)  # a worker serves one run, a cluster's a few at once
def _register(packed: bytes) -> Register | None:
    return unpack(Register, packed) if packed else None
