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

_TEMPLATE = "Gör om rapporten. Består felet, ångra senaste ändringen i rapportmallen."
_REACH = 4000  # characters that may stand between two paragraphs, as in a footnote
_SHOWN = 60  # characters of a text that is quoted
_FEW = 5  # texts that are named one by one


def compare(word: WordContent, pdf: PdfContent) -> Iterator[Fault]:
    """Yield what the PDF's tag tree lacks, has too much of, or has in other order."""
    yield from _document(word, pdf)
    yield from _headings(word, pdf)
    yield from _tables(word.content.tables, pdf)
    yield from _pictures(word.content.pictures, pdf.content.pictures)
    yield from _links(word, pdf)
    yield from _number("listpunkter", word.content.items, pdf.content.items)
    yield from _text(word.paragraphs, pdf.text)
    yield from _tree(pdf)


def _document(word: WordContent, pdf: PdfContent) -> Iterator[Fault]:
    for code, what, wanted, found in (
        ("sprak", "Språket", word.content.language, pdf.content.language),
        ("titel", "Titeln", word.content.title, pdf.content.title),
    ):
        if wanted != found:
            yield Fault(code, what, wanted, found or "inget", _TEMPLATE)
    for name, is_set in pdf.settings.items():
        if not is_set:
            yield Fault("installning", name, "på", "av", _TEMPLATE)


def _headings(word: WordContent, pdf: PdfContent) -> Iterator[Fault]:
    wanted, found = word.content.headings, pdf.content.headings
    yield from _sequence("rubriker", [*map(_of, wanted)], [*map(_of, found)], _same)
    yield from _sequence(
        "bokmärken", [*word.content.bookmarks], [*pdf.content.bookmarks], same_heading
    )
    level = 0
    for heading in found:
        if heading.level > level + 1:
            yield Fault(
                "rubriknivaer",
                f"Rubriken {_quoted(heading.text)}",
                f"nivå {level + 1} eller högre upp",
                f"nivå {heading.level}",
                "Ändra rubriknivån i rapportmallen så att ingen nivå hoppas över.",
            )
        level = heading.level


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


def _tables(wanted: Sequence[Shape], pdf: PdfContent) -> Iterator[Fault]:
    found = pdf.content.tables
    yield from _number("tabeller", len(wanted), len(found))
    if len(wanted) != len(found):
        return
    for number, (one, other) in enumerate(zip(wanted, found, strict=True), start=1):
        if one != other:
            yield Fault(
                "tabell",
                f"Tabell {number} i PDF-filen",
                _size(one),
                _size(other),
                _TEMPLATE,
            )
            return


def _size(shape: Shape) -> str:
    return (
        f"{shape.rows} rader, {shape.headers} rubrikceller och {shape.cells} dataceller"
    )


def _pictures(wanted: Sequence[str], found: Sequence[str]) -> Iterator[Fault]:
    yield from _number("bilder", len(wanted), len(found))
    for number, (one, other) in enumerate(zip(wanted, found, strict=False), start=1):
        if not other.strip():
            yield Fault(
                "alternativtext",
                f"Bild {number}",
                "en alternativtext",
                "ingen",
                "Skriv en alternativtext för bilden i rapportmallen: högerklicka på "
                "den och välj Redigera alternativtext.",
            )
        elif squeezed(one) != squeezed(other):
            yield Fault(
                "bildtext", f"Bild {number}", _quoted(one), _quoted(other), _TEMPLATE
            )


def _links(word: WordContent, pdf: PdfContent) -> Iterator[Fault]:
    wanted, found = "".join(word.content.links), "".join(pdf.content.links)
    if wanted != found:
        yield Fault(
            "lankar",
            "Länkarna",
            f"{len(word.content.links)} länkar: {_quoted(wanted)}",
            f"{len(pdf.content.links)} länkar: {_quoted(found)}",
            _TEMPLATE,
        )
    yield from _number("länkar på sidorna", len(pdf.content.links), pdf.clickable)
    yield from _number("beskrivna länkar", len(pdf.content.links), pdf.described)


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


def _tree(pdf: PdfContent) -> Iterator[Fault]:
    for code, what, number in (
        ("otaggat", "Textstycken utan tagg", pdf.tree.untagged),
        ("dubbelt", "Textstycken som läses två gånger", pdf.tree.twice),
        ("losa", "Taggar med fel förälder", pdf.tree.strays),
        ("tecken", "Tecken som inte kan läsas upp", pdf.text.count(UNKNOWN)),
    ):
        if number:
            yield Fault(code, what, "0", str(number), _TEMPLATE)


def _quoted(text: str) -> str:
    cut = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return f"”{cut}”"
