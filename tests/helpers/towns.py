"""A municipality's folder on disk, small enough for a quick test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.folder import MunicipalityFolder, workbook_name
from compile.report_templates.house_template import write_house_template
from tests.helpers.gatherings import everybody
from tests.helpers.registers import small_register
from tests.standard.good_card import T2
from workbook_templates.builder.register_book import build_register
from workbook_templates.builder.scorecard_book import ScorecardBuilder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from workbook_templates.standard.model import Period, Scorecard


def small_town(root: Path) -> MunicipalityFolder:
    """Write the small register and the house template to a folder."""
    folder = MunicipalityFolder(root)
    root.mkdir(parents=True, exist_ok=True)
    build_register(small_register(), folder.register)
    write_house_template(folder.template)
    return folder


def put_in_inbox(
    folder: MunicipalityFolder,
    cards: Iterable[Scorecard] | None = None,
    period: Period = T2,
) -> list[Path]:
    """Build cards' workbooks into a period's inbox; one for each unit by default."""
    builder = ScorecardBuilder(small_register(), period)
    folder.inbox(period).mkdir(parents=True, exist_ok=True)
    files = []
    for card in everybody() if cards is None else cards:
        unit = small_register().unit(card.unit_id)
        assert unit
        files.append(folder.inbox(period) / workbook_name(unit, period))
        builder.build(card, files[-1])
    return files
