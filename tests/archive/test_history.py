"""Earlier periods are read from the archive, and what is amiss there is told."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest

from compile.history import PastPeriod, past_periods
from compile.registers import load_register
from tests.archive.test_closing import STEM, close
from tests.archive.test_reopening import reopen
from tests.helpers.gatherings import everybody
from tests.helpers.registers import small_register
from tests.helpers.towns import put_in_inbox
from workbook_templates.builder.register_book import build_register
from workbook_templates.standard.model import Period

if TYPE_CHECKING:
    from pathlib import Path

    from compile.folder import MunicipalityFolder

T3 = Period(2026, 3)


def past(town: MunicipalityFolder) -> PastPeriod:
    """Return the only period before 2026-T3 that there is."""
    (found,) = past_periods(town, T3, load_register(town)[0])
    return found


def unlocked(root: Path) -> Path:
    """Let an archived period be changed, as somebody could who wants to."""
    for path in (root, *root.rglob("*")):
        path.chmod(path.stat().st_mode | stat.S_IWUSR)
    return root


@pytest.fixture
def closed(town: MunicipalityFolder) -> Path:
    assert close(town) == 0
    return unlocked(town.root / "arkiv" / "2026-T2")


def test_a_closed_period_is_read_from_the_archive_with_its_own_register(
    town: MunicipalityFolder, closed: Path
) -> None:
    assert closed.is_dir()
    for path in town.inbox(Period(2026, 2)).iterdir():
        path.unlink()
    renamed = replace(small_register().units[4], name="Nytt namn")
    units = (*small_register().units[:4], renamed)
    build_register(replace(small_register(), units=units), town.register)
    found = past(town)

    assert found.archived
    assert [c.unit_id for c in found.cards] == ["K0", "A1", "A2", "E1", "E2"]
    then = found.register.unit("E2")
    assert then is not None
    assert then.name == "Exempelenhet Ön"
    assert found.notices == ()


def test_a_reopened_period_is_read_from_its_inbox(
    town: MunicipalityFolder, closed: Path
) -> None:
    assert closed.is_dir()
    reopen(town)
    next(town.inbox(Period(2026, 2)).glob("E1*")).unlink()
    found = past(town)

    assert not found.archived
    assert found.card_of("E1") is None


def test_a_closed_period_counts_though_the_register_no_longer_plans_it(
    town: MunicipalityFolder, closed: Path
) -> None:
    assert closed.is_dir()
    register = small_register()
    build_register(replace(register, periods=register.periods[2:]), town.register)

    assert past(town).period == Period(2026, 2)


def test_an_archived_workbook_that_was_saved_again_is_used_and_named(
    town: MunicipalityFolder, closed: Path
) -> None:
    path = next((closed / "2026-T2" / "inkorg").glob("E1*"))
    book = openpyxl.load_workbook(path)
    book.save(path)
    found = past(town)

    assert found.card_of("E1") is not None
    (notice,) = found.notices
    assert notice.startswith(f"2026-T2: {path.name} i arkivet har ändrats")


def test_an_archived_workbook_that_is_gone_is_named(
    town: MunicipalityFolder, closed: Path
) -> None:
    path = next((closed / "2026-T2" / "inkorg").glob("E1*"))
    path.unlink()
    found = past(town)

    assert found.card_of("E1") is None
    assert [n for n in found.notices if f"{path.name} saknas i arkivet" in n]


def test_a_workbook_put_into_the_archive_is_left_out_and_named(
    town: MunicipalityFolder, closed: Path
) -> None:
    inbox = closed / "2026-T2" / "inkorg"
    (inbox / "E1 ny.xlsx").write_bytes(next(inbox.glob("E1*")).read_bytes())
    found = past(town)

    assert found.superseded == ()
    assert [n for n in found.notices if "E1 ny.xlsx har lagts i arkivet" in n]


def test_an_archive_without_its_manifest_is_used_and_told(
    town: MunicipalityFolder, closed: Path
) -> None:
    (closed / "2026-T2" / f"{STEM}-manifest.json").unlink()
    found = past(town)

    assert len(found.cards) == 5
    assert [n for n in found.notices if "går inte att se om filerna" in n]


@pytest.mark.parametrize("content", [None, b"half"])
def test_without_the_archived_register_todays_is_used_and_it_is_told(
    town: MunicipalityFolder, closed: Path, content: bytes | None
) -> None:
    register = closed / "styrregister.xlsx"
    os.unlink(register)  # noqa: PTH108 - the plainest way to lose a file
    if content is not None:
        register.write_bytes(content)
    found = past(town)

    assert len(found.cards) == 5
    assert [n for n in found.notices if "Dagens register har använts" in n]


def test_an_archive_of_which_nothing_is_left_is_still_told_of(
    town: MunicipalityFolder, closed: Path
) -> None:
    for path in (closed / "2026-T2" / "inkorg").iterdir():
        path.unlink()
    found = past(town)

    assert found.cards == ()
    assert len(found.notices) == 5


def test_without_an_archive_the_inbox_is_read_with_all_that_was_sent_twice(
    town: MunicipalityFolder,
) -> None:
    inbox = town.inbox(Period(2026, 2))
    first = next(inbox.glob("E1*"))
    (inbox / "E1 igen.xlsx").write_bytes(first.read_bytes())
    (inbox / "trasig.xlsx").write_bytes(b"PK")
    found = past(town)

    assert not found.archived
    assert len(found.cards) == 5
    assert [c.file for c in found.superseded] == [first.name]
    assert found.notices == ("2026-T2: trasig.xlsx gick inte att läsa.",)


def test_periods_come_in_their_order_and_only_earlier_ones(
    town: MunicipalityFolder,
) -> None:
    put_in_inbox(town, everybody()[:2], Period(2026, 1))
    register = load_register(town)[0]

    found = [p.period for p in past_periods(town, T3, register)]
    assert found == [Period(2026, 1), Period(2026, 2)]
    assert [p.period for p in past_periods(town, Period(2026, 2), register)] == [
        Period(2026, 1)
    ]
