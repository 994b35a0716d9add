"""All units of a period: who follows on whom when the register has changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.helpers.registers import small_register
from tests.standard.good_card import T1, T2
from workbook_templates.rollover import Returned, Rolled, UnitDraft, roll
from workbook_templates.standard.model import (
    Activity,
    Goal,
    Level,
    Period,
    Scorecard,
    StrategyGoal,
    Unit,
)

if TYPE_CHECKING:
    from workbook_templates.standard.register import Register

T3, NEXT_YEAR = Period(2026, 3), Period(2027, 1)


def card(unit_id: str, *goals: str, period: Period = T3) -> Scorecard:
    """Return a card whose goals have texts that say whose they are."""
    return Scorecard(
        unit_id,
        f"Enhet {unit_id}",
        period,
        version="1.0",
        goals=tuple(Goal(g, f"{unit_id} {g}", end_year=2030) for g in goals),
    )


def town(*units: Unit, **changes: object) -> Register:
    register = replace(small_register(), units=units)
    return replace(register, **changes)  # type: ignore[arg-type]


def unit(unit_id: str, **changes: object) -> Unit:
    made = Unit(unit_id, f"Enhet {unit_id}", Level.DEPARTMENT, "K0")
    return replace(made, **changes)  # type: ignore[arg-type]


def of(rolled: Rolled, unit_id: str) -> UnitDraft:
    return next(u for u in rolled.units if u.unit.id == unit_id)


def goals(found: UnitDraft) -> list[tuple[str, str]]:
    return [(g.id, g.text) for g in found.draft.card.goals]


def told(rolled: Rolled) -> list[str]:
    return [f"{c.about}: {c.text}" for c in rolled.changes]


def test_without_anything_returned_all_get_empty_cards() -> None:
    rolled = roll(town(unit("X")), T2)

    assert rolled.source is None
    assert [u.draft.card.goals for u in rolled.units] == [()]
    assert (rolled.changes, rolled.ended, rolled.units[0].notices) == ((), (), ())


def test_nothing_changed_is_nothing_told() -> None:
    register = town(unit("X"))
    rolled = roll(register, T2, [Returned(T1, register, (card("X", "M1", period=T1),))])

    assert told(rolled) == []
    assert goals(of(rolled, "X")) == [("M1", "X M1")]


def test_a_renamed_and_moved_unit_keeps_its_card_and_is_told() -> None:
    before = town(unit("K0"), unit("K1"), unit("X"))
    after = town(
        unit("K0"),
        unit("K1"),
        unit("X", name="Nytt", parent="K1", level=Level.UNIT),
    )
    rolled = roll(after, T2, [Returned(T1, before, (card("X", "M1", period=T1),))])

    assert of(rolled, "X").draft.card.unit_name == "Nytt"
    assert told(rolled) == [
        "Nytt: Enheten X hette Enhet X.",
        "Nytt: Enheten hörde till Enhet K0 och hör till Enhet K1.",
        "Nytt: Enheten var avdelning och är enhet.",
    ]


def test_a_unit_that_is_split_gives_its_whole_card_to_each_of_the_new() -> None:
    register = town(
        unit("X", valid_to=2026),
        unit("Y", valid_from=2027, replaces=("X",)),
        unit("Z", valid_from=2027, replaces=("X",)),
    )
    earlier = [Returned(T3, register, (card("X", "M1", "M2"),))]
    rolled = roll(register, NEXT_YEAR, earlier)

    assert goals(of(rolled, "Y")) == goals(of(rolled, "Z"))
    assert goals(of(rolled, "Y")) == [("M1", "X M1"), ("M2", "X M2")]
    assert of(rolled, "Y").notices == (
        "Kortet från Enhet X finns också hos Enhet Z. Ta bort det som inte hör hit.",
    )
    assert rolled.ended == ()
    assert told(rolled) == [
        "Enhet X: Enheten är delad i Enhet Y och Enhet Z. Alla får hela kortet.",
        "Enhet Y: Enheten är ny och tar över efter Enhet X.",
        "Enhet Z: Enheten är ny och tar över efter Enhet X.",
    ]


def test_units_that_are_merged_become_one_card_with_ids_of_its_own() -> None:
    register = town(
        unit("X", valid_to=2026),
        unit("Y", valid_to=2026),
        unit("Z", valid_from=2027, replaces=("X", "Y")),
    )
    earlier = [
        Returned(T2, register, (card("X", "M1", "M5", period=T2),)),
        Returned(T3, register, (card("X", "M1"), card("Y", "M1", "M2"))),
    ]
    rolled = roll(register, NEXT_YEAR, earlier)

    assert goals(of(rolled, "Z")) == [("M1", "X M1"), ("M6", "Y M1"), ("M2", "Y M2")]
    assert "M5" in of(rolled, "Z").draft.retired
    assert "Enhet Z: Enheten är ny och sammanslagen av Enhet X och Enhet Y." in told(
        rolled
    )
    assert "Enhet X: Enheten har upphört. Enhet Z tar över." in told(rolled)


def test_ids_of_a_merged_unit_stay_used_in_later_periods() -> None:
    register = town(
        unit("X", valid_to=2026),
        unit("Y", valid_to=2026),
        unit("Z", valid_from=2027, replaces=("X", "Y")),
    )
    earlier = [
        Returned(T3, register, (card("X", "M1"), card("Y", "M1", "M7"))),
        Returned(NEXT_YEAR, register, (card("Z", "M1", period=NEXT_YEAR),)),
    ]
    rolled = roll(register, Period(2027, 2), earlier)

    assert {"M7"} <= of(rolled, "Z").draft.retired


def test_a_closed_unit_is_listed_row_by_row_also_when_it_did_not_hand_in_last() -> None:
    register = town(unit("X"), unit("Y", valid_to=2026))
    done = replace(
        card("Y", "M1", period=T2), activities=(Activity("A1", "M1", "Gör"),)
    )
    earlier = [Returned(T2, register, (done,)), Returned(T3, register, (card("X"),))]
    rolled = roll(register, NEXT_YEAR, earlier)

    assert [(x.kind, x.former, x.unit) for x in rolled.ended] == [
        ("Mål", "M1", "Enhet Y"),
        ("Aktivitet", "A1", "Enhet Y"),
    ]
    assert "Enhet Y: Enheten har upphört. Ingen annan tar över." in told(rolled)
    later = roll(
        register, Period(2027, 2), [*earlier, Returned(NEXT_YEAR, register, ())]
    )
    assert later.ended == ()


def test_a_new_unit_is_told_and_starts_empty() -> None:
    register = town(unit("X"), unit("Y", valid_from=2027))
    rolled = roll(register, NEXT_YEAR, [Returned(T3, register, (card("X", "M1"),))])

    assert goals(of(rolled, "Y")) == []
    assert of(rolled, "Y").notices == (
        "Det finns inget tidigare kort; arbetsboken är tom.",
    )
    assert told(rolled) == ["Enhet Y: Enheten är ny och får en tom arbetsbok."]


def test_a_unit_that_did_not_hand_in_goes_on_from_its_latest_card() -> None:
    register = town(unit("X"), unit("Y"))
    earlier = [
        Returned(T1, register, (card("X", "M1", period=T1), card("Y", period=T1))),
        Returned(T2, register, (card("Y", period=T2),)),
    ]
    rolled = roll(register, T3, earlier)

    assert goals(of(rolled, "X")) == [("M1", "X M1")]
    assert of(rolled, "X").notices == (
        "Enhet X lämnade inget kort i 2026-T2; innehållet är från 2026-T1.",
    )


def test_ids_of_cards_that_did_not_count_and_of_later_periods_stay_used() -> None:
    register = town(unit("X"))
    earlier = [
        Returned(
            T1,
            register,
            (card("X", "M1", period=T1),),
            others=(card("X", "M4", period=T1),),
        ),
        Returned(T2, register, (card("X", "M9", period=T2),)),
    ]
    rolled = roll(register, T3, earlier, source=T1)

    assert goals(of(rolled, "X")) == [("M1", "X M1")]
    assert {"M4", "M9"} <= of(rolled, "X").draft.retired


def test_strategy_goals_that_ended_came_or_were_renamed_are_told() -> None:
    before = town(
        unit("X"),
        strategy_goals=(
            StrategyGoal(1, "O1", "Ett", valid_to=2026),
            StrategyGoal(2, "O1", "Två"),
            StrategyGoal(3, "O1", "Tre"),
            StrategyGoal(4, "O1", "Fyra"),
        ),
    )
    after = town(
        unit("X"),
        strategy_goals=(
            StrategyGoal(1, "O1", "Ett", valid_to=2026),
            StrategyGoal(2, "O1", "Två", valid_to=2026, replaced_by=(4, 5)),
            StrategyGoal(4, "O1", "Fyra ny"),
            StrategyGoal(5, "O1", "Fem", valid_from=2027),
        ),
    )
    rolled = roll(after, NEXT_YEAR, [Returned(T3, before, (card("X"),))])

    assert told(rolled) == [
        (
            "Mål 1 Ett: Strategimålet gällde till och med 2026. Inget tar över; "
            "hänvisningarna är borttagna."
        ),
        (
            "Mål 2 Två: Strategimålet gällde till och med 2026. Det ersätts av 4 och "
            "5, också i hänvisningarna."
        ),
        (
            "Mål 3 Tre: Strategimålet finns inte längre i registret; hänvisningarna är "
            "kvar."
        ),
        "Mål 4 Fyra ny: Strategimålet stod som Mål 4 Fyra.",
        "Mål 5 Fem: Strategimålet har kommit till.",
    ]


def test_an_older_template_is_told_with_what_its_headings_are_called_now() -> None:
    register = town(unit("X"), unit("Y"))
    old = replace(card("X", period=T1), version="0.9")
    rolled = roll(register, T2, [Returned(T1, register, (old, card("Y", period=T1)))])

    (line,) = told(rolled)
    assert line.startswith("Arbetsbokens mall 0.9: 1 arbetsbok kom tillbaka")
    assert "”Vidtagen åtgärd” heter nu ”Åtgärd”" in line
