"""How sheets come out on paper: A4, landscape, as wide as the page, with a footer."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from workbook_templates.standard.layout import HEADING_ROW

if TYPE_CHECKING:
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.worksheet import Worksheet

    from workbook_templates.builder.theme import Theme

_A4 = 9
_MARGIN = 0.5  # inches
_HEAD_MARGIN = 0.7
_FOOTER_LIMIT = 150  # characters; Excel allows 255 for the whole footer


def set_up_print(
    sheet: Worksheet, *, repeat_headings: bool = False, pages_wide: int = 1
) -> None:
    """Prepare a sheet for printing, so many pages wide and as many high as it needs.

    repeat_headings: the heading row comes back on every page.
    """
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = pages_wide
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(_MARGIN, _MARGIN, _MARGIN, 0.7, 0.3, 0.3)
    if repeat_headings:
        sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    if pages_wide > 1:
        sheet.print_title_cols = "A:A"
        sheet.page_setup.pageOrder = "overThenDown"
    footer = cast("HeaderFooterItem", sheet.oddFooter)
    footer.center.text, footer.right.text = "&A", "Sida &P av &N"


def set_page_head(sheet: Worksheet, title: str, theme: Theme) -> None:
    """Write a title at the top of each page of a sheet."""
    head = cast("HeaderFooterItem", sheet.oddHeader).left
    head.text, head.size = title, round(theme.sizes["section"])
    head.font, head.color = f"{theme.font},Bold", theme.dark
    sheet.page_margins.top = _HEAD_MARGIN


def set_footer(sheet: Worksheet, text: str) -> None:
    """Write whose the page is at the left of the footer."""
    footer = cast("HeaderFooterItem", sheet.oddFooter)
    footer.left.text = text[:_FOOTER_LIMIT].replace("&", "&&")
