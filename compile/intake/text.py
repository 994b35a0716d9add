"""Text as it stood in Excel: escapes decoded, what no document may hold dropped."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LINE_BREAK = re.compile("\r\n?|\x85")
# Control characters other than tab and line feed; XML, and so Word, has no room
# for half surrogate pairs and the two non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    r"""Return stored text as the text it stands for.

    `_xHHHH_` is decoded, `\r\n` and `\r` become `\n`, control characters and lone
    surrogates are dropped. Spaces, case and accents are left as they are.
    """
    if text.isprintable() and "_x" not in text:  # nearly always; very quick
        return text
    if "_x" in text:
        text = _ESCAPE.sub(_decoded, text)
        if not text.isprintable():  # two escapes may make one character
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    return _FORBIDDEN.sub("", _LINE_BREAK.sub("\n", text))


def _decoded(escape: re.Match[str]) -> str:
    """Return the character that an escape stands for."""
    return chr(int(escape[1], 16))
