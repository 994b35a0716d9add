"""The whole way on the example, as the strategy office goes it."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import unicodedata
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from compile.wording import number_text
from tests.helpers.tools import need, pdf_text
from workbook_templates.sample.loader import (
    EXAMPLE_FAULTY,
    EXAMPLE_MISSING,
    example_cards,
)
from workbook_templates.standard.model import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook_templates.standard.model import Activity, Goal, Measure, Scorecard

PERIOD, WHOLE_YEAR = Period(2026, 2), Period(2026, 3)
_NOT_PRINTED = {"id", "goal_id", "perspective", "origin"}


def malkort(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "compile", *map(str, arguments)]
    return subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", cwd=cwd
    )


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    need("soffice")
    root = tmp_path_factory.mktemp("first run")
    run = malkort("demo", "exempel", "--year", cwd=root)
    assert run.returncode == 0, run.stderr
    return root / "exempel"


@pytest.fixture(scope="module")
def word(town: Path) -> str:
    path = town / f"{PERIOD}" / f"Malkortsrapport-{PERIOD}.docx"
    document = docx.Document(str(path))
    paragraphs = document.element.body.iter(qn("w:p"))
    return "\n".join(Paragraph(p, document).text for p in paragraphs)


@pytest.fixture(scope="module")
def pdf(town: Path) -> str:
    return pdf_text(town / f"{PERIOD}" / f"Malkortsrapport-{PERIOD}.pdf")


def handed_in() -> list[Scorecard]:
    return [c for c in example_cards(PERIOD) if c.unit_id != EXAMPLE_MISSING]


def printed(record: Goal | Measure | Activity) -> Iterator[str]:
    """Yield every text and number of a record as the report is to print it."""
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in _NOT_PRINTED:
            continue
        if isinstance(value, Decimal):
            yield number_text(value)
        elif isinstance(value, str) and value:
            yield value


def everything() -> Iterator[str]:
    for card in handed_in():
        yield from filter(None, (card.summary, card.responsible, card.unit_name))
        for goal in card.goals:
            yield from printed(goal)
        for measure in card.measures:
            yield from printed(measure)
        for activity in card.activities:
            yield from printed(activity)


def squeezed(text: str) -> str:
    """Drop what a line break on a page may add or take: white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def test_every_value_of_the_example_is_in_the_word_file(word: str) -> None:
    missing = [value for value in everything() if value not in word]

    assert missing == []


def test_every_value_of_the_example_is_in_the_pdf(pdf: str, town: Path) -> None:
    need("pdftotext")
    raw = subprocess.run(
        ["pdftotext", "-raw", str(next(town.glob(f"{PERIOD}/*.pdf"))), "-"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    text, flat = squeezed(pdf), squeezed(raw)
    texts = [v for v in everything() if squeezed(v) not in text]

    assert [v for v in texts if not _in_pieces(v, flat)] == []


def _in_pieces(value: str, text: str) -> bool:
    """Tell whether a text stands there, page breaks within it allowed.

    A header and a footer come between the halves of a text that runs over to the
    next page, so its lines are looked for one by one, and then in two halves.
    """
    whole = squeezed(value)
    if whole in text:
        return True
    return any(whole[:cut] in text and whole[cut:] in text for cut in range(len(whole)))


def test_the_missing_unit_and_the_faulty_one_are_named(word: str) -> None:
    names = {c.unit_id: c.unit_name for c in example_cards(PERIOD)}

    assert f"{names[EXAMPLE_MISSING]} har inte lämnat in målkort." in word
    assert "UTKAST" in word
    assert names[EXAMPLE_FAULTY] in word


def test_checking_and_compiling_leave_every_workbook_as_it_was(town: Path) -> None:
    before = checksums(town)
    check = malkort("check", town, cwd=town)
    draft = malkort("compile", town, "--period", PERIOD, "--no-pdf", cwd=town)

    assert check.returncode == 1
    assert draft.returncode == 0
    assert checksums(town) == before
    assert len(before) > 100


def checksums(town: Path) -> dict[str, str]:
    files = town.rglob("*.xlsx")
    return {str(f): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def test_the_check_tells_place_and_fault_as_json(town: Path) -> None:
    inbox = town / str(PERIOD) / "inkorg"
    rows = json.loads(malkort("check", inbox, "--json", cwd=town).stdout)

    assert {*rows[0]} == {"file", "sheet", "cell", "code", "severity", "message"}
    faulty = [r for r in rows if r["severity"] == "fel" and r["file"]]
    assert {r["file"].split()[0] for r in faulty} == {EXAMPLE_FAULTY}
    assert all(r["cell"] for r in faulty)


def test_a_final_report_waits_for_the_missing_and_the_faulty(town: Path) -> None:
    final = malkort(
        "compile", town, "--period", PERIOD, "--final", "--out", town / "ut", cwd=town
    )
    names = {c.unit_id: c.unit_name for c in example_cards(PERIOD)}

    assert final.returncode == 1
    assert names[EXAMPLE_MISSING] in final.stderr
    assert EXAMPLE_FAULTY in final.stderr
    assert not (town / "ut").exists()


def test_the_year_ends_with_a_final_report_of_every_card(town: Path) -> None:
    report = town / str(WHOLE_YEAR) / f"Malkortsrapport-{WHOLE_YEAR}"
    manifest = json.loads(Path(f"{report}-manifest.json").read_text("utf-8"))
    text = squeezed(pdf_text(Path(f"{report}.pdf")))
    measures = [m for c in example_cards(WHOLE_YEAR) for m in c.measures]

    assert manifest["final"]
    assert manifest["missing"] == []
    assert len(manifest["inputs"]) == len(example_cards(WHOLE_YEAR))
    values = [squeezed(number_text(m.outcome_3)) for m in measures if m.outcome_3]
    assert [value for value in values if value not in text] == []


def test_the_demo_asks_before_it_writes_over_a_folder(town: Path) -> None:
    again = malkort("demo", town, cwd=town)

    assert again.returncode == 2
    assert "--overwrite" in again.stderr
