"""A drawn workbook, the card that it gives, and what is told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.helpers.markdown_book import raw_from_markdown, with_cell
from tests.helpers.registers import small_register
from workbook_templates.standard.demands import DEMANDS
from workbook_templates.standard.findings import Finding, Severity
from workbook_templates.standard.identity import PROPERTY_UNIT
from workbook_templates.standard.layout import META, STANDARD_VERSION
from workbook_templates.standard.model import (
    Activity,
    ActivityStatus,
    Direction,
    Goal,
    GoalVerdict,
    Measure,
    Period,
    Scorecard,
)
from workbook_templates.standard.parsing import Parsed, parse_scorecard
from workbook_templates.standard.raw import RawCell, RawSheet, RawWorkbook
from workbook_templates.standard.register_demands import REGISTER_DEMANDS

CARD = """
    ## Uppgifter
    | Fält                      | Värde                  |
    |---------------------------|------------------------|
    | Ifyllt av (funktion)      | Samordnare             |
    | Sammanfattning av läget   | Det går bra.\\nMest.   |
    | Kortet är klart           | Ja                     |
    | Klart den                 | 2026-09-10             |

    ## Mål (tblMal)
    | Mål-id | Perspektiv      | Långsiktigt mål  | Mål           | Strategimål | Från år | Till år | Ansvarig | Förra måluppfyllelsen | Måluppfyllelse  | Prognos helår | Förra kommentaren | Kommentar och orsak | Åtgärd      |
    |--------|-----------------|------------------|---------------|-------------|---------|---------|----------|-----------------------|-----------------|---------------|-------------------|---------------------|-------------|
    | M1     | Medborgare/kund | Nöjda medborgare | Öppna längre  | 1; 2        | 2026    | 2027    | Chef     | Ej mätt               | Delvis uppfyllt | Uppfyllt      | Nyss börjat       | Sent ute & trögt    | Ny rutin <1 |

    ## Mått (tblMatt)
    | Mått-id | Mål-id | Mått  | Mäts i | Riktning | Utgångsvärde | Målvärde | Utfall T1 | Utfall T2 | Utfall T3 | Förra utfallet | Förra bedömningen | Bedömning | Ansvarig | Källa | Förra kommentaren | Kommentar |
    |---------|--------|-------|--------|----------|--------------|----------|-----------|-----------|-----------|----------------|-------------------|-----------|----------|-------|-------------------|-----------|
    | T1      | m1     | Andel | %      | Öka      | 70           | 80,5     | 75        | 95 %      |           | 75             | Ej uppfyllt       | Uppfyllt  | Controller | Enkät | Lågt            | Bättre    |

    ## Aktiviteter (tblAktivitet)
    | Aktivitets-id | Mål-id | Aktivitet | Ansvarig | Start      | Slut       | Förra statusen | Status    | Förra kommentaren | Kommentar |
    |---------------|--------|-----------|----------|------------|------------|----------------|-----------|-------------------|-----------|
    | A1            | M1     | Schema    | Chef     | 2026-02-01 | 2026-11-30 | Ej påbörjad    | Pågår     | Väntar            | I gång    |
"""  # noqa: E501 - a drawn row is one line
GOALS = """
    ## Mål (tblMal)
    | Mål-id | Perspektiv  | Mål   | Från år | Till år | Ansvarig | Måluppfyllelse |
    |--------|-------------|-------|---------|---------|----------|----------------|
"""
ROW = "| {} | Medarbetare | Trivs | 2026 | 2026 | Chef | Uppfyllt |\n"


def parse(drawn: str | RawWorkbook) -> Parsed:
    raw = raw_from_markdown(drawn) if isinstance(drawn, str) else drawn
    return parse_scorecard(raw, small_register())


def card_of(drawn: str | RawWorkbook) -> Scorecard:
    card = parse(drawn).card
    assert card is not None
    return card


def only(parsed: Parsed, code: str) -> Finding:
    (finding,) = [f for f in parsed.findings if f.code == code]
    return finding


def codes(parsed: Parsed) -> list[str]:
    return [finding.code for finding in parsed.findings]


def details(**values: str) -> str:
    rows = "\n".join(f"| {key} | {value} |" for key, value in values.items())
    return f"## Uppgifter\n| Fält | Värde |\n|---|---|\n{rows}\n"


def test_a_full_card_gives_every_value_and_no_finding() -> None:
    parsed = parse(CARD)
    assert parsed.findings == ()
    assert parsed.card == Scorecard(
        unit_id="E1",
        unit_name="Exempelenhet Ån",
        period=Period(2026, 2),
        version=STANDARD_VERSION,
        responsible="Enhetschef",
        contact="Samordnare",
        ready=True,
        handed_in=date(2026, 9, 10),
        summary="Det går bra.\nMest.",
        goals=(the_goal(),),
        measures=(the_measure(),),
        activities=(the_activity(),),
        file="Kort.xlsx",
        sha256="0" * 64,
    )


def the_goal() -> Goal:
    return Goal(
        id="M1",
        text="Öppna längre",
        perspective="P1",
        long_term_goal="Nöjda medborgare",
        strategy_goals=(1, 2),
        start_year=2026,
        end_year=2027,
        responsible="Chef",
        verdict=GoalVerdict.PARTLY,
        forecast=GoalVerdict.FULFILLED,
        comment="Sent ute & trögt",
        remedy="Ny rutin <1",
        previous_verdict=GoalVerdict.NOT_MEASURED,
        previous_comment="Nyss börjat",
    )


def the_measure() -> Measure:
    return Measure(
        id="T1",
        goal_id="M1",
        name="Andel",
        measured_in="%",
        direction=Direction.INCREASE,
        baseline=Decimal(70),
        target=Decimal("80.5"),
        outcome_1=Decimal(75),
        outcome_2=Decimal(95),
        verdict=GoalVerdict.FULFILLED,
        owner="Controller",
        source="Enkät",
        comment="Bättre",
        previous_outcome=Decimal(75),
        previous_verdict=GoalVerdict.NOT_FULFILLED,
        previous_comment="Lågt",
    )


def the_activity() -> Activity:
    return Activity(
        id="A1",
        goal_id="M1",
        text="Schema",
        responsible="Chef",
        start=date(2026, 2, 1),
        end=date(2026, 11, 30),
        status=ActivityStatus.ONGOING,
        comment="I gång",
        previous_status=ActivityStatus.NOT_STARTED,
        previous_comment="Väntar",
    )


def test_every_record_and_field_tells_where_it_stands() -> None:
    card = card_of(CARD)
    assert str(card.goals[0].origin.at("comment")) == "Mål!M6"
    assert str(card.measures[0].origin.at("outcome_2")) == "Mått!J6"
    assert str(card.activities[0].origin.at("status")) == "Aktiviteter!I6"
    assert str(card.at("responsible")) == "Uppgifter!B12"


def test_an_empty_card_is_a_card() -> None:
    parsed = parse("")
    assert parsed.findings == ()
    assert parsed.card is not None
    assert parsed.card.goals == ()
    assert not parsed.card.ready


def test_a_required_field_that_is_empty_is_told() -> None:
    parsed = parse(details(responsible=""))
    assert [str(f) for f in parsed.findings] == [
        "Uppgifter!B12: Ansvarig funktion saknas. Fyll i fältet."
    ]


def test_a_field_that_cannot_be_read_is_named_and_left_empty() -> None:
    parsed = parse(details(ready="Kanske", handed_in="snart"))
    assert parsed.card is not None
    assert (parsed.card.ready, parsed.card.handed_in) == (False, None)
    assert codes(parsed) == ["MK012", "MK015"]


def test_a_lost_field_is_told_unless_the_builder_writes_it() -> None:
    raw = raw_from_markdown()
    lost = ("mk_ansvarig", "mk_niva", "mk_sista_dag")
    names = {name: place for name, place in raw.names.items() if name not in lost}
    parsed = parse(replace(raw, names=names))
    assert only(parsed, "MK010").wrong == (
        "Fältet Ansvarig funktion saknas i arbetsboken."
    )


def test_a_name_that_points_to_a_sheet_that_is_gone_is_a_lost_field() -> None:
    raw = raw_from_markdown()
    names = {**raw.names, "mk_ansvarig": ("Borta", 1, 1)}
    assert "MK010" in codes(parse(replace(raw, names=names)))


@pytest.mark.parametrize("place", ["cell", "property", "meta"])
def test_the_identity_is_found_wherever_one_of_its_three_places_is_left(
    place: str,
) -> None:
    raw = raw_from_markdown()
    if place != "cell":
        raw = replace(raw, names={n: p for n, p in raw.names.items() if "klar" in n})
    if place != "property":
        raw = replace(raw, properties={})
    if place != "meta":
        sheets = {n: s for n, s in raw.sheets.items() if n != META.name}
        raw = replace(raw, sheets=sheets)
    card = card_of(raw)
    assert (card.unit_id, card.period) == ("E1", Period(2026, 2))
    assert card.version == STANDARD_VERSION


@pytest.mark.parametrize("section", ["Egenskaper", "_meta"])
@pytest.mark.parametrize(
    ("key", "other", "label", "cell"),
    [
        ("MalkortEnhet", "E2", "Enhets-id", "B5"),
        ("MalkortPeriod", "2026-T1", "Period", "B9"),
        ("MalkortVersion", "0.9", "Mallens version", "B11"),
    ],
)
def test_places_that_disagree_on_the_identity_are_an_error(
    section: str, key: str, other: str, label: str, cell: str
) -> None:
    parsed = parse(f"## {section}\n| Namn | Värde |\n|---|---|\n| {key} | {other} |")
    finding = only(parsed, "MK004")
    assert finding.severity is Severity.ERROR
    assert finding.where.cell == cell
    assert finding.wrong.startswith(f"{label} är ”")
    assert f"men ”{other}” i dess dolda uppgifter" in finding.wrong


def test_identities_that_differ_in_case_alone_agree() -> None:
    assert parse(details(unit_id="e1", period="2026-t2")).card is not None
    raw = raw_from_markdown(details(unit_id="E1"))
    raw = replace(raw, properties={PROPERTY_UNIT: "e1"})
    assert parse(raw).findings == ()


def test_a_workbook_without_any_identity_is_no_scorecard() -> None:
    raw = replace(raw_from_markdown(details(unit_id="")), properties={})
    parsed = parse(raw)
    assert parsed.card is None
    assert [str(f) for f in parsed.findings] == [
        (
            "Kort.xlsx: Filen Kort.xlsx är inget målkort: Enhets-id saknas. "
            "Använd arbetsboken som strategikontoret skickade ut."
        )
    ]


def test_a_workbook_without_any_known_table_is_no_scorecard() -> None:
    parsed = parse(raw_from_markdown(complete=False))
    assert parsed.card is None
    assert "tabellen tblMal, tabellen tblMatt" in only(parsed, "MK001").wrong


def test_some_other_workbook_is_no_scorecard_and_nothing_more_is_said() -> None:
    sheet = RawSheet("Blad1", cells={(1, 1): RawCell("Budget")})
    parsed = parse(RawWorkbook("budget.xlsx", {"Blad1": sheet}))
    assert parsed.card is None
    assert codes(parsed) == ["MK001"]


@pytest.mark.parametrize(("version", "told"), [("7.0", "”7.0”"), ("", "inte angiven")])
def test_an_unknown_version_is_not_read(version: str, told: str) -> None:
    parsed = parse(details(version=version))
    assert parsed.card is None
    assert codes(parsed) == ["MK002"]
    assert told in parsed.findings[0].wrong


def test_an_older_accepted_version_is_read_with_a_warning() -> None:
    parsed = parse(details(version="0.9"))
    assert parsed.card is not None
    assert parsed.card.version == "0.9"
    finding = only(parsed, "MK003")
    assert finding.severity is Severity.WARNING
    assert finding.where.cell == "B11"


@pytest.mark.parametrize("period", ["hösten", ""])
def test_a_period_that_cannot_be_read_is_an_error_and_the_card_has_none(
    period: str,
) -> None:
    raw = replace(raw_from_markdown(details(period=period)), properties={})
    parsed = parse(raw)
    assert parsed.card is not None
    assert parsed.card.period is None
    assert only(parsed, "MK005").wrong == f"”{period}” är ingen period."


def test_rows_without_an_id_are_called_by_their_row() -> None:
    raw = with_cell(raw_from_markdown(GOALS + ROW.format("M1")), "Mål!D12", "Under")
    assert [goal.id for goal in card_of(raw).goals] == ["M1", "rad 12"]


def test_ids_that_stand_twice_are_named_and_both_rows_kept() -> None:
    parsed = parse(GOALS + ROW.format("M1") + ROW.format("M1"))
    assert parsed.card is not None
    assert len(parsed.card.goals) == 2
    assert str(only(parsed, "MK025")) == (
        "Mål!A7: Id:t ”M1” står redan i Mål!A6. "
        "Flytta raden till en ledig rad med eget id."
    )


def test_a_record_of_an_unknown_goal_is_kept_and_told() -> None:
    parsed = parse(
        GOALS
        + ROW.format("M1")
        + """
        ## Aktiviteter (tblAktivitet)
        | Aktivitets-id | Mål-id | Aktivitet | Ansvarig | Slut       | Status |
        |---------------|--------|-----------|----------|------------|--------|
        | A1            | M9     | Schema    | Chef     | 2026-11-30 | Pågår  |
        """
    )
    assert parsed.card is not None
    assert parsed.card.activities[0].goal_id == "M9"
    assert str(only(parsed, "MK026")) == (
        "Aktiviteter!B6: ”M9” är inget mål på fliken Mål. Välj M1."
    )


def test_a_record_without_a_goal_is_told_once() -> None:
    parsed = parse("""
        ## Aktiviteter (tblAktivitet)
        | Aktivitets-id | Aktivitet | Ansvarig | Slut       | Status |
        |---------------|-----------|----------|------------|--------|
        | A1            | Schema    | Chef     | 2026-11-30 | Pågår  |
    """)
    assert [str(f) for f in parsed.findings] == [
        "Aktiviteter!B6: Mål-id saknas. Välj i listan."
    ]


def test_references_are_not_judged_when_the_goals_table_is_gone() -> None:
    raw = raw_from_markdown(CARD)
    sheets = {name: sheet for name, sheet in raw.sheets.items() if name != "Mål"}
    parsed = parse(replace(raw, sheets=sheets))
    assert codes(parsed) == ["MK006"]
    assert parsed.card is not None
    assert parsed.card.measures[0].goal_id == "m1"


def test_the_workbook_is_the_same_after_it_was_parsed() -> None:
    raw = raw_from_markdown(CARD)
    before = repr(raw)
    parse(raw)
    assert repr(raw) == before


def test_findings_come_errors_first_and_then_by_place() -> None:
    raw = with_cell(raw_from_markdown(details(responsible="")), "Mål!Z3", "Hej")
    raw = with_cell(raw, "Mål!D9", "Under")
    severities = [f.severity.rank for f in parse(raw).findings]
    assert severities == sorted(severities)
    assert len(set(severities)) == 2


def test_every_wording_has_a_code_of_its_own_and_whole_sentences() -> None:
    wordings = (*DEMANDS, *REGISTER_DEMANDS)
    assert len({w.code for w in wordings}) == len(wordings)
    for wording in wordings:
        assert wording.wrong.endswith((".", "{wrong}"))
        assert wording.remedy.endswith((".", "{hint}"))
        assert wording.title
