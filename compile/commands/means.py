"""Options of the commands that read many workbooks: where, and what is reused."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from compile.reading import Means

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user chose: a cluster's address or None, and whether to reuse."""

    cluster: str | None = None
    reuse: bool = True

    @contextmanager
    def means(self) -> Iterator[Means]:
        """Lend the means that were chosen; raises UsageError for a useless cluster."""
        # Heavy, and others are to start before them.
        from compile.reading import Means  # noqa: PLC0415
        from compile.reuse import users_shelf  # noqa: PLC0415

        shelf = users_shelf() if self.reuse else None
        if self.cluster is None:
            yield Means(shelf=shelf)
            return
        from compile.cluster import dask_cluster  # noqa: PLC0415 - only when asked for

        with dask_cluster(self.cluster) as executor:
            yield Means(executor, shelf)


_CLUSTER = click.option(
    "--cluster",
    metavar="ADRESS",
    help="Läs filerna på ett Dask-kluster, till exempel tcp://server:8786.",
)
_NO_CACHE = click.option(
    "--no-cache",
    is_flag=True,
    help="Läs alla filer på nytt, även de som är oförändrade sedan sist.",
)


def means_options(command: Callable[..., _T]) -> Callable[..., _T]:
    """Give a command both options; it gets them as one Choice called `choice`."""

    @wraps(command)
    def chosen(
        *args: object, cluster: str | None, no_cache: bool, **kwargs: object
    ) -> _T:
        return command(*args, choice=Choice(cluster, not no_cache), **kwargs)

    return _CLUSTER(_NO_CACHE(chosen))
