"""What the report template may say: every value ready to print in Swedish.

Merge fills it, the Word template prints it. Rules for the one who fills it:

- An empty value is "" (or () or an empty Mark). The renderer prints it as a dash,
  and the template can ask `{% if goal.comment %}`.
- Numbers are strings with a decimal comma, dates are yyyy-mm-dd.
- Long texts keep their line breaks; nothing is cut or escaped here.

The root names of the template are the fields of ReportContext. The renderer adds
`contents` (the contents page) and `has_logo`.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mark:
    """A step of a scale as printed: symbol, word and the cell's pale tint.

    tint: six hexadecimal digits, or "auto" for none. Prints as "symbol word".
    """

    label: str = ""
    symbol: str = ""
    tint: str = "auto"

    def __str__(self) -> str:
        """Return symbol and word; "" for a mark that was not given."""
        return f"{self.symbol} {self.label}".strip()

    def __bool__(self) -> bool:
        """Tell whether the mark was given."""
        return bool(self.label)


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """The verdicts' marks as column headings, and the word for a goal without one."""

    fulfilled: Mark
    partly: Mark
    not_fulfilled: Mark
    not_measured: Mark
    not_judged: Mark = field(default_factory=lambda: Mark("Ej bedömt"))


@dataclass(frozen=True, slots=True)
class GuideStep:
    """A step of a scale with its meaning, for the reading guide."""

    mark: Mark
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class GuideRule:
    """How a measure of one direction is judged: "Öka", and when it is fulfilled."""

    direction: str
    text: str


@dataclass(frozen=True, slots=True)
class GuideThreshold:
    """A threshold: what it limits and its value."""

    text: str
    value: str


@dataclass(frozen=True, slots=True)
class ReadingGuide:
    """How to read the report: the two scales, the rules and their thresholds."""

    paragraphs: tuple[str, ...] = ()
    verdicts: tuple[GuideStep, ...] = ()
    statuses: tuple[GuideStep, ...] = ()
    rules: tuple[GuideRule, ...] = ()
    thresholds: tuple[GuideThreshold, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """Goals by verdict, as printed; total is the sum of the five others.

    name: what is counted, a perspective, a department or a unit.
    """

    name: str
    fulfilled: str
    partly: str
    not_fulfilled: str
    not_measured: str
    not_judged: str
    total: str


@dataclass(frozen=True, slots=True)
class MissingCard:
    """A unit that was to hand in a card; reason tells "saknas" from "avvisad"."""

    unit: str
    level: str = ""
    department: str = ""
    responsible: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LateCard:
    """A card handed in after the last day, or not marked as ready."""

    unit: str
    reason: str
    handed_in: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Deviation:
    """A goal that is partly or not fulfilled, or is forecast to be.

    cause: the goal's comment. Merge may shorten cause and remedy here, since the
    card prints them in full; it then says so in the text.
    """

    unit: str
    goal_id: str
    text: str
    verdict: Mark
    forecast: Mark = field(default_factory=Mark)
    responsible: str = ""
    cause: str = ""
    remedy: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole municipality at a glance. sentences: whole Swedish sentences.

    by_perspective and by_department end with a row for the total. not_fulfilled
    lists the deviations in the order of the report.
    """

    sentences: tuple[str, ...] = ()
    totals: Counts | None = None
    by_perspective: tuple[Counts, ...] = ()
    by_department: tuple[Counts, ...] = ()
    missing: tuple[MissingCard, ...] = ()
    late: tuple[LateCard, ...] = ()
    not_fulfilled: tuple[Deviation, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """A measure with all its fields. goal_id as written, for a measure without goal."""

    id: str
    name: str
    goal_id: str = ""
    measured_in: str = ""
    direction: str = ""
    baseline: str = ""
    target: str = ""
    outcome_1: str = ""
    outcome_2: str = ""
    outcome_3: str = ""
    verdict: Mark = field(default_factory=Mark)
    owner: str = ""
    source: str = ""
    comment: str = ""
    previous_outcome: str = ""
    previous_verdict: Mark = field(default_factory=Mark)
    previous_comment: str = ""


@dataclass(frozen=True, slots=True)
class ActivityEntry:
    """An activity with all its fields. start and end are dates, yyyy-mm-dd."""

    id: str
    text: str
    goal_id: str = ""
    responsible: str = ""
    start: str = ""
    end: str = ""
    status: Mark = field(default_factory=Mark)
    comment: str = ""
    previous_status: Mark = field(default_factory=Mark)
    previous_comment: str = ""


@dataclass(frozen=True, slots=True)
class GoalEntry:
    """A goal with its measures and activities.

    strategy_goals: labels, "Mål 12 Fler företagsamma kvinnor". horizon: "2025–2027".
    """

    id: str
    text: str
    strategy_goals: tuple[str, ...] = ()
    horizon: str = ""
    responsible: str = ""
    verdict: Mark = field(default_factory=Mark)
    forecast: Mark = field(default_factory=Mark)
    previous_verdict: Mark = field(default_factory=Mark)
    comment: str = ""
    remedy: str = ""
    previous_comment: str = ""
    measures: tuple[MeasureEntry, ...] = ()
    activities: tuple[ActivityEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalGroup:
    """Goals that share a long-term goal; long_term_goal is "" where none is chosen."""

    long_term_goal: str = ""
    goals: tuple[GoalEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class CardPerspective:
    """One perspective of a card. No groups: the card has no goals in it."""

    name: str
    groups: tuple[GoalGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One unit's card in full.

    level: "Kommun", "Avdelning" or "Enhet". ready: "Ja" or "Nej". notices: what the
    reader must know, such as a late or an empty card. loose_measures and
    loose_activities belong to no goal of the card, so that nothing is lost.
    """

    unit: str
    level: str = ""
    responsible: str = ""
    contact: str = ""
    file: str = ""
    handed_in: str = ""
    ready: str = ""
    summary: str = ""
    notices: tuple[str, ...] = ()
    perspectives: tuple[CardPerspective, ...] = ()
    loose_measures: tuple[MeasureEntry, ...] = ()
    loose_activities: tuple[ActivityEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of cards: the municipality's own, or a department with its units.

    name is the heading. counts: one row per card and one for the total. notices:
    cards that are missing in this chapter.
    """

    name: str
    introduction: str = ""
    notices: tuple[str, ...] = ()
    counts: tuple[Counts, ...] = ()
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverageGoal:
    """A strategy goal and the cards that refer to it.

    cards: "Skolan (M1, M3); Biblioteket (M2)", or a text that says that none does.
    """

    number: str
    label: str
    cards: str
    covered: bool = True


@dataclass(frozen=True, slots=True)
class CoverageArea:
    """A priority area of the strategy with its goals."""

    name: str
    goals: tuple[CoverageGoal, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding: place in the workbook ("Mått!H6"), severity and text."""

    place: str
    severity: str
    text: str


@dataclass(frozen=True, slots=True)
class WorkbookFindings:
    """All findings of one workbook, or of the municipality as a whole."""

    name: str
    findings: tuple[FindingLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RejectedFile:
    """A file that was handed in but could not be used, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class WorkbookEntry:
    """A workbook that the report was made from; sha256 in hexadecimal."""

    unit: str
    file: str
    sha256: str
    handed_in: str = ""


@dataclass(frozen=True, slots=True)
class ReportContext:
    """Everything that the report says.

    title: the report's name on the cover. document_title: the file's own title, with
    period and municipality. period: "Tertial 2 2026 (1 januari–31 augusti 2026)".
    draft: whether UTKAST is to be printed; draft_notices tell why. logo_text: the
    logo's alternative text. chapters: the municipality's own card first, then the
    departments.
    """

    title: str
    document_title: str
    municipality: str
    period: str
    words: VerdictWords
    period_code: str = ""
    publisher: str = ""
    strategy: str = ""
    vision: str = ""
    introduction: str = ""
    logo_text: str = ""
    draft: bool = False
    draft_notices: tuple[str, ...] = ()
    guide: ReadingGuide = field(default_factory=ReadingGuide)
    summary: Summary = field(default_factory=Summary)
    chapters: tuple[Chapter, ...] = ()
    coverage: tuple[CoverageArea, ...] = ()
    findings: tuple[WorkbookFindings, ...] = ()
    rejected: tuple[RejectedFile, ...] = ()
    workbooks: tuple[WorkbookEntry, ...] = ()
