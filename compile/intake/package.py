"""The zip that a workbook is: its parts by name, inflated within limits.

Only the list of entries is taken from the standard library; the bytes are
inflated here, so that each one is counted and no declared size is believed.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from compile.intake.limits import MEBIBYTE
from compile.intake.messages import (
    DAMAGED,
    DUPLICATE_PART,
    PASSWORD,
    TOO_LARGE,
    RefusedError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipInfo

    from compile.intake.limits import Limits

_CHUNK = 256 * 1024  # inflated bytes handed on at a time
_SLICE = 64 * 1024  # packed bytes looked at, at a time
_HEADER = 30  # bytes of a local header before its name
_ENTRY = b"PK\x01\x02"  # begins each entry of the zip's directory
_LOCAL = b"PK\x03\x04"  # begins a local header
_FLAG_ENCRYPTED = 1


class Package:
    """A workbook's parts. Names are compared without case, as the format says."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """List the parts; raise RefusedError where the list is not as it must."""
        self._data = memoryview(data)
        self._limits = limits
        self._entries = _entries(data, limits)
        self._packed = 0
        self._inflated = 0

    @property
    def names(self) -> frozenset[str]:
        """Every part's name in lower case."""
        return frozenset(self._entries)

    def __contains__(self, name: str) -> bool:
        """Whether a part of that name is in the file."""
        return name.lower() in self._entries

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part's inflated bytes.

        Raises KeyError for a part that is not there, RefusedError where it is
        damaged, encrypted, or the file grows beyond its limits.
        """
        entry = self._entries[name.lower()]
        packed = self._packed_bytes(entry)
        self._packed += len(packed)
        inflate = _stored if entry.compress_type == ZIP_STORED else _inflated
        crc = 0
        for chunk in inflate(packed):
            self._count(len(chunk))
            crc = zlib.crc32(chunk, crc)
            yield chunk
        if crc != entry.CRC:
            raise RefusedError(DAMAGED)

    def begun(self, name: str, size: int) -> tuple[list[bytes], Iterator[bytes] | None]:
        """Return a part's chunks, and None; or if it is larger what comes after them.

        size: how many bytes to inflate at least before the rest is left waiting.
        Raises as chunks does.
        """
        chunks = self.chunks(name)
        first: list[bytes] = []
        for chunk in chunks:
            first.append(chunk)
            size -= len(chunk)
            if size < 0:
                return first, chunks
        return first, None

    def _packed_bytes(self, entry: ZipInfo) -> memoryview:
        """Return an entry's bytes as they stand in the file."""
        if entry.flag_bits & _FLAG_ENCRYPTED:
            raise RefusedError(PASSWORD)
        start = entry.header_offset
        header = self._data[start : start + _HEADER]
        known = entry.compress_type in {ZIP_STORED, ZIP_DEFLATED}
        if not known or len(header) < _HEADER or header[:4].tobytes() != _LOCAL:
            raise RefusedError(DAMAGED)
        name = int.from_bytes(header[26:28], "little")
        extra = int.from_bytes(header[28:30], "little")
        start += _HEADER + name + extra
        return self._data[start : start + entry.compress_size]

    def _count(self, size: int) -> None:
        """Add inflated bytes and stop a file that swells."""
        self._inflated += size
        limits = self._limits
        swells = self._inflated > limits.ratio * self._packed
        if self._inflated > limits.inflated_bytes or (
            self._inflated > limits.ratio_from and swells
        ):
            what = f"mer än {self._inflated // MEBIBYTE} MiB när den packas upp"
            raise RefusedError(TOO_LARGE, what=what)


def _entries(data: bytes, limits: Limits) -> dict[str, ZipInfo]:
    """Return the zip's entries by normalised name."""
    # Counted before the list is made: a directory of millions eats the memory.
    if data.count(_ENTRY) > 2 * limits.parts:
        raise RefusedError(TOO_LARGE, what="för många delar")
    try:
        with ZipFile(BytesIO(data)) as archive:
            listed = archive.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise RefusedError(DAMAGED) from error
    if len(listed) > limits.parts:
        raise RefusedError(TOO_LARGE, what=f"{len(listed)} delar")
    entries: dict[str, ZipInfo] = {}
    for entry in listed:
        name = entry.filename.replace("\\", "/").lstrip("/").lower()
        if name in entries:
            raise RefusedError(DUPLICATE_PART, part=entry.filename[-80:])
        entries[name] = entry
    return entries


def _stored(packed: memoryview) -> Iterator[bytes]:
    """Yield the bytes of an entry that is not packed."""
    for start in range(0, len(packed), _CHUNK):
        yield bytes(packed[start : start + _CHUNK])


def _inflated(packed: memoryview) -> Iterator[bytes]:
    """Yield inflated chunks, each of bounded size."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for start in range(0, len(packed), _SLICE):
            rest: bytes | memoryview = packed[start : start + _SLICE]
            while rest and not stream.eof:
                yield stream.decompress(rest, _CHUNK)
                rest = stream.unconsumed_tail
        yield stream.flush()
    except zlib.error as error:
        raise RefusedError(DAMAGED) from error
    if not stream.eof:
        raise RefusedError(DAMAGED)
