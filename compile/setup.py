"""Setting up a municipality's folder and sending out a period's workbooks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compile.delivery import delivering, telling_disk_faults
from compile.folder import INBOX, OUTBOX
from compile.report_templates.house_template import write_house_template
from compile.sending import Sending, send
from compile.ticks import silent
from workbook_templates.builder.register_book import build_register
from workbook_templates.registers.loader import example_register

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from compile.folder import MunicipalityFolder
    from compile.sending import Sent
    from compile.ticks import Tick
    from workbook_templates.standard.model import Period

_LOGO_HELP = (
    "Lägg kommunens logotyp här som logotyp.png eller logotyp.jpg.\n"
    "Den hamnar på rapportens omslag. Utan fil blir omslaget utan logotyp.\n"
)
_README = """Kommunens målkort

Den här mappen är skapad av malkort init. Allt som rör målkorten finns här.

styrregister.xlsx
  Enheter, perspektiv, strategimål, perioder, skalor och gränsvärden.
  Strategikontoret sköter den i Excel. Organisationen i den är ett exempel:
  byt ut den mot kommunens egen. Tomma texter betyder att den officiella
  ordalydelsen inte är känd; fyll i den.

rapportmall.docx
  Rapportens utseende. Ändras i Word.

logotyp
  Plats för kommunens logotyp.

Så gör du varje tertial
  1. malkort rollover MAPP --from 2026-T1
     skriver en arbetsbok per enhet i 2026-T2/{outbox}, med det som fanns i
     förra. Skicka ut dem. Första gången: malkort build MAPP --period 2026-T2
  2. Lägg det som kommer tillbaka i 2026-T2/{inbox}.
  3. malkort check MAPP/2026-T2/{inbox}
     visar vad som behöver rättas, med fil, flik och cell.
     malkort status MAPP --period 2026-T2
     visar vilka som är klara, och skriver påminnelser med --paminn.
  4. malkort compile MAPP --period 2026-T2
     gör rapporten i Word och PDF. Den är märkt UTKAST.
  5. malkort compile MAPP --period 2026-T2 --final
     gör den slutliga rapporten när alla kort är inne och utan fel, och
     lägger allt skrivskyddat i mappen arkiv.

MAPP är den här mappen. Skriv malkort --help för all hjälp.
"""


@dataclass(frozen=True, slots=True)
class Written:
    """Files written, and files left as they were."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...] = ()


def set_up(folder: MunicipalityFolder, *, overwrite: bool = False) -> Written:
    """Write the register, the template, the logo's place and a README.

    Files that exist are left as they are, unless overwrite. Raises DeliveryError
    where the disk will not have them; then none is written.
    """
    logo_help = folder.logo_folder / "LÄS MIG.txt"
    readme = _README.format(outbox=OUTBOX, inbox=INBOX)
    writers: Mapping[Path, Callable[[Path], None]] = {
        folder.register: lambda path: build_register(example_register(), path),
        folder.template: write_house_template,
        folder.readme: lambda path: _write_text(path, readme),
        logo_help: lambda path: _write_text(path, _LOGO_HELP),
    }
    kept = tuple(p for p in writers if p.exists() and not overwrite)
    written = tuple(p for p in writers if p not in kept)
    with telling_disk_faults(folder.root):
        folder.logo_folder.mkdir(parents=True, exist_ok=True)
    with delivering(folder.root) as delivery:
        for path in written:
            writers[path](delivery.draft(path))
    return Written(written, kept)


def send_out(
    folder: MunicipalityFolder,
    period: Period,
    *,
    overwrite: bool = False,
    tell: Tick = silent,
) -> Sent:
    """Write a workbook for each of the period's units to its outbox.

    What came back last is carried into them. Raises UsageError where the register
    lacks the period.
    """
    return send(folder, period, Sending(overwrite=overwrite), tell)


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\r\n")
