"""The Word file's count against the PDF's: a fault for each gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.proof.content import same_heading, squeezed
from compile.proof.page_text import UNKNOWN
from compile.proof.verdict import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from compile.proof.content import Heading, Shape
    from compile.proof.pdf import PdfContent
    from compile.proof.word import WordContent

_TEMPLATE = (
    "Gör rapporten igen. Står felet kvar, ångra det som senast ändrades i "
    "rapportmallen."
)
_REACH = 4000  # characters that may stand between two paragraphs, as in a footnote
_SHOWN = 60  # characters of a text that is quoted
_FEW = 5  # texts that are named one by one


def compare(word: WordContent, pdf: PdfContent) -> Iterator[Fault]:
    """Yield what the PDF's tag tree lacks, has too much of, or has in other order."""
    wanted, found = word.content, pdf.content
    yield from _said("sprak", "Språket", wanted.language, found.language)
    yield from _said("titel", "Titeln", wanted.title, found.title)
    yield from _sequence(
        "rubriker", [*map(_of, wanted.headings)], [*map(_of, found.headings)], _same
    )
    yield from _sequence("bokmärken", wanted.bookmarks, found.bookmarks, same_heading)
    yield from _tables(wanted.tables, found.tables)
    yield from _pictures(wanted.pictures, found.pictures)
    yield from _links(wanted.links, found.links)
    yield from _number("listpunkter", wanted.items, found.items)
    yield from _text(word.paragraphs, pdf.text)


def flaws(pdf: PdfContent) -> Iterator[Fault]:
    """Yield what is wrong in a PDF whatever it was made of."""
    for name, is_set in pdf.settings.items():
        if not is_set:
            yield Fault("installning", name, "på", "av", _TEMPLATE)
    yield from _levels(pdf.content.headings)
    yield from _alternatives(pdf.content.pictures)
    links = len(pdf.content.links)
    yield from _number("länkar på sidorna", links, pdf.clickable)
    yield from _number("beskrivna länkar", links, pdf.described)
    for code, what, number in (
        ("otaggat", "Textstycken utan tagg", pdf.tree.untagged),
        ("dubbelt", "Textstycken som läses två gånger", pdf.tree.twice),
        ("losa", "Taggar med fel förälder", pdf.tree.strays),
        ("tecken", "Tecken som inte kan läsas upp", pdf.text.count(UNKNOWN)),
    ):
        if number:
            yield Fault(code, what, "0", str(number), _TEMPLATE)


def _said(code: str, what: str, wanted: str, found: str) -> Iterator[Fault]:
    if wanted != found:
        yield Fault(code, what, wanted, found or "inget", _TEMPLATE)


def _levels(headings: Sequence[Heading]) -> Iterator[Fault]:
    level = 0
    for heading in headings:
        if heading.level > level + 1:
            yield Fault(
                "rubriknivaer",
                f"Rubriken {_quoted(heading.text)}",
                f"nivå {level + 1} eller högre upp",
                f"nivå {heading.level}",
                "Ändra rubriknivån i rapportmallen så att ingen nivå hoppas över.",
            )
        level = heading.level


def _alternatives(pictures: Sequence[str]) -> Iterator[Fault]:
    for number, text in enumerate(pictures, start=1):
        if not text.strip():
            yield Fault(
                "alternativtext",
                f"Bild {number}",
                "en alternativtext",
                "ingen",
                "Skriv en alternativtext för bilden i rapportmallen: högerklicka på "
                "den och välj Redigera alternativtext.",
            )


def _of(heading: Heading) -> str:
    return f"{heading.level} {heading.text}"


def _same(wanted: str, found: str) -> bool:
    """Whether level and text are the same."""
    return wanted[:2] == found[:2] and same_heading(wanted[2:], found[2:])


def _sequence(
    what: str,
    wanted: Sequence[str],
    found: Sequence[str],
    same: Callable[[str, str], bool],
) -> Iterator[Fault]:
    """Yield a fault where two lists differ, at the first place."""
    yield from _number(what, len(wanted), len(found))
    for number, (one, other) in enumerate(zip(wanted, found, strict=False), start=1):
        if not same(one, other):
            place = f"Nummer {number} av {what}"
            yield Fault(
                f"ordning-{what}", place, _quoted(one), _quoted(other), _TEMPLATE
            )
            return


def _number(what: str, wanted: int, found: int) -> Iterator[Fault]:
    if wanted != found:
        yield Fault(
            f"antal-{what}", f"Antal {what}", str(wanted), str(found), _TEMPLATE
        )


def _tables(wanted: Sequence[Shape], found: Sequence[Shape]) -> Iterator[Fault]:
    yield from _number("tabeller", len(wanted), len(found))
    pairs = zip(wanted, found, strict=False) if len(wanted) == len(found) else ()
    for number, (one, other) in enumerate(pairs, start=1):
        if one != other:
            place = f"Tabell {number} i PDF-filen"
            yield Fault("tabell", place, _size(one), _size(other), _TEMPLATE)
            return


def _size(shape: Shape) -> str:
    return (
        f"{shape.rows} rader, {shape.headers} rubrikceller och {shape.cells} dataceller"
    )


def _pictures(wanted: Sequence[str], found: Sequence[str]) -> Iterator[Fault]:
    yield from _number("bilder", len(wanted), len(found))
    for number, (one, other) in enumerate(zip(wanted, found, strict=False), start=1):
        if squeezed(one) != squeezed(other):
            yield Fault(
                "bildtext", f"Bild {number}", _quoted(one), _quoted(other), _TEMPLATE
            )


def _links(wanted: Sequence[str], found: Sequence[str]) -> Iterator[Fault]:
    """Compare the texts of all links; one that takes two lines may be two links."""
    one, other = "".join(wanted), "".join(found)
    if one != other:
        yield Fault(
            "lankar",
            "Länkarna",
            f"{len(wanted)} länkar: {_quoted(one)}",
            f"{len(found)} länkar: {_quoted(other)}",
            _TEMPLATE,
        )


def _text(paragraphs: Sequence[str], text: str) -> Iterator[Fault]:
    """Yield a fault for text of the Word file that is not read, or not in its turn.

    What the PDF has besides, as a list's bullets and numbers, does no harm.
    """
    lost, at = [], 0
    for paragraph in paragraphs:
        if text.startswith(paragraph, at):
            at += len(paragraph)
            continue
        found = text.find(paragraph, at, at + _REACH + len(paragraph))
        if found < 0:
            lost.append(paragraph)
        else:
            at = found + len(paragraph)
    if lost:
        some = "; ".join(_quoted(paragraph) for paragraph in lost[:_FEW])
        yield Fault(
            "text",
            "Stycken som läses upp i ordning",
            str(len(paragraphs)),
            f"{len(paragraphs) - len(lost)} (saknas eller på fel plats: {some})",
            _TEMPLATE,
        )


def _quoted(text: str) -> str:
    cut = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return f"”{cut}”"
