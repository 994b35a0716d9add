"""The made-up report's overview, movement, trends, strategy and appendices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from compile.context import (
    ActivityCounts,
    ActivityMove,
    BasisCount,
    Chart,
    Counts,
    ForecastStep,
    GoalMove,
    HeatCell,
    HeatMap,
    HeatRow,
    KeyFigure,
    LateActivity,
    Mark,
    MoveCounts,
    Movement,
    OriginEntry,
    Overview,
    Series,
    SourceEntry,
    TargetChange,
    TextChange,
    ThreadArea,
    ThreadGoal,
    ThreadStep,
    Trend,
    Trends,
    UnchangedCard,
    VerdictWords,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

FULFILLED = Mark("Uppfyllt", "●", "DDEFE0")
PARTLY = Mark("Delvis uppfyllt", "▲", "FBF0CF")
NOT_FULFILLED = Mark("Ej uppfyllt", "○", "F7DDD9")
NOT_MEASURED = Mark("Ej mätt", "◊", "E9ECEF")
ONGOING = Mark("Pågår", "►", "DFEAF3")
DONE = Mark("Genomförd", "■", "DDEFE0")
LATE = Mark("Försenad", "!", "F7DDD9")
VERDICTS = (FULFILLED, PARTLY, NOT_FULFILLED, NOT_MEASURED)
WORDS = VerdictWords(*VERDICTS)
BETTER, WORSE = Mark("Bättre", "↑", "DDEFE0"), Mark("Sämre", "↓", "F7DDD9")
SAME = Mark("Oförändrat", "→", "E9ECEF")

PERSPECTIVES = ("Medborgare och kund", "Medarbetare", "Arbetsprocess", "Ekonomi")
LONG_POST = "Informationssäkerhetssamordnare"  # one word, 46 mm in a table
SINCE = "Tertial 1 2026"
PERIODS = ("2025-T3", "2026-T1", "2026-T2")
ACTIVITY_KINDS = ("Genomförd", "Försenad", "Utgår", "Ny", "Borttagen")
GOAL_TEXTS = (
    "Andelen brukare som är nöjda med bemötandet ska öka till minst 92 procent.",
    "Sjukfrånvaron ska vara lägre än 6,5 procent vid årets slut.",
    "Alla ärenden ska få ett första svar inom två arbetsdagar.",
    (
        "Nettokostnaden ska hålla sig inom budget, och kostnaden per plats ska minska "
        "i förhållande till jämförbara kommuner under hela perioden."
    ),
)
MEASURES = (
    ("Andel nöjda brukare enligt enkät", "%", "Öka", "92", ("84,5", "86,1", "88,25")),
    ("Sjukfrånvaro", "%", "Minska", "6,5", ("7,4", "7,9", "7,1")),
    ("Svarstid i ärenden", "dagar", "Minska", "2", ("3", "3", "3")),
    (
        "Nettokostnad mot budget",
        "tkr",
        "Nå",
        "1\N{NO-BREAK SPACE}250\N{NO-BREAK SPACE}000",
        (
            "1\N{NO-BREAK SPACE}262\N{NO-BREAK SPACE}500",
            "",
            "1\N{NO-BREAK SPACE}251\N{NO-BREAK SPACE}300",
        ),
    ),
)


def counts(name: str, *numbers: int) -> Counts:
    cells = [str(number) for number in (*numbers, sum(numbers))]
    return Counts(name, *cells)


def chart(title: str, rows: Sequence[Counts]) -> Chart:
    """Return the chart of a table of counts."""
    names = ("fulfilled", "partly", "not_fulfilled", "not_measured", "not_judged")
    marks = (*VERDICTS, Mark("Ej bedömt"))
    parts = (f"{row.name}: {row.fulfilled} av {row.total} uppfyllda." for row in rows)
    return Chart(
        title=title,
        alt=f"{title}. {' '.join(parts)}",
        labels=tuple(row.name for row in rows),
        series=tuple(
            Series(m.label, m.symbol, tuple(int(getattr(row, name)) for row in rows))
            for m, name in zip(marks, names, strict=True)
        ),
    )


def overview() -> Overview:
    parts = "Medborgare och kund {}, Medarbetare {}, Arbetsprocess {}, Ekonomi {}"
    figures = (
        ("Uppfyllda mål", 36, "45 % av 80 mål", "31", FULFILLED),
        ("Delvis uppfyllda mål", 20, "25 % av 80 mål", "24", PARTLY),
        ("Ej uppfyllda mål", 12, "15 % av 80 mål", "14", NOT_FULFILLED),
        ("Ej mätta mål", 8, "10 % av 80 mål", "9", NOT_MEASURED),
        ("Mål utan bedömning", 4, "5 % av 80 mål", "0", Mark()),
    )
    return Overview(
        headline=(
            "36 av 80 mål är uppfyllda, fem fler än förra perioden. "
            "Ekonomin är svagast: där är 4 av 20 mål inte uppfyllda."
        ),
        on_track=(
            "Medarbetare har störst andel uppfyllda mål: 13 av 20 (65 %).",
            "Exempelavdelning 1 har 20 av 42 mål uppfyllda och inget har blivit sämre.",
        ),
        off_track=(
            "12 mål är inte uppfyllda, flest i Exempelavdelning 2 (5) och 3 (4).",
            "9 aktiviteter är försenade, tre av dem med mer än två månader.",
            "Sjukfrånvaron är över målvärdet i 7 av 12 enheter.",
        ),
        changed=(
            "11 mål har blivit bättre, 6 sämre, 3 är nya och 2 är borttagna.",
            "Ett målvärde har ändrats under året: Sjukfrånvaro i Exempelenhet 1.1.",
        ),
        forecast=("52 av 80 mål väntas vara uppfyllda vid årets slut, 7 inte alls.",),
        gaps=(
            "1 av 13 målkort saknas: Exempelenhet 3.9.",
            "1 arbetsbok kunde inte användas: trasig.xlsx.",
        ),
        compared_with=SINCE,
        figures=tuple(
            KeyFigure(
                text,
                str(n),
                share,
                parts.format(n - 3 * (n // 4), *[n // 4] * 3),
                before,
                mark,
            )
            for text, n, share, before, mark in figures
        ),
    )


def heat_map(names: Sequence[str], perspectives: Sequence[str]) -> HeatMap:
    def cell(n: int) -> HeatCell:
        if n % 7 == 6:
            return HeatCell()
        return HeatCell(VERDICTS[n % 4], f"● 3 {VERDICTS[n % 4].symbol} {n % 5}", "9")

    rows = (
        HeatRow(name, tuple(cell(3 * i + j) for j in range(len(perspectives))))
        for i, name in enumerate(names)
    )
    rule = "Rutan visar det sämsta av målens lägen, och under det alla målen."
    return HeatMap(tuple(perspectives), tuple(rows), rule)


def forecast() -> tuple[ForecastStep, ...]:
    marks = (*VERDICTS, Mark(), Mark("Summa"))
    return tuple(
        ForecastStep(m, str(9 - i), str(i), str(i // 2), "0", "1", str(10 + i + i // 2))
        for i, m in enumerate(marks)
    )


def moves(department: str, count: int) -> tuple[GoalMove, ...]:
    kinds = (
        ("Bättre", PARTLY, FULFILLED),
        ("Sämre", FULFILLED, NOT_FULFILLED),
        ("Nytt", Mark(), PARTLY),
        ("Borttaget", NOT_FULFILLED, Mark()),
        ("Ändrad bedömning", NOT_MEASURED, PARTLY),
    )
    return tuple(
        GoalMove(
            f"{department.replace('avdelning', 'enhet')}.{n % 3 + 1}",
            f"M{n}",
            GOAL_TEXTS[n % 4],
            *kinds[n % 5],
            department,
        )
        for n in range(count)
    )


def activity_counts(name: str, *numbers: int) -> ActivityCounts:
    return ActivityCounts(name, *map(str, (*numbers, sum(numbers))))


def move_counts(name: str, *numbers: int) -> MoveCounts:
    return MoveCounts(name, *map(str, (*numbers, sum(numbers[:5]))))


def movement(departments: Sequence[str]) -> Movement:
    return Movement(
        since=SINCE,
        counts=(
            *(move_counts(name, 4, 2, 17, 1, 1, 1) for name in departments),
            move_counts("Summa", 12, 6, 51, 3, 3, 3),
        ),
        moves=tuple(move for name in departments for move in moves(name, 7)),
        forecasts=tuple(
            replace(move, kind=kind)
            for name in departments
            for move, kind in zip(moves(name, 2), ("Bättre", "Sämre"), strict=True)
        ),
        texts=(
            TextChange(
                "Exempelenhet 1.1",
                "M2",
                "Väntetiden till ett första samtal ska minska.",
                GOAL_TEXTS[1],
                departments[0],
            ),
        ),
        measure_counts=(
            *(move_counts(name, 9, 5, 6, 2, 1, 0) for name in departments),
            move_counts("Summa", 27, 15, 18, 6, 3, 0),
        ),
        activity_counts=(
            *(activity_counts(name, 5, 2, 1, 3, 8, 1, 1) for name in departments),
            activity_counts("Summa", 15, 6, 3, 9, 24, 3, 3),
        ),
        activities=tuple(
            ActivityMove(
                f"{name.replace('avdelning', 'enhet')}.1",
                f"A{n}",
                "Införa en gemensam rutin för återkoppling",
                kind,
                name,
            )
            for name in departments
            for n, kind in enumerate(ACTIVITY_KINDS, 1)
        ),
        nothing="Inget har ändrats i aktiviteternas ansvariga (exempel).",
        targets=(
            TargetChange("Exempelenhet 1.1", "MT4", "Sjukfrånvaro", "6,5", "7"),
            TargetChange("Exempelenhet 2.1", "MT1", "Andel nöjda", "92", "90"),
        ),
        notices=("Exempelenhet 1.2 är ny och kan inte jämföras.",),
    )


def trends(departments: Sequence[str], periods: Sequence[str] = PERIODS) -> Trends:
    def values(known: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(known[i % len(known)] for i in range(len(periods)))

    return Trends(
        tuple(periods),
        tuple(
            Trend(
                f"{department.replace('avdelning', 'enhet')}.{n % 3 + 1}",
                f"MT{n + 1}",
                *MEASURES[n % 4][:4],
                values(MEASURES[n % 4][4]),
                (BETTER, WORSE, SAME, Mark())[n % 4],
                department,
            )
            for department in departments
            for n in range(9)
        ),
        ("2 mått har värden från bara en period och visas inte.",),
    )


def late_activities(department: str, count: int) -> tuple[LateActivity, ...]:
    return tuple(
        LateActivity(
            f"{department.replace('avdelning', 'enhet')}.{n % 3 + 1}",
            f"A{n}",
            f"Ta fram en gemensam rutin för information till anhöriga, del {n}",
            f"M{n}" if n % 3 else "",
            LONG_POST,
            "2026-06-30",
            LATE if n % 2 else ONGOING,
            "Status försenad" if n % 2 else "Slutdatum passerat, inte genomförd",
            "Väntar på beslut om upphandling." if n % 2 else "",
            department,
        )
        for n in range(count)
    )


def unchanged() -> tuple[UnchangedCard, ...]:
    return (
        UnchangedCard(
            "Exempelenhet 2.2",
            "Alla värden är förra periodens. Kortet kan vara inlämnat av misstag.",
            "EX-22 Exempelenhet 2.2 2026-T2.xlsx",
            "Exempelavdelning 2",
        ),
    )


def thread() -> tuple[ThreadArea, ...]:
    names = ("Exempelområde ett", "Exempelområde två", "Exempelområde tre")
    return tuple(
        ThreadArea(
            name,
            tuple(
                ThreadGoal(
                    str(n),
                    f"Mål {n} Exempel på ett strategimål",
                    tuple(
                        ThreadStep(
                            f"Exempelenhet {k + 1}.{n % 3 + 1}",
                            f"M{k + 1}",
                            GOAL_TEXTS[(n + k) % 4],
                            VERDICTS[(n + k) % 4],
                            VERDICTS[k % 4],
                        )
                        for k in range(1 + n % 3)
                    ),
                )
                for n in range(12 * i + 1, 12 * i + 9)
                if n % 3
            ),
            tuple(f"Mål {n} Exempel" for n in range(12 * i + 9, 12 * i + 12)),
        )
        for i, name in enumerate(names)
    )


def basis(departments: Sequence[str]) -> tuple[BasisCount, ...]:
    rows = tuple(BasisCount(name, "14", "11", "6", "20") for name in departments)
    return (*rows, BasisCount("Summa", "42", "33", "18", "60"))


def sources() -> tuple[SourceEntry, ...]:
    return (
        SourceEntry("Brukarenkäten", "Exempelenhet 1.1 (MT1, MT3); 2.1 (MT2)", "3"),
        SourceEntry("Ekonomisystemet", "Exempelenhet 1.2 (MT4)", "1"),
        SourceEntry("Personalsystemet", "Exempelenhet 3.1 (MT2); 3.2 (MT2)", "2"),
    )


def origins(files: Sequence[tuple[str, str]]) -> tuple[OriginEntry, ...]:
    return tuple(
        OriginEntry(unit, file, sheet, records, rows)
        for unit, file in files
        for sheet, records, rows in (
            ("Mål", "M1–M5, M7", "6–10, 12"),
            ("Mått", "MT1–MT9", "6–14"),
            ("Aktiviteter", "A1–A4, A6–A8", "6–9, 11–13"),
        )
    )
