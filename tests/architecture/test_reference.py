"""The reference pages say what the code says."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.helpers.reference import FOLDER, PAGES, wordings


@pytest.mark.parametrize("name", PAGES)
def test_a_reference_page_is_as_the_code_makes_it(name: str) -> None:
    """If this fails: run `./run docs` and read what changed."""
    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name]()


def test_every_code_stands_for_one_kind_of_finding() -> None:
    counts = Counter(wording.code for wording in wordings())

    assert [code for code, count in counts.items() if count > 1] == []


def test_every_wording_tells_what_to_do() -> None:
    silent = [w.code for w in wordings() if not w.remedy.endswith((".", "?", "{hint}"))]

    assert silent == []
