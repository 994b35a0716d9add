"""What in a template would make the report fail its proof of accessibility."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from compile.word_errors import TemplateFault, near_line, place_of
from compile.word_package import parse
from compile.word_properties import LANGUAGE
from compile.word_template import W

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from compile.word_package import Package
    from compile.word_stream import Heading

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SYMBOL_FONTS = frozenset(("Symbol", "Wingdings", "Webdings"))
_NO_ALT = (
    "En bild saknar alternativ text. Högerklicka på bilden i Word, välj Visa "
    "alternativtext och skriv vad bilden visar."
)
_FLOATING = (
    "En bild flyter över texten och blir då inte läst. Välj Layoutalternativ och "
    "I nivå med text."
)
_NO_HEADER = (
    "En tabell saknar rubrikrad. Ställ dig i första raden, öppna Tabellegenskaper, "
    "fliken Rad, och välj att raden upprepas som rubrik."
)
_MERGED = "En tabells rubrikrad har sammanslagna celler. Dela dem."
_NESTED = "En tabell ligger i en annan tabell. Lägg den för sig."
_SYMBOLS = (
    "Listans punkter är satta i ett teckensnitt med bara symboler, som inte kan läsas "
    "upp. Välj en punkt ur ett vanligt teckensnitt."
)
_LANGUAGE = (
    "Språket är {found} och inte svenska ({right}). Välj svenska som språk för hela "
    "dokumentet under Granska, Språk."
)


def access_faults(package: Package) -> Iterator[TemplateFault]:
    """Yield what is wrong in the template as it lies."""
    for part in (package.main, *package.texts):
        root = parse(package.parts[part])
        for element, message in (*_pictures(root), *_tables(root)):
            yield _warning(place_of(part), message, _near(root, element))
    yield from _styles(package)


def heading_faults(headings: Sequence[Heading]) -> Iterator[TemplateFault]:
    """Yield what is wrong with a rendered report's headings."""
    place = place_of("")
    if headings and headings[0].level != 1:
        message = "Den första rubriken ska ha formatmallen Rubrik 1."
        yield _warning(place, message, headings[0].text)
    for before, after in pairwise(headings):
        if after.level > before.level + 1:
            message = (
                f"Rubriken har nivå {after.level} men rubriken före, "
                f"”{before.text}”, nivå {before.level}. Hoppa inte över en nivå."
            )
            yield _warning(place, message, after.text)
    for before, heading in pairwise((None, *headings)):
        if heading is not None and not heading.text:
            text = before.text if before else ""
            yield _warning(
                place, "En rubrik är tom. Skriv den eller ta bort den.", text
            )


def _warning(place: str, message: str, near: str = "") -> TemplateFault:
    return TemplateFault(place, message, near, warning=True)


def _pictures(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for drawing in root.iter(f"{_WP}inline", f"{_WP}anchor"):
        texts = [p.get("descr", "") for p in drawing.iter(f"{_WP}docPr")]
        if not "".join(texts).strip():
            yield drawing, _NO_ALT
        if drawing.tag == f"{_WP}anchor":
            yield drawing, _FLOATING


def _tables(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for table in root.iter(f"{W}tbl"):
        first = table.find(f"{W}tr")
        if first is None or not _has(first, "tblHeader"):
            yield table, _NO_HEADER
        elif _has(first, "gridSpan") or _has(first, "vMerge"):
            yield table, _MERGED
        if next(table.iterancestors(f"{W}tbl"), None) is not None:
            yield table, _NESTED


def _has(element: etree._Element, name: str) -> bool:
    return next(element.iter(f"{W}{name}"), None) is not None


def _styles(package: Package) -> Iterator[TemplateFault]:
    """Yield faults of what holds for the whole document."""
    styles = parse(package.parts[package.styles])
    defaults = styles.find(f"{W}docDefaults")
    found = None if defaults is None else next(defaults.iter(f"{W}lang"), None)
    language = "okänt" if found is None else found.get(f"{W}val", "okänt")
    if language != LANGUAGE:
        message = _LANGUAGE.format(found=language, right=LANGUAGE)
        yield _warning("formatmallarna", message)
    lists = (name for name in package.parts if name.endswith("/numbering.xml"))
    for name in lists:
        fonts = parse(package.parts[name]).iter(f"{W}rFonts")
        if any(f.get(f"{W}ascii") in _SYMBOL_FONTS for f in fonts):
            yield _warning("listorna", _SYMBOLS)


def _near(root: etree._Element, wanted: etree._Element) -> str:
    """Return the text of an element, or of the nearest paragraph before it."""
    texts: list[str] = []
    for element in root.iter(f"{W}p", wanted.tag):
        if element is wanted:
            own = " ".join(t.text or "" for t in element.iter(f"{W}t"))
            texts += [own] if own.strip() else []
            break
        texts.append("".join(t.text or "" for t in element.iter(f"{W}t")))
    source = "\n".join(" ".join(text.split()) for text in texts)
    return near_line(source, source.count("\n") + 1)
