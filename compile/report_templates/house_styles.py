"""The house template's look: styles, page, language and bullets.

Dark text on white or pale tints keeps every contrast above 4.5:1. The font lies in
the template itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from compile.fonts import FAMILY
from compile.marks import INK, LINE, MUTED
from compile.word_text import MARK_STYLE

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle

FONT = FAMILY
DARK, ACCENT = "1F3A4D", "2A6583"
ALERT, ALERT_TINT = "8F2A1E", "FBF0CF"
HEADER_FILL = "E3EAEE"
LANGUAGE = "sv-SE"
PAGE_WIDTH, PAGE_HEIGHT, SIDE = Mm(210), Mm(297), Mm(18)
TEXT_WIDTH = 174  # mm between the margins

TABLE_STYLE = "Målkort tabell"
FACT_LABEL = "Faktaetikett"
LABEL, TAG, NOTE = "Etikett", "Malltagg", "Tabellnot"
CARD_TEXT, FACTS = "Målkortets text", "Fakta"
INTRO, NOTICE, BULLET = "Ingress", "Notis", "List Bullet"
SECTION, SUBSECTION = "Heading 2", "Heading 3"
NARROW_HEADING = "Tabellrubrik smal"
PICTURE, CHECKSUM = "Bild", "Kontrollsumma"
MARK = MARK_STYLE


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style: sizes and spaces in points."""

    name: str
    size: float
    bold: bool = False
    color: str = INK
    before: float = 0
    after: float = 6
    line: float = 1.15
    keep_next: bool = False
    right: bool = False
    page_break: bool = False
    fill: str = ""
    indent: float = 0  # mm from the left


LOOKS = (
    Look("Normal", 10),
    Look("Title", 28, bold=True, color=DARK, before=2, after=2, line=1.0),
    Look("Subtitle", 13, color=ACCENT, after=2, line=1.05),
    Look(
        "Heading 1",
        20,
        after=10,
        line=1.0,
        page_break=True,
        bold=True,
        color=DARK,
        keep_next=True,
    ),
    Look("Heading 2", 14, before=14, line=1.05, bold=True, color=DARK, keep_next=True),
    Look(
        "Heading 3",
        11.5,
        before=14,
        after=4,
        line=1.05,
        bold=True,
        color=ACCENT,
        keep_next=True,
    ),
    Look(
        "TOC Heading",
        20,
        after=12,
        line=1.0,
        page_break=True,
        bold=True,
        color=DARK,
        keep_next=True,
    ),
    Look(
        "toc 1",
        10.5,
        after=2,
        before=7,
        line=1.0,
        bold=True,
        color=DARK,
        keep_next=True,
    ),
    Look("toc 2", 10, after=2, line=1.0, indent=5),
    Look("Mål", 10.5, bold=True, before=12, after=4, line=1.1, keep_next=True),
    Look("Långsiktigt mål", 10, color=MUTED, after=4, keep_next=True),
    Look(INTRO, 11, before=2, after=6, line=1.2),
    Look(CARD_TEXT, 9.5, before=4, after=4),
    Look(FACTS, 9, after=4, line=1.2),
    Look(NOTICE, 9.5, before=4, fill=ALERT_TINT),
    Look("Utkast", 12, bold=True, color=ALERT, before=4, fill=ALERT_TINT),
    Look(PICTURE, 10, after=6, line=1.0, keep_next=True),  # its figures come below
    Look("caption", 8.5, bold=True, color=MUTED, before=8, after=3, keep_next=True),
    Look("Tabellrubrik", 8, after=0, line=1.0, bold=True, color=DARK, keep_next=True),
    Look(
        "Tabellrubrik tal",
        8,
        after=0,
        line=1.0,
        right=True,
        bold=True,
        color=DARK,
        keep_next=True,
    ),
    Look(
        NARROW_HEADING,
        7.5,
        after=0,
        line=1.0,
        bold=True,
        color=DARK,
        keep_next=True,
    ),
    Look("Tabelltext", 8.5, after=0, line=1.05),
    Look("Tabelltal", 8.5, after=0, line=1.05, right=True),
    Look(NOTE, 7.5, color=MUTED, after=0, line=1.05),
    Look("header", 8, color=MUTED, after=0, line=1.0),
    Look("footer", 8, color=MUTED, after=0, line=1.0),
    Look(CHECKSUM, 7, color=MUTED, after=0, line=1.05),
    Look(BULLET, 10, after=2.5, line=1.12),
    Look(TAG, 7, color=MUTED, after=0, line=1.0),
)
_BUILT_IN = frozenset(
    (
        "Default Paragraph Font",
        "Normal Table",
        "No List",
        "Table Grid",
        "List Paragraph",
    )
)
_STYLE_BASE = "Normal"


def set_up(document: Document) -> None:
    """Give a new document the house look; only the styles in use are left."""
    _language(document)
    _prune(document)
    for look in LOOKS:
        _apply(_style(document, look.name), look)
    _word_styles(document)
    _table_style(document)
    _bullets(document)
    _page(document)


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """Return a new element with attributes of the w: namespace."""
    made = cast("BaseOxmlElement", OxmlElement(tag))
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _language(document: Document) -> None:
    """Set font and language for everything that says nothing else."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(properties):
        properties.remove(child)
    properties.append(_fonts())
    properties.append(element("w:sz", val="20"))
    properties.append(element("w:szCs", val="20"))
    properties.append(element("w:lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA"))


def _fonts() -> BaseOxmlElement:
    return element("w:rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)


def _prune(document: Document) -> None:
    wanted = {look.name.lower() for look in LOOKS} | {n.lower() for n in _BUILT_IN}
    for style in list(document.styles):
        if (style.name or "").lower() not in wanted:
            style.element.getparent().remove(style.element)


def _style(document: Document, name: str) -> ParagraphStyle:
    """Return a paragraph style, made where the document lacks it."""
    for style in document.styles:
        if (style.name or "").lower() == name.lower():
            return cast("ParagraphStyle", style)
    built_in = name.startswith("toc")
    made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=built_in)
    made.quick_style = True
    return cast("ParagraphStyle", made)


def _apply(style: ParagraphStyle, look: Look) -> None:
    """Write a look into a style, in place of all that it had."""
    root = style.element
    for tag in ("w:rPr", "w:pPr", "w:link"):
        for old in root.findall(qn(tag)):
            if tag != "w:pPr" or old.find(qn("w:numPr")) is None:
                root.remove(old)
    if look.name != _STYLE_BASE:
        _base_on(style, _STYLE_BASE)
    _apply_font(style, look)
    _apply_paragraph(style, look)


def _base_on(style: ParagraphStyle, name: str) -> None:
    base = style.element.find(qn("w:basedOn"))
    if base is not None:
        style.element.remove(base)
    style.element.find(qn("w:name")).addnext(element("w:basedOn", val=name))


def _apply_font(style: ParagraphStyle, look: Look) -> None:
    properties = style.element.get_or_add_rPr()
    properties.insert(0, _fonts())
    style.font.size = Pt(look.size)
    style.font.bold = look.bold
    style.font.color.rgb = RGBColor.from_string(look.color)


def _apply_paragraph(style: ParagraphStyle, look: Look) -> None:
    paragraph = style.paragraph_format
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.line_spacing = look.line
    paragraph.keep_with_next = look.keep_next
    paragraph.page_break_before = look.page_break
    paragraph.widow_control = True
    if look.indent:
        paragraph.left_indent = Mm(look.indent)
    if look.right:
        paragraph.right_indent = Mm(1)  # off a text in the next column
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if look.fill:
        shade = element("w:shd", val="clear", color="auto", fill=look.fill)
        _insert_shade(style.element.pPr, shade)
    if look.name.startswith("Heading"):
        _outline_level(style.element.pPr, int(look.name[-1]) - 1)


def _insert_shade(properties: BaseOxmlElement, shade: BaseOxmlElement) -> None:
    """Put w:shd where the schema has it: before tabs, spacing and what follows."""
    followers = [qn(f"w:{n}") for n in ("tabs", "spacing", "ind", "jc", "outlineLvl")]
    after = next((c for c in properties if c.tag in followers), None)
    properties.insert(
        len(properties) if after is None else properties.index(after), shade
    )


def _outline_level(properties: BaseOxmlElement, level: int) -> None:
    properties.append(element("w:outlineLvl", val=str(level)))


def _word_styles(document: Document) -> None:
    """Make the styles of words: a paragraph's opening "Kommentar", and a link."""
    document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    style = document.styles.add_style(LABEL, WD_STYLE_TYPE.CHARACTER)
    style.font.bold = True
    style.font.color.rgb = RGBColor.from_string(DARK)
    quiet = document.styles.add_style(FACT_LABEL, WD_STYLE_TYPE.CHARACTER)
    quiet.font.color.rgb = RGBColor.from_string(MUTED)
    document.styles.add_style(MARK, WD_STYLE_TYPE.CHARACTER)


def _table_style(document: Document) -> None:
    """Make the table style: a pale header row and thin lines between the rows."""
    style = document.styles.add_style(TABLE_STYLE, WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    table = element("w:tblPr")
    table.append(_borders())
    table.append(_cell_margins())
    header = element("w:tblStylePr", type="firstRow")
    cell = element("w:tcPr")
    cell.append(element("w:shd", val="clear", color="auto", fill=HEADER_FILL))
    header.append(cell)
    for part in (table, header):
        style.element.append(part)


def _borders() -> BaseOxmlElement:
    borders = element("w:tblBorders")
    for side, size, color in (
        ("top", "8", DARK),
        ("bottom", "8", DARK),
        ("insideH", "4", LINE),
    ):
        line = element(f"w:{side}", val="single", sz=size, space="0", color=color)
        borders.append(line)
    return borders


def _cell_margins() -> BaseOxmlElement:
    margins = element("w:tblCellMar")
    for side, width in (("top", 45), ("left", 85), ("bottom", 45), ("right", 85)):
        margins.append(element(f"w:{side}", w=str(width), type="dxa"))
    return margins


def _bullets(document: Document) -> None:
    """Use a Unicode bullet: those of the Symbol font have no meaning when read."""
    for level in document.part.numbering_part.element.iter(qn("w:lvl")):
        fonts = next(level.iter(qn("w:rFonts")), None)
        if fonts is not None:
            level.find(qn("w:lvlText")).set(qn("w:val"), "•")
            for name in list(fonts.attrib):
                fonts.set(name, FONT if name != qn("w:hint") else "default")


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = SIDE
    section.top_margin, section.bottom_margin = Mm(22), Mm(19)
    section.header_distance, section.footer_distance = Mm(11), Mm(10)
    section.different_first_page_header_footer = True
