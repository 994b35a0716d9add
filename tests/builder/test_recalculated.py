"""What the workbook's own formulas say, counted by LibreOffice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builder.cards import (
    ACTIVITIES,
    CARDS,
    GOALS,
    LONG_TERM_GOALS,
    MEASURES,
    PERIODS,
    REGISTER,
)
from workbook_templates.builder.checklist import Check, checks
from workbook_templates.builder.formulas import DONE, LACKS
from workbook_templates.builder.overview import (
    CLEAR,
    FIRST_CHECK_ROW,
    METER_ROW,
    REMAINS,
)
from workbook_templates.builder.values import Words
from workbook_templates.standard import layout
from workbook_templates.standard.readiness import readiness

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from workbook_templates.standard.columns import Table

Books = dict[str, "Workbook"]

COUNTS = {
    "full": {
        "details": 0,
        "tblMal.verdict": 0,
        "tblMal.forecast": 1,
        "comment": 1,
        "remedy": 1,
        "without.tblMatt": 1,
        "without.tblAktivitet": 2,
        "tblMatt.owner": 1,
        "outcome": 1,
        "late": 1,
        "rows": 4,
        "ready": 0,
    },
    "blank": {"details": 1, "ready": 1},
    "long": {
        "details": 1,
        "tblMal.verdict": 60,
        "tblMal.forecast": 60,
        "tblMatt.owner": 60,
        "outcome": 60,
        "rows": 180,
        "ready": 1,
    },
    "perfect": {},
}


def lines(name: str) -> list[Check]:
    return checks(Words(REGISTER), PERIODS[name])


def overview(books: Books, name: str) -> Worksheet:
    sheet: Worksheet = books[name][layout.OVERVIEW.name]
    return sheet


def column(books: Books, name: str, table: Table, key: str) -> list[str]:
    sheet = books[name][table.sheet.name]
    number = table.columns.index(table.column(key)) + 1
    rows = range(layout.HEADING_ROW + 1, sheet.max_row + 1)
    return [str(sheet.cell(row, number).value or "") for row in rows]


@pytest.mark.parametrize("name", CARDS)
def test_the_meter_counts_as_readiness_does(recalculated: Books, name: str) -> None:
    expected = readiness(CARDS[name], PERIODS[name])
    sheet = overview(recalculated, name)
    assert sheet.cell(METER_ROW, 1).value == pytest.approx(expected.percent / 100)
    told = f"{expected.filled} av {expected.needed} obligatoriska fält är ifyllda"
    assert sheet.cell(METER_ROW, 4).value == told
    bar = str(sheet.cell(METER_ROW, 2).value)
    assert len(bar) == 30
    assert bar.count("█") == round(30 * expected.filled / expected.needed)


@pytest.mark.parametrize("name", CARDS)
def test_the_checklist_counts_what_remains(recalculated: Books, name: str) -> None:
    sheet = overview(recalculated, name)
    counted = {
        line.key: sheet.cell(FIRST_CHECK_ROW + n, 2).value
        for n, line in enumerate(lines(name))
    }
    assert counted == {key: COUNTS[name].get(key, 0) for key in counted}
    assert set(COUNTS[name]) <= set(counted)


@pytest.mark.parametrize("name", CARDS)
def test_each_line_says_in_words_whether_it_is_done(
    recalculated: Books, name: str
) -> None:
    sheet = overview(recalculated, name)
    for n, line in enumerate(lines(name)):
        state, count, what, remedy = (
            sheet.cell(FIRST_CHECK_ROW + n, column).value for column in range(1, 5)
        )
        assert state == (REMAINS if count else CLEAR)
        assert (what, remedy) == (line.what, line.remedy)


def test_each_row_tells_in_words_what_it_lacks(recalculated: Books) -> None:
    goals = column(recalculated, "full", layout.GOALS, "row_check")
    assert [text.replace("\u00a0", " ") for text in goals[:5]] == [
        DONE,
        f"{LACKS} Kommentar och orsak, Åtgärd",
        DONE,
        f"{LACKS} Prognos helår",
        "",
    ]
    measures = column(recalculated, "full", layout.MEASURES, "row_check")
    assert measures[:4] == [DONE, DONE, DONE, ""]
    activities = column(recalculated, "full", layout.ACTIVITIES, "row_check")
    assert activities[0].startswith(LACKS)
    assert "slutdatumet" in activities[0]
    assert activities[1] == DONE
    assert activities[2] == f"{LACKS} Mål-id, Ansvarig, Slut, Status"
    assert set(activities[3:]) == {""}


def test_the_goal_is_looked_up_by_its_id(recalculated: Books) -> None:
    texts = column(recalculated, "full", layout.MEASURES, "goal_text")
    assert texts[:4] == [GOALS[0].text, GOALS[1].text, GOALS[3].text, ""]


def test_the_overview_shows_the_card_by_perspective(recalculated: Books) -> None:
    sheet = overview(recalculated, "full")
    top = FIRST_CHECK_ROW + len(lines("full")) + 3
    ids = [sheet.cell(top + n, 2).value for n in range(11)]
    assert ids[:9] == ["M1", "MT1", "A1", "M2", "MT2", "A2", "M4", "M5", "MT3"]
    assert ids[9] == ACTIVITIES[2].id
    assert not ids[10]
    first = [sheet.cell(top, n).value for n in range(1, 8)]
    assert first == [
        "Medborgare/kund",
        "M1",
        GOALS[0].text,
        "Enhetschef",
        "Strategimål 1; 12",
        "Delvis uppfyllt",
        "Uppfyllt",
    ]
    assert sheet.cell(top + 1, 3).value == f"Mått: {MEASURES[0].name}"
    assert str(sheet.cell(top + 1, 5).value).endswith(", målvärde 90")
    assert sheet.cell(top + 2, 5).value == "Slut 2026-06-15"
    assert sheet.cell(top + 9, 1).value == "Utan mål"


def test_the_overview_has_room_for_every_row(recalculated: Books) -> None:
    sheet = overview(recalculated, "long")
    top = FIRST_CHECK_ROW + len(lines("long")) + 3
    ids = [sheet.cell(top + n, 2).value for n in range(180)]
    expected = {f"{p}{n}" for p in ("M", "MT", "A") for n in range(1, 61)}
    assert set(ids) == expected
    assert sheet.cell(top - 2, 1).value == "Kortet"


def test_a_blank_card_shows_no_rows_and_no_errors(recalculated: Books) -> None:
    for book in recalculated.values():
        for sheet in book.worksheets:
            values = (c.value for row in sheet.iter_rows() for c in row)
            assert not [v for v in values if isinstance(v, str) and v.startswith("#")]
    assert set(column(recalculated, "blank", layout.GOALS, "row_check")) == {""}


def test_the_long_term_goals_offered_follow_the_perspective(
    recalculated: Books,
) -> None:
    sheet = recalculated["probe"][layout.GOALS_SHEET.name]
    offered = [(sheet[f"R{row}"].value, sheet[f"S{row}"].value) for row in range(6, 11)]
    everything = sum(map(len, LONG_TERM_GOALS))
    assert offered == [
        (2, "a"),
        (1, "c"),
        (everything, "a"),
        (3, "d"),
        (everything, "a"),
    ]


def test_the_goals_offered_end_with_the_last_one_written(recalculated: Books) -> None:
    sheet = recalculated["probe"][layout.GOALS_SHEET.name]
    assert sheet["R5"].value == len(GOALS)
