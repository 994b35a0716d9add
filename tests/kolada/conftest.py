"""A municipality whose register names key figures, and a Kolada that knows them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from compile.cli import main
from compile.folder import MunicipalityFolder
from compile.registers import examine_register
from tests.helpers.registers import small_register
from tests.kolada.server import COUNTRY, COUNTY, MUNICIPALITY, Fake, entry, serving
from workbook_templates.builder.register_book import build_register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workbook_templates.standard.register import KeyFigure, Register

    Run = Callable[..., tuple[int, str]]

YEARS = (2023, 2024, 2025)
KPIS = {"N01951": "Invånare totalt, antal", "N00914": "Företagsklimat", "U00402": "NRI"}


def asking_register() -> Register:
    """Return the small register whose first two strategy goals name key figures."""
    register = small_register()
    first, second, *rest = register.strategy_goals
    first = replace(first, kolada_ids=("N01951", "U00402"), valid_from=2023)
    second = replace(second, kolada_ids=("N00914",), valid_from=2024)
    texts = {
        **register.texts,
        "kolada_kommun": MUNICIPALITY,
        "kolada_lan": COUNTY,
        "kolada_riket": COUNTRY,
    }
    return replace(register, strategy_goals=(first, second, *rest), texts=texts)


@pytest.fixture
def folder(tmp_path: Path) -> MunicipalityFolder:
    """Return a municipality's folder with such a register."""
    root = tmp_path / "kommunen"
    root.mkdir()
    build_register(asking_register(), root / "styrregister.xlsx")
    return MunicipalityFolder(root)


@pytest.fixture
def fake() -> Iterator[Fake]:
    """Run a Kolada with whole values for everybody in all years."""
    kolada = Fake(dict(KPIS))
    for kpi in KPIS:
        for number, area in enumerate((MUNICIPALITY, COUNTY, COUNTRY)):
            for year in YEARS:
                values = [entry(year + number / 4), entry(1.5, "K"), entry(2.25, "M")]
                kolada.data[kpi, area, year] = values
    with serving(kolada):
        yield kolada


@pytest.fixture
def fetch(
    folder: MunicipalityFolder, fake: Fake, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Return what runs `malkort kolada` and gives its exit code and all it says."""

    def run(*more: str, base: str = "") -> tuple[int, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main(["kolada", str(folder.root), "--base-url", base or fake.base, *more])
        told = capsys.readouterr()
        assert isinstance(stopped.value.code, int)
        return stopped.value.code, told.out + told.err

    return run


def stored(folder: MunicipalityFolder) -> dict[tuple[str, str, int], KeyFigure]:
    """Return what the register has stored, by key."""
    register, findings = examine_register(folder.register)
    assert [f for f in findings if f.must_be_mended] == []
    return {(f.kpi, f.area, f.year): f for f in register.key_figures}
