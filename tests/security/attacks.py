"""Texts that would do something, if any program took them for more than text."""

from __future__ import annotations

JINJA = "{{ 7*7 }} {% raw %} {{ ''.__class__.__mro__ }} {# gömd #} {%tr for x in y %}"
FORMULA = "=cmd|' /C calc'!A0"
FORMULAS = (FORMULA, "+1+1", "-2+3", "@SUM(A1)", '=HYPERLINK("https://example.se")')
MARKUP = "<w:p/></w:t> & <script>alert(1)</script> ]]> <!-- &#8238; &lol;"
ANSI = "\x1b[2J\x1b]0;titel\x07 \x9b31m r\u00f6tt \u202eomv\u00e4nt"
CLIMBING = "../../../utanf\u00f6r"
EXTERNAL = "\\\\server\\delad\\fil http://example.se/?q=1"
ATTACKS = (JINJA, *FORMULAS, MARKUP, EXTERNAL, CLIMBING)
