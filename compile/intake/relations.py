"""Relations: which part of the file belongs to which, and as what."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import unquote

from compile.intake.limits import SMALL_PART
from compile.intake.markup import Walker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compile.intake.limits import Limits
    from compile.intake.package import Package


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points to: its kind ("worksheet", "table") and part name."""

    kind: str
    part: str


class RelationsWalker(Walker):
    """Gathers a part's relations by id; those to places outside are left out."""

    names: ClassVar[tuple[str, ...]] = ("Relationship",)
    rests: ClassVar[bool] = True

    def __init__(self, limits: Limits, base: str) -> None:
        """Start with none. base: the folder that targets are relative to."""
        super().__init__(limits)
        self.relations: dict[str, Relation] = {}
        self._base = base

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Keep one relation."""
        if tag != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = unquote(attributes.get("Target", "")).replace("\\", "/")
        part = posixpath.normpath(posixpath.join("/", self._base, target))
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.relations[attributes.get("Id", "")] = Relation(kind, part.lstrip("/"))


def relations_of(package: Package, part: str, limits: Limits) -> Mapping[str, Relation]:
    """Return a part's relations by id; none where it has no list of them.

    part: the part's name, or "" for the file as a whole.
    """
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in package:
        return {}
    first, rest = package.begun(listed, SMALL_PART)
    if rest is None:
        return _small(b"".join(first), folder, listed, limits)
    return _walked(chain(first, rest), folder, listed, limits)


def _walked(
    chunks: Iterable[bytes], folder: str, listed: str, limits: Limits
) -> Mapping[str, Relation]:
    walker = RelationsWalker(limits, folder)
    walker.walk(chunks, listed)
    return walker.relations


@lru_cache(maxsize=128)  # the workbooks of one template share these parts
def _small(
    data: bytes, folder: str, listed: str, limits: Limits
) -> Mapping[str, Relation]:
    return _walked((data,), folder, listed, limits)
