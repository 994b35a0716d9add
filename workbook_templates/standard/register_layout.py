"""The register's tables, said once; the register workbook has one sheet for each.

A scorecard workbook carries copies of the tables that it needs (CARRIED), with
the same names and headings, so that it can be checked without the register.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbook_templates.standard.columns import Choices, Column, Kind, Sheet, Table

REGISTER_FILE = "styrregister.xlsx"
README_SHEET = Sheet("Läs mig", "Styrregister", "Här står allt som målkorten bygger på")

_VALID = (
    Column("valid_from", "Gäller från år", Kind.INTEGER, width=14),
    Column("valid_to", "Gäller till år", Kind.INTEGER, width=14),
)

UNITS = Table(
    "tblEnhet",
    Sheet("Enheter", "Enheter", "En rad per enhet. Ett id ändras aldrig."),
    (
        Column("id", "Enhets-id", width=12, required=True, limit=20),
        Column("name", "Namn", width=44, required=True, limit=120),
        Column(
            "level",
            "Nivå",
            Kind.CHOICE,
            width=12,
            required=True,
            choices=Choices.LEVELS,
        ),
        Column("parent", "Överordnad (id)", width=16),
        Column("responsible", "Ansvarig funktion", width=28, limit=120),
        *_VALID,
        Column(
            "replaces",
            "Ersätter (id)",
            width=18,
            help="När en ny enhet tar över efter andra: deras enhets-id. Flera "
            "skiljs åt med semikolon. Två nya enheter med samma id är en delning.",
            optional=True,
        ),
    ),
)
PERSPECTIVES = Table(
    "tblPerspektiv",
    Sheet("Perspektiv", "Perspektiv", "Perspektiven i den ordning de ska stå."),
    (
        Column("id", "Perspektiv-id", width=14, required=True, limit=20),
        Column("order", "Ordning", Kind.INTEGER, width=10, required=True),
        Column("name", "Perspektiv", width=28, required=True, limit=60),
    ),
)
LONG_TERM_GOALS = Table(
    "tblLangsiktigt",
    Sheet(
        "Långsiktiga mål",
        "Långsiktiga mål",
        "Perspektivens långsiktiga mål. Skriv den officiella texten när den finns.",
    ),
    (
        Column("perspective", "Perspektiv-id", width=14, required=True),
        Column("text", "Långsiktigt mål (kortform)", width=50, required=True),
        Column("official_text", "Officiell text", width=70),
    ),
)
AREAS = Table(
    "tblOmrade",
    Sheet("Områden", "Prioriterade områden", "Strategins prioriterade områden."),
    (
        Column("id", "Område-id", width=12, required=True, limit=20),
        Column("order", "Ordning", Kind.INTEGER, width=10, required=True),
        Column("name", "Prioriterat område", width=40, required=True, limit=120),
    ),
)
STRENGTHS = Table(
    "tblStyrka",
    Sheet("Styrkor", "Styrkor", "Strategins styrkor."),
    (
        Column("number", "Nummer", Kind.INTEGER, width=10, required=True),
        Column("name", "Styrka", width=44, required=True, limit=120),
        Column("note", "Anmärkning", width=60),
    ),
)
STRATEGY_GOALS = Table(
    "tblStrategimal",
    Sheet(
        "Strategimål",
        "Strategimål",
        "Ett nummer används aldrig igen. Det som inte är känt lämnas tomt.",
    ),
    (
        Column("number", "Nummer", Kind.INTEGER, width=9, required=True),
        Column(
            "area",
            "Område-id",
            Kind.CHOICE,
            width=11,
            required=True,
            choices=Choices.AREAS,
        ),
        Column("title", "Kort titel", width=38, limit=120),
        Column("official_text", "Officiell text", width=50),
        Column("indicator", "Indikator", width=50),
        Column("direction", "Riktning", width=14),
        Column("reference", "Jämförs med", width=36),
        *_VALID,
        Column("kolada_ids", "Kolada-id", width=20),
        Column(
            "replaced_by",
            "Ersätts av (nummer)",
            Kind.REFERENCES,
            width=20,
            help="När målet har upphört: numret på det mål som gäller i stället. "
            "Flera skiljs åt med semikolon. Lämna tomt om inget tar över.",
            optional=True,
        ),
    ),
)
PERIODS = Table(
    "tblPeriod",
    Sheet("Perioder", "Perioder", "Perioderna räknas från den 1 januari."),
    (
        Column("period", "Period", width=12, required=True),
        Column("start", "Start", Kind.DATE, width=13, required=True),
        Column("end", "Slut", Kind.DATE, width=13, required=True),
        Column("deadline", "Sista inlämningsdag", Kind.DATE, width=20, required=True),
    ),
)
SCALES = Table(
    "tblSkala",
    Sheet("Skalor", "Skalor", "Koderna är fasta; benämning och tecken får ändras."),
    (
        Column(
            "scale",
            "Skala",
            Kind.CHOICE,
            width=20,
            required=True,
            choices=Choices.SCALES,
        ),
        Column("code", "Kod", width=14, required=True),
        Column("label", "Benämning", width=22, required=True, limit=40),
        Column("symbol", "Tecken", width=10, required=True, limit=2),
        Column("explanation", "Förklaring", width=70),
    ),
)
THRESHOLDS = Table(
    "tblTroskel",
    Sheet("Tröskelvärden", "Tröskelvärden", "Gränserna som kontrollerna räknar med."),
    (
        Column("code", "Kod", width=26, required=True),
        Column("value", "Värde", Kind.NUMBER, width=12, required=True),
        Column("explanation", "Förklaring", width=70),
    ),
)
TEXTS = Table(
    "tblText",
    Sheet("Texter", "Rapportens texter", "Texter som rapporten och mallen använder."),
    (
        Column("code", "Kod", width=22, required=True),
        Column("value", "Text", width=80),
        Column("explanation", "Förklaring", width=60),
    ),
)
THEME = Table(
    "tblTema",
    Sheet("Tema", "Arbetsböckernas utseende", "Färger skrivs som sex tecken: 1F3A4D."),
    (
        Column("code", "Kod", width=22, required=True),
        Column("value", "Värde", width=20, required=True),
        Column("explanation", "Förklaring", width=60),
    ),
)
KEY_FIGURES = Table(
    "tblKolada",
    Sheet(
        "Kolada",
        "Nyckeltal ur Kolada",
        "Källa: Kolada. Hämtas med malkort kolada. Skriv bara i kolumnen Granskning.",
    ),
    (
        Column("kpi", "Kolada-id", width=12, required=True, limit=20),
        Column("title", "Nyckeltal", width=50),
        Column("area", "Områdeskod", width=12, required=True, limit=4),
        Column("area_name", "Område", width=20),
        Column("year", "År", Kind.INTEGER, width=8, required=True),
        Column("total", "Totalt", Kind.NUMBER, width=17),
        Column("women", "Kvinnor", Kind.NUMBER, width=17),
        Column("men", "Män", Kind.NUMBER, width=17),
        Column("fetched", "Hämtad", Kind.DATE, width=13),
        Column("source", "Källa", width=16),
        Column("note", "Vid hämtningen", width=44),
        Column("review", "Granskning", width=36),
    ),
)

REGISTER_TABLES = (
    UNITS,
    PERSPECTIVES,
    LONG_TERM_GOALS,
    AREAS,
    STRENGTHS,
    STRATEGY_GOALS,
    PERIODS,
    SCALES,
    THRESHOLDS,
    TEXTS,
    THEME,
    KEY_FIGURES,
)
# What a register made before the table came need not have.
OPTIONAL_TABLES = (KEY_FIGURES,)
# What travels in every scorecard workbook, cut down to what its unit needs.
CARRIED = (
    UNITS,
    PERSPECTIVES,
    LONG_TERM_GOALS,
    AREAS,
    STRATEGY_GOALS,
    PERIODS,
    SCALES,
    THRESHOLDS,
)

VERDICT_SCALE = "Måluppfyllelse"
STATUS_SCALE = "Aktivitetsstatus"


@dataclass(frozen=True, slots=True)
class Setting:
    """A coded value of the register: its code, its default and what it is for."""

    code: str
    default: str
    explanation: str


THRESHOLD_SETTINGS = (
    Setting(
        "delvis_fran",
        "0.8",
        "Andel av målvärdet från vilken ett mått är delvis uppfyllt (0,8 = 80 %).",
    ),
    Setting(
        "rimlig_faktor",
        "10",
        "Ett utfall så många gånger större eller mindre än målvärdet ifrågasätts.",
    ),
    Setting(
        "kommentar_max",
        "2000",
        "Antal tecken i en kommentar innan den är för lång för rapporten.",
    ),
)
REMINDER_TEXT = "paminnelse"
TEXT_SETTINGS = (
    Setting("kommun", "", "Kommunens namn på omslaget."),
    Setting("rapportens_titel", "Målkortsrapport", "Titel på omslaget."),
    Setting("utgivare", "", "Vem som ger ut rapporten."),
    Setting("strategi", "", "Strategins namn."),
    Setting("vision", "", "Strategins vision."),
    Setting("kontakt", "", "Vart enheterna vänder sig med frågor om arbetsboken."),
    Setting("inledning", "", "Inledande text före sammanfattningen."),
    Setting(
        REMINDER_TEXT,
        "",
        "Påminnelsen till den som inte är klar. Byts ut: {enhet}, {period}, {saknas}, "
        "{dagen}, {sista_dag}, {gor_sa}, {kontakt}. Tomt ger programmets egen text.",
    ),
    Setting("kolada_kommun", "", "Kommunens kod i Kolada, fyra siffror som 1783."),
    Setting("kolada_lan", "", "Länets kod i Kolada, fyra siffror som 0017."),
    Setting("kolada_riket", "0000", "Rikets kod i Kolada."),
)
THEME_SETTINGS = (
    Setting("mork", "1F3A4D", "Bakgrund i titelbandet; vit text ska synas mot den."),
    Setting("accent", "2F6F8F", "Tabellrubriker och markeringar."),
    Setting("inmatning", "FFF9E5", "Bakgrund i fält som fylls i."),
    Setting("last", "EEF2F4", "Bakgrund i låsta fält."),
    Setting("linje", "5F7682", "Ramar; minst 3:1 mot vitt."),
    Setting("typsnitt", "Arial", "Typsnitt i arbetsböckerna."),
)
