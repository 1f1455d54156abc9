"""The clip as the decoder sees it: a file whose bytes the parent hands over piece by piece."""

import io
from collections.abc import Callable

Fetch = Callable[[int, int], bytes]
Put = Callable[[int, bytes], None]

#: Bytes fetched at once: phone clips are read forwards, and each fetch is a round trip.
_AHEAD = 262_144


class RemoteFile(io.RawIOBase):
    """Reads ``size`` bytes through ``fetch(offset, count)``, with one piece kept."""

    name = ""  # a name makes the library guess from its ending; the content decides

    def __init__(self, size: int, fetch: Fetch) -> None:
        super().__init__()
        self._size, self._fetch = size, fetch
        self._at = 0
        self._start, self._piece = 0, b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def read(self, count: int = -1) -> bytes:
        """Up to ``count`` bytes; fewer only at the end of a piece or of the file."""
        left = max(0, self._size - self._at)
        wanted = left if count < 0 else min(count, left)
        if not wanted:
            return b""
        inside = self._at - self._start
        if not 0 <= inside < len(self._piece):
            self._start, self._piece = self._at, self._fetch(self._at, min(max(wanted, _AHEAD), left))
            inside = 0
        part = self._piece[inside : inside + wanted]
        self._at += len(part)
        return part


class RemoteSink(io.RawIOBase):
    """Writes through ``put(offset, bytes)``; what a muxer goes back to is put again."""

    name = ""

    def __init__(self, put: Put) -> None:
        super().__init__()
        self._put = put
        self._at = self._end = 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._end}[whence]
        self._at = max(0, base + offset)
        return self._at

    def write(self, content: bytes) -> int:  # type: ignore[override]  # the library hands over bytes alone
        self._put(self._at, bytes(content))
        self._at += len(content)
        self._end = max(self._end, self._at)
        return len(content)
