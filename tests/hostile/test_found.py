"""Files that fuzzing stopped at; found/ keeps those that are not drawn as a case."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from compile.reading import Source, read_card
from tests.helpers.registers import small_register
from tests.hostile.bothways import both_ways
from tests.hostile.measure_corpus import SECONDS
from tests.standard.good_card import T2

FOUND = sorted(Path(__file__).with_name("found").iterdir())


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_what_fuzzing_stopped_at_is_read_in_time_and_alike_both_ways(
    path: Path,
) -> None:
    start = time.process_time()

    reading = read_card(Source(path, path.name), small_register(), T2)

    assert time.process_time() - start < SECONDS
    assert reading.findings
    quick, walked = both_ways(path)
    assert quick == walked
