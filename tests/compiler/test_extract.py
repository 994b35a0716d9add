from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest

from compile.assemble import assemble
from compile.cli import main
from compile.extract import Part, Wish, only, only_past, part_of
from compile.folder import MunicipalityFolder, names_unit
from compile.manifest import read_manifest
from tests.helpers.gatherings import card_of, everybody, gathered, past, rejected
from tests.helpers.registers import small_register
from tests.helpers.towns import put_in_inbox, small_town
from tests.report.reading import paragraphs_of
from tests.standard.good_card import T1, T2, good_card, with_goal
from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.findings import Finding, Location, Severity
from workbook_templates.standard.model import GoalVerdict

if TYPE_CHECKING:
    from pathlib import Path

    from compile.gather import Gathering

NORTH = Wish(department="A1")
E1 = Wish(unit="E1")
STOP = Finding("MK999", Severity.STOP, "Trasig.", "Skicka igen.", Location("x"))


def part(wish: Wish) -> Part:
    found = part_of(small_register(), T2, wish)
    assert found
    return found


def names(gathering: Gathering) -> list[str]:
    return [card.unit_id for card in gathering.cards]


def broken(name: str) -> Finding:
    return replace(STOP, where=Location(name))


# --- which part


def test_without_a_wish_there_is_no_part() -> None:
    assert part_of(small_register(), T2, Wish()) is None


def test_a_unit_is_its_own_card_and_a_department_is_all_below_it() -> None:
    assert part(E1).ids == {"E1"}
    assert part(NORTH).ids == {"A1", "E1"}
    assert part(Wish(unit="K0")).name == "Exempelkommun"


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (Wish(unit="E3"), "Det finns ingen enhet med id E3 år 2026. Menade du E"),
        (Wish(department="norr"), "Menade du A1 (Exempelavdelning Norr)?"),
        (Wish(unit="qqq"), "Id:n står på fliken Enheter i styrregistret."),
        (Wish(unit="A1"), "A1 är en avdelning. Ange --department A1 i stället."),
        (Wish(department="E1"), "E1 är ingen avdelning. Ange --unit E1 i stället."),
    ],
)
def test_a_part_that_is_not_there_is_told_with_those_that_are_near(
    wish: Wish, said: str
) -> None:
    with pytest.raises(UsageError) as caught:
        part_of(small_register(), T2, wish)

    assert said in str(caught.value)


def test_a_unit_that_is_closed_is_no_part() -> None:
    units = (replace(u, valid_to=2025) for u in small_register().units)
    register = replace(small_register(), units=tuple(units))

    with pytest.raises(UsageError, match="ingen enhet med id E1 år 2026"):
        part_of(register, T2, E1)


def test_one_part_is_asked_for_at_a_time() -> None:
    with pytest.raises(UsageError, match="antingen --unit eller --department"):
        Wish("E1", "A1")


@pytest.mark.parametrize(
    ("file", "unit_id", "is_its"),
    [
        ("E1 Enheten 2026-T2.xlsx", "E1", True),
        ("mapp/e1.xlsx", "E1", True),
        ("E12 Annan.xlsx", "E1", False),
        ("E1-2 Annan.xlsx", "E1", False),
        ("Enheten.xlsx", "E1", False),
        ("x.xlsx", "", False),
    ],
)
def test_a_file_is_a_units_when_its_name_begins_with_the_id(
    file: str, unit_id: str, *, is_its: bool
) -> None:
    assert names_unit(file, unit_id) is is_its


# --- what is of it


def test_only_the_parts_cards_files_and_missing_units_are_left() -> None:
    stranger = card_of("E1", period=T1, file="gammal.xlsx")
    found = gathered([card_of("A1"), card_of("E2"), stranger])
    north = only(found, part(NORTH))

    assert names(north) == ["A1"]
    assert [unit.id for unit in north.missing] == ["E1"]
    assert [card.file for card in north.strangers] == ["gammal.xlsx"]
    assert {r.source.name for r in north.readings} == {"A1.xlsx", "gammal.xlsx"}


def test_a_card_that_was_replaced_stays_with_its_part() -> None:
    old = card_of("E1", handed_in=None, file="E1 gammalt.xlsx", places={})
    found = gathered([*everybody(), old])

    assert [c.file for c in only(found, part(E1)).superseded] == ["E1 gammalt.xlsx"]
    assert [f.code for f in only(found, part(E1)).findings] == ["MK601"]
    assert only(found, part(Wish(unit="E2"))).findings == ()


def test_faults_of_the_whole_are_those_of_the_part_and_advice_is_left_out() -> None:
    found = only(gathered([card_of("A1")]), part(NORTH))

    assert [(f.code, f.wrong) for f in found.findings] == [
        ("MK602", "Kortet för enheten ”Exempelenhet Ån” saknas.")
    ]


def test_a_refused_file_is_the_parts_by_its_name_or_while_a_card_is_lacking() -> None:
    files = ("E1 x.xlsx", "E2 x.xlsx", "okänd.xlsx")
    refused = [rejected(name, broken(name)) for name in files]
    lacking = only(gathered([card_of("A1")], *refused), part(NORTH))
    complete = only(gathered(everybody(), *refused), part(NORTH))

    assert [r.source.name for r in lacking.rejected] == ["E1 x.xlsx", "okänd.xlsx"]
    assert [r.source.name for r in complete.rejected] == ["E1 x.xlsx"]
    assert {f.where.file for f in complete.findings} == {"E1 x.xlsx"}


def test_the_report_of_a_part_is_the_same_report_of_less() -> None:
    before = with_goal(verdict=GoalVerdict.PARTLY)
    history = (past(T1, [before, card_of("E2", goals=())]), past(T1, [card_of("E2")]))
    chosen = part(NORTH)
    report = assemble(
        only(gathered(everybody()), chosen),
        only_past(history, chosen),
        draft=False,
        part=chosen.name,
    )

    assert report.part == "Exempelavdelning Norr"
    assert "Exempelavdelning Norr" in report.document_title
    assert [chapter.name for chapter in report.chapters] == ["Exempelavdelning Norr"]
    assert report.summary.sentences[0] == "2 av 2 enheter har lämnat in sitt målkort."
    assert [m.unit for m in report.movement.moves if m.kind == "Bättre"] == [
        "Exempelenhet Ån"
    ]
    assert [w.unit for w in report.workbooks] == [
        "Exempelavdelning Norr",
        "Exempelenhet Ån",
    ]


def test_a_unit_stands_in_its_departments_chapter() -> None:
    report = assemble(only(gathered(everybody()), part(E1)), draft=True)

    assert [chapter.name for chapter in report.chapters] == ["Exempelavdelning Norr"]
    assert [card.unit for card in report.chapters[0].cards] == ["Exempelenhet Ån"]


# --- from the command line to the files


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town with two periods, whose template says what it is limited to."""
    folder = small_town(tmp_path_factory.mktemp("made") / "stad")
    put_in_inbox(folder, [replace(with_goal(verdict=GoalVerdict.PARTLY))], T1)
    put_in_inbox(folder, [good_card(), card_of("A1"), card_of("E2")])
    template = docx.Document(str(folder.template))
    template.add_paragraph("Del: {{ part }}; sedan {{ movement.since }}")
    template.add_paragraph("{% for m in movement.moves %}{{ m.kind }}{% endfor %}")
    template.save(str(folder.template))
    return folder.root


@pytest.fixture
def town(made_once: Path, tmp_path: Path) -> MunicipalityFolder:
    """A copy of it that a test may change."""
    root = tmp_path / "stad"
    shutil.copytree(made_once, root)
    return MunicipalityFolder(root)


def run(command: str, folder: MunicipalityFolder, *arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main([command, str(folder.root), "--period", "2026-T2", *arguments])
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


def test_a_units_report_has_its_id_in_its_name_and_a_record_of_its_own(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("compile", town, "--no-pdf", "--final", "--unit", "E1") == 0

    assert "1 kort lästa" in capsys.readouterr().out
    report = town.period(T2) / "Malkortsrapport-2026-T2-E1.docx"
    words = paragraphs_of(report)
    assert "Del: Exempelenhet Ån; sedan Tertial 1 2026" in words
    assert "Bättre" in words
    manifest = read_manifest(report.with_name(f"{report.stem}-manifest.json"))
    assert manifest.part == "E1"
    assert manifest.unit_ids == frozenset({"E1"})
    assert [i.name for i in manifest.inputs] == ["E1 Exempelenhet Ån 2026-T2.xlsx"]
    assert not (town.period(T2) / "Malkortsrapport-2026-T2.docx").exists()


def test_a_final_report_of_a_part_waits_for_that_part_alone(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("compile", town, "--no-pdf", "--final", "--department", "A1") == 0
    capsys.readouterr()
    assert run("compile", town, "--no-pdf", "--final", "--department", "A2") == 1

    said = capsys.readouterr().err
    assert "Exempelavdelning Söder (A2) har inte lämnat in." in said
    assert "Exempelkommun" not in said


def test_the_whole_report_is_compared_with_the_period_before(
    town: MunicipalityFolder,
) -> None:
    assert run("compile", town, "--no-pdf") == 0

    words = paragraphs_of(town.report(T2, ".docx"))
    assert "Del: –; sedan Tertial 1 2026" in words


def test_verify_compares_a_part_with_its_own_record(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox = town.inbox(T2)
    run("compile", town, "--no-pdf", "--unit", "E1")
    (inbox / "E2 sen.xlsx").write_bytes(b"another's")
    capsys.readouterr()

    assert run("verify", town, "--unit", "E1") == 0
    assert run("verify", town) == 2
    (inbox / "E1 sen.xlsx").write_bytes(b"its own")
    assert run("verify", town, "--unit", "E1") == 1
    assert "E1 sen.xlsx har kommit in" in capsys.readouterr().err


def test_an_unknown_part_stops_the_command_with_advice(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("compile", town, "--no-pdf", "--unit", "E9") == 2
    assert "Menade du E" in capsys.readouterr().err
