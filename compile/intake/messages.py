"""What the intake says of a file: every code with its wording, once.

MK901-MK929 stop the file, MK931-MK949 are told while the rest is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.standard.findings import Severity, Wording

if TYPE_CHECKING:
    from workbook_templates.standard.findings import Finding, Location


class RefusedError(Exception):
    """Why reading stopped; the reader turns it into the error that users see."""

    def __init__(self, message: Wording, **facts: object) -> None:
        """Keep the message and the facts that its wording needs."""
        super().__init__(message.code)
        self.message = message
        self.facts = facts

    def finding(self, where: Location) -> Finding:
        """Return the refusal as a finding at a place."""
        return self.message.finding(where, **self.facts)


class BrokenMarkupError(RefusedError):
    """The XML of one part is broken; its line is among the facts."""


_SAVE_ANEW = "Öppna filen i Excel, kontrollera innehållet och spara den på nytt."
_SAVE_AS = "Öppna den i Excel och välj Spara som, typen Excel-arbetsbok (.xlsx)."
_USE_SENT = "Lämna in den arbetsbok som skickades ut till enheten."

NOT_FOUND = Wording(
    "MK901",
    "Filen finns inte",
    Severity.STOP,
    "Filen finns inte.",
    "Kontrollera filens namn och mapp.",
)
NO_ACCESS = Wording(
    "MK902",
    "Filen går inte att läsa",
    Severity.STOP,
    "Filen går inte att läsa.",
    "Stäng den i Excel, kontrollera att du har rätt till mappen och att filen är"
    " hämtad till datorn, och försök igen.",
)
EMPTY = Wording(
    "MK903",
    "Filen är tom",
    Severity.STOP,
    "Filen är tom.",
    "Den kan ha skadats när den kopierades eller synkroniserades. Spara"
    " arbetsboken på nytt från Excel och lämna in den igen.",
)
LOCK_FILE = Wording(
    "MK904",
    "Excels låsfil",
    Severity.STOP,
    "Det här är Excels låsfil för en öppen arbetsbok, inte arbetsboken själv.",
    "Stäng arbetsboken i Excel. Finns låsfilen ändå kvar kan den tas bort.",
)
PASSWORD = Wording(
    "MK905",
    "Lösenord eller kryptering",
    Severity.STOP,
    "Arbetsboken är krypterad, med lösenord eller känslighetsetikett.",
    "Öppna den i Excel, ta bort lösenordet under Arkiv, Info, Skydda arbetsbok,"
    " Kryptera med lösenord, och spara.",
)
OLD_EXCEL = Wording(
    "MK906",
    "Äldre Excelformat",
    Severity.STOP,
    "Filen är en äldre Excelarbetsbok (.xls).",
    _SAVE_AS,
)
OTHER_WORKBOOK = Wording(
    "MK907",
    "Arbetsbok av annat slag",
    Severity.STOP,
    "Filen är {kind}, inte en Excel-arbetsbok (.xlsx).",
    _SAVE_AS,
)
TEXT_FILE = Wording(
    "MK908",
    "Textfil",
    Severity.STOP,
    "Filen är {kind}, inte en Excel-arbetsbok. Att byta filändelse räcker inte.",
    _USE_SENT,
)
OTHER_FILE = Wording(
    "MK909",
    "Fil av annat slag",
    Severity.STOP,
    "Filen är {kind}, inte en Excel-arbetsbok (.xlsx).",
    _USE_SENT,
)
DAMAGED = Wording(
    "MK910",
    "Skadad fil",
    Severity.STOP,
    "Filen är skadad eller ofullständig.",
    "Öppna den i Excel, låt Excel reparera den om det frågar, kontrollera"
    " innehållet och spara på nytt. Går det inte: hämta en tidigare version.",
)
DUPLICATE_PART = Wording(
    "MK911",
    "Dubbel del i filen",
    Severity.STOP,
    "Delen {part} finns mer än en gång i filen, så det är oklart vad som gäller.",
    _SAVE_ANEW,
)
TOO_LARGE = Wording(
    "MK912",
    "Orimligt stor fil",
    Severity.STOP,
    "Filen är orimligt stor: {what}.",
    "Ta bort bilder och formatering av hela rader och kolumner, eller flytta"
    " innehållet till den arbetsbok som skickades ut.",
)
FORBIDDEN_XML = Wording(
    "MK913",
    "Otillåtet innehåll",
    Severity.STOP,
    "Delen {part} innehåller XML som Excel aldrig skriver, till exempel en"
    " dokumenttyp (DTD).",
    "Öppna inte filen om du inte känner avsändaren. " + _USE_SENT,
)
BROKEN_XML = Wording(
    "MK914",
    "Skadad del i filen",
    Severity.STOP,
    "Delen {part} i filen är skadad (rad {line}).",
    DAMAGED.remedy,
)
NO_WORKBOOK = Wording(
    "MK915",
    "Arbetsboken saknas i filen",
    Severity.STOP,
    "Filen ser ut som en arbetsbok, men {part} saknas i den.",
    DAMAGED.remedy,
)
TOO_MANY_CELLS = Wording(
    "MK916",
    "Orimligt många celler",
    Severity.STOP,
    "Arbetsboken har fler än {limit} ifyllda celler.",
    "Ta bort det som inte hör till målkortet, eller flytta innehållet till den"
    " arbetsbok som skickades ut.",
)

BROKEN_SHEET = Wording(
    "MK931",
    "Skadat blad",
    Severity.ERROR,
    "Bladet är skadat och kunde läsas bara till och med rad {row}.",
    DAMAGED.remedy,
)
MISSING_SHEET = Wording(
    "MK932",
    "Blad utan innehåll i filen",
    Severity.ERROR,
    "Bladets innehåll saknas i filen.",
    DAMAGED.remedy,
)
OUTSIDE_GRID = Wording(
    "MK933",
    "Celler utanför Excels rutnät",
    Severity.ERROR,
    "Celler utanför Excels rutnät lästes inte. Antal: {count}, den första {first}.",
    _SAVE_ANEW,
)
OVER_LIMIT = Wording(
    "MK934",
    "Fler celler än som läses",
    Severity.ERROR,
    "Ifyllda celler utöver de första {limit} i arbetsboken lästes inte. Antal på"
    " bladet: {count}, den första {first}.",
    TOO_MANY_CELLS.remedy,
)
LOST_TEXT = Wording(
    "MK935",
    "Text saknas i filen",
    Severity.ERROR,
    "Celler hänvisar till text som saknas i filen. Antal: {count}, den första {first}.",
    "Skriv texten på nytt och spara.",
)
REPEATED_CELL = Wording(
    "MK936",
    "Samma cell flera gånger",
    Severity.ERROR,
    "Celler finns flera gånger i filen med olika innehåll; det första lästes."
    " Antal: {count}, den första {first}.",
    _SAVE_ANEW,
)
NO_STYLES = Wording(
    "MK937",
    "Talformaten kunde inte läsas",
    Severity.ERROR,
    "Arbetsbokens talformat är skadade: datum och procent kan ha lästs som tal.",
    DAMAGED.remedy,
)
BROKEN_TABLE = Wording(
    "MK938",
    "Tabell som inte kunde läsas",
    Severity.ERROR,
    "En tabell på bladet kunde inte läsas ({part}).",
    DAMAGED.remedy,
)
REPEATED_NAME = Wording(
    "MK939",
    "Samma namn flera gånger",
    Severity.ERROR,
    "Namnet ”{name}” finns flera gånger i filen; bara det första lästes.",
    _SAVE_ANEW,
)
NO_PROPERTIES = Wording(
    "MK940",
    "Dokumentegenskaperna kunde inte läsas",
    Severity.WARNING,
    "Filens dokumentegenskaper är skadade och lästes inte.",
    _SAVE_ANEW,
)

MESSAGES: tuple[Wording, ...] = tuple(
    sorted(
        (value for value in list(vars().values()) if isinstance(value, Wording)),
        key=lambda message: message.code,
    )
)
"""Every message of the intake, by code; the generated reference lists them."""
