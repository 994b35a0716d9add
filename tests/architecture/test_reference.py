"""The reference pages say what the code says."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from compile.template_fields import meaning, records, told_fields
from compile.template_types import hints_of
from tests.helpers.reference import FOLDER, PAGES, wordings
from tests.helpers.template_guide import GUIDE, heading, with_fields


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


def test_the_templates_guide_lists_the_fields_that_there_are() -> None:
    """If this fails: run `./run docs` and read what changed."""
    page = GUIDE.read_text(encoding="utf-8")
    assert with_fields(page) == page


def test_every_field_of_the_template_has_a_meaning_in_swedish_and_only_those() -> None:
    fields = {(r.__name__, name) for r in records() for name in hints_of(r)}
    told = set(told_fields())

    assert fields - told == set(), "say it in compile/report_templates/fields.toml"
    assert told - fields == set(), "these are no fields any more"
    assert all(meaning(r).endswith(".") for r in records())


def test_every_link_in_the_templates_guide_leads_to_a_heading() -> None:
    page = GUIDE.read_text(encoding="utf-8")
    headings = [
        h.lower().replace(" ", "-") for h in re.findall("^#+ (.*)$", page, re.MULTILINE)
    ]
    names = [heading(record) for record in records()]

    assert len(set(names)) == len(names)
    assert set(re.findall(r"\]\(#([^)]*)\)", page)) <= set(headings)
