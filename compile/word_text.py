"""Values as they stand in WordprocessingML: nothing altered, nothing that breaks XML.

Line breaks become w:br and tabs w:tab. Dropped by design are only the characters
that no XML document can hold: control characters, lone surrogates, U+FFFE, U+FFFF.
"""

from __future__ import annotations

import re

from jinja2.runtime import Undefined
from markupsafe import Markup, escape

from compile.context import Mark
from compile.fonts import FAMILY, SYMBOLS

EMPTY = "–"
_SPECIAL = re.compile("[\x00-\x1f&<>\"'\ud800-\udfff\ufffe\uffff]")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")
# A run of its own for a mark's symbol: with text in one run, LibreOffice draws a
# symbol that the text's font lacks after the text, and so it is read.
OTHER_SYMBOLS = "Segoe UI Symbol"  # for what the template's embedded font lacks
_EMBEDDED = frozenset(SYMBOLS)
# The style of words (its id) in which a mark stands on its own pale tint.
MARK_STYLE = "Skalsteg"
_MARK_STYLE = f'<w:rStyle w:val="{MARK_STYLE}"/>'
_RUN_FONTS = re.compile(r"<w:rFonts\b[^>]*/>")
# What may stand after w:shd in a w:rPr.
_AFTER_SHADE = re.compile(r"<w:(?:fitText|vertAlign|rtl|cs|em|lang)\b|</w:rPr>")
_RUN_START = re.compile(r"<w:rPr>(?:<w:rStyle [^>]*/>)?")
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


def printed(value: object) -> object:
    """Return a template value as XML for the inside of a w:t.

    None and "" print as a dash. Undefined passes through, so that it is told.
    """
    if isinstance(value, Markup | Undefined):
        return value
    if isinstance(value, Mark) and value.symbol:
        return _mark(value, "")
    text = "" if value is None else str(value)
    if not _SPECIAL.search(text):
        return Markup(text or EMPTY)  # noqa: S704 - nothing in it needs escaping
    return Markup(_as_xml(text) or EMPTY)  # noqa: S704 - escaped in _as_xml


def in_run(value: object, properties: str) -> object:
    """Return a template value for a run that has properties, its w:rPr as XML.

    A mark in a run of the style MARK_STYLE is printed on its own tint.
    """
    if isinstance(value, Mark) and value.symbol:
        tinted = _MARK_STYLE in properties
        return _mark(value, _shaded(properties, value.tint) if tinted else properties)
    return printed(value)


def attribute(value: object) -> object:
    """Return a template value as XML for the inside of an attribute."""
    if isinstance(value, Undefined):
        return value
    text = "" if value is None else str(value)
    return escape(" ".join(legal(text).split()))


def legal(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", _LINE_END.sub("\n", text))


def _mark(mark: Mark, properties: str) -> Markup:
    """Return a mark: the end of a run, a run for the symbol, the start of another."""
    symbol, label = _as_xml(mark.symbol), _as_xml(mark.label)
    return Markup(  # noqa: S704 - escaped in _as_xml
        f"</w:t></w:r><w:r>{_in_font(properties, symbol_font(mark.symbol))}"
        f"<w:t>{symbol}</w:t></w:r>"
        f'<w:r>{properties}<w:t xml:space="preserve"> {label}'
    )


def symbol_font(symbol: str) -> str:
    """Return the font that a symbol is set in."""
    return FAMILY if set(symbol) <= _EMBEDDED else OTHER_SYMBOLS


def _shaded(properties: str, tint: str) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{attribute(tint)}"/>'
    return _AFTER_SHADE.sub(lambda m: shade + m[0], properties, count=1)


def _in_font(properties: str, font: str) -> str:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    bare = _RUN_FONTS.sub("", properties) or "<w:rPr></w:rPr>"
    return _RUN_START.sub(lambda m: m[0] + fonts, bare, count=1)


def _as_xml(text: str) -> str:
    escaped = str(escape(legal(text)))
    return escaped.replace("\n", _BREAK).replace("\t", _TAB)
