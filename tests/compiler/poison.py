"""Files that do harm to the process that reads them, by their name.

This module is light, since the processes of the tests import it.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from compile.parcels import read_parcel

if TYPE_CHECKING:
    from compile.parcels import Job, Parcel

LEAVE, KILL, HANG, EAT, STUMBLE, BABBLE = (
    "leave.xlsx",
    "kill.xlsx",
    "hang.xlsx",
    "eat.xlsx",
    "stumble.xlsx",
    "babble.xlsx",
)


def read_or_suffer(job: Job, parcel: Parcel) -> bytes:
    """Stand in for read_parcel: do what the file's name says, or read it."""
    if parcel.name == LEAVE:
        os._exit(1)
    if parcel.name == KILL:
        os.kill(os.getpid(), signal.SIGKILL)
    if parcel.name == HANG:
        time.sleep(60)
    if parcel.name == EAT:
        return b"x" * (1 << 32)
    if parcel.name == STUMBLE:
        raise KeyError(parcel.name)
    return b"[]" if parcel.name == BABBLE else read_parcel(job, parcel)


def never(job: Job, parcel: Parcel) -> bytes:
    """Stand in for read_parcel where nothing is to be read."""
    del job
    message = f"{parcel.name} was read"
    raise AssertionError(message)


def suffer_among_strangers(job: Job, parcel: Parcel) -> bytes:
    """Lose the process where the file came as bytes, read it where it is."""
    if parcel.path is None:
        os._exit(1)
    return read_parcel(job, parcel)


def as_another_version(job: Job, parcel: Parcel) -> bytes:
    """Read as a computer with another version of the tool would."""
    other = job if parcel.path else replace(job, code="another")
    return read_parcel(other, parcel)


def main() -> None:
    """Read files that all hang, until somebody stops it."""
    from compile.reading import Means, Source, read_cards  # noqa: PLC0415 - as above

    means = Means(task=read_or_suffer, processes=2)
    print("reading", flush=True)
    try:
        read_cards([Source(Path(HANG), HANG)] * 100, None, None, means=means)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
