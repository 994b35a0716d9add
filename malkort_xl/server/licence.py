"""What route 1 needs to be there, and what the municipality decides on first."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from workbook_templates.standard.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY = "XLWINGS_LICENSE_KEY"

# From the licence of xlwings Server 1.20.0, quoted in the licence's own language.
_QUOTED = (
    "Use by any charitable organization, educational institution, public research "
    "organization, public safety or health organization, environmental protection "
    "organization, or government institution is use for a permitted purpose "
    "regardless of the source of funding or obligations resulting from the funding."
)
_OTHER_ROUTES = (
    "Allt annat i malkort fungerar utan detta: malkort check, malkort addin och "
    "arbetsbokens egna formler."
)
_NOT_INSTALLED = (
    "xlwings Server är inte installerat, och malkort serve behöver det. "
    "Installera med: pip install xlwings-server==1.20.0."
)
_NO_KEY = (
    f"Licensnyckeln {KEY} är inte satt, och xlwings Server startar inte utan den. "
    f"Sätt {KEY}=noncommercial, eller en köpt nyckel, när kommunen har beslutat."
)
_DECISION = (
    "Kommunen beslutar först vilka villkor som gäller. xlwings Server har två: "
    "PolyForm Noncommercial License 1.0.0 utan kostnad "
    "(https://polyformproject.org/licenses/noncommercial/1.0.0), eller en köpt "
    "licens (https://www.xlwings.org/pricing). I PolyForm-villkoren står: "
    f"”{_QUOTED}” Skriv ner beslutet. Kommunala bolag nämns inte i villkoren."
)


def require_server(environment: Mapping[str, str]) -> None:
    """See that xlwings Server is installed and has a licence key.

    Raises UsageError with what to install and which terms the municipality
    decides on.
    """
    if find_spec("xlwings_server") is None:
        raise UsageError(_text(_NOT_INSTALLED))
    if not environment.get(KEY, "").strip():
        raise UsageError(_text(_NO_KEY))


def _text(missing: str) -> str:
    return f"{missing}\n{_DECISION}\n{_OTHER_ROUTES}"
