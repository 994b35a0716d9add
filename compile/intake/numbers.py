"""Numbers and dates as Excel stores them, made exact."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_EXACT_DIGITS = 15  # that Excel keeps of a number
_EXACT_WHOLE = 10**16  # from here on floats are written with an exponent
_DAY = 86_400_000  # milliseconds; Excel's times are no finer
_LEAP_DAY = 60  # serial of 29 February 1900, which was no day
_EPOCH_1900 = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
_LAST_DAY = date(9999, 12, 31)
_LAST_SERIAL = 2_958_466  # the day after the last day, for a time in that day


def number(text: str) -> Decimal | None:
    """Return the number that a text stores, or None where it is none.

    Excel stores the nearest binary number, 0.1 also as 0.10000000000000001; the
    shortest decimal that means the same is the one that was typed.
    """
    if len(text) <= _EXACT_DIGITS and text.isascii() and text.isdigit():
        return Decimal(int(text))
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    if value.is_integer() and abs(value) < _EXACT_WHOLE:
        return Decimal(int(value))
    shortest = Decimal(repr(value))
    return shortest if shortest.is_finite() else None


def day(serial: Decimal, *, from_1904: bool = False) -> date | datetime | None:
    """Return the date, or date and time, of an Excel serial number of days.

    None where it is none: below 1 (a time without date), beyond year 9999, and
    60 in the system from 1900, a day that never was.
    """
    if not 1 <= serial <= _LAST_SERIAL:
        return None
    days, milliseconds = divmod(round(serial * _DAY), _DAY)
    if not from_1904 and days == _LEAP_DAY:
        return None
    epoch = _EPOCH_1904 if from_1904 else _EPOCH_1900
    if not from_1904 and days < _LEAP_DAY:
        epoch += timedelta(days=1)
    if days > (_LAST_DAY - epoch).days:
        return None
    found = epoch + timedelta(days=days)
    if not milliseconds:
        return found
    midnight = datetime(found.year, found.month, found.day)  # noqa: DTZ001 - Excel knows no time zones
    return midnight + timedelta(milliseconds=milliseconds)


def iso_day(text: str) -> date | datetime | None:
    """Return the date or date and time of a strict workbook's date cell."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    found = found.replace(tzinfo=None)
    return found if found.time() != datetime.min.time() else found.date()
