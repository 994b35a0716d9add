from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from compile.cli import main
from tests.helpers.gatherings import everybody
from tests.helpers.towns import put_in_inbox, small_town
from tests.standard.good_card import T2, with_goal
from workbook_templates.standard.model import GoalVerdict

if TYPE_CHECKING:
    from pathlib import Path

    from compile.folder import MunicipalityFolder


@pytest.fixture(scope="module")
def shared_town(tmp_path_factory: pytest.TempPathFactory) -> MunicipalityFolder:
    """A town with all cards in, which no test may change."""
    folder = small_town(tmp_path_factory.mktemp("town"))
    put_in_inbox(folder)
    return folder


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as stopped:
        main([str(a) for a in arguments])
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


def test_the_help_teaches_in_swedish(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    text = capsys.readouterr().out

    assert "Användning: malkort [VAL] KOMMANDO ..." in text
    assert "Kommandon:" in text
    assert [w for w in ("Usage", "Options", "Commands", "Show") if w in text] == []
    places = [text.index(f"\n  {name} ") for name in ("demo", "init", "build", "check")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "command",
    ["demo", "init", "build", "check", "status", "compile", "diff", "verify", "kolada"],
)
def test_each_command_has_help_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command, "--help") == 0
    text = capsys.readouterr().out

    assert f"malkort {command}" in text
    assert "Exempel:" in text
    assert "Visa den här hjälpen." in text
    assert "Usage" not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bygg"], "Kommandot bygg finns inte."),
        (["build"], "Det saknas ett värde: MAPP."),
        (["build", "x"], "Det saknas ett värde: --period."),
        (["build", "x", "--period"], "Valet --period"),
        (["build", "x", "--period", "T2"], "”T2” är ingen period."),
        (["check", "--jsn", "x"], "Valet --jsn finns inte."),
        (["init", "a", "b"], "För många argument: b."),
        (["check", "saknas"], "saknas finns inte."),
        (["compile", "saknas", "--period", "2026-T2"], "har inget styrregister.xlsx"),
    ],
)
def test_a_wrong_call_is_explained_in_swedish(
    arguments: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run(*arguments) == 2
    assert said in capsys.readouterr().err


def test_a_period_that_the_register_lacks_is_told(
    shared_town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("build", "compile"):
        assert run(command, shared_town.root, "--period", "2031-T1") == 2
        assert "Perioden 2031-T1 finns inte" in capsys.readouterr().err


def test_init_leaves_what_is_there_unless_told_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "kommunen"
    assert run("init", root) == 0
    register = root / "styrregister.xlsx"
    register.write_bytes(b"mine")
    capsys.readouterr()
    assert run("init", root) == 0

    assert "Fanns redan, orörd" in capsys.readouterr().out
    assert register.read_bytes() == b"mine"
    assert run("init", root, "--overwrite") == 0
    assert register.read_bytes() != b"mine"
    assert (root / "rapportmall.docx").is_file()
    assert (root / "logotyp").is_dir()


def test_build_writes_a_workbook_for_each_unit_and_keeps_those_that_are_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small_town(tmp_path)
    assert run("build", folder.root, "--period", "2026-T2") == 0
    names = sorted(p.name for p in folder.outbox(T2).iterdir())
    (folder.outbox(T2) / names[0]).write_bytes(b"begun")
    capsys.readouterr()
    assert run("build", folder.root, "--period", "2026-T2") == 0

    assert len(names) == 5
    assert "E1 Exempelenhet Ån 2026-T2.xlsx" in names
    assert "5 fanns redan" in capsys.readouterr().out
    assert (folder.outbox(T2) / names[0]).read_bytes() == b"begun"


def test_a_freshly_built_workbook_lacks_only_what_is_to_be_filled_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small_town(tmp_path)
    run("build", folder.root, "--period", "2026-T2")
    capsys.readouterr()
    code = run("check", folder.outbox(T2), "--json")
    rows = json.loads(capsys.readouterr().out)

    assert code == 1
    assert {r["severity"] for r in rows} <= {"fel", "varning"}
    assert all(r["code"][:3] != "MK0" for r in rows if r["severity"] == "fel")


def test_a_clean_inbox_gives_no_errors(
    shared_town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", shared_town.inbox(T2)) == 0
    assert "5 filer granskade" in capsys.readouterr().out


def test_a_single_workbook_is_checked_with_or_without_the_register(
    shared_town: MunicipalityFolder,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    inside = next(shared_town.inbox(T2).glob("E1*"))
    alone = tmp_path / inside.name
    alone.write_bytes(inside.read_bytes())
    texts = []
    for path in (inside, alone):
        assert run("check", path, "--json") == 0
        texts.append(capsys.readouterr().out)

    assert texts[0] == texts[1]


def test_a_file_that_is_no_workbook_gives_exit_code_2_and_a_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kort.xlsx"
    path.write_text("inte en arbetsbok", encoding="utf-8")

    assert run("check", path) == 2
    out = capsys.readouterr().out
    assert "stopp" in out
    assert "Traceback" not in out


def test_the_whole_folder_is_checked_with_its_register(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small_town(tmp_path)
    (file, *_) = put_in_inbox(folder)
    file.write_bytes(file.read_bytes()[:2000])

    assert run("check", folder.root, "--json") == 2
    rows = json.loads(capsys.readouterr().out)
    assert f"2026-T2/inkorg/{file.name}" in {r["file"] for r in rows}


def test_a_broken_register_is_named_with_sheet_and_cell_and_stops_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small_town(tmp_path)
    folder.register.write_bytes(b"PK\x03\x04 half a file")

    assert run("compile", folder.root, "--period", "2026-T2") == 2
    captured = capsys.readouterr()
    assert "styrregister.xlsx" in captured.out
    assert "Styrregistret styrregister.xlsx har 1 fel." in captured.err


def test_compile_without_pdf_delivers_the_word_file_elsewhere(
    shared_town: MunicipalityFolder,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["--period", "2026-T2", "--no-pdf", "--out", tmp_path / "ut"]

    assert run("compile", shared_town.root, *arguments) == 0
    assert sorted(p.name for p in (tmp_path / "ut").iterdir()) == [
        "Malkortsrapport-2026-T2-data.csv",
        "Malkortsrapport-2026-T2-data.csv-metadata.json",
        "Malkortsrapport-2026-T2-data.json",
        "Malkortsrapport-2026-T2-databeskrivning.txt",
        "Malkortsrapport-2026-T2-manifest.json",
        "Malkortsrapport-2026-T2.docx",
    ]
    assert "5 kort lästa" in capsys.readouterr().out


def test_a_final_report_is_refused_with_every_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small_town(tmp_path)
    faulty = with_goal(verdict=GoalVerdict.NOT_FULFILLED, comment="", remedy="")
    put_in_inbox(folder, [faulty, everybody()[0]])

    assert run("compile", folder.root, "--period", "2026-T2", "--final") == 1
    said = capsys.readouterr().err
    assert "E1 Exempelenhet Ån 2026-T2.xlsx har fel" in said
    assert "Exempelenhet Ön (E2) har inte lämnat in." in said
    assert list(folder.period(T2).glob("*.docx")) == []


def test_a_final_report_without_obstacles_is_written(
    shared_town: MunicipalityFolder, tmp_path: Path
) -> None:
    root, out = tmp_path / "town", tmp_path / "ut"
    shutil.copytree(shared_town.root, root)
    arguments = ["--period", "2026-T2", "--final", "--no-pdf", "--out", out]

    assert run("compile", root, *arguments) == 0
    assert (out / "Malkortsrapport-2026-T2.docx").is_file()


def test_without_libreoffice_the_word_file_is_delivered_and_the_remedy_told(
    shared_town: MunicipalityFolder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("MALKORT_SOFFICE", str(tmp_path / "no-soffice"))

    arguments = ["--period", "2026-T2", "--out", tmp_path / "ut"]
    assert run("compile", shared_town.root, *arguments) == 1
    captured = capsys.readouterr()
    assert (tmp_path / "ut" / "Malkortsrapport-2026-T2.docx").is_file()
    assert "LibreOffice" in captured.err
