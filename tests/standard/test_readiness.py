from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.standard.good_card import T1, T2, T3, good_card, with_goal
from workbook_templates.standard.layout import ACTIVITIES, GOALS, MEASURES
from workbook_templates.standard.model import Activity, Goal, Measure, Scorecard
from workbook_templates.standard.readiness import Readiness, needed_keys, readiness

if TYPE_CHECKING:
    from workbook_templates.standard.columns import Table


def test_an_empty_card_needs_its_named_cells_only() -> None:
    assert readiness(Scorecard(unit_id="E1"), T2) == Readiness(0, 1)
    assert readiness(Scorecard(unit_id="E1"), T2).percent == 0


def test_a_full_card_is_ready() -> None:
    # 1 named cell; four goals of 7 cells, measures of 5, activities of 5
    assert readiness(good_card(), T2) == Readiness(69, 69)
    assert readiness(good_card(), T2).percent == 100


def test_the_forecast_is_needed_until_the_year_is_over() -> None:
    card = with_goal(forecast=None)
    assert readiness(card, T1) == Readiness(68, 69)
    assert readiness(card, T3) == Readiness(65, 65)
    assert readiness(card, None) == Readiness(65, 65)


def test_a_row_that_the_author_has_not_started_does_not_count() -> None:
    carried = Goal("M9", previous_comment="Förra gången gick det bra.")
    card = Scorecard(
        unit_id="E1",
        goals=(carried,),
        measures=(Measure("T9"),),
        activities=(Activity("A9"),),
    )
    assert readiness(card, T2) == Readiness(0, 1)


def test_any_cell_of_the_author_starts_a_row() -> None:
    card = Scorecard(
        unit_id="E1",
        responsible="Enhetschef",
        goals=(Goal("M1", remedy="Ny enkät"),),
        measures=(Measure("T1", name="Andel nöjda", source="Enkät"),),
    )
    assert readiness(card, T2) == Readiness(2, 1 + 7 + 5)


def test_the_share_is_rounded_down_so_that_100_means_everything() -> None:
    assert Readiness(199, 200).percent == 99
    assert Readiness(0, 0).percent == 0


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        (
            GOALS,
            "perspective text start_year end_year responsible verdict forecast",
        ),
        (MEASURES, "goal_id name measured_in direction verdict"),
        (ACTIVITIES, "goal_id text responsible end status"),
    ],
)
def test_the_needed_columns_are_the_layout_s(table: Table, keys: str) -> None:
    assert needed_keys(table, T1) == tuple(keys.split())


def test_clearing_a_needed_cell_lowers_the_meter() -> None:
    whole = readiness(good_card(), T2)
    for key in needed_keys(GOALS, T2):
        empty = "" if isinstance(getattr(good_card().goals[0], key), str) else None
        part = readiness(with_goal(**{key: empty}), T2)
        assert part == Readiness(whole.filled - 1, whole.needed)
    without = replace(good_card(), responsible="")
    assert readiness(without, T2) == Readiness(whole.filled - 1, whole.needed)
