"""What the open data says of each row: the columns, in their order.

The names are of a-z, digits and _ so that any program can take them as they are.
They are a promise to those who use the data: a name is never given another meaning.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbook_templates.standard.columns import Kind
from workbook_templates.standard.layout import (
    ACTIVITIES,
    ACTIVITIES_SHEET,
    GOALS,
    GOALS_SHEET,
    MEASURES,
    MEASURES_SHEET,
    NO,
    YES,
    named_cell,
)
from workbook_templates.standard.model import (
    ActivityStatus,
    Direction,
    GoalVerdict,
    Level,
)

CARD, GOAL, MEASURE, ACTIVITY = "kort", "mal", "matt", "aktivitet"
ROW_TYPES = {
    CARD: "ett målkort",
    GOAL: "ett mål",
    MEASURE: "ett mått",
    ACTIVITY: "en aktivitet",
}
_VERDICTS = tuple(verdict.value for verdict in GoalVerdict)
_STATUSES = tuple(status.value for status in ActivityStatus)
_WORD = "Samma i ord, enligt kommunens skala."


@dataclass(frozen=True, slots=True)
class OpenColumn:
    """A column: its name, what it is called in Swedish, and what it holds.

    about: Swedish. codes: the only values that it may have, () for any. types: the
    types of row that have it.
    """

    name: str
    title: str
    about: str
    kind: Kind = Kind.TEXT
    codes: tuple[str, ...] = ()
    types: tuple[str, ...] = tuple(ROW_TYPES)


_RECORDS = (GOAL, MEASURE, ACTIVITY)
_JUDGED = (GOAL, MEASURE)


def _goal(key: str) -> str:
    return GOALS.column(key).heading


def _measure(key: str) -> str:
    return MEASURES.column(key).heading


def _activity(key: str) -> str:
    return ACTIVITIES.column(key).heading


_UNIT = (
    OpenColumn("period", "Period", "År och tertial, till exempel 2026-T2."),
    OpenColumn("typ", "Typ av rad", "Vad raden beskriver.", codes=tuple(ROW_TYPES)),
    OpenColumn("enhet_id", named_cell("unit_id").label, "Kommunens eget id."),
    OpenColumn("enhet", named_cell("unit_name").label, "Enhetens namn."),
    OpenColumn(
        "niva",
        named_cell("level").label,
        "Enhetens plats i organisationen.",
        codes=tuple(level.value for level in Level),
    ),
    OpenColumn("avdelning_id", "Avdelningens id", "Avdelningen som enheten hör till."),
    OpenColumn("avdelning", "Avdelning", "Avdelningens namn."),
)
_WHAT = (
    OpenColumn(
        "id", "Id", "Radens id i kortet: M, MT eller A och ett nummer.", types=_RECORDS
    ),
    OpenColumn(
        "mal_id",
        "Hör till mål",
        "Id för det mål i samma kort som raden hör till; för ett mål dess eget.",
        types=_RECORDS,
    ),
    OpenColumn("text", "Text", "Målet, måttet eller aktiviteten.", types=_RECORDS),
    OpenColumn("ansvarig", "Ansvarig", "Ansvarig funktion."),
)
_CARD = (
    OpenColumn(
        "ifyllt_av",
        named_cell("contact").label,
        "Funktion, inte person.",
        types=(CARD,),
    ),
    OpenColumn(
        "sammanfattning",
        named_cell("summary").label,
        "Enhetens egen sammanfattning.",
        types=(CARD,),
    ),
    OpenColumn(
        "klart",
        named_cell("ready").label,
        "Om enheten har markerat kortet som klart.",
        codes=(YES, NO),
        types=(CARD,),
    ),
    OpenColumn(
        "klart_datum", named_cell("handed_in").label, "Datum.", Kind.DATE, types=(CARD,)
    ),
)
_AIM = (
    OpenColumn(
        "perspektiv_id", "Perspektivets id", "Kommunens eget id.", types=(GOAL,)
    ),
    OpenColumn(
        "perspektiv", _goal("perspective"), "Perspektivets namn.", types=(GOAL,)
    ),
    OpenColumn(
        "langsiktigt_mal",
        _goal("long_term_goal"),
        "Det långsiktiga mål som målet bidrar till.",
        types=(GOAL,),
    ),
    OpenColumn(
        "strategimal",
        _goal("strategy_goals"),
        "Nummer på de strategimål som målet bidrar till, åtskilda av semikolon och "
        "mellanslag.",
        Kind.REFERENCES,
        types=(GOAL,),
    ),
    OpenColumn(
        "fran_ar", _goal("start_year"), "Första året.", Kind.INTEGER, types=(GOAL,)
    ),
    OpenColumn(
        "till_ar", _goal("end_year"), "Sista året.", Kind.INTEGER, types=(GOAL,)
    ),
)
_NUMBERS = (
    OpenColumn(
        "mats_i", _measure("measured_in"), "Enheten för talen.", types=(MEASURE,)
    ),
    OpenColumn(
        "riktning",
        _measure("direction"),
        "Åt vilket håll utfallet ska gå i förhållande till målvärdet.",
        codes=tuple(direction.value for direction in Direction),
        types=(MEASURE,),
    ),
    OpenColumn(
        "utgangsvarde",
        _measure("baseline"),
        "Värdet när målet sattes.",
        Kind.NUMBER,
        types=(MEASURE,),
    ),
    OpenColumn(
        "malvarde",
        _measure("target"),
        "Värdet som ska nås.",
        Kind.NUMBER,
        types=(MEASURE,),
    ),
    *(
        OpenColumn(
            f"utfall_t{tertial}",
            _measure(f"outcome_{tertial}"),
            f"Utfallet {months}, räknat från årets början.",
            Kind.NUMBER,
            types=(MEASURE,),
        )
        for tertial, months in enumerate(
            ("januari–april", "januari–augusti", "för hela året"), start=1
        )
    ),
    OpenColumn(
        "kalla",
        _measure("source"),
        "Varifrån enheten har tagit värdet, med enhetens egna ord.",
        types=(MEASURE,),
    ),
)
_STATE = (
    OpenColumn(
        "bedomning",
        _measure("verdict"),
        "Läget vid periodens slut, som kod. Bedömningen är enhetens egen.",
        codes=_VERDICTS,
        types=_JUDGED,
    ),
    OpenColumn("bedomning_text", "Bedömning i ord", _WORD, types=_JUDGED),
    OpenColumn(
        "prognos",
        _goal("forecast"),
        "Läget vid årets slut så som enheten bedömer det, som kod.",
        codes=_VERDICTS,
        types=(GOAL,),
    ),
    OpenColumn("prognos_text", "Prognos i ord", _WORD, types=(GOAL,)),
    OpenColumn(
        "status",
        _activity("status"),
        "Hur långt aktiviteten har kommit, som kod.",
        codes=_STATUSES,
        types=(ACTIVITY,),
    ),
    OpenColumn("status_text", "Status i ord", _WORD, types=(ACTIVITY,)),
    OpenColumn(
        "start",
        _activity("start"),
        "Datum då aktiviteten börjar.",
        Kind.DATE,
        types=(ACTIVITY,),
    ),
    OpenColumn(
        "slut",
        _activity("end"),
        "Datum då aktiviteten ska vara klar.",
        Kind.DATE,
        types=(ACTIVITY,),
    ),
    OpenColumn("kommentar", "Kommentar", "Orsak och förklaring.", types=_RECORDS),
    OpenColumn("atgard", _goal("remedy"), "Vad som görs åt avvikelsen.", types=(GOAL,)),
)
_BEFORE = (
    OpenColumn(
        "forra_bedomning",
        _measure("previous_verdict"),
        "Bedömningen i förra perioden, som kod.",
        codes=_VERDICTS,
        types=_JUDGED,
    ),
    OpenColumn(
        "forra_utfall",
        _measure("previous_outcome"),
        "Utfallet i förra perioden.",
        Kind.NUMBER,
        types=(MEASURE,),
    ),
    OpenColumn(
        "forra_status",
        _activity("previous_status"),
        "Statusen i förra perioden, som kod.",
        codes=_STATUSES,
        types=(ACTIVITY,),
    ),
    OpenColumn(
        "forra_kommentar",
        _goal("previous_comment"),
        "Kommentaren i förra perioden.",
        types=_RECORDS,
    ),
)
_ORIGIN = (
    OpenColumn("arbetsbok", "Arbetsbok", "Den Excelfil som raden är hämtad ur."),
    OpenColumn(
        "flik",
        "Flik",
        "Arbetsbokens flik.",
        codes=(GOALS_SHEET.name, MEASURES_SHEET.name, ACTIVITIES_SHEET.name),
        types=_RECORDS,
    ),
    OpenColumn("rad", "Rad", "Radens nummer i Excel.", Kind.INTEGER, types=_RECORDS),
    OpenColumn(
        "mallversion", named_cell("version").label, "Arbetsbokens.", types=(CARD,)
    ),
    OpenColumn(
        "sha256", "SHA-256", "Arbetsbokens kontrollsumma, hexadecimalt.", types=(CARD,)
    ),
)
COLUMNS = (
    *(*_UNIT, *_WHAT, *_CARD, *_AIM, *_NUMBERS),
    *(*_STATE, *_BEFORE, *_ORIGIN),
)
NAMES = tuple(column.name for column in COLUMNS)
NAMES_OF = {
    kind: tuple(column.name for column in COLUMNS if kind in column.types)
    for kind in ROW_TYPES
}
