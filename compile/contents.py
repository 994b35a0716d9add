"""The contents page, twice: as plain text for the conversion, as a field for Word.

LibreOffice never fills in a contents field when it converts, but it does fill in
page references. So the PDF is made from plain paragraphs, the page numbers are
read from the PDF's outline, and the Word file gets a real field with them in it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pikepdf
from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from compile.word_stream import Heading

LEVELS = 2  # of headings on the contents page
EMPTY_TEXT = "Rapporten har inga rubriker."
_TAB = "<w:r><w:tab/></w:r>"


@dataclass(frozen=True, slots=True)
class ContentsStyle:
    """How the page is set: style ids by level ("" if none), right edge in twips.

    link: the id of the character style Hyperlink. Without it the titles are no links
    in the PDF, since LibreOffice exports only links that have a character style.
    """

    styles: tuple[str, ...] = ("", "")
    right_edge: int = 9638
    link: str = ""


def plain_contents(headings: Sequence[Heading], style: ContentsStyle) -> str:
    """Return the page for the conversion: linked paragraphs with page references."""
    return "".join(_plain_entry(h, style) for h in _shown(headings)) or _nothing()


def contents_field(
    headings: Sequence[Heading], pages: Sequence[int | None], style: ContentsStyle
) -> str:
    """Return the page as a Word field filled with the page numbers.

    pages: one for each heading. A number that is not known makes Word fill in the
    field when it opens the file.
    """
    numbers = dict(zip((h.bookmark for h in headings), pages, strict=True))
    shown = _shown(headings)
    if not shown:
        return _nothing()
    dirty = any(numbers[h.bookmark] is None for h in shown)
    opening = _field_start(f' TOC \\o "1-{LEVELS}" \\h \\z \\u ', dirty=dirty)
    closing = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    entries = [
        _entry(h, _page(h, str(numbers[h.bookmark] or ""), " \\h"), style)
        for h in shown
    ]
    entries[0] = entries[0].replace("</w:pPr>", f"</w:pPr>{opening}", 1)
    entries[-1] = entries[-1].removesuffix("</w:p>") + f"{closing}</w:p>"
    return "".join(entries)


def page_numbers(pdf: Path, headings: Sequence[Heading]) -> tuple[int | None, ...]:
    """Return each heading's page in the PDF, 1-based; None where it has none.

    In a broken PDF none has one.
    """
    found: list[tuple[str, int | None]] = []
    with suppress(pikepdf.PdfError), _open(pdf) as document:
        found = list(_outline(document))
    pages: list[int | None] = []
    for heading in headings:
        wanted = _key(heading.text)
        at = next((i for i, (title, _) in enumerate(found) if title == wanted), None)
        pages.append(None if at is None else found[at][1])
        # In order, so that two headings of one text are not taken for each other.
        found = found if at is None else found[at + 1 :]
    return tuple(pages)


def _shown(headings: Sequence[Heading]) -> list[Heading]:
    return [h for h in headings if h.level <= LEVELS and h.text]


def _nothing() -> str:
    return f"<w:p><w:r><w:t>{EMPTY_TEXT}</w:t></w:r></w:p>"


def _plain_entry(heading: Heading, style: ContentsStyle) -> str:
    # Only the title is the link: a number as a link of its own says nothing when read.
    link, page = _link(heading, style.link, ""), _page(heading, "0", "")
    return f"<w:p>{_properties(heading.level, style)}{link}{_TAB}{page}</w:p>"


def _entry(heading: Heading, page: str, style: ContentsStyle) -> str:
    link = _link(heading, style.link, _TAB + page)
    return f"<w:p>{_properties(heading.level, style)}{link}</w:p>"


def _link(heading: Heading, style: str, more: str) -> str:
    text = escape(heading.text)
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return (
        f'<w:hyperlink w:anchor="{heading.bookmark}" w:tooltip="Gå till {text}" '
        f'w:history="1"><w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>{more}'
        "</w:hyperlink>"
    )


def _properties(level: int, style: ContentsStyle) -> str:
    """Return w:pPr with the level's style and a dotted tab to the right edge."""
    name = style.styles[level - 1]
    named = f'<w:pStyle w:val="{name}"/>' if name else ""
    tab = f'<w:tab w:val="right" w:leader="dot" w:pos="{style.right_edge}"/>'
    return f"<w:pPr>{named}<w:tabs>{tab}</w:tabs></w:pPr>"


def _page(heading: Heading, number: str, switch: str) -> str:
    start = _field_start(f" PAGEREF {heading.bookmark}{switch} ", dirty=False)
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return f"{start}<w:r><w:t>{number}</w:t></w:r>{end}"


def _field_start(instruction: str, *, dirty: bool) -> str:
    mark = ' w:dirty="true"' if dirty else ""
    text = escape(instruction)
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{mark}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def _open(pdf: Path) -> pikepdf.Pdf:
    """Open a PDF of which only the outline is read, so that the rest is not parsed."""
    return pikepdf.open(pdf, inherit_page_attributes=False)


def _outline(document: pikepdf.Pdf) -> Iterator[tuple[str, int | None]]:
    """Yield title and page of each outline item, in the order of the document."""
    numbers = {page.obj.objgen: n for n, page in enumerate(document.pages, start=1)}
    with document.open_outline() as outline:
        waiting = list(reversed(outline.root))
        while waiting:
            item = waiting.pop()
            yield _key(item.title), _target(item, numbers)
            waiting.extend(reversed(item.children))


def _target(
    item: pikepdf.OutlineItem, numbers: dict[tuple[int, int], int]
) -> int | None:
    destination = item.destination
    if destination is None and item.action is not None:
        destination = cast("pikepdf.Array | None", item.action.get("/D"))
    if not isinstance(destination, pikepdf.Array):
        return None
    return numbers.get(destination[0].objgen)


def _key(text: str) -> str:
    return " ".join(text.split())
