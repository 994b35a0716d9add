"""MK4xx: texts that are too long for the report or tell of a person.

Warnings, all of them: the author or the strategy office decides before publishing.
A message never repeats personal data, since it is mailed and logged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.standard.findings import Severity
from workbook_templates.standard.rules.personal_data import (
    has_email,
    has_few_persons,
    has_personal_number,
    has_phone,
)
from workbook_templates.standard.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook_templates.standard.findings import Location
    from workbook_templates.standard.model import Activity, Goal, Measure, Scorecard
    from workbook_templates.standard.rules.registry import Context, Hits

# Keys of fields: where the author writes freely, and where a name or title stands.
_FREE = ("comment", "remedy", "summary")
_NAMED = ("text", "name", "responsible", "contact", "owner", "source")


@rule(
    "MK401",
    title="Texten är för lång för rapporten",
    severity=Severity.WARNING,
    wrong="Texten är {length} tecken lång; i rapporten är högst {limit} lagom.",
    remedy="Korta texten till det viktigaste.",
)
def rule_text_is_not_too_long(card: Scorecard, context: Context) -> Hits:
    """Find comments, remedies and summaries above the register's comment_limit."""
    limit = context.register.thresholds.comment_limit
    for where, text in _texts(card, _FREE):
        if len(text) > limit:
            yield where, {"length": len(text), "limit": limit}


@rule(
    "MK402",
    title="Personnummer i text",
    severity=Severity.WARNING,
    wrong="Texten ser ut att innehålla ett personnummer.",
    remedy="Ta bort det, eftersom rapporten publiceras.",
)
def rule_no_personal_number(card: Scorecard, context: Context) -> Hits:
    """Find texts with a personnummer or samordningsnummer."""
    del context
    for where, text in _texts(card, (*_FREE, *_NAMED)):
        if has_personal_number(text):
            yield where, {}


@rule(
    "MK403",
    title="E-postadress i text",
    severity=Severity.WARNING,
    wrong="Texten ser ut att innehålla en e-postadress.",
    remedy="Ta bort den eller skriv funktionen i stället, eftersom rapporten "
    "publiceras.",
)
def rule_no_email(card: Scorecard, context: Context) -> Hits:
    """Find texts with an e-mail address."""
    del context
    for where, text in _texts(card, (*_FREE, *_NAMED)):
        if has_email(text):
            yield where, {}


@rule(
    "MK404",
    title="Telefonnummer i text",
    severity=Severity.WARNING,
    wrong="Texten ser ut att innehålla ett telefonnummer.",
    remedy="Ta bort det eller skriv funktionen i stället, eftersom rapporten "
    "publiceras.",
)
def rule_no_phone(card: Scorecard, context: Context) -> Hits:
    """Find texts with a phone number."""
    del context
    for where, text in _texts(card, (*_FREE, *_NAMED)):
        if has_phone(text):
            yield where, {}


@rule(
    "MK405",
    title="Mycket få personer i text",
    severity=Severity.WARNING,
    wrong="Texten nämner så få personer, en till fyra, att någon kan kännas igen.",
    remedy="Skriv mer allmänt, till exempel ”några få”.",
)
def rule_no_few_persons(card: Scorecard, context: Context) -> Hits:
    """Find comments, remedies and summaries that count one to four persons."""
    del context
    for where, text in _texts(card, _FREE):
        if has_few_persons(text):
            yield where, {}


def _texts(card: Scorecard, keys: tuple[str, ...]) -> Iterator[tuple[Location, str]]:
    """Yield the card's and its rows' texts of some fields, each with its place."""
    records: list[Goal | Measure | Activity] = [*card.goals, *card.measures]
    records += card.activities
    for key in keys:
        if text := getattr(card, key, ""):
            yield card.at(key), text
        for record in records:
            if text := getattr(record, key, ""):
                yield record.origin.at(key), text
