"""The tables of a period's status, said once for the workbook, the page and the screen.

Nobody fills them in and nothing reads them back.
"""

from __future__ import annotations

from workbook_templates.standard.columns import Column, Kind, Role, Sheet, Table
from workbook_templates.standard.register_layout import UNITS


def _shown(key: str, heading: str, kind: Kind = Kind.TEXT, width: float = 14) -> Column:
    """Return a column that only shows."""
    return Column(key, heading, kind, Role.FIXED, width)


STATUS_UNITS = Table(
    "tblStatus",
    Sheet("Status", "Status", "De som har mest kvar att göra står först."),
    (
        _shown("state", "Läge", width=17),
        _shown("unit_id", UNITS.column("id").heading, width=12),
        _shown("name", "Enhet", width=30),
        _shown("department", "Avdelning", width=26),
        _shown("todo", "Att göra", width=52),
        _shown("handed_in", "Blev klart", Kind.DATE, 13),
        _shown("saved", "Filen sparad", Kind.DATE, 13),
        _shown("ready", "Klart enligt enheten", width=12),
        _shown("errors", "Fel", Kind.INTEGER, 8),
        _shown("warnings", "Varningar", Kind.INTEGER, 11),
        _shown("percent", "Ifyllt i procent", Kind.INTEGER, 10),
        _shown("unchanged", "Oförändrat sedan sist", width=13),
        _shown("version", "Mallens version", width=10),
        _shown("goals", "Mål utan ansvarig", width=16),
        _shown("measures", "Mått utan ansvarig", width=16),
        _shown("never_updated", "Mått utan värde", width=16),
        _shown("file", "Fil", width=36),
    ),
)
STATUS_TOTALS = Table(
    "tblStatusAvdelning",
    Sheet("Avdelningar", "Avdelningar", "Antal enheter i varje läge."),
    (
        _shown("name", "Avdelning", width=40),
        _shown("units", "Enheter", Kind.INTEGER, 12),
        _shown("missing", "Saknas", Kind.INTEGER, 12),
        _shown("faulty", "Fel att rätta", Kind.INTEGER, 12),
        _shown("not_ready", "Inte klara", Kind.INTEGER, 12),
        _shown("noted", "Att titta på", Kind.INTEGER, 12),
        _shown("done", "Klara", Kind.INTEGER, 12),
    ),
)
STATUS_FILES = Table(
    "tblStatusFil",
    Sheet("Övriga filer", "Övriga filer", "Filer i inkorgen som inte räknas."),
    (_shown("name", "Fil", width=50), _shown("reason", "Varför", width=90)),
)
