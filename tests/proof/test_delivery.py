"""What the one who publishes gets: the proof beside the report, or no report."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING

import docx
import pikepdf
import pytest

from compile.cli import main
from compile.folder import MunicipalityFolder
from tests.helpers.tools import need
from tests.helpers.towns import put_in_inbox, small_town

if TYPE_CHECKING:
    from pathlib import Path

STEM = "Malkortsrapport-2026-T2"
PDF, PROOF = f"{STEM}.pdf", f"{STEM}-tillganglighet.json"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> MunicipalityFolder:
    need("soffice")
    folder = small_town(tmp_path_factory.mktemp("town"))
    put_in_inbox(folder)
    return folder


@pytest.fixture
def own_town(town: MunicipalityFolder, tmp_path: Path) -> MunicipalityFolder:
    """Return a town of a test's own: a final report closes its period."""
    return MunicipalityFolder(shutil.copytree(town.root, tmp_path / "egen" / "town"))


@pytest.fixture(scope="module")
def odd_town(
    town: MunicipalityFolder, tmp_path_factory: pytest.TempPathFactory
) -> MunicipalityFolder:
    """Return a town whose template leaves out a level of headings."""
    root = tmp_path_factory.mktemp("odd") / "town"
    shutil.copytree(town.root, root)
    folder = MunicipalityFolder(root)
    template = docx.Document(str(folder.template))
    template.add_paragraph("Kommunalrådets ord", "Heading 1")
    template.add_paragraph("Ett ord till", "Heading 3")
    template.save(str(folder.template))
    return folder


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as caught:
        main([str(a) for a in arguments])
    return int(caught.value.code or 0)


def compile_(folder: MunicipalityFolder, out: Path, *more: str) -> int:
    return run("compile", folder.root, "--period", "2026-T2", "--out", out, *more)


def claims_of(pdf: Path) -> str:
    with pikepdf.open(pdf) as opened:
        return opened.Root.Metadata.read_bytes().decode()


def test_a_final_report_comes_with_its_proof(
    own_town: MunicipalityFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compile_(own_town, tmp_path, "--final") == 0
    said = capsys.readouterr().out
    assert "Tillgänglighet: PDF/UA-1 och PDF/A-2a uppfylls; " in said
    proof = json.loads((tmp_path / PROOF).read_text(encoding="utf-8"))
    assert proof["passed"]
    assert proof["counts"]["kort"] == 5
    assert [s["kept"] for s in proof["standards"]] == [True, True]
    assert "conformance>A<" in claims_of(tmp_path / PDF)
    manifest = json.loads((tmp_path / f"{STEM}-manifest.json").read_text("utf-8"))
    assert PROOF in {output["name"] for output in manifest["outputs"]}


def test_the_same_cards_give_the_same_bytes(
    town: MunicipalityFolder, tmp_path: Path
) -> None:
    for name in ("en", "två"):
        assert compile_(town, tmp_path / name) == 0
    for file in (PDF, PROOF, f"{STEM}.docx"):
        one, two = ((tmp_path / name / file).read_bytes() for name in ("en", "två"))
        assert one == two, file


def test_a_draft_that_is_not_proven_is_delivered_without_its_claims(
    odd_town: MunicipalityFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compile_(odd_town, tmp_path) == 0
    said = capsys.readouterr().err
    assert "inte visad tillgänglig" in said
    assert "Ändra rubriknivån i rapportmallen" in said
    claims = claims_of(tmp_path / PDF)
    assert "conformance>B<" in claims
    assert "<pdfuaid:part>" not in claims
    proof = json.loads((tmp_path / PROOF).read_text(encoding="utf-8"))
    assert "rubriknivaer" in {fault["code"] for fault in proof["faults"]}


def test_a_final_report_that_is_not_proven_is_not_published(
    odd_town: MunicipalityFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / PDF
    kept.write_bytes(b"den som fanns")
    assert compile_(odd_town, tmp_path, "--final") == 1
    said = capsys.readouterr().err
    assert "Ändra rubriknivån i rapportmallen" in said
    assert "Ingen rapport skrevs" in said
    assert [p.name for p in tmp_path.iterdir() if p.suffix != ".lock"] == [PDF]
    assert kept.read_bytes() == b"den som fanns"


def test_without_the_checker_a_final_report_is_not_published(
    own_town: MunicipalityFolder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, "page", None)
    assert compile_(own_town, tmp_path, "--final") == 1
    assert "page-validation gick inte att köra" in capsys.readouterr().err
    assert not (tmp_path / PDF).exists()
    assert compile_(own_town, tmp_path) == 0
    proof = json.loads((tmp_path / PROOF).read_text(encoding="utf-8"))
    assert [s["kept"] for s in proof["standards"]] == [None, None]
    assert proof["counts"]["kort"] == 5  # the own count still ran


def test_without_a_pdf_it_is_said_that_nothing_is_proven(
    own_town: MunicipalityFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compile_(own_town, tmp_path, "--final", "--no-pdf") == 0
    assert "ingen PDF gjordes, så ingenting är visat" in capsys.readouterr().out
    assert not (tmp_path / PROOF).exists()


def test_the_delivered_files_can_be_proven_again_and_read(
    town: MunicipalityFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    compile_(town, tmp_path)
    capsys.readouterr()
    assert run("proof", tmp_path / PDF) == 0
    assert "stämmer med underlaget" in capsys.readouterr().out
    assert run("proof", tmp_path / PDF, "--json") == 0
    assert json.loads(capsys.readouterr().out)["compared"]
    assert run("proof", tmp_path / PDF, "--read") == 0
    assert "rubrik 1: Sammanfattning" in capsys.readouterr().out
    (tmp_path / f"{STEM}.docx").write_bytes(b"trasig")
    assert run("proof", tmp_path / PDF) == 2
    assert "ingen hel Word-fil" in capsys.readouterr().err
    (tmp_path / f"{STEM}.docx").unlink()
    assert run("proof", tmp_path / PDF) == 0
    assert "så inget är jämfört" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "said"), [(b"inte en pdf", "går inte att läsa"), (None, "finns inte")]
)
def test_what_is_no_pdf_is_named(
    content: bytes | None,
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "a.pdf"
    if content is not None:
        path.write_bytes(content)
    assert run("proof", path) == 2
    assert said in capsys.readouterr().err


def test_a_pdf_without_tags_is_read_as_what_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "tom.pdf")
    assert run("proof", tmp_path / "tom.pdf", "--read") == 0
    assert "Filen har inga taggar" in capsys.readouterr().out
    assert run("proof", tmp_path / "tom.pdf") == 1
