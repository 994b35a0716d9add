"""Looking for personal data in a text; no rules here.

The answer is only whether there is any, so that no message can repeat it.
"""

from __future__ import annotations

import re
from datetime import date

_SPACE = " \u00a0"
_DASH = r"\-\u2010\u2011\u2013\u2212"  # hyphens, en dash and minus, for a class
_GAP = f"[{_SPACE}{_DASH}]"

# Century, year, month, day (plus 60 in a co-ordination number) and the last four.
_PERSONAL_NUMBER = re.compile(
    rf"(?<!\d)(18|19|20)?(\d\d)(\d\d)(\d\d)[{_SPACE}]?[+{_DASH}]?[{_SPACE}]?"
    r"(\d{4})(?!\d)"
)
_COORDINATION_DAYS = 60
# Bounded by a look-behind, so that a long text without "@" takes linear time.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]+)+")
# Amounts in threes are passed over, "1 070 123 456 kr"; but in "8 070-12 34 56"
# more digits follow, so that the "8" is left and the phone number found.
_AMOUNT = rf"(?<!\d)[1-9]\d{{0,2}}(?:[{_SPACE}]\d{{3}})+(?!{_GAP}?\d)"
_AREA = (
    rf"(?:(?:\+|00)46[{_SPACE}]?(?:\(0\)[{_SPACE}]?)?[1-9]\d{{0,2}}|08|0[1-9]\d{{1,2}})"
)
_BREAK = rf"(?:[{_SPACE}]?[{_DASH}/][{_SPACE}]?|[{_SPACE}])?"
_SUBSCRIBER = rf"(?:\d{{2,3}}(?:{_GAP}\d{{2,3}}){{1,3}}|\d{{5,8}})"
_PHONE = re.compile(
    rf"{_AMOUNT}|(?<![\w+{_DASH}])(?<!\d[.,])"
    rf"(?P<phone>{_AREA}{_BREAK}{_SUBSCRIBER})(?![\d%])(?![.,]\d)"
)
_COUNTRY = re.compile(rf"^(?:\+|00)46[{_SPACE}]?(?:\(0\))?")
_PHONE_DIGITS = range(8, 11)  # of a national number with its leading zero
# The third line is one word between, as in "3 nya elever".
_FEW = re.compile(
    r"""(?<![\w.,:/])(?<!\d\s)
    (?: [1-4] | (?<!av\s)(?:två|tre|fyra) | (?:bara|endast|enbart)\s(?:en|ett) )
    \s (?: av\s(?:\d+\s|de\s|våra\s)? )?
    (?: (?!(?:ska|hade|alla|tre|fyra|åtta|elva)\s) [^\W\d_]+[ae]\s )?
    (?: elev(?:er(?:na)?|en)? | barn(?:en)? | brukar(?:e|na|en) | klient(?:er(?:na)?)?
      | person(?:er(?:na)?|en)? | patient(?:er(?:na)?)? | ungdom(?:ar(?:na)?)?
      | medarbetar(?:e|na|en) | anställda? | boende | deltagar(?:e|na|en)
      | flick(?:a|or(?:na)?) | pojk(?:e|ar(?:na)?) | kvinn(?:a|or(?:na)?) | män
      | invånar(?:e|na|en) | föräld(?:er|rar(?:na)?) | lärar(?:e|na|en)
    )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)


def has_personal_number(text: str) -> bool:
    """Tell whether a text has a personnummer or samordningsnummer.

    With or without century and dash; the date must exist and the check digit agree,
    so that other long numbers are left alone.
    """
    return any(map(_is_personal_number, _PERSONAL_NUMBER.finditer(text)))


def has_email(text: str) -> bool:
    """Tell whether a text has an e-mail address."""
    return _EMAIL.search(text) is not None


def has_phone(text: str) -> bool:
    """Tell whether a text has a Swedish phone number, "070-123 45 67" or "+46 70".

    Amounts, years and decimals are no phone numbers, and a personal number is
    found as such only.
    """
    rest = _PERSONAL_NUMBER.sub(_unless_personal, text)
    return any(map(_is_phone, _PHONE.finditer(rest)))


def has_few_persons(text: str) -> bool:
    """Tell whether a text counts one to four persons: "3 elever", "tre av barnen".

    So few can often be recognised. "En elev" is left alone, since "en" is mostly an
    article; so is "tre av fyra elever", which is a share.
    """
    return _FEW.search(text) is not None


def _is_personal_number(match: re.Match[str]) -> bool:
    """Tell whether the digits are a date and end with the right check digit."""
    century, year, month, day, last = match.groups()
    digits = f"{year}{month}{day}{last}"
    centuries = [century] if century else ["19", "20"]
    return _is_luhn(digits) and any(
        _is_date(int(c + year), int(month), int(day)) for c in centuries
    )


def _is_date(year: int, month: int, day: int) -> bool:
    """Tell whether a birth date exists; the day may be raised by 60."""
    if day > _COORDINATION_DAYS:
        day -= _COORDINATION_DAYS
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _is_luhn(digits: str) -> bool:
    """Tell whether ten digits agree with the last of them, their check digit."""
    doubled = (int(d) * (2 - i % 2) for i, d in enumerate(digits))
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0


def _unless_personal(match: re.Match[str]) -> str:
    """Return a personal number as a blank, anything else as it stands."""
    return " " if _is_personal_number(match) else match[0]


def _is_phone(match: re.Match[str]) -> bool:
    """Tell whether a match is a phone number of a possible length."""
    phone = match["phone"]
    if phone is None:
        return False
    national = _COUNTRY.sub("0", phone)
    return sum(map(str.isdigit, national)) in _PHONE_DIGITS
