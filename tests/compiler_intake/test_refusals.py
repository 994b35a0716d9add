"""What the place of a file, not its content, makes of it."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from compile.intake.limits import DEFAULT_LIMITS, Limits
from compile.intake.messages import MESSAGES
from compile.intake.reader import read_with_findings, read_workbook
from compile.intake.source import shown_name
from tests.hostile.parts import book, parts, row, sheet, strings, workbook
from tests.hostile.zips import noise
from workbook_templates.standard.errors import UnreadableWorkbookError
from workbook_templates.standard.findings import Finding, Severity


def refusal(path: Path, limits: Limits = DEFAULT_LIMITS) -> Finding:
    with pytest.raises(UnreadableWorkbookError) as caught:
        read_with_findings(path, limits)
    return caught.value.finding


def written(folder: Path, data: bytes) -> Path:
    path = folder / "kort.xlsx"
    path.write_bytes(data)
    return path


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    finding = refusal(tmp_path / "kort.xlsx")

    assert (finding.code, finding.where.file) == ("MK901", "kort.xlsx")
    assert str(finding).startswith("kort.xlsx: Filen finns inte.")


def test_a_name_that_no_file_can_have_is_a_file_that_is_not_there() -> None:
    assert refusal(Path("kort\0.xlsx")).code == "MK901"


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "MK902"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "kort.xlsx"
    os.mkfifo(pipe)

    assert refusal(pipe).code == "MK902"


def test_a_file_that_may_not_be_opened_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, book())

    def forbidden(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)

    finding = refusal(path)

    assert finding.code == "MK902"
    assert "Stäng den i Excel" in finding.remedy


def test_a_lock_file_is_told_by_its_name_alone(tmp_path: Path) -> None:
    path = tmp_path / "~$kort.xlsx"
    path.write_bytes(b"\x05Namn")

    assert refusal(path).code == "MK904"


def test_a_name_that_is_no_text_can_still_be_shown() -> None:
    assert shown_name(Path("k\udce5rt.xlsx")) == "k?rt.xlsx"


def test_an_enormous_file_is_refused_by_its_bytes(tmp_path: Path) -> None:
    limits = replace(DEFAULT_LIMITS, file_bytes=100)

    assert refusal(written(tmp_path, book()), limits).code == "MK912"


def test_all_parts_together_may_not_inflate_beyond_the_limit(tmp_path: Path) -> None:
    limits = replace(DEFAULT_LIMITS, inflated_bytes=1_000)

    assert refusal(written(tmp_path, book()), limits).code == "MK912"


def test_a_part_that_is_never_read_may_be_as_large_as_it_likes(tmp_path: Path) -> None:
    data = book(changed={"xl/media/bild.png": noise(50_000)})
    limits = replace(DEFAULT_LIMITS, inflated_bytes=20_000)

    assert read_with_findings(written(tmp_path, data), limits)[1] == ()


def test_values_beyond_the_cap_are_counted_and_the_first_is_named(
    tmp_path: Path,
) -> None:
    cells = "".join(f"<c><v>{i}</v></c>" for i in range(10))
    limits = replace(DEFAULT_LIMITS, values=4)

    read, (finding,) = read_with_findings(written(tmp_path, book(row(cells))), limits)

    assert len(read.sheets["Blad"].cells) == 4
    assert (finding.code, finding.severity) == ("MK934", Severity.ERROR)
    assert (finding.where.sheet, finding.where.cell) == ("Blad", "E1")
    assert "Antal på bladet: 6, den första E1" in finding.wrong


def test_the_cap_on_values_holds_for_all_sheets_together(tmp_path: Path) -> None:
    two = '<sheet name="Ett" r:id="rId1"/><sheet name="Två" r:id="rId4"/>'
    data = book(
        row("<c><v>1</v></c>" * 3),
        {
            "xl/workbook.xml": workbook(two),
            "xl/worksheets/sheet2.xml": row("<c><v>1</v></c>" * 3),
        },
    )
    limits = replace(DEFAULT_LIMITS, values=4)

    read, (finding,) = read_with_findings(written(tmp_path, data), limits)

    assert [len(sheet.cells) for sheet in read.sheets.values()] == [3, 1]
    assert finding.where.sheet == "Två"


def test_far_too_many_values_stop_the_reading(tmp_path: Path) -> None:
    data = book(row("<c><v>1</v></c>" * 9))
    limits = replace(DEFAULT_LIMITS, values=4, counted=4)

    finding = refusal(written(tmp_path, data), limits)

    assert finding.code == "MK916"
    assert "8 ifyllda celler" in finding.wrong


def test_far_too_many_shared_texts_stop_the_reading(tmp_path: Path) -> None:
    data = book(changed={"xl/sharedStrings.xml": strings(*["<t>a</t>"] * 9)})

    assert refusal(
        written(tmp_path, data), replace(DEFAULT_LIMITS, strings=8)
    ).code == ("MK916")


def test_deep_nesting_is_refused_before_it_eats_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compile.intake.markup._SAMPLE", 1)
    data = book(sheet("<c>" * 400_000 + "</c>" * 400_000))

    finding = refusal(written(tmp_path, data), replace(DEFAULT_LIMITS, calm_bytes=0))

    assert finding.code == "MK913"


@pytest.mark.parametrize("part", ["sheet", "strings"])
def test_being_watched_changes_nothing_of_what_is_read(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Chunks of one byte, every third watched: the switch falls everywhere.
    monkeypatch.setattr("compile.intake.package._CHUNK", 1)
    turns = iter(range(10_000))
    monkeypatch.setattr("compile.intake.markup.randbelow", lambda _n: next(turns) % 3)
    text = "<t>漢</t><rPh><t>かん</t></rPh><r><t>&amp;!</t></r>"
    cell = f'<c r="A1" t="inlineStr"><is>{text}</is></c><c r="B1"><v>12</v></c>'
    changed = {"xl/sharedStrings.xml": strings(text, text)}
    cell = cell if part == "sheet" else '<c t="s"><v>1</v></c><c><v>12</v></c>'
    path = written(tmp_path, book(row(cell), changed))

    book_read = read_with_findings(path, replace(DEFAULT_LIMITS, calm_bytes=0))[0]

    values = [cell.value for cell in book_read.sheets["Blad"].cells.values()]
    assert values == ["漢&!", 12]


def test_nesting_within_what_is_usual_passes_though_every_chunk_is_watched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compile.intake.markup._SAMPLE", 1)
    monkeypatch.setattr("compile.intake.package._CHUNK", 64)
    cells = "".join(f"<c><v>{i}</v></c>" for i in range(2_000))
    path = written(tmp_path, book(row(cells)))

    read, findings = read_with_findings(path, replace(DEFAULT_LIMITS, calm_bytes=0))

    assert findings == ()
    assert len(read.sheets["Blad"].cells) == 2_000


def test_the_root_is_known_however_much_comes_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compile.intake.markup._SAMPLE", 1)
    before = "".join(f"<!--{i:<60000}-->" for i in range(50))
    part = row("<c><v>1</v></c>").replace("<worksheet", before + "<worksheet")

    read, findings = read_with_findings(written(tmp_path, book(part)))

    assert findings == ()
    assert read.sheets["Blad"].cells


def test_the_bytes_are_hashed_and_the_file_is_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path, book())
    before = path.read_bytes(), path.stat().st_mtime_ns

    read = read_workbook(path)

    assert read.sha256 == sha256(before[0]).hexdigest()
    assert (read.size, read.file) == (len(before[0]), "kort.xlsx")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_reading_for_the_workbook_alone_passes_over_what_is_told(
    tmp_path: Path,
) -> None:
    damaged = dict.fromkeys(parts(), None) | dict(parts(), **{"xl/styles.xml": b"<"})

    assert read_workbook(written(tmp_path, book(changed=damaged))).sheets["Blad"].cells


def test_codes_are_unique_and_say_whether_they_stop() -> None:
    codes = [message.code for message in MESSAGES]

    assert codes == sorted(set(codes))
    for message in MESSAGES:
        stops = message.severity is Severity.STOP
        assert stops is (message.code < "MK930")
        assert message.title
        assert message.remedy.endswith(".")
