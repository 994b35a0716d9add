"""A browser without a window, and what the accessibility checker says of a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.helpers.tools import ROOT, miss

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE = 1280, 390  # pixels wide


def axe() -> Path:
    """Return the accessibility checker, or skip where it is not installed."""
    script = ROOT / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        miss("axe-core is not installed (npm install)")
    return script


def need_chromium() -> None:
    """Skip where there is no browser to drive; fail in CI."""
    if not CHROMIUM.is_file():
        miss("chromium is not installed")
    try:
        import playwright.sync_api  # noqa: F401, PLC0415 - asked only here
    except ImportError:
        miss("playwright is not installed")


def violations(page: Page) -> list[str]:
    """Return what axe-core finds at fault in a page; its context bypasses the CSP."""
    page.add_script_tag(path=axe())
    result = page.evaluate("axe.run()")
    assert result["passes"]
    return [
        f"{v['id']}: {node['html']}"
        for v in result["violations"]
        for node in v["nodes"]
    ]
