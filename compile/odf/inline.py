"""The inside of a paragraph in ODF: runs, links, fields, pictures and bookmarks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from compile.odf.questions import Inline, Paragraph, Questions, UntranslatableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LOOK = r"<w:rPr>(?:<[^>]*/>)*+</w:rPr>|<w:rPr>.*?</w:rPr>"
_RUN = rf"<w:r(?: [^>/]*)?>(?:<w:rPr/>|(?P<look>{_LOOK}))?(?P<run>.*?)</w:r>"
_PIECE = re.compile(
    # Most runs are like this; the next alternative knows all of them.
    r"<w:r>(?P<plain_look><w:rPr>(?:<[^>]*/>)*+</w:rPr>)?"
    r'<w:t(?P<plain_kept> xml:space="preserve")?>(?P<plain>[^<]*)</w:t></w:r>'
    rf"|{_RUN}"
    r"|<w:hyperlink (?P<link>[^>]*)>(?P<linked>.*?)</w:hyperlink>"
    r"|<w:bookmarkStart (?P<start>[^>]*)/>"
    r'|<w:bookmarkEnd w:id="(?P<end>[^"]*)"/>'
    r'|<w:fldSimple w:instr="(?P<field>[^"]*)"[^>]*>(?P<result>.*?)</w:fldSimple>',
    re.DOTALL,
)
_LINKED_RUN = re.compile(_RUN, re.DOTALL)
_PART = re.compile(
    r'<w:t(?P<kept> xml:space="preserve")?>(?P<text>[^<]*)</w:t>|<w:t/>'
    r"|<w:(?P<sign>tab|br|cr|noBreakHyphen)/>"
    r'|<w:fldChar w:fldCharType="(?P<mark>\w+)"[^>]*/>'
    r"|<w:instrText[^>]*>(?P<instruction>[^<]*)</w:instrText>"
    r"|<w:drawing>(?P<drawing>.*?)</w:drawing>",
    re.DOTALL,
)
_SIGNS = {
    "tab": "<text:tab/>",
    "br": "<text:line-break/>",
    "cr": "<text:line-break/>",
    "noBreakHyphen": "\u2011",
}
_SPACES = re.compile(" {2,}")
_NOT_TEXT = re.compile("[\t\n\r]")
_NAME = re.compile(r'w:name="([^"]*)"')
_ID = re.compile(r'w:id="([^"]*)"')
_REFERENCE = re.compile(r"\s*PAGEREF\s+(\w+)\s*")
_SEQUENCE = re.compile(r"\s*SEQ\s+(\w+)\s+(?:\\\* (?:ARABIC|MERGEFORMAT)\s*)*")
_TARGET = re.compile(r'(w:(?:anchor|tooltip))="([^"]*)"')
_TARGETS = {
    "w:anchor": ' xlink:href="#{}"',
    "w:tooltip": ' office:target-frame-name="{}"',
}
_NUMBER = (
    '<text:sequence text:ref-name="ref{name}{number}" text:name="{name}" '
    'text:formula="ooow:{name}+1" style:num-format="1">'
)
_SEQUENCE_TAG = "<text:sequence "
_NO_TEXT = "<w:t/>"
# In a sample, instead of those of each link.
STANDING = {"w:anchor": "malmal", "w:tooltip": "tiptip"}
_PAGE = (
    '<text:bookmark-ref text:reference-format="page" text:ref-name="{}">0'
    "</text:bookmark-ref>"
)
_TWIP = 635  # English metric units
_POINT = 20  # twips
_DRAWN = re.compile(
    r'(<wp:inline\b[^>]*>)<wp:extent cx="(?P<width>\d+)" cy="(?P<height>\d+)"/>'
    r"(?P<margin><wp:effectExtent[^>]*/>)?"
    r"<wp:docPr (?P<said>[^>]*)/>(?P<picture>.*)</wp:inline>",
    re.DOTALL,
)
_SAID = re.compile(r'\b(descr|title)="([^"]*)"')
_EMBEDDED = re.compile(r'r:embed="([^"]*)"')
_FRAME = (
    '{opening} draw:name="Bild {number}" text:anchor-type="as-char" '
    'svg:width="{width}pt" svg:height="{height}pt"><draw:image xlink:href="{place}" '
    'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
    "{title}{text}</draw:frame>"
)
_VARYING = re.compile(r'(?<= )(?:cx|cy|id|name|descr|title|r:embed)="[^"]*"')


def matches(pattern: re.Pattern[str], xml: str) -> Iterator[re.Match[str]]:
    """Yield the matches that follow one another without a gap from end to end.

    Raises UntranslatableError where something lies between them.
    """
    done = 0
    for match in pattern.finditer(xml):
        if match.start() != done:
            raise UntranslatableError(xml[done : match.start()])
        done = match.end()
        yield match
    if done != len(xml):
        raise UntranslatableError(xml[done:])


@dataclass(slots=True)
class _Writing:
    """The paragraph that is being written.

    field: the instruction of the field that is open, "" at its beginning, or None.
    start, look, result: of the open field, as soon as its result comes.
    """

    paragraph: Paragraph
    after_space: bool = True  # a space would get lost, as at the beginning
    field: str | None = None
    start: str = ""
    look: str = ""
    result: str = ""


@dataclass(slots=True)
class Inlines:
    """Translates paragraphs' insides; remembers the bookmarks that are open.

    picture: takes the id of a picture in the Word file and returns its place in ODF.
    """

    questions: Questions
    picture: Callable[[str], str]
    bookmarks: dict[str, str] = field(default_factory=dict)
    sequences: Counter[str] = field(default_factory=Counter)
    pictures: int = 0

    def inside(self, xml: str, paragraph: Paragraph) -> str:
        """Return a paragraph's inside; raises UntranslatableError."""
        writing = _Writing(paragraph)
        said = "".join(self._piece(m, writing) for m in matches(_PIECE, xml))
        if writing.field is not None:
            raise UntranslatableError(xml)
        return said

    def _piece(self, match: re.Match[str], writing: _Writing) -> str:
        if match["plain"] is not None:
            said = _text(match["plain"], match["plain_kept"], writing)
            return self._looking(match["plain_look"] or "", said, writing)
        if match["run"] is not None:
            return self._run(match["look"] or "", match["run"], writing)
        if match["start"] is not None:
            return self._bookmark(match["start"])
        if match["end"] is not None:
            name = self.bookmarks.pop(match["end"], None)
            return f'<text:bookmark-end text:name="{name}"/>' if name else ""
        if match["link"] is not None:
            return self._link(match["link"], match["linked"], writing)
        writing.field = unescape(match["field"])
        self._start(writing)
        self._runs(match["result"], writing)
        return self._end(writing)

    def _bookmark(self, attributes: str) -> str:
        name, number = _NAME.search(attributes), _ID.search(attributes)
        if not (name and number):
            raise UntranslatableError(attributes)
        self.bookmarks[number[1]] = name[1]
        return f'<text:bookmark-start text:name="{name[1]}"/>'

    def _runs(self, xml: str, writing: _Writing) -> str:
        runs = matches(_LINKED_RUN, xml)
        return "".join(self._run(m["look"] or "", m["run"], writing) for m in runs)

    def _run(self, look: str, xml: str, writing: _Writing) -> str:
        said, held = [], []
        for part in matches(_PART, xml):
            if part["text"] is not None:
                held.append(_text(part["text"], part["kept"], writing))
            elif part["sign"]:
                held.append(_sign(part["sign"], writing))
            else:
                said.append(self._looking(look, "".join(held), writing))
                held = []
                said.append(self._field(part, look, writing))
        said.append(self._looking(look, "".join(held), writing))
        return "".join(said)

    def _looking(self, look: str, said: str, writing: _Writing) -> str:
        """Return a text with its look; of a field's result it is the field's."""
        if writing.start:
            writing.look, writing.result = look, writing.result + said
            return ""
        if not look or not said:
            return said
        return self.questions.around(Inline(writing.paragraph, "run", look), said)

    def _field(self, part: re.Match[str], look: str, writing: _Writing) -> str:
        """Follow a field: a number in a sequence, or a reference to a page."""
        if part["drawing"] is not None:
            return self._picture(part["drawing"], look, writing)
        is_open = writing.field is not None
        if part["instruction"] is not None and writing.field is not None:
            writing.field += unescape(part["instruction"])
        elif part["mark"] == "begin" and not is_open:
            writing.field = ""
        elif part["mark"] == "separate" and is_open:
            self._start(writing)
        elif part["mark"] == "end" and is_open:
            return self._end(writing)
        elif part[0] != _NO_TEXT:
            raise UntranslatableError(part[0])
        return ""

    def _start(self, writing: _Writing) -> None:
        """Begin the field, of which the result comes next."""
        instruction = writing.field or ""
        page, sequence = (p.fullmatch(instruction) for p in (_REFERENCE, _SEQUENCE))
        if page:
            writing.start = _PAGE.format(page[1])
        elif sequence:
            name = sequence[1]
            self.sequences[name] += 1
            writing.start = _NUMBER.format(name=name, number=self.sequences[name])
        else:
            raise UntranslatableError(instruction)
        writing.after_space = False

    def _end(self, writing: _Writing) -> str:
        """Return the field that was open."""
        start, result = writing.start, writing.result
        writing.field, writing.start, writing.result = None, "", ""
        if start.startswith(_SEQUENCE_TAG):
            start = f"{start}{result}</text:sequence>"
        return self._looking(writing.look, start, writing)

    def _link(self, attributes: str, xml: str, writing: _Writing) -> str:
        look = _LINKED_RUN.match(xml)
        if look is None:
            raise UntranslatableError(xml)
        bare = _TARGET.sub(lambda m: f'{m[1]}="{STANDING[m[1]]}"', attributes)
        asked = Inline(writing.paragraph, "link", f"{bare}>{look['look'] or ''}")
        targets = "".join(
            _TARGETS[name].format(said) for name, said in _TARGET.findall(attributes)
        )
        start = f"{self.questions.opening(asked)}{targets}>"
        return f"{start}{self._runs(xml, writing)}</text:a>"

    def _picture(self, xml: str, look: str, writing: _Writing) -> str:
        drawn = _DRAWN.fullmatch(xml)
        embedded = _EMBEDDED.findall(xml)
        if not drawn or look or len(embedded) != 1:
            raise UntranslatableError(xml)
        asked = Inline(writing.paragraph, "picture", _VARYING.sub("", xml))
        # The example is kept, and what the report says is nobody else's.
        self.questions.examples.setdefault(asked, _SAID.sub(r'\1="x"', xml))
        self.pictures += 1
        writing.after_space = False
        said = dict(_SAID.findall(drawn["said"]))
        return _FRAME.format(
            opening=self.questions.opening(asked),
            number=self.pictures,
            width=_points(drawn["width"]),
            height=_points(drawn["height"]),
            place=self.picture(embedded[0]),
            title=f"<svg:title>{said['title']}</svg:title>" if "title" in said else "",
            text=f"<svg:desc>{said['descr']}</svg:desc>" if "descr" in said else "",
        )


def _text(text: str, kept: str | None, writing: _Writing) -> str:
    """Return a text of which ODF loses no space."""
    if _NOT_TEXT.search(text):
        raise UntranslatableError(text)
    text = text if kept else text.strip()
    if not text:
        return ""
    lost = writing.after_space and text[0] == " "
    writing.after_space = text[-1] == " "
    if lost:
        text = f"<text:s/>{text[1:]}"
    return _SPACES.sub(_spaces, text) if "  " in text else text


def _sign(name: str, writing: _Writing) -> str:
    writing.after_space = False
    return _SIGNS[name]


def _spaces(match: re.Match[str]) -> str:
    return f' <text:s text:c="{len(match[0]) - 1}"/>'


def _points(length: str) -> float:
    return round(int(length) / _TWIP) / _POINT
