"""The one place that cleans a raw cell: what was typed becomes a value or a fault.

Each kind of cell has one reader, `read_text`, `read_number` and so on, and
`read_cell` picks it. An empty cell gives an empty Reading. Nothing is guessed:
what may be meant in two ways has no value, and a fault that names it.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING, TypeAlias

from workbook_templates.standard import demands
from workbook_templates.standard.columns import Kind
from workbook_templates.standard.dates import parse_date
from workbook_templates.standard.layout import MAX_YEAR, MIN_YEAR
from workbook_templates.standard.raw import CellKind, RawCell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workbook_templates.standard.findings import Finding, Location, Wording
    from workbook_templates.standard.raw import RawValue

Value: TypeAlias = str | int | Decimal | date | tuple[int, ...] | None

QUOTE_LIMIT = 1000  # characters of a value that a message repeats
# Excel itself keeps and shows 15 digits; a file's 17th digit is binary noise.
_EXCEL_DIGITS = Context(prec=15, rounding=ROUND_HALF_EVEN, traps=[])
_LARGEST_EXPONENT = 308  # of a number in Excel
_DAY_ZERO = date(1899, 12, 30)  # Excel's day number 0, from March 1900 on
_FEW_WORDS = 6  # so many of a list can be named in a message

_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_BREAKS = re.compile("\r\n|[\r\u2028\u2029]")
# Controls, zero-width and bidi characters, lone surrogates, non-characters.
_DROPPED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff]"
)
_MINUS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))
# "1 234,5", "1.234,5", "-3.2", "95 %"; never "1.234", which has two meanings.
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)\s*"
    r"(?P<whole>\d{1,3}(?: \d{3})+|\d{1,3}(?:\.\d{3})+(?=,)|\d+)"
    r"(?:(?P<mark>[.,])(?P<decimals>\d+))?\s*%?",
    re.ASCII,
)
# Of a text with single spaces, so that no long run of them is tried in many ways.
_REFERENCE = r"(?:(?:(?:strategi)?mål|nr) ?)?\d{1,4}"
_REFERENCES = re.compile(
    rf"{_REFERENCE}(?:(?: ?[;,&] ?| och | samt | ){_REFERENCE})* ?[;,]?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: its value, None where empty or faulty, and any fault.

    A fault may be mere advice and stand beside a value. details fill its wording.
    """

    value: Value = None
    fault: Wording | None = None
    details: Mapping[str, object] = field(default_factory=dict)

    def findings(self, where: Location) -> tuple[Finding, ...]:
        """Return the fault as a finding at a place, or nothing."""
        return (self.fault.finding(where, **self.details),) if self.fault else ()


def clean_text(text: str) -> str:
    """Return a text as it is meant: composed (NFC), trimmed, without unseen marks.

    Every kind of space becomes a space, every line break a newline. Control,
    zero-width and bidi characters and lone surrogates are dropped; tabs stay.
    """
    if not text.isprintable():  # what is printable has none of all these
        text = _DROPPED.sub("", _LINE_BREAKS.sub("\n", _SPACES.sub(" ", text)))
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFC", text).strip()


def normalised(text: str) -> str:
    """Return a text as it is compared: cleaned, in lower case, single spaces."""
    return " ".join(clean_text(text).casefold().split())


def plain_number(number: Decimal) -> str:
    """Return the shortest plain Swedish writing, "1234,5"; never an exponent."""
    if not number.is_finite():
        return str(number)
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text.replace(".", ",")


def shown(cell: RawCell) -> str:
    """Return a cell's content as text, as Excel would show it; "" where empty."""
    value = cell.value
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, bool):
        return "Sant" if value else "Falskt"
    if isinstance(value, datetime):
        return _shown_time(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return _shown_number(value, percent=cell.percent)
    return ""


def _shown_time(value: datetime) -> str:
    if value.time() == time():
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")


def _shown_number(value: Decimal, *, percent: bool) -> str:
    if _is_absurd(value):
        return str(value)
    return plain_number(_as_shown(value, percent=percent)) + " %" * percent


def _is_absurd(number: Decimal) -> bool:
    return not number.is_finite() or abs(number.adjusted()) > _LARGEST_EXPONENT


def _as_shown(number: Decimal, *, percent: bool) -> Decimal:
    """Return a stored number as it is seen: 15 digits, a percentage times 100."""
    seen = _EXCEL_DIGITS.plus(number)
    if percent:
        seen = _EXCEL_DIGITS.multiply(seen, Decimal(100))
    return Decimal(plain_number(seen).replace(",", "."))


def quoted(text: str) -> str:
    """Return a value for a message: in quotes, and cut after QUOTE_LIMIT.

    How many characters were left out is told.
    """
    rest = len(text) - QUOTE_LIMIT
    if rest <= 0:
        return f"”{text}”"
    return f"”{text[:QUOTE_LIMIT]}…” (och {rest} tecken till)"


def told(cell: RawCell) -> str:
    """Return a cell's content for a message, whatever it holds."""
    if cell.kind is CellKind.UNCACHED:
        return "en formel utan resultat"
    return quoted(shown(cell))


def is_empty(cell: RawCell | None) -> bool:
    """Tell whether a cell has no content: no value, or nothing that is seen."""
    if cell is None:
        return True
    if isinstance(cell.value, Decimal):  # shown() would write it out
        return False
    return cell.kind is CellKind.VALUE and not shown(cell)


def read_cell(cell: RawCell | None, kind: Kind, words: Sequence[str] = ()) -> Reading:
    """Read a cell of a kind; words is the list of a CHOICE, else ignored.

    The value is a str for TEXT and CHOICE, Decimal for NUMBER, int for INTEGER,
    date for DATE and a tuple of int for REFERENCES. A formula counts by its
    stored result.
    """
    if cell is None or is_empty(cell):
        return Reading()
    if cell.kind is CellKind.ERROR:
        return Reading(None, demands.ERROR_VALUE, {"value": cell.value})
    if cell.kind is CellKind.UNCACHED:
        return Reading(None, demands.UNCACHED)
    if kind is Kind.CHOICE:
        return read_choice(cell, words)
    return _READERS[kind](cell)


def read_text(cell: RawCell) -> Reading:
    """Read a text; a number, date or truth value is written out as Excel shows it."""
    if isinstance(cell.value, Decimal) and _is_absurd(cell.value):
        return _fault(demands.NOT_A_NUMBER, cell)
    return Reading(shown(cell))


def read_number(cell: RawCell) -> Reading:
    """Read a number as it is shown; 95 % gives 95. A text is read with a warning."""
    value = cell.value
    if isinstance(value, Decimal) and not _is_absurd(value):
        return Reading(_as_shown(value, percent=cell.percent))
    number = _typed_number(shown(cell)) if isinstance(value, str) else None
    if number is None:
        return _fault(demands.NOT_A_NUMBER, cell)
    details = {"value": quoted(shown(cell)), "read": plain_number(number)}
    return Reading(number, demands.TEXT_AS_NUMBER, details)


def _typed_number(text: str) -> Decimal | None:
    match = _NUMBER.fullmatch(text.translate(_MINUS))
    if match is None or len(text) > _LARGEST_EXPONENT:
        return None
    whole = match["whole"].replace(" ", "").replace(".", "")
    decimals = match["decimals"] or ""
    # "1.234" is a thousand to some and a little more than one to others.
    if match["mark"] == "." and len(decimals) == 3 and whole != "0":  # noqa: PLR2004 - digits in a group
        return None
    sign = "-" if match["sign"] == "-" else ""
    return Decimal(f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}")


def read_integer(cell: RawCell) -> Reading:
    """Read a whole number; one with decimals has no value."""
    reading = read_number(cell)
    number = reading.value
    if not isinstance(number, Decimal) or number != number.to_integral_value():
        return _fault(demands.NOT_AN_INTEGER, cell)
    return Reading(int(number), reading.fault, reading.details)


def read_date(cell: RawCell) -> Reading:
    """Read a date; one that is typed as text or as 20260910 with a warning.

    So is a day number without a date's format, which is what a file without styles
    has: the warning says which date was read.
    """
    value = cell.value
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return _dated(Reading(day), cell)
    found = None if isinstance(value, bool) else parse_date(shown(cell))
    found = found or _day_of_number(value)
    if found is None:
        return _fault(demands.NOT_A_DATE, cell)
    details = {"value": quoted(shown(cell)), "read": found.isoformat()}
    return _dated(Reading(found, demands.TEXT_AS_DATE, details), cell)


def _day_of_number(value: RawValue) -> date | None:
    """Return the day of Excel's day number, if it is one of the years we know."""
    if not isinstance(value, Decimal) or not value.is_finite():
        return None
    days = (date(year, 1, 1) - _DAY_ZERO for year in (MIN_YEAR, MAX_YEAR + 1))
    first, after = (Decimal(d.days) for d in days)
    if not first <= value < after or value % 1:
        return None
    return _DAY_ZERO + timedelta(days=int(value))


def _dated(reading: Reading, cell: RawCell) -> Reading:
    day = reading.value
    if isinstance(day, date) and MIN_YEAR <= day.year <= MAX_YEAR:
        return reading
    return _fault(demands.DATE_OUT_OF_RANGE, cell)


def read_references(cell: RawCell) -> Reading:
    """Read numbers of strategy goals, "1; 12", "1,12", "Mål 1 och 12".

    Repeated numbers count once. 1,12 that Excel has made a number, and 1-12 that
    it has made a date, have no value: what was meant cannot be told.
    """
    value = cell.value
    is_text = isinstance(value, str)
    if isinstance(value, Decimal) and not cell.percent and not _is_absurd(value):
        is_text = value == value.to_integral_value()
    if not is_text:
        return _fault(demands.MANGLED_REFERENCES, cell)
    text = " ".join(shown(cell).split())
    if not _REFERENCES.fullmatch(text):
        return _fault(demands.NOT_REFERENCES, cell)
    return Reading(tuple(dict.fromkeys(map(int, re.findall(r"\d+", text)))))


def read_choice(cell: RawCell, words: Sequence[str]) -> Reading:
    """Read one of a list's words, whatever its case and spaces."""
    text = shown(cell)
    word = match_word(text, words)
    if word is None:
        details = {"value": quoted(text), "hint": choice_hint(text, words)}
        return Reading(None, demands.NOT_IN_LIST, details)
    return Reading(word)


def match_word(text: str, words: Sequence[str]) -> str | None:
    """Return the word of a list that a text is: exactly, else when normalised."""
    if text in words:
        return text
    wanted = normalised(text)
    return next((word for word in words if normalised(word) == wanted), None)


def choice_hint(text: str, words: Sequence[str]) -> str:
    """Return what to do about a word that is not in the list; names the nearest."""
    by_normal = {normalised(word): word for word in words}
    # A pasted novel is near to nothing, and slow to compare.
    wanted = normalised(text)[:QUOTE_LIMIT]
    near = difflib.get_close_matches(wanted, by_normal, n=1)
    if near:
        return f"Menar du {by_normal[near[0]]}?"
    if 0 < len(words) <= _FEW_WORDS:
        return f"Välj {' eller '.join(words)}."
    return "Välj i listan."


def _fault(wording: Wording, cell: RawCell) -> Reading:
    return Reading(None, wording, {"value": quoted(shown(cell))})


_READERS: dict[Kind, Callable[[RawCell], Reading]] = {
    Kind.TEXT: read_text,
    Kind.NUMBER: read_number,
    Kind.INTEGER: read_integer,
    Kind.DATE: read_date,
    Kind.REFERENCES: read_references,
}
