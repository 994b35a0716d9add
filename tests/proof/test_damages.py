"""The proof catches every damage that a listener would notice, and no sound file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.proof.damages import DAMAGES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.proof.conftest import Example


def test_there_are_enough_damages_to_prove_something() -> None:
    assert len(DAMAGES) >= 50


def test_the_sound_report_is_proven(report: Example) -> None:
    proof = report.proof()
    assert proof.faults == ()
    assert proof.passed


def test_a_file_that_is_only_saved_again_is_still_proven(
    report: Example, tmp_path: Path
) -> None:
    target = tmp_path / "igen.pdf"
    with pikepdf.open(report.pdf) as pdf:
        pdf.save(target)
    assert report.proof(target).faults == ()


@pytest.mark.parametrize("damage", DAMAGES)
def test_each_damage_is_caught(damage: str, report: Example, tmp_path: Path) -> None:
    target = tmp_path / "skadad.pdf"
    with pikepdf.open(report.pdf) as pdf:
        DAMAGES[damage](pdf)
        pdf.save(target)
    proof = report.proof(target)
    assert not proof.passed
    assert proof.faults, damage


def test_a_locked_file_is_caught(report: Example, tmp_path: Path) -> None:
    target = tmp_path / "skadad.pdf"
    with pikepdf.open(report.pdf) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="a", user=""))
    assert report.proof(target).faults


def test_a_file_cut_short_is_caught(report: Example, tmp_path: Path) -> None:
    target = tmp_path / "skadad.pdf"
    target.write_bytes(report.pdf.read_bytes()[:-4000])
    assert not report.proof(target).passed


def test_a_file_that_is_no_pdf_is_caught(report: Example, tmp_path: Path) -> None:
    target = tmp_path / "skadad.pdf"
    target.write_bytes(b"inte en pdf")
    assert [f.code for f in report.proof(target).faults if f.code == "fil"]
