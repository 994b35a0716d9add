from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from compile import marks
from compile.context import Mark
from compile.pages.page import Page
from compile.pages.rendering import rendered
from compile.pages.tables import Cell, Heading, PageTable
from compile.report_templates import house_styles
from tests.helpers.browsers import DESKTOP, PHONE, violations
from tests.security.attacks import ANSI, ATTACKS

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

TABLE = PageTable(
    "enheter",
    "Enheter",
    (Heading("Enhet"), Heading("Läge"), Heading("Antal", is_number=True)),
    (
        (
            Cell("Ön"),
            Cell(mark=Mark("Uppfyllt", "●", "DDEFE0")),
            Cell("1 200", key=1200),
        ),
        (Cell("Ån", note="Ny"), Cell(), Cell("7", key=7)),
        (Cell("Zon"), Cell("text"), Cell("")),
    ),
    total=(Cell("Alla"), Cell(), Cell("1 207", key=1207)),
)


def page(**changes: object) -> bytes:
    frame = Page("Provsida", "Provsida", ("En mening.",), made="Gjord av provet.")
    values = {"page": frame, "tables": (TABLE,), "texts": (("Att kopiera", "Hej!"),)}
    values |= changes
    return rendered("plain.html.jinja", **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [DESKTOP, PHONE, 360])
@pytest.mark.parametrize("refresh", [None, 3600])
def test_a_page_has_no_fault_of_accessibility_and_fits_any_width(
    browser: Browser, tmp_path: Path, width: int, refresh: int | None
) -> None:
    file = tmp_path / "sida.html"
    file.write_bytes(page(page=Page("Prov", "Prov", ("Mening.",), "Gjord", refresh)))
    context = browser.new_context(
        viewport={"width": width, "height": 800}, bypass_csp=True
    )
    shown = context.new_page()
    shown.goto(file.as_uri())

    assert violations(shown) == []
    overflow = "document.documentElement.scrollWidth - innerWidth"
    assert shown.evaluate(overflow) <= 0
    context.close()


def test_a_table_is_sorted_by_its_headings_under_the_pages_own_policy(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "sida.html"
    file.write_bytes(page())
    context = browser.new_context()
    shown = context.new_page()
    faults: list[str] = []
    asked: list[str] = []
    shown.on("console", lambda m: faults.append(m.text))
    shown.on("request", lambda r: asked.append(r.url))
    shown.goto(file.as_uri())

    def order() -> list[str]:
        return shown.locator("tbody th").all_inner_texts()

    shown.click("thead button:has-text('Enhet')")
    assert [name.split("\n")[0] for name in order()] == ["Zon", "Ån", "Ön"]
    shown.click("thead button:has-text('Antal')")
    shown.click("thead button:has-text('Antal')")
    assert [name.split("\n")[0] for name in order()] == ["Ön", "Ån", "Zon"]
    heading = shown.locator("thead th").nth(2)
    assert heading.get_attribute("aria-sort") == "descending"
    assert shown.locator("tfoot th").inner_text() == "Alla"
    assert faults == []
    assert asked == [file.as_uri()]
    context.close()


def test_without_scripts_a_page_is_a_plain_page(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "sida.html"
    file.write_bytes(page())
    context = browser.new_context(java_script_enabled=False)
    shown = context.new_page()
    shown.goto(file.as_uri())

    assert shown.locator("button:visible").count() == 0
    assert shown.locator("tbody tr").count() == 3
    context.close()


def test_a_text_is_copied_by_its_button(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "sida.html"
    file.write_bytes(page())
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    shown = context.new_page()
    shown.goto(file.as_uri())
    shown.click("[data-copy]")

    shown.wait_for_selector(".copyable [role=status]:not(:empty)")
    assert shown.evaluate("navigator.clipboard.readText()") == "Hej!"
    context.close()


def test_a_page_that_renews_itself_can_be_paused(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "sida.html"
    file.write_bytes(page(page=Page("Prov", "Först", refresh=1)))
    context = browser.new_context()
    shown = context.new_page()
    shown.goto(file.as_uri())
    shown.click("thead button:has-text('Enhet')")
    file.write_bytes(page(page=Page("Prov", "Sedan", refresh=1)))

    shown.wait_for_selector("h1:has-text('Sedan')")
    shown.wait_for_selector("tbody tr:first-child th:has-text('Zon')")
    shown.click("#paus")
    file.write_bytes(page(page=Page("Prov", "Sist", refresh=1)))
    shown.wait_for_timeout(1500)
    assert shown.inner_text("h1") == "Sedan"
    assert "pausad" in shown.inner_text(".live [role=status]")
    context.close()


class _Outline(HTMLParser):
    """The elements of a page, with nothing but tags looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def outline(content: bytes) -> _Outline:
    found = _Outline()
    found.feed(content.decode("utf-8"))
    return found


@pytest.mark.parametrize("text", [*ATTACKS, ANSI, '" onclick="alert(1)', "</pre><b>"])
def test_a_text_from_a_card_makes_no_element_and_no_attribute(text: str) -> None:
    cells = (Cell(text, key=text, note=text), Cell(text, link=text), Cell(text))
    table = PageTable(
        "t", text, (Heading(text), Heading(text), Heading(text)), (cells,)
    )

    def made(word: str) -> _Outline:
        other = tuple(
            Cell(word, key=word, note=word, link=word if c.link else "") for c in cells
        )
        heads = tuple(Heading(word) for _ in cells)
        frame = Page(word, word, (word,), word)
        tables = (PageTable("t", word, heads, (other,)),)
        return outline(page(page=frame, tables=tables, texts=((word, word),)))

    assert table.caption == text
    hostile, plain = made(text), made("ord")
    assert hostile.tags == plain.tags
    unseen = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]"
    assert not re.search(unseen, page(texts=((text, text),)).decode())
    if text in ATTACKS:
        assert text in hostile.text


def test_the_pages_have_the_reports_colours() -> None:
    style = page().decode().split("<style>")[1].split("</style>")[0]
    ours = (
        house_styles.DARK,
        house_styles.ACCENT,
        marks.INK,
        marks.MUTED,
        house_styles.HEADER_FILL,
        marks.LINE,
        house_styles.ALERT,
    )

    variables = set(re.findall(r"--\w+: #(\w{6})", style))
    assert variables == set(ours)
