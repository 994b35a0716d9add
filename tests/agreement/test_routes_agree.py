"""The same card by every route gives the same findings.

A card is drawn in the test as tables. One route judges the drawing as it stands;
another has the builder write it as a workbook, the intake read the file, and the
very same rules judge what came back. The others open the file as the ribbon does:
through xlwings, on the engine for files and as each client of the remote engine.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from compile.reading import Source, read_card
from malkort_xl import actions
from tests.addin.routes import ALL_ROUTES
from tests.helpers.markdown_book import raw_from_markdown
from tests.helpers.registers import small_register
from workbook_templates.builder.scorecard_book import ScorecardBuilder
from workbook_templates.standard.examining import examine
from workbook_templates.standard.layout import DETAILS
from workbook_templates.standard.model import Period

if TYPE_CHECKING:
    from pathlib import Path

    from workbook_templates.standard.findings import Finding

T2 = Period(2026, 2)

GOOD = """
    ## Uppgifter
    | Fält                  | Värde      |
    |-----------------------|------------|
    | Ansvarig funktion     | Enhetschef |
    | Kortet är klart       | Ja         |
    | Klart den             | 2026-09-10 |

    ## Mål (tblMal)
    | Mål-id | Perspektiv      | Mål          | Strategimål | Från år | Till år | Ansvarig   | Måluppfyllelse | Prognos helår |
    |--------|-----------------|--------------|-------------|---------|---------|------------|----------------|---------------|
    | M1     | Medborgare/kund | Öppna längre | "1; 3"      | 2026    | 2027    | Enhetschef | Uppfyllt       | Uppfyllt      |

    ## Mått (tblMatt)
    | Mått-id | Mål-id | Mått          | Mäts i | Riktning | Utgångsvärde | Målvärde | Utfall T1 | Utfall T2 | Bedömning | Ansvarig   | Källa    |
    |---------|--------|---------------|--------|----------|--------------|----------|-----------|-----------|-----------|------------|----------|
    | MT1     | M1     | Öppna timmar  | antal  | Öka      | 30           | 40       | 38,5      | 41        | Uppfyllt  | Enhetschef | Schemat  |

    ## Aktiviteter (tblAktivitet)
    | Aktivitets-id | Mål-id | Aktivitet  | Ansvarig   | Start      | Slut       | Status    |
    |---------------|--------|------------|------------|------------|------------|-----------|
    | A1            | M1     | Nytt schema| Enhetschef | 2026-01-10 | 2026-05-30 | Genomförd |
"""

DEVIATIONS = """
    ## Mål (tblMal)
    | Mål-id | Perspektiv  | Mål       | Strategimål | Från år | Till år | Ansvarig | Måluppfyllelse  | Prognos helår | Kommentar och orsak        | Åtgärd |
    |--------|-------------|-----------|-------------|---------|---------|----------|-----------------|---------------|----------------------------|--------|
    | M1     | Medarbetare | Friskare  | "99; 6"     | 2026    | 2031    | Chef     | Ej uppfyllt     |               |                            |        |
    | M2     | Ekonomi     | I balans  |             | 2027    | 2026    | Chef     | Delvis uppfyllt | Uppfyllt      | Ring anna@example.se & <b> |        |

    ## Mått (tblMatt)
    | Mått-id | Mål-id | Mått       | Mäts i | Riktning | Målvärde | Utfall T2 | Bedömning | Ansvarig | Källa |
    |---------|--------|------------|--------|----------|----------|-----------|-----------|----------|-------|
    | MT1     | M1     | Frånvaro   | %      | Minska   | 5        | 73390     | Uppfyllt  |          |       |
    | MT2     | M2     | Avvikelse  | tkr    | Nå       | 0        |           | Uppfyllt  | Ekonom   | Bok   |

    ## Aktiviteter (tblAktivitet)
    | Aktivitets-id | Mål-id | Aktivitet | Ansvarig | Start      | Slut       | Status |
    |---------------|--------|-----------|----------|------------|------------|--------|
    | A1            | M1     | Samtal    | Chef     | 2026-06-01 | 2026-03-01 | Pågår  |
"""

EMPTY = """
    ## Mål (tblMal)
    | Mål-id | Mål |
    |--------|-----|
    | M1     |     |
"""

INCOMPLETE = """
    ## Mål (tblMal)
    | Mål-id | Mål          |
    |--------|--------------|
    | M1     | Bara en text |
    | M2     | "=SUM(A1)"   |

    ## Mått (tblMatt)
    | Mått-id | Mål-id | Målvärde |
    |---------|--------|----------|
    | MT1     | M2     | 12,5     |
"""

CARDS = {
    "good": GOOD,
    "deviations": DEVIATIONS,
    "empty": EMPTY,
    "incomplete": INCOMPLETE,
}


def told(finding: Finding) -> tuple[str, ...]:
    """Return what a finding says.

    Where a named cell stands is the builder's choice, so on that sheet the cell is
    left out; in the tables it must be the same.
    """
    where = finding.where
    cell = "" if where.sheet == DETAILS.name else where.cell
    return (finding.code, finding.severity.value, where.sheet, cell, finding.message)


@pytest.mark.parametrize("drawing", CARDS.values(), ids=CARDS.keys())
def test_the_drawn_card_and_the_built_file_give_the_same_findings(
    drawing: str, tmp_path: Path
) -> None:
    register = small_register()
    raw = raw_from_markdown(drawing)
    parsed = examine(raw, register, T2)
    assert parsed.card is not None

    path = tmp_path / raw.file
    ScorecardBuilder(register, T2).build(parsed.card, path)
    by_file = read_card(Source(path, raw.file), register, T2)

    assert sorted(map(told, by_file.findings)) == sorted(map(told, parsed.findings))
    assert by_file.card is not None
    assert bare(by_file.card) == bare(parsed.card)


@pytest.mark.parametrize("drawing", CARDS.values(), ids=CARDS.keys())
def test_the_ribbon_finds_what_the_command_finds_on_every_engine(
    drawing: str, tmp_path: Path
) -> None:
    register = small_register()
    parsed = examine(raw_from_markdown(drawing), register, T2)
    assert parsed.card is not None
    path = tmp_path / parsed.card.file
    ScorecardBuilder(register, T2).build(parsed.card, path)
    by_file = read_card(Source(path, path.name)).findings

    for name, route in ALL_ROUTES.items():
        there = route(path)
        outcome = there.run(actions.check)
        assert outcome.findings == by_file, name
        again = there.run(actions.check)
        assert again.findings == by_file, f"{name}, on a workbook with marks"


ODDITIES: dict[str, str | float | datetime] = {
    "Mål!E6": datetime(2026, 12, 1),  # noqa: DTZ001 - 1-12 as Excel makes a date of it
    "Mål!F6": "2026",
    "Mål!J6": "upp\u00a0fyllt ",
    "Mål!M6": "rad_x000A_två_x000B_tre\tfyra",
    "Mål!Z3": "Glöm inte",
    "Mål!A40": "M99",
    "Mål!D40": "Ett mål under tabellen",
    "Mått!G6": True,
    "Mått!H6": "95 %",
    "Mått!I6": "#REF!",
    "Mått!J6": 0.1 + 0.2,
    "Mått!K6": 1e21,
    "Aktiviteter!F6": "10 september 2026",
    "Aktiviteter!G6": datetime(2026, 9, 10, 14, 30),  # noqa: DTZ001 - Excel has no zones
    "Aktiviteter!I6": "Pagar",
    "Start!A1": "Vårt eget målkort",
    "Uppgifter!D7": 12.5,
    "Översikt!K3": "Ring Anna",
    "Egna!B2": "Anteckning",
    "Egna!C3": 7,
    "Egna!D4": datetime(2026, 9, 10),  # noqa: DTZ001 - Excel has no zones
}


def test_what_people_do_to_a_workbook_is_found_alike_on_every_engine(
    tmp_path: Path,
) -> None:
    register = small_register()
    card = examine(raw_from_markdown(GOOD), register, T2).card
    assert card is not None
    ScorecardBuilder(register, T2).build(card, tmp_path / "kort.xlsx")
    book = load_workbook(tmp_path / "kort.xlsx")
    book.create_sheet("Egna")
    for place, value in ODDITIES.items():
        sheet, cell = place.split("!")
        book[sheet][cell] = value
    book["Mål"]["E6"].number_format = "yyyy-mm-dd"
    path = tmp_path / "eget.xlsx"
    book.save(path)
    by_file = read_card(Source(path, path.name)).findings
    assert len({finding.code for finding in by_file}) >= 12

    for name, route in ALL_ROUTES.items():
        there = route(path)
        assert there.run(actions.check).findings == by_file, name


def bare(card: object) -> object:
    """Return a card without its file's checksum, which a drawing has none of."""
    return replace(card, sha256="")  # type: ignore[type-var]


def test_the_drawings_are_worth_comparing() -> None:
    """The deviations hit many rules, and the good card none that must be mended."""
    register = small_register()
    counts = {
        name: {
            finding.code
            for finding in examine(raw_from_markdown(drawing), register, T2).findings
            if finding.must_be_mended
        }
        for name, drawing in CARDS.items()
    }

    assert counts["good"] == set()
    assert len(counts["deviations"]) >= 8
    assert len(counts["incomplete"]) >= 1
