"""The look: contrasts that can be read, and the register's own colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builder.cards import REGISTER
from workbook_templates.builder.styles import Style, named_styles
from workbook_templates.builder.theme import theme_of

if TYPE_CHECKING:
    from openpyxl import Workbook

    from workbook_templates.standard.register import ScaleStep

THEME = theme_of({})
WHITE = THEME.colours["paper"]
STYLES = dict(named_styles(THEME))


def luminance(colour: str) -> float:
    red, green, blue = (linear(int(colour[n : n + 2], 16) / 255) for n in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(channel: float) -> float:
    if channel <= 0.04045:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_each_style_can_be_read(style: Style) -> None:
    assert contrast(style.colour, style.fill or WHITE) >= 4.5


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_each_border_can_be_seen(style: Style) -> None:
    if style.border:
        assert contrast(style.border, WHITE) >= 3
        if not style.bold:
            assert contrast(style.border, style.fill or WHITE) >= 3


@pytest.mark.parametrize("step", [*REGISTER.verdicts, *REGISTER.statuses])
def test_each_step_of_a_scale_can_be_read(step: ScaleStep) -> None:
    tint = THEME.tint(step.code)
    assert tint.fill != THEME.locked
    assert contrast(tint.text, tint.fill) >= 4.5


def test_what_is_done_and_not_done_can_be_read() -> None:
    for name in ("good", "todo"):
        text, fill = THEME.colours[f"{name}_text"], THEME.colours[f"{name}_fill"]
        assert contrast(text, fill) >= 4.5


def test_an_unknown_step_is_grey() -> None:
    assert THEME.tint("okänd").fill == THEME.locked


def test_the_register_may_change_colours_and_font() -> None:
    theme = theme_of({"accent": "#123abc", "typsnitt": "Verdana", "mork": ""})
    assert (theme.accent, theme.font, theme.dark) == ("123abc", "Verdana", THEME.dark)


def test_a_colour_that_is_none_leaves_the_default() -> None:
    theme = theme_of({"accent": "blå", "linje": "12345", "typsnitt": " "})
    assert (theme.accent, theme.line) == (THEME.accent, THEME.line)
    assert theme.font == THEME.font


def test_every_step_of_a_scale_has_a_symbol_beside_its_colour(full: Workbook) -> None:
    formats = [
        rule.dxf.numFmt.formatCode
        for sheet in full.worksheets
        for found in sheet.conditional_formatting
        for rule in found.rules
        if rule.dxf.numFmt
    ]
    for step in (*REGISTER.verdicts, *REGISTER.statuses):
        assert f'"{step.symbol} "@' in formats
