"""Workbooks that do harm to the process that builds them, by their file's name.

This module is light, since the processes of the tests import it.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from compile.building import build

if TYPE_CHECKING:
    from compile.building import Job, Order

LEAVE, EAT, STUMBLE = "leave.xlsx", "eat.xlsx", "stumble.xlsx"


def build_or_suffer(job: Job, order: Order) -> str:
    """Stand in for build: do what the file's name says, or build it."""
    if order.path.name == LEAVE:
        os._exit(1)
    if order.path.name == EAT:
        raise MemoryError
    if order.path.name == STUMBLE:
        raise KeyError(order.path.name)
    return build(job, order)


def fill_the_disk_for_e1(job: Job, order: Order) -> str:
    """Build a workbook; for the unit E1 there is no place on the disk."""
    sha256 = build(job, order)
    if order.path.name.startswith("E1"):
        raise OSError(errno.ENOSPC, "full", str(order.path))
    return sha256


def build_slowly(job: Job, order: Order) -> str:
    """Build a workbook and then take one's time."""
    sha256 = build(job, order)
    time.sleep(0.3)
    return sha256


def hang(job: Job, order: Order) -> str:
    """Build a workbook and never come back."""
    build(job, order)
    time.sleep(60)
    return ""


def main(root: str) -> None:
    """Roll a town forward slowly, until somebody stops it."""
    from compile.building import Crew  # noqa: PLC0415 - as above
    from compile.folder import MunicipalityFolder  # noqa: PLC0415
    from compile.sending import Sending, send  # noqa: PLC0415
    from workbook_templates.standard.model import Period  # noqa: PLC0415

    sending = Sending(Period(2026, 1), crew=Crew(2, build_slowly))
    try:
        send(MunicipalityFolder(Path(root)), Period(2026, 2), sending, _tell)
    except KeyboardInterrupt:
        sys.exit(130)


def _tell(done: int, total: int) -> None:
    print(done, total, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
