"""`malkort template`: the report's template, tried before it is needed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compile.delivery import existing
from compile.folder import MunicipalityFolder
from compile.swedish import SwedishCommand, SwedishGroup
from compile.telling import say, warn
from compile.wording import counted

if TYPE_CHECKING:
    from compile.template_check import CheckedTemplate

_EXAMPLES = (
    "malkort template check kommunen",
    "malkort template check kommunen/rapportmall.docx --json",
)


@click.group(name="template", cls=SwedishGroup, examples=_EXAMPLES[:1])
def template() -> None:
    """Pröva rapportmallen innan rapporten ska göras."""


@template.command(cls=SwedishCommand, examples=_EXAMPLES)
@click.argument("file", metavar="MALL")
@click.option("--json", "as_json", is_flag=True, help="Skriv felen som JSON.")
@click.pass_context
def check(ctx: click.Context, file: str, *, as_json: bool) -> None:
    """Säg om en rapportmall fungerar, och allt som är fel i den.

    MALL är en Word-fil eller kommunens mapp. Mallen prövas mot alla fält som
    finns, även i slingor och villkor som sällan används, och fylls både med ett
    exempel och med ingenting. Varje fel nämns med plats, fält och närmaste
    rätta namn. Varningar gäller sådant som gör rapporten svår att läsa med
    hjälpmedel. Filen ändras inte.

    Slutkoden är 0 när mallen fungerar, 1 när den har fel och 2 när filen inte
    går att läsa.
    """
    from compile.template_check import check_template  # noqa: PLC0415 - heavy

    path = existing(Path(file))
    logo = None
    if path.is_dir():
        folder = MunicipalityFolder(path).checked()
        path, logo = folder.template, folder.logo
    checked = check_template(path, logo)
    if as_json:
        click.echo(_json(checked))
    else:
        _tell(checked)
    ctx.exit(0 if checked.works else 1)


def _tell(checked: CheckedTemplate) -> None:
    for fault in checked.faults:
        kind = "varning" if fault.warning else "fel"
        (say if fault.warning else warn)(f"{kind:<8} {fault}")
    errors = sum(not f.warning for f in checked.faults)
    warnings = len(checked.faults) - errors
    found = f"{errors} fel, {counted(warnings, 'varning', 'varningar')}"
    if not checked.faults:
        say(f"{checked.name} fungerar.")
    elif checked.works:
        say(f"{checked.name} fungerar: {found}.")
    else:
        warn(f"{checked.name} fungerar inte: {found}.")


def _json(checked: CheckedTemplate) -> str:
    rows = [
        {
            "file": checked.name,
            "severity": "varning" if fault.warning else "fel",
            "place": fault.place,
            "near": fault.near,
            "field": fault.field,
            "suggestion": fault.suggestion,
            "message": fault.message,
        }
        for fault in checked.faults
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
