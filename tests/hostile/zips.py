"""Zips and compound files that are wrong in one way each."""

from __future__ import annotations

import io
import random
import zipfile
from typing import TYPE_CHECKING

from tests.hostile.parts import book, pack, parts, row, sheet

if TYPE_CHECKING:
    from collections.abc import Callable

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def compound(*streams: str) -> bytes:
    """Return as much of an OLE2 file as tells its streams."""
    directory = b"".join(
        f"{name}\0".encode("utf-16-le").ljust(128, b"\0") for name in streams
    )
    return SIGNATURE.ljust(512, b"\1") + directory


def package(*names: str) -> bytes:
    """Return a zip of parts that all say the same."""
    return pack(dict.fromkeys(names, b"hej"))


def utf_16(part: str) -> bytes:
    """Return a part in UTF-16, declared so."""
    return part.replace("UTF-8", "UTF-16").encode("utf-16")


def latin_1(part: str) -> bytes:
    """Return a part in Latin-1, declared so."""
    return part.replace("UTF-8", "ISO-8859-1").encode("latin-1")


def _patched(
    part: str, patch: Callable[[bytearray, int, int], None], sheet_part: str = ""
) -> bytes:
    """Return a workbook, patched at a part's directory and local entries."""
    data = bytearray(book(sheet_part))
    name = part.encode()
    local = data.index(name) - 30
    listed = data.rindex(name) - 46
    patch(data, listed, local)
    return bytes(data)


def with_checksum_wrong(part: str, sheet_part: str = "") -> bytes:
    """Return a workbook where a part's checksum is another's."""

    def patch(data: bytearray, listed: int, _local: int) -> None:
        data[listed + 16] ^= 0xFF

    return _patched(part, patch, sheet_part)


def with_bytes_garbled(part: str) -> bytes:
    """Return a workbook where a part's packed bytes are noise."""

    def patch(data: bytearray, _listed: int, local: int) -> None:
        start = local + 30 + len(part)
        data[start : start + 40] = b"\xff" * 40

    return _patched(part, patch)


def with_size_cut(part: str) -> bytes:
    """Return a workbook where a part ends before its stream does."""

    def patch(data: bytearray, listed: int, _local: int) -> None:
        data[listed + 20] -= 20

    return _patched(part, patch)


def with_local_header_gone(part: str) -> bytes:
    """Return a workbook where the directory points at no part."""

    def patch(data: bytearray, _listed: int, local: int) -> None:
        data[local : local + 4] = b"nope"

    return _patched(part, patch)


def with_encryption_flag(part: str) -> bytes:
    """Return a workbook with a part that says it is encrypted."""

    def patch(data: bytearray, listed: int, _local: int) -> None:
        data[listed + 8] |= 1

    return _patched(part, patch)


def with_size_declared(part: str, size: int) -> bytes:
    """Return a workbook that lies about a part's inflated size."""

    def patch(data: bytearray, listed: int, _local: int) -> None:
        data[listed + 24 : listed + 28] = size.to_bytes(4, "little")

    return _patched(part, patch)


def with_part_twice(part: str) -> bytes:
    """Return a workbook with one more part of a name, up to upper and lower case."""
    stream = io.BytesIO(book())
    with zipfile.ZipFile(stream, "a") as archive:
        entry = zipfile.ZipInfo("x" * len(part))
        archive.writestr(entry, row('<c r="A1"><v>2</v></c>'))
    # The name is put in afterwards, since the library warns of it.
    return stream.getvalue().replace(b"x" * len(part), part.encode())


def with_backslashes() -> bytes:
    """Return a workbook whose part names are spelt in the manner of Windows."""
    return pack({name.replace("/", "\\"): part for name, part in parts().items()})


def with_comment() -> bytes:
    """Return a workbook with a comment at the end of its zip."""
    stream = io.BytesIO(book())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = b"hej"
    return stream.getvalue()


def packed_by_lzma() -> bytes:
    """Return a workbook packed in a way that Excel does not know."""
    return pack(parts(), zipfile.ZIP_LZMA)


def stored() -> bytes:
    """Return a workbook that is not packed at all."""
    return pack(parts(), zipfile.ZIP_STORED)


def bomb() -> bytes:
    """Return a small file that inflates to 40 MiB of nothing."""
    return book(sheet(" " * 40 * 1024 * 1024))


def many_parts() -> bytes:
    """Return a workbook with more parts than any has."""
    return pack(parts() | {f"x{i}": b"" for i in range(2_000)}, zipfile.ZIP_STORED)


def countless_parts() -> bytes:
    """Return a workbook with more parts than should be listed at all."""
    return pack(parts() | {f"x{i}": b"" for i in range(4_100)}, zipfile.ZIP_STORED)


def noise(size: int) -> bytes:
    """Return bytes that do not pack, the same each time."""
    return random.Random(size).randbytes(size)  # noqa: S311 - nothing secret
