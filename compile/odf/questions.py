"""What LibreOffice is asked about a Word body: how it says this look in ODF.

Each question is asked once, however often its look comes. A translated body holds
the questions' numbers where the answers go.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

# Around a question's number, in place of what its answer opens or closes with.
OPENING, CLOSING, NUMBER_END = "\x02", "\x04", "\x03"


class UntranslatableError(Exception):
    """Something in the Word body is not known here; LibreOffice gets the Word file."""


class Where(NamedTuple):
    """Where a paragraph stands: in a table's first row, below it, or in no table.

    table: the table's w:tblPr, or "". opening: whether it is the first of them all,
    which has the first page's layout.
    """

    table: str = ""
    first_row: bool = False
    opening: bool = False


class Paragraph(NamedTuple):
    """A paragraph's place and w:pPr. An empty one also shows its mark's look."""

    where: Where
    properties: str
    is_empty: bool


class Inline(NamedTuple):
    """Something in a paragraph: kind "run", "link" or "picture", and its look."""

    paragraph: Paragraph
    kind: str
    look: str


class Table(NamedTuple):
    """A table's w:tblPr and w:tblGrid."""

    properties: str
    grid: str


class Row(NamedTuple):
    """A row's w:trPr in a table with this w:tblPr."""

    table: str
    properties: str


class Cell(NamedTuple):
    """A cell's w:tcPr without its width; which edges of the table it touches.

    edges: top, bottom, left, right.
    """

    table: str
    properties: str
    edges: tuple[bool, bool, bool, bool]


Question: TypeAlias = Paragraph | Inline | Table | Row | Cell


class Answer(NamedTuple):
    """The ODF that comes before and after what the look is of."""

    opening: str
    closing: str = ""


@dataclass(slots=True)
class Questions:
    """The questions by number, and an example of each that is not its own."""

    numbers: dict[Question, int] = field(default_factory=dict)
    examples: dict[Inline, str] = field(default_factory=dict)

    def opening(self, question: Question) -> str:
        """Return what stands for the beginning of the answer."""
        number = self.numbers.setdefault(question, len(self.numbers))
        return f"{OPENING}{number}{NUMBER_END}"

    def around(self, question: Question, content: str) -> str:
        """Return a content between what stands for the answer's two ends."""
        number = self.numbers.setdefault(question, len(self.numbers))
        start = f"{OPENING}{number}{NUMBER_END}"
        return f"{start}{content}{CLOSING}{number}{NUMBER_END}"

    def with_more(self, others: Questions) -> Questions:
        """Return these questions, and then the others' that are not among them."""
        every = dict.fromkeys((*self.numbers, *others.numbers))
        numbers = {question: number for number, question in enumerate(every)}
        return Questions(numbers, {**others.examples, **self.examples})

    def ends(self, answers: Mapping[Question, Answer]) -> dict[str, str]:
        """Return the answers' ends by what stands for them."""
        found = {}
        for question, number in self.numbers.items():
            answer = answers[question]
            found[f"{OPENING}{number}{NUMBER_END}"] = answer.opening
            found[f"{CLOSING}{number}{NUMBER_END}"] = answer.closing
        return found
