"""A file in pieces, each sealed with AES-256-GCM: read at any place, and no piece can be changed, moved or left out.

Layout: eight bytes that name the format, then pieces of 1 MiB of plain bytes, each with its 16 bytes of seal; the last
piece may be shorter and is never empty unless the file is. The nonce is the number of the piece: a key is drawn for
one file and never used again. Id of the file, number of the piece and whether it is the last are sealed with it, so
that a file cut at a border of pieces is found out.
"""

import struct
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from clinic_app.domain.errors import EnvironmentProblem

FORMAT = b"CLIPv1\r\n"
PIECE = 1_048_576
_SEAL = 16
_DAMAGED = "This clip's file is damaged or does not belong to this record. Restore it from a backup."


def seal(key: bytes, name: str, number: int, plain: bytes, *, last: bool) -> bytes:
    """One piece, sealed."""
    return AESGCM(key).encrypt(_nonce(number), plain, _bound(name, number, last=last))


def sealed_size(size: int) -> int:
    """Bytes on the disk of a file with ``size`` plain bytes."""
    pieces = max(1, -(-size // PIECE))
    return len(FORMAT) + size + pieces * _SEAL


def write_sealed(
    write: Callable[[bytes], None], key: bytes, name: str, size: int, read: Callable[[int, int], bytes]
) -> None:
    """Seal ``size`` bytes piece by piece; ``read(offset, count)`` gives exactly what is asked.

    Raises ``EnvironmentProblem`` when the source ends early.
    """
    write(FORMAT)
    at = number = 0
    while at < size or number == 0:
        count = min(PIECE, size - at)
        plain = read(at, count) if count else b""
        if len(plain) != count:
            raise EnvironmentProblem("The file could not be read to its end. Nothing was kept.")
        at += count
        write(seal(key, name, number, plain, last=at >= size))
        number += 1


class SealedFile:
    """Reads a sealed file at any place, one piece in memory at a time; between two pieces nothing is open.

    Raises ``EnvironmentProblem`` when it is damaged or gone.
    """

    def __init__(self, path: Path, key: bytes, name: str, size: int) -> None:
        self._path, self._key, self._name, self._size = path, AESGCM(key), name, size
        self._number, self._piece = -1, b""
        self._check()

    @property
    def size(self) -> int:
        """Plain bytes in all."""
        return self._size

    def read(self, offset: int, count: int) -> bytes:
        """Up to ``count`` bytes from ``offset``; fewer only at the end."""
        parts = []
        end = min(self._size, offset + count)
        while offset < end:
            piece = self._plain(offset // PIECE)
            part = piece[offset % PIECE : offset % PIECE + end - offset]
            parts.append(part)
            offset += len(part)
        return b"".join(parts)

    def _check(self) -> None:
        try:
            with self._path.open("rb", buffering=0) as file:
                whole = self._path.stat().st_size == sealed_size(self._size) and file.read(len(FORMAT)) == FORMAT
        except OSError as problem:
            raise EnvironmentProblem("This clip's file is not there any more. Restore it from a backup.") from problem
        if not whole:
            raise EnvironmentProblem(_DAMAGED)

    def _plain(self, number: int) -> bytes:
        if number != self._number:
            last = (number + 1) * PIECE >= self._size
            try:
                with self._path.open("rb", buffering=0) as file:
                    file.seek(len(FORMAT) + number * (PIECE + _SEAL))
                    sealed = file.read(PIECE + _SEAL)
                self._piece = self._key.decrypt(_nonce(number), sealed, _bound(self._name, number, last=last))
            except (InvalidTag, OSError, ValueError) as problem:
                raise EnvironmentProblem(_DAMAGED) from problem
            self._number = number
        return self._piece


def _nonce(number: int) -> bytes:
    return struct.pack("!IQ", 0, number)


def _bound(name: str, number: int, *, last: bool) -> bytes:
    return FORMAT + name.encode() + struct.pack("!QB", number, last)
