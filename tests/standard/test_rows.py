"""The rows of tables, drawn as their author sees them, and what is told of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.helpers.markdown_book import raw_from_markdown, with_cell
from tests.helpers.registers import small_register
from workbook_templates.standard.columns import Column, Kind, Role, Table
from workbook_templates.standard.layout import (
    ACTIVITIES,
    GOALS,
    GOALS_SHEET,
    HEADING_ROW,
    MEASURES,
)
from workbook_templates.standard.raw import CellKind, RawCell, RawTable, RawWorkbook
from workbook_templates.standard.rows import Row, TableRows, read_table

GOAL = """
    ## Mål (tblMal)
    | Mål-id | Perspektiv  | Mål   | Från år | Till år | Ansvarig | Måluppfyllelse |
    |--------|-------------|-------|---------|---------|----------|----------------|
    | M1     | Medarbetare | Trivs | 2026    | 2026    | Chef     | Uppfyllt       |
"""


def read(raw: RawWorkbook | str, table: Table = GOALS) -> TableRows:
    """Read a table of a drawn workbook by the example register's lists."""
    drawn = raw_from_markdown(raw) if isinstance(raw, str) else raw
    return read_table(drawn, table, small_register().choices)


def told(found: TableRows) -> list[str]:
    """Return the findings as their readers see them."""
    return [str(finding) for finding in found.findings]


def test_a_row_gives_its_values_by_key_and_its_place() -> None:
    (row,) = read(GOAL).rows
    assert row.text("id") == "M1"
    assert row.text("perspective") == "Medarbetare"
    assert row.integer("start_year") == 2026
    assert (row.origin.sheet, row.origin.row) == ("Mål", HEADING_ROW + 1)
    assert str(row.origin.at("perspective")) == "Mål!B6"
    assert str(row.origin.at("id")) == "Mål!A6"


def test_a_row_that_is_right_gives_no_findings() -> None:
    assert read(GOAL).findings == ()


def test_each_kind_of_value_has_its_own_empty_value() -> None:
    (row,) = read(GOAL).rows
    assert row.text("comment") == ""
    assert row.references("strategy_goals") == ()
    assert (row.number("text"), row.day("text"), row.integer("text")) == (None,) * 3


def test_numbers_dates_and_references_are_read_by_their_columns() -> None:
    goals = read("""
        ## Mål (tblMal)
        | Mål-id | Strategimål |
        |--------|-------------|
        | M1     | 1; 12       |
    """)
    measures = read(
        """
        ## Mått (tblMatt)
        | Mått-id | Målvärde | Utfall T1 |
        |---------|----------|-----------|
        | T1      | 12,5     | 95 %      |
        """,
        MEASURES,
    )
    activities = read(
        """
        ## Aktiviteter (tblAktivitet)
        | Aktivitets-id | Slut       |
        |---------------|------------|
        | A1            | 2026-11-30 |
        """,
        ACTIVITIES,
    )
    assert goals.rows[0].references("strategy_goals") == (1, 12)
    assert measures.rows[0].number("target") == Decimal("12.5")
    assert measures.rows[0].number("outcome_1") == 95
    assert activities.rows[0].day("end") == date(2026, 11, 30)


def test_every_fault_of_a_row_is_told_at_once_and_each_but_once() -> None:
    found = read("""
        ## Mål (tblMal)
        | Mål-id | Perspektiv  | Mål | Från år | Till år | Måluppfyllelse |
        |--------|-------------|-----|---------|---------|----------------|
        | M1     | Medborgarna |     | i år    | 2026,5  | #N/A           |
    """)
    assert told(found) == [
        "Mål!B6: ”Medborgarna” finns inte i listan. Menar du Medborgare/kund?",
        "Mål!D6: Mål saknas. Fyll i fältet.",
        "Mål!F6: ”i år” är inget heltal. Skriv ett tal utan decimaler.",
        "Mål!G6: ”2026,5” är inget heltal. Skriv ett tal utan decimaler.",
        "Mål!H6: Ansvarig saknas. Fyll i fältet.",
        "Mål!J6: Cellen visar felet #N/A. Skriv värdet på nytt.",
    ]
    (row,) = found.rows
    assert row.values["perspective"] is None
    assert row.text("id") == "M1"


def test_a_missing_choice_is_asked_for_in_the_list() -> None:
    raw = with_cell(raw_from_markdown(GOAL), "Mål!J6", None)
    assert told(read(raw)) == ["Mål!J6: Måluppfyllelse saknas. Välj i listan."]


def test_a_text_above_the_limit_is_kept_whole_with_a_warning() -> None:
    raw = with_cell(raw_from_markdown(GOAL), "Mål!D6", "å" * 501)
    found = read(raw)
    assert found.rows[0].text("text") == "å" * 501
    assert told(found) == [
        (
            "Mål!D6: Texten är 501 tecken. Högst 500 rekommenderas. "
            "Korta texten. Den tas med i sin helhet."
        )
    ]


def test_prepared_rows_that_nobody_has_started_are_empty() -> None:
    found = read("""
        ## Mål (tblMal)
        | Mål-id | Förra kommentaren | Kontroll | Mål |
        |--------|-------------------|----------|-----|
        | M1     | Förra gången      | =Klart   |     |
        | M2     |                   |          |     |
    """)
    assert found.rows == ()
    assert found.findings == ()


def test_rows_between_empty_ones_keep_their_row_numbers() -> None:
    found = read("""
        ## Mål (tblMal)
        | Mål-id | Mål   |
        |--------|-------|
        | M1     | Ett   |
        | M2     |       |
        | M3     | Tre   |
    """)
    assert [row.origin.row for row in found.rows] == [6, 8]


def test_a_cell_with_an_error_makes_a_row_that_counts() -> None:
    raw = with_cell(
        raw_from_markdown(), "Mål!M6", RawCell("#REF!", CellKind.ERROR, formula=True)
    )
    found = read(raw)
    assert len(found.rows) == 1
    assert any("#REF!" in text for text in told(found))


def test_a_row_below_the_table_is_read_with_one_warning() -> None:
    raw = raw_from_markdown(GOAL)
    below = with_cell(with_cell(raw, "Mål!D9", "Fyra"), "Mål!B9", "Ekonomi")
    found = read(below)
    assert [row.text("text") for row in found.rows] == ["Trivs", "Fyra"]
    places = [f.where.cell for f in found.findings if f.code == "MK023"]
    assert places == ["A9"]
    assert "MK024" not in {f.code for f in found.findings}


def test_a_row_of_the_table_without_an_id_is_told_what_it_is_called() -> None:
    raw = with_cell(raw_from_markdown(GOAL), "Mål!A6", None)
    assert told(read(raw)) == [
        "Mål!A6: Raden saknar id. Den kallas ”rad 6”. Flytta den till en rad med id."
    ]


def test_formula_columns_are_never_read() -> None:
    (row,) = read(GOAL).rows
    assert "row_check" not in row.values


def test_last_periods_values_are_read_but_their_faults_are_advice() -> None:
    found = read(
        """
        ## Mått (tblMatt)
        | Mått-id | Mått | Förra utfallet | Förra bedömningen |
        |---------|------|----------------|-------------------|
        | T1      | X    | 12             | Grön              |
        """,
        MEASURES,
    )
    (finding,) = [f for f in found.findings if f.where.cell == "M6"]
    assert found.rows[0].number("previous_outcome") == 12
    assert finding.code == "MK032"
    assert finding.message == (
        "Förra bedömningen: ”Grön” finns inte i listan. "
        "Cellen är låst och behöver inte ändras."
    )
    assert not finding.must_be_mended


def test_an_id_of_another_table_is_kept_for_its_readers_to_judge() -> None:
    found = read(
        """
        ## Mått (tblMatt)
        | Mått-id | Mål-id |
        |---------|--------|
        | T1      | M99    |
        """,
        MEASURES,
    )
    assert found.rows[0].text("goal_id") == "M99"
    assert "MK012" not in {f.code for f in found.findings}


def test_columns_are_found_in_any_order_and_by_their_former_headings() -> None:
    found = read(
        raw_from_markdown(
            """
            ## Mål (tblMal)
            | Vidtagen åtgärd | orsak | Mål | Mål-id |
            |-----------------|-------|-----|--------|
            | Göra            | Därför | X  | M1     |
            """,
            complete=False,
        )
    )
    (row,) = found.rows
    assert (row.text("remedy"), row.text("comment")) == ("Göra", "Därför")
    assert row.origin.columns["id"] == "D"


def test_a_heading_counts_whatever_its_case_and_spaces() -> None:
    raw = with_cell(raw_from_markdown(GOAL), "Mål!D5", " MÅL\u00a0")
    assert read(raw).rows[0].text("text") == "Trivs"


def test_a_missing_column_is_told_once_and_not_for_each_row() -> None:
    raw = with_cell(raw_from_markdown(GOAL), "Mål!B5", None)
    found = read(with_cell(raw, "Mål!B6", None))
    assert told(found) == [
        (
            "Mål!A5: Kolumnen Perspektiv saknas i tabellen. Skriv tillbaka rubriken "
            "som den var, eller använd den utskickade arbetsboken."
        )
    ]


def test_a_missing_formula_column_is_not_missed() -> None:
    raw = with_cell(raw_from_markdown(GOAL), "Mål!O5", None)
    assert read(raw).findings == ()


def test_each_value_of_an_added_column_is_named() -> None:
    found = read("""
        ## Mål (tblMal)
        | Mål-id | Mål | Min kolumn |
        |--------|-----|------------|
        | M1     | X   | ett        |
        | M2     |     | =          |
        | M3     |     |            |
    """)
    (finding,) = [f for f in found.findings if f.code == "MK009"]
    assert finding.where.cell == "P5"
    assert finding.wrong == (
        "Kolumnen ”Min kolumn” hör inte till mallen och läses inte. "
        "Den innehåller P6 ”ett”; P7 en formel utan resultat."
    )


def test_an_added_column_without_content_is_let_be() -> None:
    found = read("""
        ## Mål (tblMal)
        | Mål-id | Tom kolumn |
        |--------|------------|
        | M1     |            |
    """)
    assert found.findings == ()


def test_a_table_is_found_by_its_name_on_any_sheet() -> None:
    raw = raw_from_markdown(GOAL.replace("## Mål (", "## Våra mål 2026 ("))
    (row,) = read(raw).rows
    assert row.origin.sheet == "Våra mål 2026"


def test_a_table_that_lost_its_name_is_found_by_its_headings() -> None:
    raw = raw_from_markdown(GOAL)
    nameless = replace(raw, tables={})
    found = read(nameless)
    assert found.rows == read(raw).rows
    assert told(found) == [
        (
            "Mål!A5: Tabellen tblMal har tappat sitt namn. "
            "Den är läst efter rubrikerna. Ändra inte tabellernas namn eller område."
        )
    ]


def test_a_sheet_is_found_whatever_its_case_when_the_table_lost_its_name() -> None:
    raw = replace(raw_from_markdown(GOAL.replace("## Mål (", "## MÅL (")), tables={})
    assert len(read(raw).rows) == 1


@pytest.mark.parametrize("sheet", ["Mål", "Borta"])
def test_a_table_that_is_nowhere_is_told(sheet: str) -> None:
    raw = raw_from_markdown(GOAL)
    place = RawTable(GOALS.name, sheet, 40, 1, 41, 3)
    cells = {p: c for p, c in raw.sheets["Mål"].cells.items() if p[0] > HEADING_ROW}
    sheets = {**raw.sheets, "Mål": replace(raw.sheets["Mål"], cells=cells)}
    found = read(replace(raw, sheets=sheets, tables={GOALS.name: place}))
    assert found.area is None
    assert told(found) == [
        (
            "Mål: Tabellen tblMal på fliken Mål saknas. "
            "Kopiera fliken från den arbetsbok som skickades ut."
        )
    ]


def test_a_table_whose_sheet_is_gone_is_told() -> None:
    raw = raw_from_markdown(GOAL)
    sheets = {name: s for name, s in raw.sheets.items() if name != GOALS_SHEET.name}
    assert read(replace(raw, sheets=sheets)).area is None


def test_tables_side_by_side_with_the_same_headings_are_kept_apart() -> None:
    columns = (Column("code", "Kod"), Column("value", "Värde", Kind.NUMBER))
    left, right = (
        Table("tblV", GOALS_SHEET, columns),
        Table("tblH", GOALS_SHEET, columns),
    )
    raw = raw_from_markdown(complete=False)
    texts = {"A5": "Kod", "B5": "Värde", "D5": "Kod", "E5": "Värde"}
    texts |= {"A6": "a", "D6": "b", "D7": "c"}
    for place, text in texts.items():
        raw = with_cell(raw, f"Mål!{place}", text)
    tables = {
        "tblV": RawTable("tblV", "Mål", 5, 1, 6, 2),
        "tblH": RawTable("tblH", "Mål", 5, 4, 7, 5),
    }
    raw = replace(raw, tables=tables)
    codes = [[row.text("code") for row in read(raw, t).rows] for t in (left, right)]
    assert codes == [["a"], ["b", "c"]]


def test_a_column_beside_a_table_that_was_made_too_narrow_is_found() -> None:
    raw = raw_from_markdown(GOAL)
    narrow = replace(raw.tables[GOALS.name], right=4)
    found = read(replace(raw, tables={GOALS.name: narrow}))
    assert found.rows[0].text("responsible") == "Chef"
    assert found.findings == ()


def test_a_column_that_only_the_builder_writes_never_starts_a_row() -> None:
    written = [c.key for c in GOALS.columns if c.role is not Role.INPUT]
    assert written == [
        "id",
        "previous_verdict",
        "previous_comment",
        "row_check",
    ]


def test_rows_are_values_and_so_can_be_compared() -> None:
    assert read(GOAL).rows == read(GOAL).rows
    assert isinstance(read(GOAL).rows[0], Row)
