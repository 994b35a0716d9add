"""Cards as people send them; card_findings.py says what is to be told of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.hostile.cards import DATE, PERCENT, Card, at, changed
from tests.hostile.parts import sheet
from workbook_templates.standard.layout import ACTIVITIES, GOALS, MEASURES

if TYPE_CHECKING:
    from collections.abc import Callable

G, M, A = (table.sheet.name for table in (GOALS, MEASURES, ACTIVITIES))
DETAILS = "Uppgifter"
OUTCOME = at(MEASURES, "outcome_2")
COMMENT = at(GOALS, "comment")
START = at(ACTIVITIES, "start")
REFERENCES = at(GOALS, "strategy_goals")
FREE = 22  # a goals' row below the table, counted from 1
BELOW = 42  # a measures' row below the table


@dataclass(frozen=True, slots=True)
class CardCase:
    """A card, and the texts that must be found again in it or in what is told."""

    name: str
    build: Callable[[], bytes]
    kept: tuple[str, ...] = ()


def outcome(name: str, value: str, *kept: str) -> CardCase:
    """Return a case of a text typed as an outcome."""
    return CardCase(name, changed(lambda c: c.text(M, OUTCOME, value)), kept)


def number(name: str, value: str, *kept: str, shown: int = 0) -> CardCase:
    """Return a case of a number typed as an outcome."""
    return CardCase(name, changed(lambda c: c.number(M, OUTCOME, value, shown)), kept)


def start(name: str, value: str, *kept: str) -> CardCase:
    """Return a case of a text typed as a start date."""
    return CardCase(name, changed(lambda c: c.text(A, START, value)), kept)


def comment(name: str, value: str, *kept: str) -> CardCase:
    """Return a case of a text typed as a comment."""
    return CardCase(name, changed(lambda c: c.text(G, COMMENT, value)), kept)


def measure_cell(name: str, xml: str, *kept: str) -> CardCase:
    """Return a case of an outcome's cell, as it stands in the part."""
    return CardCase(
        name,
        changed(lambda c: c.put(M, OUTCOME, xml.replace("@", f'r="{OUTCOME}"'))),
        kept,
    )


def goal_row(card: Card, row: int, text: str, row_id: str = "") -> Card:
    """Type a goal that nothing is to be said of but where it stands."""
    if row_id:
        card.text(G, at(GOALS, "id", row), row_id)
    card.text(G, at(GOALS, "perspective", row), "Medborgare/kund")
    card.text(G, at(GOALS, "text", row), text)
    for key, year in (("start_year", "2026"), ("end_year", "2027")):
        card.number(G, at(GOALS, key, row), year)
    card.text(G, at(GOALS, "responsible", row), "Enhetschef")
    card.text(G, at(GOALS, "verdict", row), "Uppfyllt")
    return card.text(G, at(GOALS, "forecast", row), "Uppfyllt")


def hidden_row(card: Card) -> Card:
    """Hide a measure's row and type in it."""
    part = card.part_of(M)
    card.replace(part, '<row r="6"', '<row r="6" hidden="1"')
    return card.text(M, at(MEASURES, "comment"), "Gömd kommentar")


NUMBERS = (
    outcome("swedish-decimals", "91,5"),
    outcome("swedish-thousands", "1 234,5"),
    outcome("nbsp-thousands", "1\u00a0234,5"),
    outcome("narrow-nbsp-thousands", "1\u202f234,5"),
    outcome("typographic-minus", "\u22123,2"),
    outcome("en-dash-minus", "\u20133,2"),
    outcome("percent-as-text", "95 %"),
    number("percent-as-number", "0.95", "95", shown=PERCENT),
    outcome("two-meanings", "1.234", "1.234"),
    outcome("words-for-a-number", "ca 90", "ca 90"),
    outcome("not-a-number", "NaN", "NaN"),
    measure_cell("nan-as-number", "<c @><v>NaN</v></c>", "NaN"),
    measure_cell("infinite", "<c @><v>INF</v></c>", "INF"),
    number("too-large", "1e999", "1e999"),
    number("binary-noise", "91.499999999999986", "91.5"),
    outcome("empty-text", " \u200b "),
    measure_cell("truth-for-a-number", '<c @ t="b"><v>1</v></c>', "Sant"),
    number("date-for-a-number", "46265", "2026-08-31", shown=DATE),
)

ERRORS = (
    measure_cell("error-value", '<c @ t="e"><v>#REF!</v></c>', "#REF!"),
    measure_cell(
        "error-of-a-formula", '<c @ t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"
    ),
    measure_cell("formula-without-result", "<c @><f>1+1</f></c>"),
    measure_cell("formula-with-result", "<c @><f>90+1</f><v>91</v></c>", "91"),
    measure_cell("formula-of-text", '<c @ t="str"><f>"9"</f><v>91,5</v></c>', "91,5"),
    measure_cell("lost-shared-text", '<c @ t="s"><v>99999</v></c>'),
)

DATES = (
    start("iso-date-as-text", "2026-02-01"),
    start("swedish-date", "1 februari 2026"),
    start("compact-date", "20260201"),
    start("date-with-two-meanings", "02/01/2026", "02/01/2026"),
    start("month-only", "feb", "feb"),
    start("date-that-is-none", "2026-02-30", "2026-02-30"),
    CardCase(
        "date-out-of-range",
        changed(lambda c: c.number(A, START, "2958465", DATE)),
        ("9999-12-31",),
    ),
    CardCase(
        "negative-date", changed(lambda c: c.number(A, START, "-5", DATE)), ("-5",)
    ),
    CardCase(
        "leap-day-that-never-was",
        changed(lambda c: c.number(A, START, "60", DATE)),
        ("60",),
    ),
    CardCase("date-as-number", changed(lambda c: c.number(A, START, "20260201"))),
    CardCase(
        "date-1904",
        changed(
            lambda c: c.number(A, START, "44592", DATE).replace(
                "xl/workbook.xml", "<sheets>", '<workbookPr date1904="1"/><sheets>'
            )
        ),
    ),
    CardCase(
        "references-made-a-date",
        changed(lambda c: c.number(G, REFERENCES, "46388", DATE)),
        ("2027-01-01",),
    ),
    CardCase(
        "references-made-a-number",
        changed(lambda c: c.number(G, REFERENCES, "1.3")),
        ("1,3",),
    ),
)

TEXTS = (
    comment(
        "escapes", "rad ett_x000D_\nrad två_x005F_x000D_", "rad ett\nrad två_x000D_"
    ),
    comment("control-characters", "a_x0007_b_x000B_c", "abc"),
    comment("bidi-override", "kom\u202ementar\u202c", "kommentar"),
    comment("zero-width", "kom\u200bmen\ufefftar", "kommentar"),
    comment("decomposed", "A\u030aterkommer", "\u00c5terkommer"),
    comment("half-a-pair", "bra_xD83D_", "bra"),
    comment("formula-injection", "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    comment("template-syntax", "{{ 7*7 }} {% raw %}", "{{ 7*7 }} {% raw %}"),
    comment("markup", "<b>&amp;</b> ]]>", "<b>&amp;</b> ]]>"),
    comment("terminal-colours", "\u009b31mrött_x001B_[31m", "31mrött[31m"),
    comment("very-long", "lång " * 6000, "lång " * 5999 + "lång"),
    CardCase(
        "word-misspelt",
        changed(lambda c: c.text(G, at(GOALS, "perspective"), "Medborgarna")),
        ("Medborgarna",),
    ),
    CardCase(
        "word-in-other-case",
        changed(lambda c: c.text(G, at(GOALS, "verdict"), " uppfyllt ")),
    ),
)

PLACES = (
    CardCase(
        "row-below-the-table",
        changed(lambda c: goal_row(c, FREE, "Under tabellen")),
        ("Under tabellen",),
    ),
    CardCase(
        "row-far-below",
        changed(lambda c: goal_row(c, 500, "Långt ner")),
        ("Långt ner",),
    ),
    CardCase(
        "gap-before-a-row",
        changed(lambda c: goal_row(c, 15, "Efter ett hopp")),
        ("Efter ett hopp",),
    ),
    CardCase(
        "beside-the-table", changed(lambda c: c.text(G, "Z7", "Bredvid")), ("Bredvid",)
    ),
    CardCase(
        "above-the-table", changed(lambda c: c.text(M, "C4", "Ovanför")), ("Ovanför",)
    ),
    CardCase(
        "below-the-measures",
        changed(lambda c: c.text(M, "C70", "Löst under")),
        ("Löst under",),
    ),
    CardCase(
        "over-a-formula",
        changed(lambda c: c.text(M, at(MEASURES, "goal_text"), "Egen text")),
        ("Egen text",),
    ),
    CardCase(
        "over-a-label",
        changed(lambda c: c.text(DETAILS, "A6", "Överskriven etikett")),
        ("Överskriven etikett",),
    ),
    CardCase("hidden-row", changed(hidden_row), ("Gömd kommentar",)),
    CardCase(
        "far-corner", changed(lambda c: c.text(G, "XFD1048576", "Hörnet")), ("Hörnet",)
    ),
    CardCase(
        "extra-sheet",
        changed(
            lambda c: c.add_sheet(
                "Anteckningar",
                sheet('<row r="2"><c r="B2" t="str"><v>Kom ihåg</v></c></row>'),
            )
        ),
        ("Kom ihåg",),
    ),
    CardCase(
        "copied-sheet",
        changed(
            lambda c: c.add_sheet(
                "M\u00e5l (2)",
                c.parts[c.part_of(G)].partition("<tableParts")[0] + "</worksheet>",
            )
        ),
        ("Exempelmål 4",),
    ),
    CardCase(
        "merged-cells",
        changed(
            lambda c: c.replace(
                c.part_of(G),
                "</sheetData>",
                '</sheetData><mergeCells><mergeCell ref="C6:C8"/></mergeCells>',
            )
        ),
    ),
    CardCase(
        "duplicate-cell",
        changed(
            lambda c: c.replace(
                c.part_of(G),
                "</sheetData>",
                f'<row r="6"><c r="{COMMENT}" t="str"><v>Ett</v></c>'
                f'<c r="{COMMENT}" t="str"><v>Två</v></c></row></sheetData>',
            )
        ),
        ("Ett",),
    ),
    CardCase(
        "id-typed-twice",
        changed(lambda c: c.text(G, at(GOALS, "id", 2), "M1")),
        ("M1",),
    ),
    CardCase(
        "goal-that-is-none",
        changed(lambda c: c.text(M, at(MEASURES, "goal_id"), "M99")),
        ("M99",),
    ),
    CardCase(
        "heading-changed",
        changed(
            lambda c: c.text(G, at(GOALS, "comment", 0), "Mina tankar").text(
                G, COMMENT, "Tänkt"
            )
        ),
        ("Tänkt",),
    ),
)

BOOKS = (
    CardCase("good", changed(lambda c: c)),
    CardCase("other-unit-pasted", changed(lambda c: c.text(DETAILS, "B13", "E2"))),
    CardCase("last-period", changed(lambda c: c.text(DETAILS, "B17", "2026-T1"))),
    CardCase(
        "period-that-is-none",
        changed(lambda c: c.text(DETAILS, "B17", "hösten")),
        ("hösten",),
    ),
    CardCase(
        "last-years-template",
        changed(lambda c: c.text(DETAILS, "B19", "0.1")),
        ("0.1",),
    ),
    CardCase(
        "names-lost", changed(lambda c: c.replace("xl/workbook.xml", "mk_", "xx_"))
    ),
    CardCase(
        "table-name-lost",
        changed(lambda c: c.replace("xl/tables/table1.xml", "tblMal", "Tabell1")),
    ),
    CardCase("sheet-renamed", changed(lambda c: c.rename(M, "Blad2"))),
)

CARD_CASES = (*NUMBERS, *ERRORS, *DATES, *TEXTS, *PLACES, *BOOKS)
