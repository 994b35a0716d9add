"""Python's search for garbage, left out where a report is made.

A report is made of millions of objects that live until it is written. Python goes
through them again and again for rings that nobody holds, and once more when it ends;
what it finds is next to nothing (ADR 44).
"""

from __future__ import annotations

import atexit
import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def without_collecting() -> Iterator[None]:
    """Let no search for garbage go on meanwhile, nor when the process ends.

    What no ring holds is freed as always.
    """
    was_on = gc.isenabled()
    gc.disable()
    atexit.register(gc.freeze)  # what is frozen is not searched
    try:
        yield
    finally:
        if was_on:
            gc.enable()
