"""The wordings of what parsing finds, each said once; codes MK001-MK049.

They tell whether a workbook is a scorecard at all, whether its parts are there,
and whether each cell holds what its column demands. Judgements between fields
are rules, and have codes of their own.
"""

from __future__ import annotations

from workbook_templates.standard.findings import Severity, Wording
from workbook_templates.standard.layout import MAX_YEAR, MIN_YEAR, STANDARD_VERSION

NOT_A_SCORECARD = Wording(
    "MK001",
    "Inget målkort",
    Severity.STOP,
    "Filen {file} är inget målkort: {missing} saknas.",
    "Använd arbetsboken som strategikontoret skickade ut.",
)
UNKNOWN_VERSION = Wording(
    "MK002",
    "Okänd version av mallen",
    Severity.STOP,
    "Mallens version är {version} och kan inte läsas.",
    f"Flytta innehållet till en mall av version {STANDARD_VERSION}.",
)
OLD_VERSION = Wording(
    "MK003",
    "Gammal version av mallen",
    Severity.WARNING,
    "Mallens version är {version}. Den läses, men är gammal.",
    f"Använd version {STANDARD_VERSION} nästa gång.",
)
IDENTITY_DISAGREES = Wording(
    "MK004",
    "Arbetsboken säger emot sig själv",
    Severity.ERROR,
    "{label} är {value} i arbetsboken men {other} i dess dolda uppgifter. "
    "Innehållet kan komma från fel enhet eller period.",
    "Fyll i den arbetsbok som skickades till enheten för perioden.",
)
BAD_PERIOD = Wording(
    "MK005",
    "Perioden går inte att läsa",
    Severity.ERROR,
    "{value} är ingen period.",
    "Skriv år och tertial, till exempel 2026-T2.",
)
TABLE_MISSING = Wording(
    "MK006",
    "Tabellen saknas",
    Severity.ERROR,
    "Tabellen {table} på fliken {sheet} saknas.",
    "Kopiera fliken från den arbetsbok som skickades ut.",
)
TABLE_BY_HEADINGS = Wording(
    "MK007",
    "Tabellen har tappat sitt namn",
    Severity.WARNING,
    "Tabellen {table} har tappat sitt namn. Den är läst efter rubrikerna.",
    "Ändra inte tabellernas namn eller område.",
)
COLUMN_MISSING = Wording(
    "MK008",
    "Kolumnen saknas",
    Severity.ERROR,
    "Kolumnen {heading} saknas i tabellen.",
    "Skriv tillbaka rubriken som den var, eller använd den utskickade arbetsboken.",
)
EXTRA_COLUMN = Wording(
    "MK009",
    "Kolumnen hör inte till mallen",
    Severity.WARNING,
    "Kolumnen ”{heading}” hör inte till mallen och läses inte. "
    "Den innehåller {values}.",
    "Flytta innehållet till en av mallens kolumner.",
)
NAMED_CELL_MISSING = Wording(
    "MK010",
    "Fältet saknas",
    Severity.ERROR,
    "Fältet {label} saknas i arbetsboken.",
    "Använd den arbetsbok som skickades ut.",
)
REQUIRED = Wording(
    "MK011",
    "Obligatorisk uppgift saknas",
    Severity.ERROR,
    "{heading} saknas.",
    "{hint}",
)
NOT_IN_LIST = Wording(
    "MK012",
    "Finns inte i listan",
    Severity.ERROR,
    "{value} finns inte i listan.",
    "{hint}",
)
NOT_A_NUMBER = Wording(
    "MK013",
    "Inget tal",
    Severity.ERROR,
    "{value} är inget tal.",
    "Skriv bara ett tal, till exempel 12,5. Förklara i kommentaren.",
)
NOT_AN_INTEGER = Wording(
    "MK014",
    "Inget heltal",
    Severity.ERROR,
    "{value} är inget heltal.",
    "Skriv ett tal utan decimaler.",
)
NOT_A_DATE = Wording(
    "MK015",
    "Inget datum",
    Severity.ERROR,
    "{value} är inget datum.",
    "Skriv år, månad och dag, till exempel 2026-09-10.",
)
NOT_REFERENCES = Wording(
    "MK016",
    "Inga nummer på strategimål",
    Severity.ERROR,
    "{value} är inga nummer på strategimål.",
    "Skriv numren med semikolon emellan, till exempel 1; 12.",
)
MANGLED_REFERENCES = Wording(
    "MK017",
    "Numren har blivit ett tal eller ett datum",
    Severity.ERROR,
    "Cellen innehåller {value}. Excel har gjort om det som skrevs, "
    "och det går inte att veta vilka strategimål som menas.",
    "Skriv numren med semikolon emellan, till exempel 1; 12.",
)
TEXT_AS_NUMBER = Wording(
    "MK018",
    "Talet är skrivet som text",
    Severity.WARNING,
    "{value} är text. Läst som {read}.",
    "Skriv bara talet.",
)
TEXT_AS_DATE = Wording(
    "MK019",
    "Datumet är inte skrivet som ett datum",
    Severity.WARNING,
    "{value} är inte skrivet som ett datum. Läst som {read}.",
    "Skriv datumet som {read}.",
)
ERROR_VALUE = Wording(
    "MK020",
    "Cellen visar ett fel",
    Severity.ERROR,
    "Cellen visar felet {value}.",
    "Skriv värdet på nytt.",
)
UNCACHED = Wording(
    "MK021",
    "Formeln har inget sparat resultat",
    Severity.ERROR,
    "Formeln i cellen har inget sparat resultat.",
    "Öppna arbetsboken i Excel och spara den, eller skriv värdet i stället.",
)
TOO_LONG = Wording(
    "MK022",
    "Texten är lång",
    Severity.WARNING,
    "Texten är {length} tecken. Högst {limit} rekommenderas.",
    "Korta texten. Den tas med i sin helhet.",
)
BELOW_TABLE = Wording(
    "MK023",
    "Raden står under tabellen",
    Severity.WARNING,
    "Raden står under tabellens slut. Den är läst.",
    "Flytta den till en ledig rad i tabellen.",
)
ROW_WITHOUT_ID = Wording(
    "MK024",
    "Raden saknar id",
    Severity.WARNING,
    "Raden saknar id. Den kallas ”{name}”.",
    "Flytta den till en rad med id.",
)
DUPLICATE_ID = Wording(
    "MK025",
    "Samma id två gånger",
    Severity.ERROR,
    "Id:t {value} står redan i {first}.",
    "Flytta raden till en ledig rad med eget id.",
)
UNKNOWN_GOAL = Wording(
    "MK026",
    "Målet finns inte",
    Severity.ERROR,
    "{value} är inget mål på fliken Mål.",
    "{hint}",
)
STRAY_VALUE = Wording(
    "MK027",
    "Text utanför fälten",
    Severity.WARNING,
    "{value} står utanför fälten och läses inte.",
    "Flytta det till ett fält, om det ska med i rapporten.",
)
CHANGED_TEXT = Wording(
    "MK028",
    "Mallens text är ändrad",
    Severity.WARNING,
    "Mallens text har skrivits över med {value}, som inte läses.",
    "Flytta det till ett fält, om det ska med i rapporten.",
)
OVERWRITTEN_FORMULA = Wording(
    "MK029",
    "En formel är överskriven",
    Severity.WARNING,
    "Formeln i kolumnen {heading} har skrivits över med {value}, som inte läses.",
    "Flytta det till en annan kolumn, om det ska med i rapporten.",
)
UNKNOWN_SHEET = Wording(
    "MK030",
    "Fliken hör inte till mallen",
    Severity.WARNING,
    "Fliken ”{sheet}” hör inte till mallen och läses inte. "
    "Den innehåller {count}: {values}.",
    "Flytta innehållet till mallens flikar.",
)
DATE_OUT_OF_RANGE = Wording(
    "MK031",
    "Orimligt årtal",
    Severity.ERROR,
    f"{{value}} ligger utanför åren {MIN_YEAR}–{MAX_YEAR}.",
    "Kontrollera årtalet.",
)
# A list of the register may have another label than when the workbook was built.
LOCKED_UNREADABLE = Wording(
    "MK032",
    "En låst cell går inte att läsa",
    Severity.WARNING,
    "{heading}: {wrong}",
    "Cellen är låst och behöver inte ändras.",
)

DEMANDS: tuple[Wording, ...] = (
    NOT_A_SCORECARD,
    UNKNOWN_VERSION,
    OLD_VERSION,
    IDENTITY_DISAGREES,
    BAD_PERIOD,
    TABLE_MISSING,
    TABLE_BY_HEADINGS,
    COLUMN_MISSING,
    EXTRA_COLUMN,
    NAMED_CELL_MISSING,
    REQUIRED,
    NOT_IN_LIST,
    NOT_A_NUMBER,
    NOT_AN_INTEGER,
    NOT_A_DATE,
    NOT_REFERENCES,
    MANGLED_REFERENCES,
    TEXT_AS_NUMBER,
    TEXT_AS_DATE,
    ERROR_VALUE,
    UNCACHED,
    TOO_LONG,
    BELOW_TABLE,
    ROW_WITHOUT_ID,
    DUPLICATE_ID,
    UNKNOWN_GOAL,
    STRAY_VALUE,
    CHANGED_TEXT,
    OVERWRITTEN_FORMULA,
    UNKNOWN_SHEET,
    DATE_OUT_OF_RANGE,
    LOCKED_UNREADABLE,
)
