from __future__ import annotations

from typing import TYPE_CHECKING

from compile.history import past_periods
from tests.helpers.gatherings import card_of
from tests.helpers.registers import small_register
from tests.helpers.towns import put_in_inbox, small_town
from tests.standard.good_card import T1, T2, T3, good_card

if TYPE_CHECKING:
    from pathlib import Path


def test_the_periods_before_are_read_with_what_was_lost_of_them(tmp_path: Path) -> None:
    folder = small_town(tmp_path)
    put_in_inbox(folder, [good_card(), card_of("A1")], T1)
    (folder.inbox(T1) / "E2 halv.xlsx").write_bytes(b"PK\x03\x04")
    put_in_inbox(folder, [good_card()], T2)
    folder.inbox(T3).mkdir(parents=True)
    register = small_register()

    (earlier,) = past_periods(folder, T2, register)
    assert earlier.period == T1
    assert [card.unit_id for card in earlier.cards] == ["A1", "E1"]
    assert earlier.card_of("E2") is None
    assert earlier.notices == ("2026-T1: E2 halv.xlsx gick inte att läsa.",)
    assert past_periods(folder, T1, register) == ()
    both = past_periods(folder, T3, register)
    assert [past.period for past in both] == [T1, T2]
