"""No search for garbage while a report is made, and as it was before afterwards."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref

import pytest

from compile.collecting import without_collecting

# What is registered first is called last.
_ENDING = """
import atexit, gc
atexit.register(lambda: print(gc.get_freeze_count()))
from compile.collecting import without_collecting
with without_collecting():
    pass
"""


class Ring:
    """Something that only a search for garbage frees."""

    def __init__(self) -> None:
        self.itself = self


def test_what_only_holds_itself_stays_meanwhile() -> None:
    with without_collecting():
        ring = weakref.ref(Ring())
        for _ in range(10_000):
            Ring()
        assert ring() is not None
    gc.collect()
    assert ring() is None
    assert gc.isenabled()


def test_who_had_it_off_keeps_it_off() -> None:
    gc.disable()
    try:
        with without_collecting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_it_is_on_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="fel"), without_collecting():
        raise ValueError("fel")  # noqa: EM101 - the test's own
    assert gc.isenabled()


def test_nothing_is_searched_at_the_end() -> None:
    command = [sys.executable, "-c", _ENDING]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert int(said) > 1000
