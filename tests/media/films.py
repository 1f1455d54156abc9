"""Tiny clips and pictures, made for one test; never a child."""

import io
from fractions import Fraction

import av

PLACE = "+48.2082-016.3738/"
MAKER = "Fictional Phones"


def film(
    codec: str = "libx264", frames: int = 50, size: tuple[int, int] = (320, 180), kind: str = "mp4", rate: int = 25
) -> bytes:
    """A clip whose brightness tells the number of the frame, with a place and a maker in its metadata."""
    made = io.BytesIO()
    with av.open(made, "w", format=kind, options={"movflags": "use_metadata_tags"} if kind == "mp4" else {}) as file:
        file.metadata.update({"location": PLACE, "make": MAKER, "creation_time": "2026-11-17T07:10:00Z"})
        stream = file.add_stream(codec, rate=rate)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        for number in range(frames):
            frame = av.VideoFrame(*size, "yuv420p")
            for plane, level in zip(frame.planes, (16 + number * 4 % 220, 128, 128), strict=True):
                plane.update(bytes([level]) * plane.buffer_size)
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return made.getvalue()


def picture(size: tuple[int, int] = (64, 48), codec: str = "mjpeg") -> bytes:
    """One grey picture."""
    encoder = av.CodecContext.create(codec, "w")
    encoder.width, encoder.height = size
    encoder.pix_fmt = "yuvj420p" if codec == "mjpeg" else "rgb24"
    encoder.time_base = Fraction(1, 25)
    frame = av.VideoFrame(*size, "rgb24").reformat(*size, encoder.pix_fmt)
    frame.pts = 0
    return b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode(None)])


class Bytes:
    """A source in memory that counts what was read of it."""

    def __init__(self, content: bytes, size: int | None = None) -> None:
        self._content = content
        self._size = len(content) if size is None else size
        self.most_at_once = 0

    @property
    def size(self) -> int:
        return self._size

    def read(self, offset: int, count: int) -> bytes:
        self.most_at_once = max(self.most_at_once, count)
        return self._content[offset : offset + count]


class Collected:
    """A sink in memory."""

    def __init__(self) -> None:
        self.content = bytearray()

    def put(self, offset: int, content: bytes) -> None:
        if len(self.content) < offset + len(content):
            self.content.extend(bytes(offset + len(content) - len(self.content)))
        self.content[offset : offset + len(content)] = content
