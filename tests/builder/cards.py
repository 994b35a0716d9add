"""Cards and a register for the builder's tests: made up, and marked as examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from workbook_templates.registers import example_register
from workbook_templates.standard.model import (
    Activity,
    ActivityStatus,
    Direction,
    Goal,
    GoalVerdict,
    Measure,
    Period,
    Scorecard,
)

PERIOD = Period(2026, 2)
REGISTER = example_register()
UNIT = REGISTER.units[-1]
OTHER_UNIT = REGISTER.units[1]

GOALS = (
    Goal(
        "M1",
        text="Alla barn och unga i kommunens verksamheter känner sig trygga och har "
        "någon vuxen att vända sig till.",
        perspective="MED",
        long_term_goal="Nöjda medborgare",
        strategy_goals=(1, 12),
        start_year=2025,
        end_year=2027,
        responsible="Enhetschef",
        verdict=GoalVerdict.PARTLY,
        forecast=GoalVerdict.FULFILLED,
        comment="Enkäten i april visar att tryggheten ökar på mellanstadiet men är "
        "oförändrad på högstadiet.\nSvarsfrekvensen var lägre än förra året (72 %).",
        remedy="Trygghetsvandringar genomförs i september. Elevhälsan går igenom "
        "resultaten med varje klass senast den 30 oktober.",
        previous_verdict=GoalVerdict.NOT_FULFILLED,
        previous_comment="För få vuxna på rasterna.",
    ),
    Goal(
        "M2",
        text="Sjukfrånvaron minskar.",
        perspective="ARB",
        long_term_goal="Professionella och stolta medarbetare",
        start_year=2026,
        end_year=2026,
        responsible="Enhetschef",
        verdict=GoalVerdict.NOT_FULFILLED,
        forecast=GoalVerdict.NOT_FULFILLED,
        previous_verdict=GoalVerdict.PARTLY,
        previous_comment="Många korta frånvarotillfällen under våren.",
    ),
    Goal(
        "M4",
        text="Ärenden handläggs inom utlovad tid & med tydliga besked <alltid>.",
        perspective="PRO",
        strategy_goals=(20,),
        start_year=2026,
        end_year=2027,
        responsible="Verksamhetsutvecklare",
        verdict=GoalVerdict.NOT_MEASURED,
        forecast=GoalVerdict.FULFILLED,
    ),
    Goal(
        "M5",
        text="Verksamheten bedrivs inom budget.",
        perspective="EKO",
        start_year=2026,
        end_year=2026,
        responsible="Ekonom",
        verdict=GoalVerdict.FULFILLED,
        comment="=SUMMA(A1) är ingen formel här, inte -5 heller.",
    ),
)
MEASURES = (
    Measure(
        "MT1",
        goal_id="M1",
        name="Andel elever som svarar att de känner sig trygga i skolan",
        measured_in="%",
        direction=Direction.INCREASE,
        baseline=Decimal("81.5"),
        target=Decimal(90),
        outcome_1=Decimal(84),
        outcome_2=Decimal("85.2"),
        verdict=GoalVerdict.PARTLY,
        owner="Kvalitetsstrateg",
        source="Elevenkäten, april",
        previous_outcome=Decimal(84),
        previous_verdict=GoalVerdict.PARTLY,
    ),
    Measure(
        "MT2",
        goal_id="M2",
        name="Sjukfrånvaro",
        measured_in="%",
        direction=Direction.DECREASE,
        target=Decimal("5.5"),
        outcome_1=Decimal("7.1"),
        outcome_2=Decimal("7.4"),
        verdict=GoalVerdict.NOT_FULFILLED,
        previous_outcome=Decimal("7.1"),
        previous_verdict=GoalVerdict.NOT_FULFILLED,
        previous_comment="Oförändrat.",
    ),
    Measure(
        "MT3",
        goal_id="M5",
        name="Avvikelse mot budget",
        measured_in="tkr",
        direction=Direction.STAY_ABOVE,
        target=Decimal(0),
        verdict=GoalVerdict.FULFILLED,
        owner="Ekonom",
    ),
)
ACTIVITIES = (
    Activity(
        "A1",
        goal_id="M1",
        text="Trygghetsvandringar med elevråden på alla skolor",
        responsible="Rektor",
        start=date(2026, 2, 1),
        end=date(2026, 6, 15),
        status=ActivityStatus.ONGOING,
        comment="Två av fyra skolor är klara.",
        previous_status=ActivityStatus.ONGOING,
        previous_comment="Börjar i mars.",
    ),
    Activity(
        "A2",
        goal_id="M2",
        text="Utbildning av chefer i tidiga samtal vid upprepad frånvaro",
        responsible="HR-specialist",
        end=date(2026, 11, 30),
        status=ActivityStatus.NOT_STARTED,
    ),
    Activity("A3", text="En aktivitet som inte hör till något mål ännu"),
)


def full_card() -> Scorecard:
    """Return a card with something in every field, and with things to mend."""
    return Scorecard(
        UNIT.id,
        UNIT.name,
        PERIOD,
        responsible="Enhetschef",
        contact="Administratör",
        summary="Läget är i stort gott. Tryggheten ökar, men sjukfrånvaron är hög & "
        "insatserna behöver tid.\nBudgeten håller.",
        ready=True,
        handed_in=date(2026, 9, 10),
        goals=GOALS,
        measures=MEASURES,
        activities=ACTIVITIES,
    )


def blank_card() -> Scorecard:
    """Return a card for another unit with nothing in it."""
    return Scorecard(OTHER_UNIT.id, OTHER_UNIT.name, PERIOD)


def long_card() -> Scorecard:
    """Return a card with more rows than a sheet has from the beginning."""
    goals = tuple(
        Goal(f"M{n}", text=f"Mål nummer {n}", perspective="EKO") for n in range(1, 61)
    )
    measures = tuple(
        Measure(f"MT{n}", goal_id=f"M{n}", name=f"Mått nummer {n}")
        for n in range(1, 61)
    )
    activities = tuple(
        Activity(f"A{n}", goal_id=f"M{n}", text=f"Aktivitet nummer {n}")
        for n in range(1, 61)
    )
    return Scorecard(UNIT.id, goals=goals, measures=measures, activities=activities)


def perfect_card() -> Scorecard:
    """Return a card for the last period of the year that lacks nothing."""
    goal = replace(GOALS[0], forecast=None)
    measure = replace(MEASURES[0], outcome_3=Decimal(88))
    activity = replace(ACTIVITIES[0], status=ActivityStatus.DONE)
    return Scorecard(
        UNIT.id,
        responsible="Enhetschef",
        ready=True,
        goals=(goal,),
        measures=(measure,),
        activities=(activity,),
    )


# Of the four perspectives in turn, for the drop-down that follows the perspective.
LONG_TERM_GOALS = (("a", "b"), ("c",), (), ("d", "e", "f"))

# Cards by name, and the period that each is built for.
CARDS = {
    "full": full_card(),
    "blank": blank_card(),
    "long": long_card(),
    "perfect": perfect_card(),
}
PERIODS = dict.fromkeys(CARDS, PERIOD) | {"perfect": Period(2026, 3)}
