from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook_templates.standard.rules.personal_data import (
    has_email,
    has_few_persons,
    has_personal_number,
    has_phone,
)

BIRTHS = st.dates(date(1900, 1, 1), date(2025, 12, 31))


def check_digit(nine: str) -> str:
    """Return the check digit by doubling every other digit from the first."""
    doubled = "".join(str(int(d) * (1, 2)[i % 2 == 0]) for i, d in enumerate(nine))
    return str(-sum(map(int, doubled)) % 10)


@given(BIRTHS, st.integers(1, 999), st.sampled_from(["", "-", "+", "–", " "]))
def test_every_personal_number_is_found(born: date, serial: int, dash: str) -> None:
    nine = f"{born:%y%m%d}{serial:03}"
    last = f"{nine[6:]}{check_digit(nine)}"
    assert has_personal_number(f"Gäller {nine[:6]}{dash}{last}.")
    assert has_personal_number(f"({born:%Y%m%d}{dash}{last})")


@given(BIRTHS, st.integers(1, 999))
def test_co_ordination_numbers_are_found_too(born: date, serial: int) -> None:
    nine = f"{born:%y%m}{born.day + 60}{serial:03}"
    assert has_personal_number(f"{nine[:6]}-{nine[6:]}{check_digit(nine)}")


@given(BIRTHS, st.integers(1, 999), st.integers(1, 9))
def test_a_wrong_check_digit_is_no_personal_number(
    born: date, serial: int, off: int
) -> None:
    nine = f"{born:%y%m%d}{serial:03}"
    wrong = (int(check_digit(nine)) + off) % 10
    assert not has_personal_number(f"{nine[:6]}-{nine[6:]}{wrong}")


@given(st.integers(13, 99), st.integers(1, 999))
def test_a_month_that_does_not_exist_is_no_personal_number(
    month: int, serial: int
) -> None:
    nine = f"81{month:02}18{serial:03}"
    assert not has_personal_number(f"{nine}{check_digit(nine)}")


def test_a_leap_day_counts_in_a_century_that_has_it() -> None:
    leap, other = "000229123", "010229123"
    assert has_personal_number(f"{leap}{check_digit(leap)}")  # 2000, not 1900
    assert not has_personal_number(f"19{leap}{check_digit(leap)}")
    assert not has_personal_number(f"{other}{check_digit(other)}")


def test_digits_inside_a_longer_number_are_left_alone() -> None:
    assert not has_personal_number("78112189876")
    assert not has_personal_number("81121898761")


@pytest.mark.parametrize(
    "text", ["namn@example.org", "Skriv till a.b-c+d@ex-ample.kommun.se.", "å@ö.se"]
)
def test_an_email_address_is_found(text: str) -> None:
    assert has_email(text)


@pytest.mark.parametrize("text", ["@malkort", "3 @ 5.50", "a@b", "Namn @ example.org"])
def test_an_at_sign_alone_is_no_email_address(text: str) -> None:
    assert not has_email(text)


@pytest.mark.parametrize(
    "text",
    [
        "070-123 45 67",
        "070-123-45-67",
        "0701234567",
        "070/123 45 67",
        "+46 70 123 45 67",
        "+46701234567",
        "+46 (0)70 123 45 67",
        "0046 70-123 45 67",
        "08-12 34 56",
        "08-123 456 78",
        "(0563-187 00)",
        "0563 – 185 00",
        "tel.0563-18700.",
        "Ring 8 070-123 45 67",
        "010\u00a0123\u00a045\u00a067",
    ],
)
def test_a_phone_number_is_found(text: str) -> None:
    assert has_phone(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-2027",
        "2026-08-31",
        "2026-08-31 12 00",
        "01-02-2026",
        "1 234 567 kr",
        "1 070 123 456 kr",
        "20 080 123 456",
        "100 000 000 tkr",
        "0,12345678",
        "12,0701234567",
        "0-100 procent",
        "0700-1630",
        "kl. 08.00-16.30",
        "KS 2024-0123",
        "N07402",
        "1234567890",
        "070-12 34",
        "070123456789",
        "811218-9876",
        "8112189876",
        "0112189873",
    ],
)
def test_other_numbers_are_no_phone_numbers(text: str) -> None:
    assert not has_phone(text)


@pytest.mark.parametrize(
    "text",
    [
        "3 elever",
        "1 elev",
        "Två brukare klagade",
        "tre nya medarbetare",
        "4 barn",
        "2–3 elever",
        "3 av 25 elever",
        "två av brukarna",
        "bara en elev",
        "fyra\nanställda",
    ],
)
def test_a_count_of_one_to_four_persons_is_found(text: str) -> None:
    assert has_few_persons(text)


@pytest.mark.parametrize(
    "text",
    [
        "104 elever",
        "1 004 elever",
        "4 000 elever",
        "12,4 elever",
        "5 elever",
        "en elev",
        "två av tre elever",
        "steg 1 har elever",
        "1 ska elever",
        "tre lärartjänster",
        "2 % elever",
        "3 procent",
    ],
)
def test_other_counts_are_left_alone(text: str) -> None:
    assert not has_few_persons(text)


@pytest.mark.parametrize("look", [has_personal_number, has_email, has_phone])
@pytest.mark.parametrize("part", ["a", "0", "1 ", "070-", "1 000 ", "a.a@", "+46 "])
def test_the_longest_cell_is_looked_through_at_once(look: object, part: str) -> None:
    assert callable(look)
    started = time.process_time()
    look((part * 32_767)[:32_767])
    assert time.process_time() - started < 1
