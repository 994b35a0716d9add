"""An existing Dask cluster as the executor that reads files.

For the one who compiles for many municipalities; distributed comes with the
extra `cluster`.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from compile.reuse import fingerprint
from workbook_templates.standard.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

_CONNECT = "10s"


@contextmanager
def dask_cluster(address: str) -> Iterator[Executor]:
    """Connect to a cluster's scheduler, "tcp://host:8786", and lend its executor.

    Raises UsageError without the extra, without an answer, without workers, and
    where a worker has not this very version of the tool.
    """
    with _connected(address) as client:
        versions = _versions(client)
        if not versions:
            message = f"Klustret {address} har inga arbetare. Starta dem och kör igen."
            raise UsageError(message)
        if versions != {fingerprint()}:
            message = (
                f"Klustret {address} har inte samma version av malkort som den här "
                "datorn. Installera samma version på alla dess arbetare och kör igen."
            )
            raise UsageError(message)
        yield client.get_executor(pure=False)


def _connected(address: str) -> Any:  # noqa: ANN401 - distributed is not typed
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, and heavy
    except ImportError as error:
        message = (
            "För --cluster behövs Dask, som inte är installerat. "
            'Installera det med: pip install "malkort[cluster]"'
        )
        raise UsageError(message) from error
    try:
        client: Any = Client
        return client(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        message = (
            f"Det gick inte att nå klustret {address}. Kontrollera adressen, till "
            "exempel tcp://server:8786, och att schemaläggaren är i gång."
        )
        raise UsageError(message) from error


def _versions(client: Any) -> set[str]:  # noqa: ANN401 - distributed is not typed
    """Return the workers' fingerprints, "" for one that lacks the tool."""
    answers = client.run(fingerprint, on_error="return")
    return {a if isinstance(a, str) else "" for a in answers.values()}
