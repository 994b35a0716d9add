"""What LibreOffice made of the samples: each look's way to be said in ODF."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from compile.odf.inline import STANDING
from compile.odf.questions import Answer, UntranslatableError
from compile.odf.samples import BETWEEN, INSIDE, cell_place
from compile.word_package import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compile.odf.questions import Inline, Question
    from compile.odf.samples import Asked, Samples, TableSamples

_NAMELESS = re.compile(r' xmlns:\w+="[^"]*"')
_PARAGRAPH = re.compile(r"<(text:[ph])\b[^>]*>")
_FRAME = re.compile(
    r'(<draw:frame draw:style-name="[^"]*") [^>]*text:anchor-type="as-char"[^>]*>'
    r"<draw:image [^>]*/>(?:<svg:title>[^<]*</svg:title>)?"
    r"(?:<svg:desc>[^<]*</svg:desc>)?</draw:frame>"
)
_LINK = re.compile(r"(<text:a\b[^>]*)>.*</text:a>")
_OWN_TARGET = re.compile(
    rf' xlink:href="#{STANDING["w:anchor"]}"'
    rf'| office:target-frame-name="{STANDING["w:tooltip"]}"'
)
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"


class _Block(NamedTuple):
    """A paragraph or table; the list style where it is an item, else ""."""

    element: etree._Element
    list_style: str = ""


def answers_of(
    samples: Samples, content: bytes, styles: bytes
) -> dict[Question, Answer]:
    """Return the answer to each question.

    content, styles: the parts of the document that LibreOffice made of the samples.
    Raises UntranslatableError where it made something else of one than is known here.
    """
    root = parse(content)
    text = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if text is None:
        raise UntranslatableError
    bullets = _bullets(root) | _bullets(parse(styles))
    blocks = iter(list(_blocks(text)))
    try:
        answers = dict(_paragraphs(samples.paragraphs, blocks, bullets))
        for asked in samples.tables.values():
            answers |= _tables(asked, blocks, bullets)
    except (LookupError, ValueError):  # rows or cells are not where they should be
        raise UntranslatableError from None
    if next(blocks, None) is not None:
        raise UntranslatableError
    return answers


def _bullets(root: etree._Element) -> set[str]:
    """Return the names of the list styles whose first level has no numbers."""
    first = f"{_TEXT}list-level-style-bullet[@{_TEXT}level='1']"
    found = root.iter(f"{_TEXT}list-style")
    return {str(s.get(f"{_STYLE}name")) for s in found if s.find(first) is not None}


def _blocks(parent: etree._Element, list_style: str = "") -> Iterator[_Block]:
    for child in parent:
        if child.tag == f"{_TEXT}list":
            if list_style:
                raise UntranslatableError  # a list in a list
            name = str(child.get(f"{_TEXT}style-name", ""))
            for item in child:
                yield from _blocks(item, name)
        elif child.tag in {f"{_TEXT}p", f"{_TEXT}h", f"{_TABLE}table"}:
            yield _Block(child, list_style)


def _paragraphs(
    asked: Asked, blocks: Iterator[_Block], bullets: set[str]
) -> Iterator[tuple[Question, Answer]]:
    for paragraph, inlines in asked.items():
        block = _next(blocks)
        xml = _xml(block.element)
        tag = _PARAGRAPH.match(xml)
        if tag is None:
            raise UntranslatableError(xml)
        yield paragraph, _paragraph(tag, block.list_style, bullets)
        pieces = xml.split(BETWEEN)[1:-1]
        if len(pieces) != len(inlines):
            raise UntranslatableError(xml)
        for inline, piece in zip(inlines, pieces, strict=True):
            yield inline, _inline(inline, piece)


def _paragraph(tag: re.Match[str], list_style: str, bullets: set[str]) -> Answer:
    opening, closing = tag[0].removesuffix("/>").removesuffix(">") + ">", f"</{tag[1]}>"
    if not list_style:
        return Answer(opening, closing)
    if list_style not in bullets:
        raise UntranslatableError(list_style)  # numbers go on from list to list
    return Answer(
        f'<text:list text:style-name="{list_style}"><text:list-item>{opening}',
        f"{closing}</text:list-item></text:list>",
    )


def _inline(inline: Inline, xml: str) -> Answer:
    if inline.kind == "picture":
        frame = _FRAME.fullmatch(xml)
        if frame is None:
            raise UntranslatableError(xml)
        return Answer(frame[1])
    if inline.kind == "link":
        link = _LINK.fullmatch(xml)
        if link is None:
            raise UntranslatableError(xml)
        return Answer(_OWN_TARGET.sub("", link[1]))
    opening, mark, closing = xml.partition(INSIDE)
    if not mark or opening.count("<text:span") != closing.count("</text:span>"):
        raise UntranslatableError(xml)
    return Answer(opening, closing)


def _tables(
    asked: TableSamples, blocks: Iterator[_Block], bullets: set[str]
) -> Iterator[tuple[Question, Answer]]:
    rows = _rows(_next_table(blocks))
    for row, paragraphs in zip(rows, asked.paragraphs, strict=True):
        if paragraphs:
            yield from _paragraphs(paragraphs, _blocks(row[0]), bullets)
    for table in asked.tables:
        yield table, _table(_next_table(blocks))
    for row_asked in asked.rows:
        row = _rows(_next_table(blocks))[0]
        yield row_asked, Answer(f"<table:table-row{_style(row)}>")
    for cell in asked.cells:
        at, column = cell_place(cell)
        found = _rows(_next_table(blocks))[at][column]
        yield cell, Answer(f"<table:table-cell{_style(found)}")


def _next(blocks: Iterator[_Block]) -> _Block:
    block = next(blocks, None)
    if block is None:
        raise UntranslatableError
    return block


def _next_table(blocks: Iterator[_Block]) -> etree._Element:
    """Return the next table, and pass by the paragraph after it."""
    table = _next(blocks).element
    if table.tag != f"{_TABLE}table" or _next(blocks).element.tag != f"{_TEXT}p":
        raise UntranslatableError
    return table


def _rows(table: etree._Element) -> list[etree._Element]:
    return list(table.iter(f"{_TABLE}table-row"))


def _table(element: etree._Element) -> Answer:
    columns = "".join(_xml(c) for c in element.iter(f"{_TABLE}table-column"))
    return Answer(f"<table:table{_style(element)}>{columns}")


def _style(element: etree._Element) -> str:
    name = element.get(f"{_TABLE}style-name")
    return f' table:style-name="{name}"' if name else ""


def _xml(element: etree._Element) -> str:
    said = etree.tostring(element, encoding="unicode", with_tail=False)
    return _NAMELESS.sub("", said)
