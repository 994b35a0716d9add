"""The municipality's folder: where every file of it lives.

styrregister.xlsx      the register
styrregister-kopior/   the register as it was before each time that we wrote to it
rapportmall.docx       the report's template
logotyp/               an optional logotyp.png or logotyp.jpg
2026-T2/utskick/       the workbooks that are sent out
2026-T2/inkorg/        the workbooks that came back
2026-T2/Malkortsrapport-2026-T2.docx and .pdf
2026-T2/Utskick-2026-T2.json            what was sent out, as it was then
2026-T2/2026-T1-till-2026-T2-rullning.html  what came along from the period before
arkiv/                 the closed periods, see compile.archive
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.register_layout import REGISTER_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from workbook_templates.standard.model import Period, Unit

TEMPLATE_FILE = "rapportmall.docx"
README_FILE = "LÄS MIG.txt"
LOGO_FOLDER = "logotyp"
OUTBOX = "utskick"
REMINDERS = "paminnelser"
INBOX = "inkorg"
REGISTER_COPIES = "styrregister-kopior"
_LOGO_NAMES = ("logotyp.png", "logotyp.jpg", "logotyp.jpeg")
# Also what is not seen: controls, zero-width and bidi characters.
_UNFIT_IN_NAMES = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+'
)
_LABEL_BYTES = 180  # of a unit's id and name; a file name holds 255


@dataclass(frozen=True, slots=True)
class MunicipalityFolder:
    """A folder that `malkort init` made; the paths in it, existing or not."""

    root: Path

    @property
    def register(self) -> Path:
        """The register workbook."""
        return self.root / REGISTER_FILE

    @property
    def register_copies(self) -> Path:
        """Where the register is kept as it was before we wrote to it."""
        return self.root / REGISTER_COPIES

    @property
    def template(self) -> Path:
        """The report's Word template."""
        return self.root / TEMPLATE_FILE

    @property
    def readme(self) -> Path:
        """The explanation for the strategy office."""
        return self.root / README_FILE

    @property
    def logo_folder(self) -> Path:
        """Where a logo may be put."""
        return self.root / LOGO_FOLDER

    @property
    def logo(self) -> Path | None:
        """The logo's picture file, or None."""
        files = (self.logo_folder / name for name in _LOGO_NAMES)
        return next((file for file in files if file.is_file()), None)

    def period(self, period: Period) -> Path:
        """Return the folder of one period."""
        return self.root / str(period)

    def outbox(self, period: Period) -> Path:
        """Return where the workbooks that are sent out lie."""
        return self.period(period) / OUTBOX

    def inbox(self, period: Period) -> Path:
        """Return where the workbooks that came back lie."""
        return self.period(period) / INBOX

    def reminders(self, period: Period) -> Path:
        """Return where reminders to those who are late lie."""
        return self.period(period) / REMINDERS

    def report(
        self, period: Period, suffix: str, out: Path | None = None, part: str = ""
    ) -> Path:
        """Return the report's path; suffix is ".docx" or ".pdf".

        part: the id of the unit or department that the report is limited to.
        """
        label = _UNFIT_IN_NAMES.sub("-", f"-{part}") if part else ""
        return (out or self.period(period)) / f"Malkortsrapport-{period}{label}{suffix}"

    def sent_record(self, period: Period) -> Path:
        """Return the path of the record of what was sent out."""
        return self.period(period) / f"Utskick-{period}.json"

    def protocol(self, source: Period, period: Period) -> Path:
        """Return the path of the protocol of rolling one period forward to another."""
        return self.period(period) / f"{source}-till-{period}-rullning.html"

    def checked(self) -> MunicipalityFolder:
        """Return self; raises UsageError where the folder has no register."""
        if not self.register.is_file():
            message = (
                f"Mappen {self.root} har inget {REGISTER_FILE}. "
                "Skapa kommunmappen med malkort init, eller ange rätt mapp."
            )
            raise UsageError(message)
        return self


def fit_for_names(text: str) -> str:
    """Return a text without what no file name may hold."""
    return _UNFIT_IN_NAMES.sub("-", text)


def workbook_name(unit: Unit, period: Period) -> str:
    """Return the file name of a unit's workbook, safe on Windows.

    The id comes first so that the file sorts and is found by it.
    """
    label = safe_name(f"{unit.id} {unit.name}")
    return f"{f'{label} {period}'.lstrip()}.xlsx"


def safe_name(text: str) -> str:
    """Return a text as a part of a file name, which leads nowhere else."""
    label = _UNFIT_IN_NAMES.sub("-", text).lstrip(" .-~")
    cut = label.encode("utf-8", "ignore")[:_LABEL_BYTES].decode("utf-8", "ignore")
    return cut.strip()


def names_unit(file: str, unit_id: str) -> bool:
    """Tell whether a file's name begins with a unit's id, as workbook_name has it."""
    name = file.rpartition("/")[2].casefold()
    label = _UNFIT_IN_NAMES.sub("-", unit_id).lstrip(" .-~").casefold()
    rest = name.removeprefix(label)
    return bool(label) and rest != name and not rest[:1].isalnum() and rest[:1] != "-"


def folder_of(path: Path) -> MunicipalityFolder | None:
    """Return the municipality folder that a path lies in, or None."""
    for candidate in (path, *path.parents):
        if (candidate / REGISTER_FILE).is_file():
            return MunicipalityFolder(candidate)
    return None
