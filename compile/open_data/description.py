"""What the open data is, in Swedish for those who are to use it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compile.open_data.columns import COLUMNS, ROW_TYPES
from workbook_templates.standard.columns import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compile.open_data.columns import OpenColumn

KIND_WORDS = {
    Kind.TEXT: "text",
    Kind.NUMBER: "tal",
    Kind.INTEGER: "heltal",
    Kind.DATE: "datum",
    Kind.REFERENCES: "heltal, inget eller flera",
}
HOW_TO_READ = """\
CSV-filen är i UTF-8 med BOM. Fälten skiljs åt med semikolon, decimaler skrivs med \
komma, datum som 2026-08-31 och raderna slutar med CR LF. Ett fält som innehåller \
semikolon, citattecken eller radbrytning står inom citattecken. Excel med svenska \
inställningar öppnar filen direkt.
JSON-filen är i UTF-8 och har samma rader och samma namn. Varje rad har bara de \
kolumner som hör till dess typ. Tal står med alla sina siffror och decimalpunkt.
Det som inte är ifyllt är ett tomt fält i CSV och null i JSON. Ej mätt är ett eget \
svar, med koden ej_matt, och är inte detsamma som tomt.
I CSV-filen har en text som ett kalkylprogram kan ta för en formel en apostrof först: \
den som börjar med = + - @, även i bred form, eller med tabb eller radbrytning. Det \
gäller också en text som själv börjar med apostrof. Ta bort den första apostrofen i \
varje text som börjar med en, så är texten som i kortet. Tal ändras aldrig, och \
JSON-filens texter är alltid som i kortet.""".splitlines()
WHAT_IT_IS = """\
Varje rad är ett målkort, ett mål, ett mått eller en aktivitet; kolumnen typ säger \
vilket. Målet som ett mått eller en aktivitet hör till har samma period, samma \
enhet_id och samma mal_id.
Bedömningarna är enheternas egna. Källan till ett mått är angiven av enheten.
För tidigare perioder finns bara måtten, så att de går att följa över tid. Allt om en \
tidigare period står i den periodens egna data.""".splitlines()


@dataclass(frozen=True, slots=True)
class About:
    """Which data it is. earlier: periods whose measures are along, oldest first.

    missing: names of units that have not handed in. csv, json and metadata: names
    of files.
    """

    municipality: str
    publisher: str
    period: str
    earlier: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    final: bool = False
    csv: str = ""
    json: str = ""
    metadata: str = ""

    @property
    def title(self) -> str:
        """The data's name."""
        return f"Målkort {self.period} {self.municipality}".strip()

    @property
    def head(self) -> dict[str, str | bool]:
        """What stands first in the JSON file."""
        return {
            "titel": self.title,
            "utgivare": self.publisher,
            "period": self.period,
            "utkast": not self.final,
        }


def description_text(about: About) -> bytes:
    """Return the description that lies beside the files: UTF-8, lines end with CRLF."""
    lines = (*_head(about), *_paragraphs(), *_columns())
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")


def column_kind(column: OpenColumn) -> str:
    """Return what a column holds: its codes, or the kind of its values."""
    if column.codes:
        return "någon av " + ", ".join(column.codes)
    return KIND_WORDS[column.kind]


def column_types(column: OpenColumn) -> str:
    """Return the types of row that have a column: "alla", or their names."""
    return "alla" if set(column.types) == set(ROW_TYPES) else ", ".join(column.types)


def _head(about: About) -> Iterator[str]:
    yield f"DATABESKRIVNING: {about.title}"
    yield ""
    if about.publisher:
        yield f"Utgivare: {about.publisher}"
    yield f"Period: {about.period}"
    if about.earlier:
        yield f"Tidigare perioder, bara mått: {', '.join(about.earlier)}"
    if not about.final:
        yield "Detta är ett UTKAST. Uppgifterna kan ändras."
    if about.missing:
        yield f"Kort saknas från: {', '.join(about.missing)}"
    yield ""
    yield f"{about.csv}   tabell för kalkylprogram och analys"
    yield f"{about.json}   samma rader för programmerare"
    yield f"{about.metadata}   beskrivning för program (CSV on the Web)"
    yield ""


def _paragraphs() -> Iterator[str]:
    for paragraph in (*WHAT_IT_IS, *HOW_TO_READ):
        yield paragraph
        yield ""


def _columns() -> Iterator[str]:
    yield "KOLUMNER"
    for column in COLUMNS:
        yield ""
        yield f"{column.name} ({column.title})"
        yield f"    {column.about}"
        yield f"    Innehåll: {column_kind(column)}. Rader: {column_types(column)}."
