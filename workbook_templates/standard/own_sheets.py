"""The sheets that the ribbon writes on: nobody fills them in, and nobody reads them.

They stand in every scorecard workbook from the start, since no program may add a
sheet to one whose structure is protected, and they are not protected, since no
program may take a protection off.

CHECK_SHEET, rows and columns 1-based:

    row 5           what the last check found, in one line
    row 7 onwards   CHECK_COLUMNS, a finding a row
                    MEMORY_COLUMNS, hidden: a marked cell a row, and how it looked

PULLED_SHEET has PULLED_COLUMNS from row 5, a goal and number a row.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbook_templates.standard.columns import Sheet

CHECK_SHEET = Sheet(
    "Kontroll",
    "Kontroll",
    "Anmärkningarna från senaste gången du tryckte Kontrollera. Bladet skrivs om.",
)
PULLED_SHEET = Sheet(
    "Valda strategimål",
    "Valda strategimål",
    "Strategimålen som kortets mål hänvisar till. Bladet skrivs om av "
    "Hämta strategimål.",
)
OWN_SHEETS = (CHECK_SHEET, PULLED_SHEET)


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list that the ribbon writes; width in characters."""

    heading: str
    width: float


SUMMARY_ROW = 5
CHECK_HEADING_ROW = 7
CHECK_COLUMNS = (
    ListColumn("Nr", 6),
    ListColumn("Allvar", 10),
    ListColumn("Plats", 18),
    ListColumn("Vad som är fel", 70),
    ListColumn("Vad du gör", 60),
)
PLACE_COLUMN = 3  # of CHECK_COLUMNS: a link to the cell

MEMORY_FIRST_COLUMN = 8
MEMORY_COLUMNS = (
    ListColumn("Flik", 14),
    ListColumn("Cell", 8),
    ListColumn("Fyllning före", 12),  # "#RRGGBB", "" for none
    ListColumn("Anteckning", 40),  # the text of the note written there, "" for none
)

PULLED_HEADING_ROW = 5
PULLED_COLUMNS = (
    ListColumn("Mål", 9),
    ListColumn("Målets text", 38),
    ListColumn("Nummer", 9),
    ListColumn("Område", 26),
    ListColumn("Titel", 34),
    ListColumn("Text", 60),
    ListColumn("Att tänka på", 34),
)

NEVER_CHECKED = "Ingen kontroll är gjord ännu. Tryck Kontrollera i menyfliken Målkort."
