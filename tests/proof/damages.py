"""Ways to damage a report's PDF so that somebody who listens to it loses something."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import pikepdf
from pikepdf import Array, Dictionary, Name, String

if TYPE_CHECKING:
    from collections.abc import Iterator

Damage = Callable[[pikepdf.Pdf], None]


def elements(pdf: pikepdf.Pdf, role: str = "") -> Iterator[Dictionary]:
    """Yield the tag tree's elements in reading order, those of one role or all."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Array):
            waiting.extend(reversed(list(item)))
        elif isinstance(item, Dictionary) and "/S" in item:
            if role in {"", str(item.S)[1:]}:
                yield item
            waiting.extend([item.K] if "/K" in item else [])


def first(pdf: pikepdf.Pdf, role: str, number: int = 0) -> Dictionary:
    """Return the first element of a role, or one after it."""
    found = elements(pdf, role)
    for _ in range(number):
        next(found)
    return next(found)


def drop(element: Dictionary) -> None:
    """Take an element with all below it out of the tree."""
    parent = element.P
    parent.K = Array([k for k in parent.K if not same(k, element)])


def same(one: object, other: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Object) and one.objgen == other.objgen


def unwrap(element: Dictionary) -> None:
    """Take an element out of the tree and leave what is below it."""
    parent = element.P
    kids: list[object] = []
    for kid in parent.K:
        kids.extend(element.K if same(kid, element) else [kid])
    for kid in element.K:
        kid.P = parent
    parent.K = Array(cast("list[pikepdf.Object]", kids))


def places(pdf: pikepdf.Pdf) -> Iterator[Dictionary]:
    for page in pdf.pages:
        yield from cast("list[Dictionary]", list(page.obj.get("/Annots", [])))


def metadata(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    source = pdf.Root.Metadata.read_bytes()
    assert old in source
    pdf.Root.Metadata.write(source.replace(old, new))


def tree_removed(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def tree_emptied(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Document").K = Array([])


def table_dropped(pdf: pikepdf.Pdf) -> None:
    drop(first(pdf, "Table"))


def table_tag_only_dropped(pdf: pikepdf.Pdf) -> None:
    unwrap(first(pdf, "Table"))


def table_called_a_section(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Table").S = Name.Sect


def header_cell_turned_data(pdf: pikepdf.Pdf) -> None:
    first(pdf, "TH").S = Name.TD


def data_cell_turned_header(pdf: pikepdf.Pdf) -> None:
    first(pdf, "TD").S = Name.TH


def row_dropped(pdf: pikepdf.Pdf) -> None:
    drop(first(pdf, "TR", 3))


def last_rows_dropped(pdf: pikepdf.Pdf) -> None:
    table = first(pdf, "Table", 2)
    table.K = Array(list(table.K)[:1])


def cell_dropped(pdf: pikepdf.Pdf) -> None:
    drop(first(pdf, "TD", 5))


def rows_swapped(pdf: pikepdf.Pdf) -> None:
    table = first(pdf, "Table")
    head, one, two, *rest = list(table.K)
    table.K = Array([head, two, one, *rest])


def cells_swapped(pdf: pikepdf.Pdf) -> None:
    row = first(pdf, "TR", 1)
    row.K = Array(list(row.K)[::-1])


def tables_swapped(pdf: pikepdf.Pdf) -> None:
    """Let the tables of two cards change places."""
    one, two = first(pdf, "Table", 10), first(pdf, "Table", 25)
    parent = one.P
    kids = list(parent.K)
    i = next(n for n, kid in enumerate(kids) if same(kid, one))
    j = next(n for n, kid in enumerate(kids) if same(kid, two))
    kids[i], kids[j] = kids[j], kids[i]
    parent.K = Array(kids)


def figure_without_alternative(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "Figure")["/Alt"]


def figure_with_empty_alternative(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Figure").Alt = String("")


def figure_with_other_alternative(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Figure").Alt = String("bild1.png")


def figure_dropped(pdf: pikepdf.Pdf) -> None:
    drop(first(pdf, "Figure"))


def language_wrong(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = String("en-US")


def language_missing(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def title_missing(pdf: pikepdf.Pdf) -> None:
    title = str(pdf.docinfo["/Title"])
    metadata(pdf, title.encode(), b"")
    del pdf.docinfo["/Title"]


def title_that_of_the_file(pdf: pikepdf.Pdf) -> None:
    title = str(pdf.docinfo["/Title"])
    metadata(pdf, title.encode(), b"rapport.docx")
    pdf.docinfo["/Title"] = "rapport.docx"


def title_not_shown(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def not_marked(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def mark_missing(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo


def heading_level_skipped(pdf: pikepdf.Pdf) -> None:
    first(pdf, "H2").S = Name.H3


def heading_turned_paragraph(pdf: pikepdf.Pdf) -> None:
    first(pdf, "H2", 3).S = Name.P


def paragraph_turned_heading(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Ingress").S = Name.H2


def headings_swapped(pdf: pikepdf.Pdf) -> None:
    one, two = first(pdf, "H2", 4), first(pdf, "H2", 6)
    one.K, two.K = two.K, one.K


def card_heading_dropped(pdf: pikepdf.Pdf) -> None:
    drop(first(pdf, "H2", 12))


def link_not_described(pdf: pikepdf.Pdf) -> None:
    del next(places(pdf))["/Contents"]


def link_outside_the_tree(pdf: pikepdf.Pdf) -> None:
    link = first(pdf, "Link")
    link.K = Array([k for k in link.K if not isinstance(k, Dictionary)])


def link_called_a_span(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Link").S = Name.Span


def link_without_its_number(pdf: pikepdf.Pdf) -> None:
    del next(places(pdf))["/StructParent"]


def link_with_another_number(pdf: pikepdf.Pdf) -> None:
    next(places(pdf)).StructParent = 999_999


def page_with_another_number(pdf: pikepdf.Pdf) -> None:
    pdf.pages[3].obj.StructParents = pdf.pages[4].obj.StructParents


def tab_order_missing(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        del page.obj["/Tabs"]


def parent_tree_missing(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot["/ParentTree"]


def parent_tree_emptied(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree = Dictionary(Nums=Array([]))


def parent_wrong(pdf: pikepdf.Pdf) -> None:
    first(pdf, "TD").P = first(pdf, "Document")


def role_map_missing(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot["/RoleMap"]


def font_not_embedded(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[2].obj.Resources.Font.values():
        del font.FontDescriptor["/FontFile2"]
        return


def font_without_text(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[2].obj.Resources.Font.values():
        del font["/ToUnicode"]


def font_with_wrong_text(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[2].obj.Resources.Font.values():
        source = font.ToUnicode.read_bytes()
        font.ToUnicode.write(source.replace(b"<0065>", b"<0061>"))


def ua_claim_missing(pdf: pikepdf.Pdf) -> None:
    metadata(pdf, b"<pdfuaid:part>1</pdfuaid:part>", b"")


def level_b_claimed(pdf: pikepdf.Pdf) -> None:
    metadata(pdf, b"conformance>A<", b"conformance>B<")


def part_1_claimed(pdf: pikepdf.Pdf) -> None:
    metadata(pdf, b"<pdfaid:part>2<", b"<pdfaid:part>1<")


def metadata_missing(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def output_intent_missing(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def paragraph_turned_decoration(pdf: pikepdf.Pdf) -> None:
    """Let a paragraph be shown as before, but be no text to a reader any more."""
    paragraph = first(pdf, "Ingress")
    number = int(paragraph.K[0])
    page = paragraph.Pg.Contents
    mark = f"/Ingress<</MCID {number}>>BDC".encode()
    assert mark in page.read_bytes()
    page.write(page.read_bytes().replace(mark, b"/Artifact BMC"))
    drop(paragraph)


def paragraph_tag_dropped(pdf: pikepdf.Pdf) -> None:
    drop(first(pdf, "Ingress"))


def paragraph_read_twice(pdf: pikepdf.Pdf) -> None:
    paragraph = first(pdf, "Ingress")
    paragraph.K = Array([*paragraph.K, *paragraph.K])


def list_item_dropped(pdf: pikepdf.Pdf) -> None:
    drop(first(pdf, "LI"))


def bookmarks_missing(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


def bookmark_renamed(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Title = String("Rubrik")


def script_added(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.beep()"))


def file_attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["kort.txt"] = b"bilaga"


def last_page_lost(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


DAMAGES: dict[str, Damage] = {
    name: value
    for name, value in list(globals().items())
    if callable(value)
    and getattr(value, "__module__", "") == __name__
    and list(getattr(value, "__annotations__", {})) == ["pdf", "return"]
    and getattr(value, "__annotations__", {})["return"] == "None"
}
