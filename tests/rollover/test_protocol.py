"""The protocol page: all lines are there, escaped, and it can be read by everybody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from compile.rollover_protocol import protocol_html
from tests.helpers.browsers import DESKTOP, PHONE, violations
from tests.rollover.test_rolling import NEXT_YEAR, T3, card, town, unit
from workbook_templates.rollover import Returned, Rolled, roll

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


def rolled() -> Rolled:
    """Return a rollover with a split, a merger, a closed unit and an ended goal."""
    register = town(
        unit("X", valid_to=2026),
        unit("Y", valid_to=2026),
        unit("W", valid_to=2026, name="Stängd <b>enhet</b>"),
        unit("Z", valid_from=2027, replaces=("X", "Y")),
        unit("V", valid_from=2027, replaces=("X",)),
        unit("U"),
        unit("T", valid_from=2027),
    )
    ending = card("U", "M1", "M2")
    goals = (replace(ending.goals[0], end_year=2026), ending.goals[1])
    cards = (card("X", "M1"), card("Y", "M1"), card("W", "M1"))
    returned = Returned(T3, register, (*cards, replace(ending, goals=goals)))
    return roll(register, NEXT_YEAR, [returned])


def page(*notices: str) -> str:
    return protocol_html(rolled(), notices).decode("utf-8")


def test_every_row_stands_on_the_page_with_what_became_of_it() -> None:
    text = page()

    for row in ("X M1", "Y M1", "W M1", "U M1", "U M2"):
        assert row in text
    assert "Var M1 hos Enhet Y och har fått ett nytt id." in text
    assert "Målet gällde till och med 2026." in text
    assert "Enheten har upphört och ingen annan tar över." in text
    assert "Kortet från Enhet X finns också hos Enhet V." in text
    assert "<dt>Rader med nytt id</dt><dd>1</dd>" in text


def test_a_value_is_text_and_never_an_element() -> None:
    text = page("Filen <script>x</script>.xlsx gick inte att läsa.")

    assert "<b>enhet" not in text
    assert "Stängd &lt;b&gt;enhet&lt;/b&gt;" in text
    assert "&lt;script&gt;x&lt;/script&gt;" in text


def test_the_same_rollover_gives_the_same_page() -> None:
    assert page() == page()


def test_without_changes_it_says_so() -> None:
    register = town(unit("X"))
    same = roll(register, T3.following, [Returned(T3, register, (card("X", "M1"),))])

    assert "Inget har ändrats." in protocol_html(same).decode("utf-8")


@pytest.mark.parametrize("width", [DESKTOP, PHONE, 360])
def test_the_page_has_no_fault_of_accessibility_and_fits_any_width(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    file = tmp_path / "rullning.html"
    file.write_text(page("En notis."), encoding="utf-8")
    viewport = {"width": width, "height": 800}
    context = browser.new_context(viewport=viewport, bypass_csp=True)  # type: ignore[arg-type]
    shown = context.new_page()
    shown.goto(file.as_uri())

    assert violations(shown) == []
    overflow = "document.documentElement.scrollWidth - innerWidth"
    assert shown.evaluate(overflow) <= 0
    context.close()
