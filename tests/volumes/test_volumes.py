"""A report in volumes, from the command line to the files."""

from __future__ import annotations

import hashlib
import os
import signal
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from compile.cli import main
from compile.manifest import read_manifest
from compile.pipeline import Options, compile_report
from compile.verifying import verify
from compile.volumes import making
from tests.helpers.gatherings import card_of, everybody
from tests.helpers.registers import small_register
from tests.helpers.tools import need
from tests.helpers.towns import put_in_inbox, small_town
from tests.standard.good_card import T2, with_goal
from workbook_templates.builder.register_book import build_register
from workbook_templates.registers import example_register
from workbook_templates.standard.errors import TemplateError, UsageError
from workbook_templates.standard.model import GoalVerdict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from compile.folder import MunicipalityFolder
    from compile.report import ReportFiles
    from compile.volumes.making import Job

STEM = "Malkortsrapport-2026-T2"
VOLUMES = tuple(f"{STEM}-volym-{unit}" for unit in ("K0", "A1", "A2"))
IN_WORD = Options(pdf=False, volumes=True)


@pytest.fixture
def town(tmp_path: Path) -> MunicipalityFolder:
    folder = small_town(tmp_path / "stad")
    late = with_goal(
        card_of("E1"),
        text="Eget mål",
        verdict=GoalVerdict.PARTLY,
        comment="",
        remedy="",
    )
    others = [card for card in everybody() if card.unit_id not in {"E1", "E2"}]
    put_in_inbox(folder, [*others, late])
    (folder.inbox(T2) / "okand.xlsx").write_bytes(b"PK\x03\x04 half")
    return folder


def text_of(path: Path) -> str:
    body = docx.Document(str(path)).element.body
    return "\n".join(
        "".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))
    )


def texts(folder: MunicipalityFolder) -> Mapping[str, str]:
    place = folder.period(T2)
    return {path.stem: text_of(path) for path in place.glob("*.docx")}


def everything(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file()
    }


def test_each_card_is_in_its_departments_volume_and_in_no_other(
    town: MunicipalityFolder,
) -> None:
    compile_report(town, T2, IN_WORD)
    found = texts(town)

    assert set(found) == {STEM, *VOLUMES}
    assert [name for name, text in found.items() if "Eget mål" in text] == [VOLUMES[1]]
    assert "Utdrag: Exempelavdelning Norr" in found[VOLUMES[1]]


def test_the_main_volume_has_the_whole_and_says_where_the_cards_are(
    town: MunicipalityFolder,
) -> None:
    compile_report(town, T2, IN_WORD)
    text = texts(town)[STEM]

    assert "Rapportens volymer" in text
    assert all(name in text for name in VOLUMES)
    assert "Läget per avdelning och perspektiv" in text
    assert "Mål som inte är uppfyllda" not in text
    assert "Den röda tråden" not in text
    assert "4 målkort" in text  # that refer to a strategy goal


def test_no_finding_and_no_file_is_lost_between_the_volumes(
    town: MunicipalityFolder,
) -> None:
    compiled = compile_report(town, T2, IN_WORD)
    everywhere = "\n".join(texts(town).values())

    assert len(compiled.gathering.findings) > 3
    messages = {f.message for f in compiled.gathering.findings}
    assert [message for message in messages if message not in everywhere] == []
    assert "okand.xlsx" in texts(town)[STEM]


def test_one_record_tells_of_all_volumes(town: MunicipalityFolder) -> None:
    compile_report(town, T2, IN_WORD)
    place = town.period(T2)
    outputs = {o.name for o in read_manifest(place / f"{STEM}-manifest.json").outputs}

    assert {f"{name}.docx" for name in (STEM, *VOLUMES)} <= outputs
    assert verify(town, T2).mismatches == ()
    (place / f"{VOLUMES[2]}.docx").unlink()
    assert [m.name for m in verify(town, T2).mismatches] == [f"{VOLUMES[2]}.docx"]


def test_the_same_cards_give_the_same_volumes(
    town: MunicipalityFolder, tmp_path: Path
) -> None:
    out = tmp_path / "ut"
    compile_report(town, T2, IN_WORD)
    compile_report(town, T2, replace(IN_WORD, out=out))

    assert everything(out) == everything(town.period(T2))


def test_volumes_of_an_earlier_run_go_when_the_report_is_made_whole(
    town: MunicipalityFolder,
) -> None:
    compile_report(town, T2, IN_WORD)
    compile_report(town, T2, Options(pdf=False))

    assert [n for n in everything(town.period(T2)) if "volym" in n] == []
    assert "Eget mål" in texts(town)[STEM]


def test_progress_is_told_volume_by_volume(town: MunicipalityFolder) -> None:
    told: list[tuple[int, int]] = []
    compile_report(
        town, T2, replace(IN_WORD, tell_volumes=lambda *done: told.append(done))
    )

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_part_has_no_volumes(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["compile", str(town.root), "--period", "2026-T2", "--volumes"]
    with pytest.raises(SystemExit) as stopped:
        main([*arguments, "--unit", "E1"])

    assert stopped.value.code == 2
    assert "Volymer görs av hela rapporten." in capsys.readouterr().err


def kill_this_process(job: Job) -> ReportFiles:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError(job)


def test_a_process_that_is_killed_leaves_the_old_report_and_is_told(
    town: MunicipalityFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_report(town, T2, IN_WORD)
    old = everything(town.period(T2))
    monkeypatch.setattr(making, "make_alone", kill_this_process)

    with pytest.raises(UsageError, match="En volym kunde inte göras"):
        compile_report(town, T2, IN_WORD)
    assert everything(town.period(T2)) == old


def test_a_broken_template_is_told_and_leaves_the_old_report(
    town: MunicipalityFolder,
) -> None:
    compile_report(town, T2, IN_WORD)
    old = everything(town.period(T2))
    template = docx.Document(str(town.template))
    template.add_paragraph("{% for card in chapters %}{{ card.fel }}{% endfor %}")
    template.save(str(town.template))

    with pytest.raises(TemplateError, match="fel"):
        compile_report(town, T2, IN_WORD)
    assert everything(town.period(T2)) == old


def test_every_volume_is_a_proven_pdf_with_its_own_contents(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    need("soffice")
    folder = small_town(tmp_path)
    # With symbols that the report's font has.
    shown = example_register()
    register = replace(
        small_register(), verdicts=shown.verdicts, statuses=shown.statuses
    )
    build_register(register, folder.register)
    put_in_inbox(folder)
    arguments = ["compile", str(tmp_path), "--period", "2026-T2", "--volumes"]
    with pytest.raises(SystemExit) as stopped:
        main([*arguments, "--final"])
    said, warned = capsys.readouterr()

    assert stopped.value.code == 0, said + warned
    assert "Volym 3 av 3 är klar." in said
    assert "Tillgängligheten är bevisad för 3 av 3 volymer." in said
    place = folder.period(T2)
    for name in VOLUMES:
        assert (place / f"{name}-tillganglighet.json").is_file()
        assert_contents_right(place / f"{name}.pdf")
    assert verify(folder, T2).mismatches == ()


def assert_contents_right(path: Path) -> None:
    """Check each line of the contents page against the page of its heading."""
    pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    contents = next(p for p in pages if "Innehåll" in p)
    lines = [line for line in contents.splitlines() if "....." in line]
    assert len(lines) > 5
    for line in lines:
        heading, number = line.split("...", 1)[0], line.rsplit(".", 1)[-1]
        assert heading.strip() in pages[int(number) - 1]
