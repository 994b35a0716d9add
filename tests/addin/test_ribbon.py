"""The ribbon's one source."""

from __future__ import annotations

import inspect

from malkort_xl import actions
from malkort_xl.ribbon import DESKTOP, SERVER, Button, Group, Tab, ribbon

LONGEST_TOOLTIP = 1024  # characters of a supertip
CHOOSING = "choose_strategy_goal"


def test_the_buttons_are_those_that_the_handbook_names() -> None:
    assert [button.label for button in ribbon().buttons] == [
        "Kontrollera",
        "Rensa markeringar",
        "Klarmarkera",
        "Hämta strategimål",
        "Välj strategimål",
        "Om",
    ]
    assert ribbon().label == "Målkort"


def test_each_button_does_an_action_that_takes_a_book() -> None:
    for button in ribbon().buttons:
        if button.action != CHOOSING:
            action = getattr(actions, button.action)
            assert next(iter(inspect.signature(action).parameters)) == "book"
            assert button.action in actions.__all__


def test_ids_are_unique_and_texts_complete() -> None:
    tab = ribbon()
    ids = [tab.id, *(g.id for g in tab.groups), *(b.id for b in tab.buttons)]

    assert len(set(ids)) == len(ids)
    assert all(i.isascii() and i.isalnum() for i in ids)
    for button in tab.buttons:
        assert button.tooltip.endswith(".")
        assert len(button.tooltip) <= LONGEST_TOOLTIP
        assert button.image
        assert button.size in {"large", "normal"}
        assert set(button.routes) <= {DESKTOP, SERVER}


def test_a_route_has_its_own_buttons_and_no_empty_group() -> None:
    both = Button("b1", "Ett", "Ett.", "A", "check", "large", (DESKTOP, SERVER))
    one = Button("b2", "Två", "Två.", "B", "about", "large", (SERVER,))
    tab = Tab("t", "Flik", (Group("g1", "G", (both, one)), Group("g2", "H", (one,))))

    assert tab.on(DESKTOP) == Tab("t", "Flik", (Group("g1", "G", (both,)),))
    assert tab.on(SERVER) == tab
