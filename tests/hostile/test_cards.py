"""Every card of the corpus goes through the whole check, and nothing of it is lost."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest

from compile.reading import Source, read_card
from tests.helpers.registers import small_register
from tests.helpers.tools import need
from tests.hostile.bothways import both_ways
from tests.hostile.card_cases import CARD_CASES
from tests.hostile.card_findings import TOLD
from tests.hostile.cards import Card
from tests.hostile.dialects import bare, prefixed, strict, without_references
from tests.hostile.heavy_cases import HEAVY_CASES
from tests.hostile.make_corpus import CASES
from tests.hostile.measure_corpus import MEGABYTES, SECONDS, measured
from tests.standard.good_card import T2
from workbook_templates.standard.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from compile.reading import Reading
    from tests.hostile.card_cases import CardCase
    from tests.hostile.cases import Case
    from workbook_templates.standard.model import Scorecard

FILE = "kort.xlsx"
REJECTED = {"last-years-template"}
HEAVY_CODES = {
    "formatted-to-the-last-row": set(),
    "formatted-in-an-unusual-way": set(),
    "pasted-40-000-values": {"MK934"},
    "pasted-200-000-values": {"MK916"},
    "pasted-a-million-values": {"MK916"},
    "pasted-a-book": {"MK912"},
    "hundred-thousand-names": set(),
    "absurd-nesting": {"MK913"},
    "whole-grid-merged": set(),
    "typed-in-the-far-corner": {"MK027"},
}


def checked(data: bytes, folder: Path) -> Reading:
    path = folder / FILE
    path.write_bytes(data)
    return read_card(Source(path, FILE), small_register(), T2)


def card_of(data: bytes, folder: Path) -> Scorecard:
    """Return the card of a file of which nothing is told, without its hash."""
    reading = checked(data, folder)
    assert reading.findings == ()
    assert reading.card is not None
    return replace(reading.card, sha256="")


@pytest.mark.parametrize("case", CARD_CASES, ids=lambda case: case.name)
def test_what_people_send_is_read_and_all_is_told(
    case: CardCase, tmp_path: Path
) -> None:
    reading = checked(case.build(), tmp_path)

    told = tuple(f"{f.code} {f.where}" for f in reading.findings)
    assert told == TOLD.get(case.name, ())
    assert reading.rejected is (case.name in REJECTED)
    found = f"{reading.card!r} {[f.wrong for f in reading.findings]!r}"
    assert [text for text in case.kept if repr(text)[1:-1] not in found] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_no_card_is_rejected_with_a_reason(case: Case, tmp_path: Path) -> None:
    reading = checked(case.build(), tmp_path)

    codes = [finding.code for finding in reading.findings]
    assert reading.rejected
    assert sorted(codes) == sorted([case.stop] if case.stop else ["MK001", *case.told])
    assert Severity.STOP in {finding.severity for finding in reading.findings}
    assert all(f.remedy and f.where.file == FILE for f in reading.findings)


@pytest.mark.parametrize(
    "change",
    [strict, prefixed, without_references],
    ids=lambda change: change.__name__,
)
def test_other_dialects_are_the_same_card(
    change: Callable[[Card], Card], tmp_path: Path
) -> None:
    expected = card_of(Card().packed(), tmp_path)

    assert card_of(change(Card()).packed(), tmp_path) == expected


def test_a_card_without_styles_is_the_same_card_with_advice(tmp_path: Path) -> None:
    """Its dates are bare day numbers; each is read, and told with the day read."""
    reading = checked(bare(Card()).packed(), tmp_path)
    expected = card_of(Card().packed(), tmp_path)

    assert reading.card is not None
    assert replace(reading.card, sha256="") == expected
    assert {f.code for f in reading.findings} == {"MK019", "MK032"}
    assert not any(f.must_be_mended for f in reading.findings)


def test_a_card_saved_by_openpyxl_is_the_same_card(tmp_path: Path) -> None:
    stream = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(Card().packed())).save(stream)

    expected = card_of(Card().packed(), tmp_path)
    assert card_of(stream.getvalue(), tmp_path) == expected


def test_a_card_saved_by_libreoffice_is_the_same_card(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(Card().packed())
    out = tmp_path / "out"
    subprocess.run(
        [
            need("soffice"),
            f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(out),
            str(tmp_path / FILE),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )

    saved = (out / FILE).read_bytes()
    assert card_of(saved, tmp_path) == card_of(Card().packed(), tmp_path)


@pytest.mark.parametrize("case", [*CASES, *CARD_CASES], ids=lambda case: case.name)
def test_the_quick_way_reads_as_the_walker_does(
    case: Case | CardCase, tmp_path: Path
) -> None:
    path = tmp_path / FILE
    path.write_bytes(case.build())

    quick, walked = both_ways(path)

    assert quick == walked


def test_no_heavy_file_takes_too_long_or_too_much_memory() -> None:
    costs = {c.name: c for c in measured((c.name, c.build) for c in HEAVY_CASES)}

    # Twice the time that is allowed, since tests may share a slow machine.
    assert [str(c) for c in costs.values() if c.seconds > 2 * SECONDS] == []
    assert [str(c) for c in costs.values() if c.megabytes > MEGABYTES] == []
    codes = {name: set(cost.outcome.split()) for name, cost in costs.items()}
    assert {n: c for n, c in codes.items() if not c >= HEAVY_CODES[n]} == {}
    assert {n: c for n, c in codes.items() if c and not HEAVY_CODES[n]} == {}


def test_the_corpus_of_cards_has_unique_names() -> None:
    names = [case.name for case in (*CARD_CASES, *HEAVY_CASES)]

    assert len(CARD_CASES) >= 60
    assert len(set(names)) == len(names)
    assert TOLD.keys() <= set(names)
