"""The cards of a report against its PDF: none may be missing in what is read aloud."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from compile.proof.content import same_heading, squeezed
from compile.proof.verdict import Fault
from compile.word_text import legal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from compile.context import Card, GoalEntry, ReportContext
    from compile.proof.pdf import PdfContent

_ADVICE = (
    "Rapportmallen ska skriva varje korts enhet som rubrik och under den kortets mål, "
    "mått och aktiviteter. Ångra det som senast ändrades i mallen."
)
GOALS, MEASURES, ACTIVITIES = "mål", "mått", "aktiviteter"


def cards_of(context: ReportContext) -> tuple[Card, ...]:
    """Return the cards in the order of the report."""
    return tuple(card for chapter in context.chapters for card in chapter.cards)


def data_counts(cards: Sequence[Card]) -> dict[str, int]:
    """Return how many cards, goals, measures and activities there are."""
    texts = [_texts(card) for card in cards]
    kinds = (GOALS, MEASURES, ACTIVITIES)
    return {"kort": len(cards)} | {k: sum(len(t[k]) for t in texts) for k in kinds}


def compare_data(cards: Sequence[Card], pdf: PdfContent) -> Iterator[Fault]:
    """Yield what the cards hold and the PDF does not read out under their headings."""
    starts, lost = _starts(cards, pdf)
    if lost:
        yield _fault("kort", "Kort med egen rubrik", len(cards), lost)
        return
    missing: dict[str, list[str]] = {GOALS: [], MEASURES: [], ACTIVITIES: []}
    for card, (start, end) in zip(
        cards, pairwise((*starts, len(pdf.text))), strict=True
    ):
        for kind, texts in _texts(card).items():
            gone = (t for t in texts if pdf.text.find(_form(t), start, end) < 0)
            missing[kind] += [f"{card.unit}: {text}" for text in gone]
    counts = data_counts(cards)
    for kind, texts in missing.items():
        if texts:
            yield _fault(kind, f"Kortens {kind}", counts[kind], texts)


def _starts(cards: Sequence[Card], pdf: PdfContent) -> tuple[list[int], list[str]]:
    """Return where each card begins in the text, and the units without a heading."""
    headings = iter(pdf.content.headings)
    starts, lost = [], []
    for number, card in enumerate(cards):
        unit = legal(card.unit)
        found = next((h for h in headings if same_heading(unit, h.text)), None)
        if found is None:
            lost = [card.unit for card in cards[number:]]
            break
        starts.append(found.start)
    return starts, lost


def _fault(code: str, what: str, wanted: int, lost: Sequence[str]) -> Fault:
    found = f"{wanted - len(lost)} (saknas: {lost[0][:100]})"
    return Fault(f"underlag-{code}", what, str(wanted), found, _ADVICE)


def _texts(card: Card) -> Mapping[str, Sequence[str]]:
    goals = tuple(_goals(card))
    measures = [m for g in goals for m in g.measures] + list(card.loose_measures)
    activities = [a for g in goals for a in g.activities] + list(card.loose_activities)
    return {
        GOALS: [goal.text for goal in goals],
        MEASURES: [measure.name for measure in measures],
        ACTIVITIES: [activity.text for activity in activities],
    }


def _goals(card: Card) -> Iterator[GoalEntry]:
    for perspective in card.perspectives:
        for group in perspective.groups:
            yield from group.goals


def _form(text: str) -> str:
    return squeezed(legal(text))
