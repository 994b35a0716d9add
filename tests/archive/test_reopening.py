"""Opening a closed period again: with a reason, and nothing is deleted."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from compile.archive import all_archived, read_events
from tests.archive.conftest import hashes
from tests.archive.running import run
from tests.archive.test_closing import close

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from compile.folder import MunicipalityFolder

REASON = "Ett utfall var felskrivet"


def reopen(town: MunicipalityFolder, reason: str = REASON) -> int:
    return run("reopen", town.root, "--period", "2026-T2", "--skal", reason)


def test_a_reopened_period_is_kept_as_it_was_closed_with_the_reason(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    close(town)
    before = hashes(town.root / "arkiv" / "2026-T2")
    assert reopen(town) == 0
    kept = town.root / "arkiv" / "2026-T2.oppnad-1"

    assert str(kept) in capsys.readouterr().out
    assert hashes(kept) == before
    assert not (town.root / "arkiv" / "2026-T2").exists()
    last = read_events(town)[-1]
    assert (last.event, last.reason) == ("reopened", REASON)
    assert last.folder == kept.name


def test_a_reopened_period_can_be_closed_with_other_files_and_opened_once_more(
    town: MunicipalityFolder,
) -> None:
    close(town)
    reopen(town)
    town.template.write_bytes(town.template.read_bytes() + b"\0")
    assert close(town) == 0
    assert reopen(town, "Ännu ett fel") == 0
    assert close(town) == 0

    names = [a.name for a in all_archived(town)]
    assert names == ["2026-T2", "2026-T2.oppnad-1", "2026-T2.oppnad-2"]
    assert [e.event for e in read_events(town)] == ["closed", "reopened"] * 2 + [
        "closed"
    ]
    assert run("verify", town.root, "--arkiv") == 0


def test_a_period_that_is_not_closed_cannot_be_opened(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reopen(town) == 2
    assert "Perioden 2026-T2 är inte stängd" in capsys.readouterr().err


def test_a_reason_is_asked_for(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    close(town)
    assert run("reopen", town.root, "--period", "2026-T2") == 2
    assert reopen(town, "  ") == 2
    assert "--skal" in capsys.readouterr().err
    assert (town.root / "arkiv" / "2026-T2").is_dir()


def test_a_reopening_that_was_cut_short_keeps_its_reason_and_is_finished(
    town: MunicipalityFolder,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    close(town)
    replace = os.replace

    def stop(source: Path, target: Path) -> None:
        if source.is_dir():
            raise KeyboardInterrupt
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", stop)
        assert reopen(town) == 2
    assert (town.root / "arkiv" / "2026-T2").is_dir()
    assert run("verify", town.root, "--arkiv") == 0
    assert reopen(town, "Ett annat skäl") == 0

    assert REASON in capsys.readouterr().out
    assert (town.root / "arkiv" / "2026-T2.oppnad-1").is_dir()
    assert [e.reason for e in read_events(town)] == ["", REASON]


def test_a_broken_log_stops_what_would_add_to_it(
    town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    close(town)
    (town.root / "arkiv" / "logg.json").write_text("{")

    assert reopen(town) == 2
    assert "logg.json är skadad" in capsys.readouterr().err
