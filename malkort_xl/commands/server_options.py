"""What both commands of route 1 ask for in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

import click

from malkort_xl.server.options import Entra
from workbook_templates.standard.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

F = TypeVar("F", bound="Callable[..., Any]")


class Number(click.ParamType[float]):
    """A number between two others, whole or not; its faults are told in Swedish."""

    name = "tal"

    def __init__(self, low: float, high: float, *, whole: bool = False) -> None:
        """Take the least and the most that the number may be."""
        self._low, self._high, self._whole = low, high, whole

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """Return the number, or fail with what it should be."""
        try:
            number = (int if self._whole else float)(str(value).replace(",", "."))
        except ValueError:
            number = float("nan")
        if not self._low <= number <= self._high:
            kind = "ett heltal" if self._whole else "ett tal"
            name = param.opts[0] if param else "Värdet"
            text = f"{name} ska vara {kind} från {self._low:g} till {self._high:g}."
            self.fail(text, param, ctx)
        return number


def entra_options(command: F) -> F:
    """Add the two options that tell the municipality's Entra ID."""
    tenant = click.option(
        "--tenant-id",
        metavar="ID",
        default="",
        envvar="MALKORT_TENANT_ID",
        help="Kommunens katalog-id (tenant) i Entra ID.",
    )
    client = click.option(
        "--client-id",
        metavar="ID",
        default="",
        envvar="MALKORT_CLIENT_ID",
        help="Appregistreringens id i Entra ID.",
    )
    return tenant(client(command))


def entra(tenant_id: str, client_id: str) -> Entra | None:
    """Return the sign-in of two ids, or None for none; raises UsageError."""
    if not tenant_id and not client_id:
        return None
    for name, value in (("--tenant-id", tenant_id), ("--client-id", client_id)):
        if not _is_id(value):
            text = (
                f"{name} ska vara ett id som 00000000-0000-0000-0000-000000000000. "
                "Båda id:na står på appregistreringens sida i Entra ID."
            )
            raise UsageError(text)
    return Entra(tenant_id, client_id)


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False
