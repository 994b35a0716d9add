"""The scorecard workbook, said once: sheets, tables, columns, cells, limits.

The builder writes by it and every reader finds by it: by table name, defined
name and heading text, never by letter. The register's tables stand in
register_layout.
"""

from __future__ import annotations

from workbook_templates.standard.columns import (
    Choices,
    Column,
    Kind,
    NamedCell,
    Role,
    Sheet,
    Table,
)
from workbook_templates.standard.own_sheets import CHECK_SHEET, PULLED_SHEET

STANDARD_VERSION = "1.0"
# Older templates that are still read; see Column.formerly for what they said.
ACCEPTED_VERSIONS = (STANDARD_VERSION, "0.9")

HEADING_ROW = 5  # of every table sheet; title 1, unit 2, guide 3
SPARE_ROWS = 10  # built below last period's rows
MIN_YEAR = 2000
MAX_YEAR = 2100
MAX_HORIZON_YEARS = 3
CELL_LIMIT = 32_767  # characters, Excel's own
REFERENCE_SEPARATOR = "; "

YES = "Ja"
NO = "Nej"

START = Sheet("Start", "Målkort", "Så fyller du i målkortet")
DETAILS = Sheet("Uppgifter", "Uppgifter", "Fyll i de ljusa fälten.")
GOALS_SHEET = Sheet(
    "Mål",
    "Mål",
    "Ett mål per rad. Välj perspektiv, skriv målet och bedöm läget nu och för helåret.",
)
MEASURES_SHEET = Sheet(
    "Mått", "Mått", "Ett mått per rad. Ange mål, målvärde och periodens utfall."
)
ACTIVITIES_SHEET = Sheet(
    "Aktiviteter", "Aktiviteter", "En aktivitet per rad. Ange mål, tid och läget nu."
)
OVERVIEW = Sheet("Översikt", "Översikt", "Så ser kortet ut, och detta återstår.")
STRATEGY_SHEET = Sheet(
    "Strategimål", "Strategimål", "Nummer att skriva i Strategimål på fliken Mål."
)
LISTS = Sheet("Listor", "Listor", hidden=True)
META = Sheet("_meta", "_meta", hidden=True)

SHEETS = (
    START,
    DETAILS,
    GOALS_SHEET,
    MEASURES_SHEET,
    ACTIVITIES_SHEET,
    OVERVIEW,
    CHECK_SHEET,
    STRATEGY_SHEET,
    PULLED_SHEET,
    LISTS,
    META,
)

NAMED_CELLS = (
    NamedCell("unit_id", "mk_enhet_id", "Enhets-id", role=Role.FIXED),
    NamedCell("unit_name", "mk_enhet", "Enhet", role=Role.FIXED),
    NamedCell("level", "mk_niva", "Nivå", role=Role.FIXED),
    NamedCell("parent", "mk_overordnad", "Överordnad enhet", role=Role.FIXED),
    NamedCell("period", "mk_period", "Period", role=Role.FIXED),
    NamedCell("deadline", "mk_sista_dag", "Sista inlämningsdag", Kind.DATE, Role.FIXED),
    NamedCell("version", "mk_mallversion", "Mallens version", role=Role.FIXED),
    NamedCell(
        "responsible",
        "mk_ansvarig",
        "Ansvarig funktion",
        required=True,
        limit=120,
        help="Den funktion som ansvarar för kortet, till exempel enhetschef.",
    ),
    NamedCell(
        "contact",
        "mk_uppgiftslamnare",
        "Ifyllt av (funktion)",
        limit=120,
        help="Skriv funktion hellre än namn, eftersom rapporten publiceras.",
    ),
    NamedCell(
        "summary",
        "mk_sammanfattning",
        "Sammanfattning av läget",
        help="Två, tre meningar om hur det går. De inleder kortet i rapporten.",
    ),
    NamedCell(
        "ready",
        "mk_klar",
        "Kortet är klart",
        Kind.CHOICE,
        choices=Choices.YES_NO,
        help="Välj Ja när kortet är färdigt att lämna in.",
    ),
    NamedCell(
        "handed_in",
        "mk_klar_datum",
        "Klart den",
        Kind.DATE,
        help="Datum då kortet blev klart, till exempel 2026-09-10.",
    ),
)

_GOAL_REFERENCE = Column(
    "goal_id",
    "Mål-id",
    Kind.CHOICE,
    width=9,
    required=True,
    choices=Choices.GOAL_IDS,
    help="Välj id för det mål som raden gäller. Det står längst till vänster på Mål.",
)
_GOAL_TEXT = Column("goal_text", "Gäller målet", role=Role.FORMULA, width=28)
_RESPONSIBLE = Column(
    "responsible",
    "Ansvarig",
    width=19,
    required=True,
    limit=120,
    help="Ansvarig funktion, inte ett personnamn.",
)
_PREVIOUS_COMMENT = Column(
    "previous_comment", "Förra kommentaren", role=Role.PREVIOUS, width=30
)
_ROW_CHECK = Column("row_check", "Kontroll", role=Role.FORMULA, width=26)

GOALS = Table(
    "tblMal",
    GOALS_SHEET,
    (
        Column("id", "Mål-id", role=Role.FIXED, width=8),
        Column(
            "perspective",
            "Perspektiv",
            Kind.CHOICE,
            width=17,
            required=True,
            choices=Choices.PERSPECTIVES,
            help="Välj det perspektiv som målet hör till.",
        ),
        Column(
            "long_term_goal",
            "Långsiktigt mål",
            Kind.CHOICE,
            width=26,
            choices=Choices.LONG_TERM_GOALS,
            help="Välj det långsiktiga mål som målet bidrar till.",
        ),
        Column(
            "text",
            "Mål",
            width=38,
            required=True,
            limit=500,
            help="Skriv målet så att det går att avgöra om det är uppfyllt.",
        ),
        Column(
            "strategy_goals",
            "Strategimål",
            Kind.REFERENCES,
            width=12,
            help="Nummer ur fliken Strategimål. Flera nummer skiljs åt med "
            "semikolon: 1; 12. Lämna tomt om målet inte hör till något.",
        ),
        Column(
            "start_year",
            "Från år",
            Kind.INTEGER,
            width=8,
            required=True,
            help="Första året som målet gäller, fyra siffror.",
        ),
        Column(
            "end_year",
            "Till år",
            Kind.INTEGER,
            width=8,
            required=True,
            help="Sista året som målet gäller. Ett mål gäller i ett till tre år.",
        ),
        _RESPONSIBLE,
        Column(
            "previous_verdict",
            "Förra måluppfyllelsen",
            Kind.CHOICE,
            Role.PREVIOUS,
            width=15,
            choices=Choices.VERDICTS,
        ),
        Column(
            "verdict",
            "Måluppfyllelse",
            Kind.CHOICE,
            width=16,
            required=True,
            choices=Choices.VERDICTS,
            help="Läget nu. Ej mätt betyder att det inte går att avgöra ännu.",
        ),
        Column(
            "forecast",
            "Prognos helår",
            Kind.CHOICE,
            width=16,
            choices=Choices.VERDICTS,
            help="Hur du bedömer att läget är vid årets slut.",
        ),
        _PREVIOUS_COMMENT,
        Column(
            "comment",
            "Kommentar och orsak",
            width=42,
            help="Vad beror läget på? Krävs när målet inte är uppfyllt. "
            "Skriv inga personuppgifter.",
            formerly=("Orsak",),
        ),
        Column(
            "remedy",
            "Åtgärd",
            width=42,
            help="Vad görs, och när är det klart? Krävs när målet inte är uppfyllt.",
            formerly=("Vidtagen åtgärd",),
        ),
        _ROW_CHECK,
    ),
    min_rows=20,
)

MEASURES = Table(
    "tblMatt",
    MEASURES_SHEET,
    (
        Column("id", "Mått-id", role=Role.FIXED, width=8),
        _GOAL_REFERENCE,
        _GOAL_TEXT,
        Column(
            "name",
            "Mått",
            width=34,
            required=True,
            limit=300,
            help="Vad som mäts, till exempel andel nöjda brukare.",
        ),
        Column(
            "measured_in",
            "Mäts i",
            required=True,
            limit=40,
            help="%, antal, dagar, tkr.",
        ),
        Column(
            "direction",
            "Riktning",
            Kind.CHOICE,
            width=11,
            required=True,
            choices=Choices.DIRECTIONS,
            help="Åt vilket håll värdet ska gå i förhållande till målvärdet.",
        ),
        Column(
            "baseline",
            "Utgångsvärde",
            Kind.NUMBER,
            width=12,
            help="Värdet när målet sattes. Bara ett tal; enheten står i Mäts i.",
        ),
        Column(
            "target",
            "Målvärde",
            Kind.NUMBER,
            width=11,
            help="Värdet som ska nås. Bara ett tal; enheten står i Mäts i.",
        ),
        Column("outcome_1", "Utfall T1", Kind.NUMBER, width=10, help="Januari–april."),
        Column(
            "outcome_2", "Utfall T2", Kind.NUMBER, width=10, help="Januari–augusti."
        ),
        Column("outcome_3", "Utfall T3", Kind.NUMBER, width=10, help="Hela året."),
        Column(
            "previous_outcome", "Förra utfallet", Kind.NUMBER, Role.PREVIOUS, width=11
        ),
        Column(
            "previous_verdict",
            "Förra bedömningen",
            Kind.CHOICE,
            Role.PREVIOUS,
            width=15,
            choices=Choices.VERDICTS,
        ),
        Column(
            "verdict",
            "Bedömning",
            Kind.CHOICE,
            width=16,
            required=True,
            choices=Choices.VERDICTS,
            help="Läget nu. Avviker bedömningen från utfallet: förklara i Kommentar.",
        ),
        Column(
            "owner", "Ansvarig", width=18, limit=120, help="Den som tar fram värdet."
        ),
        Column(
            "source",
            "Källa",
            width=20,
            limit=200,
            help="Var värdet kommer ifrån, till exempel en enkät eller ett register.",
        ),
        _PREVIOUS_COMMENT,
        Column("comment", "Kommentar", width=36, help="Förklara värdet om det behövs."),
        _ROW_CHECK,
    ),
    min_rows=40,
)

ACTIVITIES = Table(
    "tblAktivitet",
    ACTIVITIES_SHEET,
    (
        Column("id", "Aktivitets-id", role=Role.FIXED, width=11),
        _GOAL_REFERENCE,
        _GOAL_TEXT,
        Column(
            "text",
            "Aktivitet",
            width=42,
            required=True,
            limit=500,
            help="Vad som görs för att nå målet.",
        ),
        _RESPONSIBLE,
        Column(
            "start",
            "Start",
            Kind.DATE,
            width=12,
            help="Datum då aktiviteten börjar, till exempel 2026-02-01.",
        ),
        Column(
            "end",
            "Slut",
            Kind.DATE,
            width=12,
            required=True,
            help="Datum då aktiviteten ska vara klar, till exempel 2026-11-30.",
        ),
        Column(
            "previous_status",
            "Förra statusen",
            Kind.CHOICE,
            Role.PREVIOUS,
            width=13,
            choices=Choices.STATUSES,
        ),
        Column(
            "status",
            "Status",
            Kind.CHOICE,
            width=14,
            required=True,
            choices=Choices.STATUSES,
            help="Hur långt aktiviteten har kommit.",
        ),
        _PREVIOUS_COMMENT,
        Column(
            "comment",
            "Kommentar",
            width=42,
            help="Läget. Inga personuppgifter.",
        ),
        _ROW_CHECK,
    ),
    min_rows=40,
)

TABLES = (GOALS, MEASURES, ACTIVITIES)

# Prefixes of the stable row ids, "M1", "MT1", "A1"; T1 is taken by the tertial.
ID_PREFIX = {GOALS.name: "M", MEASURES.name: "MT", ACTIVITIES.name: "A"}


def named_cell(key: str) -> NamedCell:
    """Return a named cell by its key; raises KeyError."""
    for cell in NAMED_CELLS:
        if cell.key == key:
            return cell
    raise KeyError(key)
