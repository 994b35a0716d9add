"""Kontrollera and Rensa markeringar, by every route."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from compile.reading import Source, read_card
from malkort_xl import actions, messages
from malkort_xl.marking import ERROR_COLOUR
from malkort_xl.snapshot import Seen
from tests.addin.conftest import (
    REFERENCES,
    RESPONSIBLE,
    USERS_FILL,
    USERS_NOTE,
    YEAR,
)
from tests.addin.looks import changes, fill_of, look
from workbook_templates.standard.own_sheets import (
    CHECK_HEADING_ROW,
    CHECK_SHEET,
    MEMORY_FIRST_COLUMN,
    NEVER_CHECKED,
    SUMMARY_ROW,
)

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

    from tests.addin.routes import Route

RED = ERROR_COLOUR.lstrip("#")
FIRST = CHECK_HEADING_ROW + 1


def listed(book: Workbook) -> list[list[Any]]:
    """Return the rows of the list of findings."""
    rows = book[CHECK_SHEET.name].iter_rows(FIRST, max_col=5, values_only=True)
    return [list(row) for row in rows if any(v not in (None, "") for v in row)]


def memory(book: Workbook) -> list[tuple[object, ...]]:
    rows = book[CHECK_SHEET.name].iter_rows(
        FIRST, min_col=MEMORY_FIRST_COLUMN, max_col=MEMORY_FIRST_COLUMN + 3
    )
    return [tuple(c.value for c in r) for r in rows if any(c.value for c in r)]


def test_the_findings_are_those_of_the_command(
    route: type[Route], faulty_file: Path
) -> None:
    by_command = read_card(Source(faulty_file, faulty_file.name)).findings

    outcome = route(faulty_file).run(actions.check)

    assert len(by_command) == 4
    assert outcome.findings == by_command


def test_the_cells_of_the_findings_are_marked_and_no_others(
    route: type[Route], faulty_file: Path
) -> None:
    there = route(faulty_file)
    before = look(there.workbook)

    there.run(actions.check)

    marked = changes(before, look(there.workbook))
    assert set(marked) == {f"Mål!{c}" for c in (REFERENCES, YEAR, RESPONSIBLE)}
    assert {fill for _, fill, _ in marked.values()} == {RED}
    assert [value for value, _, _ in marked.values()] == [
        before[place][0] for place in marked
    ]
    note = marked[f"Mål!{REFERENCES}"][2]
    if there.has_notes:
        assert note.count("Fel: ") == 2
        assert "”99” finns inte" in note
    else:
        assert note == ""


def test_the_findings_are_listed_with_links_to_their_cells(
    route: type[Route], faulty_file: Path
) -> None:
    there = route(faulty_file)

    outcome = there.run(actions.check)

    sheet = there.workbook[CHECK_SHEET.name]
    rows = listed(there.workbook)
    assert [(row[0], row[1]) for row in rows] == [(n, "fel") for n in range(1, 5)]
    assert [row[3] for row in rows] == [f.wrong for f in outcome.findings]
    assert [row[4] for row in rows] == [f.remedy for f in outcome.findings]
    place = sheet.cell(FIRST, 3)
    if place.hyperlink:
        assert place.hyperlink.location == f"'Mål'!{REFERENCES}"
        assert place.value == f"Mål!{REFERENCES}"
    else:
        told = f"Mål!{REFERENCES}"
        assert place.value == f'=HYPERLINK("#\'Mål\'!{REFERENCES}","{told}")'


def test_the_count_and_the_readiness_are_told(
    route: type[Route], faulty_file: Path
) -> None:
    there = route(faulty_file)

    outcome = there.run(actions.check)

    assert outcome.message.startswith("4 fel. 9")
    assert "Listan står på fliken Kontroll." in outcome.message
    assert outcome.readiness.percent < 100
    summary = there.workbook[CHECK_SHEET.name].cell(SUMMARY_ROW, 1).value
    assert str(summary) in outcome.message


def test_the_first_finding_is_selected(route: type[Route], faulty_file: Path) -> None:
    there = route(faulty_file)

    there.run(actions.check)

    assert there.workbook.active is there.workbook["Mål"]
    office = getattr(there, "office", None)
    if office:
        assert office.selection == REFERENCES
    else:
        view = there.workbook["Mål"].sheet_view.selection[-1]
        assert view.activeCell == REFERENCES


def test_a_card_without_faults_is_told_to_be_so(
    route: type[Route], good_file: Path
) -> None:
    there = route(good_file)
    before = look(there.workbook)

    outcome = there.run(actions.check)

    assert outcome.findings == ()
    assert outcome.message == (
        "Inga anmärkningar. 100 % av de obligatoriska fälten är ifyllda."
    )
    assert changes(before, look(there.workbook)) == {}
    assert there.workbook.active is there.workbook[CHECK_SHEET.name]


def test_clearing_gives_every_cell_its_own_look_back(
    route: type[Route], faulty_file: Path
) -> None:
    there = route(faulty_file)
    before = look(there.workbook)
    there.run(actions.check)

    outcome = there.run(actions.clear_marks)

    assert outcome.message == "3 markeringar är borttagna."
    assert look(there.workbook) == before
    assert listed(there.workbook) == []
    assert memory(there.workbook) == []
    summary = there.workbook[CHECK_SHEET.name].cell(SUMMARY_ROW, 1).value
    assert summary == NEVER_CHECKED


def test_clearing_what_is_not_marked_changes_nothing(
    route: type[Route], users_file: Path
) -> None:
    there = route(users_file)
    before = look(there.workbook)

    outcome = there.run(actions.clear_marks)

    assert outcome.message == messages.NOTHING_TO_CLEAR
    assert look(there.workbook) == before


def test_a_second_check_clears_the_marks_that_are_mended(
    route: type[Route], faulty_file: Path
) -> None:
    there = route(faulty_file)
    before = look(there.workbook)
    there.run(actions.check)
    there.workbook["Mål"][RESPONSIBLE] = "Enhetschef"

    there.run(actions.check)

    now = changes(before, look(there.workbook))
    assert set(now) == {f"Mål!{c}" for c in (REFERENCES, YEAR, RESPONSIBLE)}
    assert now[f"Mål!{RESPONSIBLE}"] == ("Enhetschef", "FFF9E5", "")
    assert now[f"Mål!{YEAR}"][1] == RED
    assert len(listed(there.workbook)) == 3
    assert len(memory(there.workbook)) == 2


def test_checking_twice_is_as_checking_once(
    route: type[Route], faulty_file: Path
) -> None:
    there = route(faulty_file)
    before = look(there.workbook)
    there.run(actions.check)
    once = look(there.workbook)

    there.run(actions.check)
    assert look(there.workbook) == once
    there.run(actions.clear_marks)

    assert look(there.workbook) == before


def test_what_somebody_has_mended_so_far_remains_marked_by_what_is_left(
    route: type[Route], faulty_file: Path
) -> None:
    there = route(faulty_file)
    there.run(actions.check)
    there.workbook["Mål"][REFERENCES] = "1; 99"

    there.run(actions.check)

    cell = there.workbook["Mål"][REFERENCES]
    assert fill_of(cell) == RED
    if there.has_notes:
        assert cell.comment is not None
        assert cell.comment.text.count("Fel: ") == 1


def test_the_users_fills_and_notes_stay(route: type[Route], users_file: Path) -> None:
    there = route(users_file)
    before = look(there.workbook)
    seen = Seen(fills=fills(there.workbook)) if not there.tells_more else None

    there.run(actions.check, seen)
    sheet = there.workbook["Mål"]
    assert fill_of(sheet["D7"]) == USERS_FILL
    assert fill_of(sheet[YEAR]) == RED
    for cell in (REFERENCES, "D8"):
        assert sheet[cell].comment is not None
        assert sheet[cell].comment.text == USERS_NOTE
    seen = Seen(fills=fills(there.workbook)) if not there.tells_more else None
    there.run(actions.clear_marks, seen)

    assert look(there.workbook) == before


def fills(book: Workbook) -> dict[tuple[str, str], str]:
    """Return what a client that looks at fills would tell of them."""
    return {
        (sheet.title, cell.coordinate): f"#{fill_of(cell)}"
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if fill_of(cell)
    }


def test_a_colour_and_a_note_set_since_the_check_are_the_users(
    route: type[Route], faulty_file: Path
) -> None:
    there = route(faulty_file)
    there.run(actions.check)
    cell = there.workbook["Mål"][YEAR]
    cell.fill = PatternFill("solid", fgColor=USERS_FILL)
    seen = Seen(fills=fills(there.workbook)) if not there.tells_more else None
    if there.tells_more:
        cell.comment = Comment(USERS_NOTE, "Enhetschefen")

    there.run(actions.clear_marks, seen)

    assert fill_of(cell) == USERS_FILL
    note = cell.comment.text if cell.comment else ""
    assert note == (USERS_NOTE if there.tells_more else "")


def test_a_recoloured_cell_that_is_still_wrong_is_marked_again(
    route: type[Route], faulty_file: Path
) -> None:
    there = route(faulty_file)
    there.run(actions.check)
    cell = there.workbook["Mål"][YEAR]
    cell.fill = PatternFill("solid", fgColor=USERS_FILL)

    def seen() -> Seen | None:
        return None if there.tells_more else Seen(fills=fills(there.workbook))

    there.run(actions.check, seen())
    assert fill_of(there.workbook["Mål"][YEAR]) == RED
    there.run(actions.clear_marks, seen())

    assert fill_of(there.workbook["Mål"][YEAR]) == USERS_FILL


def test_a_workbook_without_the_sheet_is_checked_and_not_marked(
    route: type[Route], faulty_file: Path, tmp_path: Path
) -> None:
    book = load_workbook(faulty_file)
    del book[CHECK_SHEET.name]
    path = tmp_path / "utan.xlsx"
    book.save(path)
    there = route(path)
    before = look(there.workbook)

    outcome = there.run(actions.check)

    assert len(outcome.findings) == 4
    assert "saknar fliken Kontroll" in outcome.message
    assert look(there.workbook) == before
    assert there.run(actions.clear_marks).message == messages.NOTHING_TO_CLEAR
