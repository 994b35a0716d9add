"""A made-up report with all that a real one can hold; no real units, goals or texts."""

from __future__ import annotations

from dataclasses import replace

from compile.context import (
    ActivityEntry,
    Card,
    CardPerspective,
    Chapter,
    ChapterFront,
    CoverageArea,
    CoverageGoal,
    Deviation,
    FindingLine,
    GoalEntry,
    GoalGroup,
    GuideRule,
    GuideStep,
    GuideThreshold,
    LateCard,
    Mark,
    MeasureEntry,
    MissingCard,
    ReadingGuide,
    RejectedFile,
    ReportContext,
    Summary,
    WorkbookEntry,
    WorkbookFindings,
)
from tests.report import example_parts as parts
from tests.report.example_parts import (
    DONE,
    FULFILLED,
    GOAL_TEXTS,
    LATE,
    NOT_FULFILLED,
    NOT_MEASURED,
    ONGOING,
    PARTLY,
    PERSPECTIVES,
    SINCE,
    VERDICTS,
    WORDS,
    counts,
)

ODD = 'Utfall < 5 % & "mål" > 3 – åäö ÅÄÖ € é ’ ” → ≥ {{ inte }} {% en tagg %} \\d'
BROKEN = "Första raden\nandra raden\r\ntredje raden\tefter tabb"
LONG_TERM = (
    "Nöjda medborgare som får service av hög kvalitet",
    "Stolta och kunniga medarbetare",
    "Kreativa och målstyrda arbetssätt",
    "Långsiktigt hållbar ekonomi med positivt resultat",
)
CAUSE = (
    "Enkäten visar att bemötandet upplevs bättre än förra året, men att information om "
    "förändringar kommer sent. Svarsfrekvensen var 61 procent, vilket är lägre än "
    "tidigare. Två grupper har haft vakanser under våren och det har påverkat "
    "kontinuiteten mer än väntat."
)
REMEDY = (
    "Rutinen för information ses över tillsammans med verksamheten. Klart senast "
    "2026-10-31."
)


def long_comment(characters: int = 32_000) -> str:
    """Return a comment as long as a cell allows, with a line break now and then."""
    sentences = (
        f"Mening {n} i en mycket lång kommentar om läget."
        + ("\n" if n % 12 == 0 else " ")
        for n in range(1, characters // 40)
    )
    return "".join(sentences)[: characters - 6].rstrip() + " SLUT."


def measure(number: int, verdict: Mark, *, name: str = "") -> MeasureEntry:
    return MeasureEntry(
        id=f"T{number}",
        name=name or f"Andel nöjda brukare enligt enkät {number}",
        measured_in="%",
        direction="Öka",
        baseline="84,5",
        target="92",
        outcome_1="86,1",
        outcome_2="88,25",
        verdict=verdict,
        owner="kvalitetsstrateg",
        source="Brukarenkäten",
        comment="Mätningen görs om i höst." if number % 3 == 0 else "",
        previous_outcome="85",
        previous_verdict=PARTLY,
    )


def activity(number: int, status: Mark) -> ActivityEntry:
    return ActivityEntry(
        id=f"A{number}",
        text=f"Ta fram en gemensam rutin för information till anhöriga, steg {number}",
        responsible=parts.LONG_POST,
        start="2026-02-01",
        end="2026-11-30",
        status=status,
        comment="Två av tre grupper är klara." if status is ONGOING else "",
        previous_status=ONGOING,
    )


def goal(number: int, verdict: Mark, **changes: object) -> GoalEntry:
    deviates = verdict in {PARTLY, NOT_FULFILLED}
    made = GoalEntry(
        id=f"M{number}",
        text=GOAL_TEXTS[number % 4],
        strategy_goals=("Mål 9 Bättre kommunal service och inflytande",)
        if number % 2
        else (),
        horizon="2025–2027",
        responsible="verksamhetschef",
        verdict=verdict,
        forecast=FULFILLED if verdict is PARTLY else verdict,
        previous_verdict=PARTLY,
        basis="Mätt" if number % 3 else "Egen bedömning",
        movement="Bättre" if verdict is FULFILLED else "",
        comment=CAUSE if deviates else "",
        remedy=REMEDY if deviates else "",
        measures=tuple(measure(number * 4 + k, verdict) for k in range(number % 3 + 1)),
        activities=tuple(
            activity(number * 3 + k, (ONGOING, DONE, LATE)[k])
            for k in range(number % 4)
        ),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def card(unit: str, level: str = "Enhet", seed: int = 0) -> Card:
    perspectives = tuple(
        CardPerspective(
            name,
            (
                GoalGroup(
                    LONG_TERM[i],
                    (
                        goal(2 * i + 1, VERDICTS[(seed + i) % 4]),
                        goal(2 * i + 2, VERDICTS[(seed * 3 + i) % 4]),
                    )[: 1 + (seed + i) % 2],
                ),
            ),
        )
        for i, name in enumerate(PERSPECTIVES)
    )
    return Card(
        unit=unit,
        level=level,
        responsible="enhetschef",
        contact="verksamhetsutvecklare",
        file=f"EX-{seed} {unit} 2026-T2.xlsx",
        handed_in="2026-09-10",
        ready="Ja",
        summary="Verksamheten följer planen. Efterfrågan har ökat under sommaren.",
        perspectives=perspectives,
    )


def odd_card() -> Card:
    """Return a card with all that is unusual."""
    plain = card("Enhet med <tecken> & ”citat”", seed=2)
    strange = GoalGroup(
        "",
        (
            goal(21, NOT_FULFILLED, text=ODD, comment=BROKEN, remedy=ODD),
            goal(22, PARTLY, comment=long_comment(), previous_comment=CAUSE),
            goal(23, Mark(), responsible="", horizon="", measures=(), activities=()),
        ),
    )
    many = tuple(measure(100 + n, VERDICTS[n % 4]) for n in range(14))
    return replace(
        plain,
        notices=("Kortet kom in efter sista dag.",),
        perspectives=(
            *plain.perspectives[:1],
            CardPerspective("Medarbetare"),
            CardPerspective("Perspektiv inte valt", (strange,)),
            CardPerspective(
                "Ekonomi",
                (GoalGroup(LONG_TERM[3], (goal(24, PARTLY, measures=many),)),),
            ),
        ),
        loose_measures=(replace(measure(90, NOT_MEASURED), goal_id="M99"),),
        loose_activities=(replace(activity(91, LATE), comment=ODD),),
    )


def chapters(departments: int, units: int) -> tuple[Chapter, ...]:
    municipality = Chapter(
        "Kommunens målkort",
        front=front("Kommunens målkort"),
        counts=(counts("Exempelkommun", 3, 2, 1, 1, 0), counts("Summa", 3, 2, 1, 1, 0)),
        cards=(card("Exempelkommun", "Kommun"),),
    )
    made = [municipality]
    for d in range(1, departments + 1):
        name = f"Exempelavdelning {d}"
        cards = [card(name, "Avdelning", d)]
        cards += [
            card(f"Exempelenhet {d}.{u}", seed=d + u) for u in range(1, units + 1)
        ]
        rows = [counts(c.unit, 3, 2, 1, 1, 0) for c in cards]
        total = counts("Summa", *(n * len(rows) for n in (3, 2, 1, 1, 0)))
        made.append(
            Chapter(
                name,
                introduction="Avdelningen har haft ett år med stor omställning.",
                front=front(name),
                counts=(*rows, total),
                cards=tuple(cards),
            )
        )
    return tuple(made)


def front(name: str) -> ChapterFront:
    rows = tuple(counts(p, 3, 2, 1, 1, 0) for p in PERSPECTIVES)
    return ChapterFront(
        sentences=(
            "4 av 4 enheter har lämnat in sitt målkort, med tillsammans 28 mål.",
            "12 mål är uppfyllda, 8 delvis, 4 inte och 4 är inte mätta.",
        ),
        by_perspective=(*rows, counts("Summa", 12, 8, 4, 4, 0)),
        chart=parts.chart(f"{name}: mål i varje perspektiv", rows),
        since=SINCE,
        move_counts=parts.move_counts(name, 4, 2, 17, 1, 1, 1),
        moves=parts.moves(name, 7),
        deviations=tuple(d for d in deviations() if d.department == name),
        late_activities=parts.late_activities(name, 3),
    )


def deviations() -> tuple[Deviation, ...]:
    return tuple(
        Deviation(
            f"Exempelenhet {d}.{n % 3 + 1}",
            f"M{n}",
            GOAL_TEXTS[n % 4],
            (PARTLY, NOT_FULFILLED)[n % 2],
            FULFILLED if n % 3 else PARTLY,
            "verksamhetschef",
            CAUSE if n % 3 else "",
            REMEDY,
            f"Exempelavdelning {d}",
        )
        for d in (1, 2)
        for n in range(1, 7)
    )


def guide() -> ReadingGuide:
    return ReadingGuide(
        paragraphs=("Rapporten återger varje målkort i sin helhet.",),
        verdicts=tuple(
            GuideStep(m, f"Så är det när målet är {m.label.lower()}.") for m in VERDICTS
        ),
        statuses=tuple(
            GuideStep(m, "Aktivitetens läge.") for m in (ONGOING, DONE, LATE)
        ),
        rules=(
            GuideRule("Öka", "Uppfyllt när utfallet är minst målvärdet."),
            GuideRule("Minska", "Uppfyllt när utfallet är högst målvärdet."),
        ),
        thresholds=(GuideThreshold("Delvis uppfyllt från", "80 % av målvärdet"),),
    )


def summary(departments: tuple[str, ...]) -> Summary:
    per = tuple(counts(p, 9, 5, 3, 2, 1) for p in PERSPECTIVES)
    by_department = tuple(counts(name, 12, 7, 4, 3, 1) for name in departments)
    n = len(departments)
    by_period = (
        counts("2025-T3", 28, 26, 15, 7, 2),
        counts("2026-T1", 31, 24, 14, 9, 0),
        counts("2026-T2", 36, 20, 12, 8, 4),
    )
    return Summary(
        sentences=("Av 80 mål är 36 uppfyllda, 20 delvis och 12 inte uppfyllda.",),
        totals=counts("Summa", 36, 20, 12, 8, 4),
        by_perspective=(*per, counts("Summa", 36, 20, 12, 8, 4)),
        by_department=(
            *by_department,
            counts("Summa", *(n * k for k in (12, 7, 4, 3, 1))),
        ),
        by_period=by_period,
        heat_map=parts.heat_map(departments, PERSPECTIVES),
        forecast=parts.forecast(),
        unchanged=parts.unchanged(),
        late_activities=tuple(
            a for name in departments for a in parts.late_activities(name, 3)
        ),
        perspective_chart=parts.chart("Mål i varje perspektiv", per),
        department_chart=parts.chart("Mål i varje avdelning", by_department),
        period_chart=parts.chart("Mål i varje period", by_period),
        missing=(
            MissingCard(
                "Exempelenhet 3.9",
                "Enhet",
                "Exempelavdelning 3",
                parts.LONG_POST,
                "Inte inlämnat",
            ),
        ),
        late=(
            LateCard(
                "Exempelenhet 1.1", "Inlämnat efter 2026-09-15", "2026-09-20", "a.xlsx"
            ),
        ),
        not_fulfilled=deviations(),
    )


def coverage() -> tuple[CoverageArea, ...]:
    names = ("Exempelområde ett", "Exempelområde två", "Exempelområde tre")
    return tuple(
        CoverageArea(
            name,
            tuple(
                CoverageGoal(
                    str(n),
                    f"Mål {n} Exempel på ett strategimål",
                    "Exempelenhet 1.1 (M1, M3); Exempelenhet 2.1 (M2)"
                    if n % 3
                    else "Inget kort hänvisar hit",
                    covered=bool(n % 3),
                    card_count="2" if n % 3 else "0",
                )
                for n in range(12 * i + 1, 12 * i + 12)
            ),
        )
        for i, name in enumerate(names)
    )


def example_context(departments: int = 3, units: int = 3) -> ReportContext:
    """Return a draft with 1 + departments * (1 + units) + 1 cards."""
    made = chapters(departments, units)
    odd = replace(made[-1], cards=(*made[-1].cards, odd_card()))
    everything = (*made[:-1], odd)
    names = tuple(chapter.name for chapter in made)
    cards = tuple(c for chapter in everything for c in chapter.cards)
    return ReportContext(
        title="Målkortsrapport",
        document_title="Målkortsrapport 2026-T2, Exempelkommun",
        municipality="Exempelkommun",
        period="Tertial 2 2026 (1 januari–31 augusti 2026)",
        words=WORDS,
        period_code="2026-T2",
        publisher="Kommunledningen",
        strategy="Exempelstrategin 2017–2027",
        vision="En kommun att trivas i",
        introduction="Rapporten visar hur det går med målen.",
        logo_text="Exempelkommuns logotyp",
        draft=True,
        draft_notices=(
            "1 målkort saknas: Exempelenhet 3.9.",
            "1 arbetsbok kunde inte användas: trasig.xlsx.",
            "3 anmärkningar finns kvar, varav 2 fel.",
        ),
        guide=guide(),
        overview=parts.overview(),
        summary=summary(names),
        movement=parts.movement(names[1:]),
        trends=parts.trends(names[1:]),
        chapters=everything,
        coverage=coverage(),
        thread=parts.thread(),
        basis=parts.basis(names),
        sources=parts.sources(),
        origins=parts.origins([(c.unit, c.file) for c in cards]),
        findings=(
            WorkbookFindings(
                "EX-1 Exempelavdelning 1 2026-T2.xlsx",
                (
                    FindingLine(
                        "Mål!J7",
                        "fel",
                        "Måluppfyllelsen saknas. Välj ett steg i listan.",
                    ),
                    FindingLine("Mått!H6", "varning", ODD),
                ),
            ),
        ),
        rejected=(
            RejectedFile("trasig.xlsx", "Filen är skadad. Spara om den i Excel."),
        ),
        workbooks=tuple(
            WorkbookEntry(c.unit, c.file, "0123456789abcdef" * 4, c.handed_in)
            for c in cards
        ),
    )
