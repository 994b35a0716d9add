"""A small register of an example municipality, for tests that need one."""

from __future__ import annotations

from datetime import date

from workbook_templates.standard.model import (
    Level,
    Period,
    Perspective,
    PriorityArea,
    StrategyGoal,
    Strength,
    Unit,
)
from workbook_templates.standard.register import PeriodPlan, Register, ScaleStep
from workbook_templates.standard.register_layout import TEXT_SETTINGS, THEME_SETTINGS

MUNICIPALITY_ID = "K0"
DEPARTMENT_ID = "A1"
OTHER_DEPARTMENT_ID = "A2"
UNIT_ID = "E1"  # below DEPARTMENT_ID
OTHER_UNIT_ID = "E2"  # below OTHER_DEPARTMENT_ID
WITHDRAWN_GOAL = 6  # valid to and including 2024
UNTITLED_GOAL = 5


def small_register() -> Register:
    """Return the example register: 5 units, 4 perspectives, 3 areas, 6 goals.

    The periods are 2026-T1 to 2026-T3; scales, thresholds, texts and theme are
    the standard's defaults.
    """
    return Register(
        units=_units(),
        perspectives=_perspectives(),
        areas=_areas(),
        strengths=(Strength(1, "Exempelstyrka"),),
        strategy_goals=_strategy_goals(),
        periods=_periods(),
        verdicts=_verdicts(),
        statuses=_statuses(),
        texts={setting.code: setting.default for setting in TEXT_SETTINGS},
        theme={setting.code: setting.default for setting in THEME_SETTINGS},
    )


def _units() -> tuple[Unit, ...]:
    return (
        Unit("K0", "Exempelkommun", Level.MUNICIPALITY, "", "Kommunchef"),
        Unit("A1", "Exempelavdelning Norr", Level.DEPARTMENT, "K0", "Avdelningschef"),
        Unit("A2", "Exempelavdelning Söder", Level.DEPARTMENT, "K0", "Avdelningschef"),
        Unit("E1", "Exempelenhet Ån", Level.UNIT, "A1", "Enhetschef"),
        Unit("E2", "Exempelenhet Ön", Level.UNIT, "A2", "Enhetschef"),
    )


def _perspectives() -> tuple[Perspective, ...]:
    return (
        Perspective("P1", "Medborgare/kund", 1, ("Nöjda medborgare",)),
        Perspective("P2", "Medarbetare", 2, ("Stolta medarbetare",)),
        Perspective("P3", "Arbetsprocess", 3, ("Kreativa arbetssätt",)),
        Perspective("P4", "Ekonomi", 4, ("Hållbar ekonomi",)),
    )


def _areas() -> tuple[PriorityArea, ...]:
    return (
        PriorityArea("O1", "Exempelområde ett", 1),
        PriorityArea("O2", "Exempelområde två", 2),
        PriorityArea("O3", "Exempelområde tre", 3),
    )


def _strategy_goals() -> tuple[StrategyGoal, ...]:
    return (
        StrategyGoal(1, "O1", "Exempelmål ett"),
        StrategyGoal(2, "O1", "Exempelmål två"),
        StrategyGoal(3, "O2", "Exempelmål tre"),
        StrategyGoal(4, "O2", "Exempelmål fyra"),
        StrategyGoal(UNTITLED_GOAL, "O3"),
        StrategyGoal(WITHDRAWN_GOAL, "O3", "Exempelmål sex", valid_to=2024),
    )


def _periods() -> tuple[PeriodPlan, ...]:
    start = date(2026, 1, 1)
    return (
        PeriodPlan(Period(2026, 1), start, date(2026, 4, 30), date(2026, 5, 20)),
        PeriodPlan(Period(2026, 2), start, date(2026, 8, 31), date(2026, 9, 20)),
        PeriodPlan(Period(2026, 3), start, date(2026, 12, 31), date(2027, 1, 25)),
    )


def _verdicts() -> tuple[ScaleStep, ...]:
    return (
        ScaleStep("uppfyllt", "Uppfyllt", "●", "Målvärdet är nått."),
        ScaleStep("delvis", "Delvis uppfyllt", "◐", "Minst 80 % av målvärdet."),
        ScaleStep("ej", "Ej uppfyllt", "○", "Under 80 % av målvärdet."),
        ScaleStep("ej_matt", "Ej mätt", "–", "Det går inte att avgöra ännu."),
    )


def _statuses() -> tuple[ScaleStep, ...]:
    return (
        ScaleStep("ej_paborjad", "Ej påbörjad", "□"),
        ScaleStep("pagar", "Pågår", "▶"),
        ScaleStep("genomford", "Genomförd", "■"),
        ScaleStep("forsenad", "Försenad", "▲"),
        ScaleStep("utgar", "Utgår", "×"),
    )
