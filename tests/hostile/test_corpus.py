"""Every file of the corpus, held against what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compile.intake.messages import MESSAGES
from compile.intake.reader import read_with_findings
from tests.hostile.make_corpus import CASES, write_all
from workbook_templates.standard.errors import UnreadableWorkbookError
from workbook_templates.standard.findings import Severity
from workbook_templates.standard.raw import RawCell, address

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hostile.cases import Case

REFUSED = [case for case in CASES if case.stop]
READ = [case for case in CASES if not case.stop]


def written(case: Case, folder: Path) -> Path:
    path = folder / f"{case.name}.xlsx"
    path.write_bytes(case.build())
    return path


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_what_is_no_sound_workbook_is_refused_by_its_code(
    case: Case, tmp_path: Path
) -> None:
    path = written(case, tmp_path)

    with pytest.raises(UnreadableWorkbookError) as caught:
        read_with_findings(path)

    finding = caught.value.finding
    assert (finding.code, finding.severity) == (case.stop, Severity.STOP)
    assert finding.where.file == path.name
    assert "{" not in finding.message


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_every_cell_is_read_or_told_of(case: Case, tmp_path: Path) -> None:
    book, findings = read_with_findings(written(case, tmp_path))

    first = next(iter(book.sheets.values()))
    cells = {address(*place): cell for place, cell in first.cells.items()}
    expected = {
        place: value if isinstance(value, RawCell) else RawCell(value)  # type: ignore[arg-type]  # the table holds any value
        for place, value in case.cells.items()
    }
    assert cells == expected
    assert [type(c.value) for c in cells.values()] == [
        type(expected[place].value) for place in cells
    ]
    assert tuple(finding.code for finding in findings) == case.told


def test_the_corpus_is_large_and_its_names_are_unique() -> None:
    assert len(CASES) > 100
    assert len({case.name for case in CASES}) == len(CASES)


def test_every_message_of_a_file_is_provoked_somewhere_in_the_corpus() -> None:
    provoked = {case.stop for case in CASES} | {t for c in CASES for t in c.told}
    # Those that no file alone provokes have tests of their own.
    elsewhere = {"MK901", "MK902", "MK904", "MK916", "MK934"}

    assert {message.code for message in MESSAGES} == (provoked - {""}) | elsewhere


def test_the_corpus_can_be_written_to_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.hostile.make_corpus.CASES", CASES[:3])

    write_all(tmp_path / "corpus")

    assert len(list((tmp_path / "corpus").iterdir())) == 3
