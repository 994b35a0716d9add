from __future__ import annotations

import hashlib
import json
import shutil
import unicodedata
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from compile.cli import main
from compile.delivery import LIST_NAME
from compile.folder import MunicipalityFolder
from compile.manifest import (
    FileMark,
    InputMark,
    Manifest,
    MissingUnit,
    manifest_json,
    read_manifest,
)
from compile.pipeline import Options, compile_report
from compile.record import basis_of, record
from compile.report_templates.house_parts import placeholder_picture
from compile.verifying import verify
from tests.helpers.gatherings import card_of, gathered
from tests.helpers.towns import put_in_inbox, small_town
from tests.standard.good_card import T2
from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.model import Period

if TYPE_CHECKING:
    from pathlib import Path

STEM = "Malkortsrapport-2026-T2"
MANIFEST = f"{STEM}-manifest.json"
A1 = "A1 Exempelavdelning Norr 2026-T2.xlsx"
OLDER, STRANGER, BROKEN, OPEN = "A1 äldre.xlsx", "förra.xlsx", "halv.xlsx", "~$A1.xlsx"
DATA = ("-data.csv", "-data.csv-metadata.json", "-data.json", "-databeskrivning.txt")
T1 = Period(2026, 1)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town with a logo, a report and an inbox in which files fare differently."""
    folder = small_town(tmp_path_factory.mktemp("made") / "stad")
    folder.logo_folder.mkdir()
    picture = placeholder_picture(300, 200).getvalue()
    (folder.logo_folder / "logotyp.png").write_bytes(picture)
    inbox = folder.inbox(T2)
    (older,) = put_in_inbox(
        folder, [replace(card_of("A1"), handed_in=date(2020, 1, 1))]
    )
    older.rename(inbox / OLDER)
    (last,) = put_in_inbox(folder, [replace(card_of("A2"), period=T1)], T1)
    last.rename(inbox / STRANGER)
    put_in_inbox(folder, [card_of(unit) for unit in ("K0", "A1", "E1")])
    (inbox / BROKEN).write_bytes(b"PK\x03\x04 half")
    (inbox / OPEN).write_bytes(b"somebody")
    compile_report(folder, T2, Options(pdf=False))
    return folder.root


@pytest.fixture
def town(made_once: Path, tmp_path: Path) -> MunicipalityFolder:
    """A copy that a test may change."""
    root = tmp_path / "stad"
    shutil.copytree(made_once, root)
    return MunicipalityFolder(root)


def manifest_of(folder: MunicipalityFolder) -> Manifest:
    return read_manifest(folder.period(T2) / MANIFEST)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_file_of_the_inbox_is_recorded_with_what_came_of_it(
    town: MunicipalityFolder,
) -> None:
    inputs = {i.name: i for i in manifest_of(town).inputs}

    assert {n: i.outcome for n, i in inputs.items()} == {
        A1: "read",
        OLDER: "superseded",
        "E1 Exempelenhet Ån 2026-T2.xlsx": "read",
        "K0 Exempelkommun 2026-T2.xlsx": "read",
        STRANGER: "stranger",
        BROKEN: "rejected",
        OPEN: "rejected",
    }
    for name, mark in inputs.items():
        path = town.inbox(T2) / name
        assert (mark.size, mark.sha256) == (path.stat().st_size, sha256(path))
    good, bad = inputs[A1], inputs[BROKEN]
    assert (good.unit_id, good.unit_name) == ("A1", "Exempelavdelning Norr")
    assert (good.template_version, good.errors, good.reasons) == ("1.0", 0, ())
    assert (bad.unit_id, bad.errors, len(bad.reasons)) == ("", 1, 1)
    assert bad.reasons[0].startswith("MK")
    assert inputs[STRANGER].errors > 0


def test_what_decides_the_report_and_what_came_out_is_recorded(
    town: MunicipalityFolder,
) -> None:
    made = manifest_of(town)
    word = town.period(T2) / f"{STEM}.docx"

    assert (made.period, made.final, made.standard) == ("2026-T2", False, "1.0")
    assert made.register.sha256 == sha256(town.register)
    assert made.template.sha256 == sha256(town.template)
    assert made.logo
    assert made.logo.name == "logotyp/logotyp.png"
    assert {u.id for u in made.missing} == {"A2", "E2"}
    assert made.outputs[0] == FileMark(word.name, word.stat().st_size, sha256(word))
    for output in made.outputs:
        assert output.sha256 == sha256(town.period(T2) / output.name)


def test_the_same_files_give_the_same_record(town: MunicipalityFolder) -> None:
    before = (town.period(T2) / MANIFEST).read_bytes()
    compile_report(town, T2, Options(pdf=False))

    assert (town.period(T2) / MANIFEST).read_bytes() == before
    assert sorted(p.name for p in town.period(T2).iterdir()) == [
        *(f"{STEM}{end}" for end in DATA),
        MANIFEST,
        f"{STEM}.docx",
        "inkorg",
    ]


def test_a_record_survives_its_file(tmp_path: Path) -> None:
    file = FileMark("å ä.xlsx", None, "")
    odd = InputMark("byte\udcff.xlsx", 1, "ab", "E1", "Ån", "0.9", "read", 1, 2, ("x",))
    made = Manifest("1", "1", "2026-T2", True, file, file, file, (odd,))  # noqa: FBT003
    made = replace(made, missing=(MissingUnit("E2", "Ön"),), outputs=(file,))
    path = tmp_path / MANIFEST
    path.write_bytes(manifest_json(made))

    assert read_manifest(path) == made
    assert "å ä.xlsx" in path.read_text("utf-8")


def problems(folder: MunicipalityFolder) -> set[tuple[str, str, str]]:
    return {(m.role, m.name, m.problem) for m in verify(folder, T2).mismatches}


def test_an_untouched_town_matches_its_record(town: MunicipalityFolder) -> None:
    (town.inbox(T2) / OPEN).unlink()
    (town.inbox(T2) / "~$annan.xlsx").touch()
    verified = verify(town, T2)

    assert verified.mismatches == ()
    assert verified.count == 7 + 3 + 1 + len(DATA)


def test_a_file_that_is_gone_when_the_record_is_made_has_no_size(
    town: MunicipalityFolder,
) -> None:
    made = record(basis_of(town), gathered([card_of("A1")]), {}, final=True)

    assert [(i.name, i.size, i.outcome) for i in made.inputs] == [
        ("A1.xlsx", None, "read")
    ]
    assert made.final


def test_every_file_that_changed_is_missing_or_new_is_named(
    town: MunicipalityFolder,
) -> None:
    inbox = town.inbox(T2)
    with (inbox / A1).open("ab") as file:
        file.write(b"x")
    (inbox / OLDER).unlink()
    (inbox / "sen.xlsx").touch()
    town.register.write_bytes(b"another")
    town.template.unlink()
    (town.logo_folder / "logotyp.png").write_bytes(b"another")
    (town.period(T2) / f"{STEM}.docx").write_bytes(b"another")
    (town.period(T2) / f"{STEM}.pdf").touch()

    assert problems(town) == {
        ("input", A1, "changed"),
        ("input", OLDER, "missing"),
        ("input", "sen.xlsx", "new"),
        ("register", "styrregister.xlsx", "changed"),
        ("template", "rapportmall.docx", "missing"),
        ("logo", "logotyp/logotyp.png", "changed"),
        ("output", f"{STEM}.docx", "changed"),
        ("output", f"{STEM}.pdf", "new"),
    }
    for mismatch in verify(town, T2).mismatches:
        assert mismatch.name in mismatch.message
        assert mismatch.message.endswith(".")


def test_a_logo_that_came_later_and_a_delivery_cut_short_are_named(
    town: MunicipalityFolder,
) -> None:
    made = replace(manifest_of(town), logo=None)
    (town.period(T2) / MANIFEST).write_bytes(manifest_json(made))
    (town.period(T2) / LIST_NAME).write_text("{}")

    assert problems(town) == {
        ("logo", "logotyp/logotyp.png", "new"),
        ("output", "2026-T2", "unfinished"),
    }


def test_names_are_compared_however_their_letters_are_spelled(
    town: MunicipalityFolder,
) -> None:
    file = town.inbox(T2) / OLDER
    file.rename(file.with_name(unicodedata.normalize("NFD", OLDER)))

    assert problems(town) == set()


def test_a_file_that_could_not_be_opened_then_may_not_be_now(
    town: MunicipalityFolder,
) -> None:
    made = manifest_of(town)
    (town.inbox(T2) / "mapp").mkdir()
    marks = (*made.inputs, InputMark("mapp", None, ""), InputMark("borta", None, ""))
    changed = replace(made, inputs=marks)
    (town.period(T2) / MANIFEST).write_bytes(manifest_json(changed))

    assert problems(town) == {("input", "borta", "missing")}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"schema": 99}, "av en annan version"),
        ({"register": None}, "skadad eller ändrad"),
        ({"inputs": [1]}, "skadad eller ändrad"),
        ({"tool": 3}, "skadad eller ändrad"),
        ({"template": {"name": "../x", "size": 1, "sha256": ""}}, "skadad"),
        ({"template": {"name": "/x", "size": 1, "sha256": ""}}, "skadad"),
        ({"template": {"name": "x", "size": "1", "sha256": ""}}, "skadad"),
    ],
)
def test_a_record_that_is_damaged_is_told(
    change: dict[str, object], said: str, town: MunicipalityFolder
) -> None:
    path = town.period(T2) / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_bytes()), **change}))

    with pytest.raises(UsageError, match=said):
        verify(town, T2)


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"[" * 100_000])
def test_what_is_no_record_is_told(content: bytes, town: MunicipalityFolder) -> None:
    (town.period(T2) / MANIFEST).write_bytes(content)

    with pytest.raises(UsageError, match="skadad eller ändrad"):
        verify(town, T2)


def test_a_report_does_not_go_to_the_inbox(town: MunicipalityFolder) -> None:
    before = sorted(town.inbox(T2).iterdir())
    with pytest.raises(UsageError, match="Ange en annan mapp med --out"):
        compile_report(town, T2, Options(out=town.inbox(T2) / "ut", pdf=False))

    assert sorted(town.inbox(T2).iterdir()) == before


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(["verify", *map(str, arguments), "--period", "2026-T2"])
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


def test_the_command_tells_all_and_ends_with_a_code(
    town: MunicipalityFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(town.root) == 0
    assert "15 filer jämförda: allt stämmer" in capsys.readouterr().out
    (town.inbox(T2) / "sen.xlsx").touch()
    assert run(town.root) == 1
    told = capsys.readouterr()
    assert "Utkast för 2026-T2, gjord med malkort" in told.out
    assert "sen.xlsx har kommit in sedan rapporten gjordes." in told.err
    assert "1 avvikelse från manifestet." in told.err
    (town.inbox(T2) / OLDER).unlink()
    assert run(town.root) == 1
    assert "2 avvikelser från manifestet." in capsys.readouterr().err
    assert run(town.root, "--out", tmp_path / "ut") == 2
    assert "det finns inget att jämföra med" in capsys.readouterr().err


def test_the_command_tells_it_as_json_too(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    (town.period(T2) / f"{STEM}.docx").unlink()
    assert run(town.root, "--json") == 1
    (row,) = json.loads(capsys.readouterr().out)

    assert (row["role"], row["problem"]) == ("output", "missing")
    assert row["message"].startswith(f"{STEM}.docx finns inte i")


def test_an_older_pdf_beside_a_new_word_file_is_told(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    (town.period(T2) / f"{STEM}.pdf").touch()
    with pytest.raises(SystemExit):
        main(["compile", str(town.root), "--period", "2026-T2", "--no-pdf"])

    assert f"{STEM}.pdf är från en tidigare körning" in capsys.readouterr().err
