"""One clip or picture, opened with PyAV: what it is, its frames, and a copy without where and by what it was filmed.

Runs in the confined child alone. Nothing here trusts the file: sizes are checked before the first frame is decoded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import av
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter

from clinic_app.media.limits import LONGEST_S, MOST_PIXELS_A_SIDE, WIDEST_FRAME, Refused, Why
from clinic_app.media.remote_file import RemoteFile, RemoteSink

_PICTURES = frozenset({"image2", "jpeg_pipe", "png_pipe", "webp_pipe", "mjpeg"})
#: What is let in, by the name that the library gives to the content it found.
_CONTAINERS = _PICTURES | {"mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "avi", "mpegts"}
_TAKEN = ("com.apple.quicktime.creationdate", "creation_time", "date")
_TO_MS = 1000
#: Decoding on over this many seconds costs less than going back to the last whole picture.
_NEAR_S = 1.0
#: Of the length that a file claims, so much has to be there: phones round, a cut file lacks more.
_LEAST_THERE = 0.8


@dataclass(frozen=True, slots=True)
class Pixels:
    """A frame in RGB: ``stride`` bytes a row, at ``at_s`` seconds of the clip, upright after ``turn`` quarter turns."""

    width: int
    height: int
    stride: int
    turn: int
    at_s: float
    content: bytes


class Clip:
    """An opened clip. Every method may raise ``Refused``, or what the library raises on a damaged file."""

    def __init__(self, source: RemoteFile) -> None:
        self._container = av.open(source, mode="r", metadata_errors="ignore")
        if self._container.format.name not in _CONTAINERS:
            raise Refused(Why.KIND)
        if not self._container.streams.video:
            raise Refused(Why.NO_PICTURE)
        self._stream = self._container.streams.video[0]
        self._check_size()
        self._stream.thread_type = "SLICE"
        self._frames: Iterator[VideoFrame] | None = None
        self._now: VideoFrame | None = None
        self._pushed: VideoFrame | None = None
        self._shaper = VideoReformatter()

    @property
    def is_picture(self) -> bool:
        """Whether it is one picture, not a film."""
        return self._container.format.name in _PICTURES

    def facts(self) -> dict[str, Any]:
        """What is stored beside the clip. Decodes its first and its last frame: one without an end was cut off."""
        self._check_end()
        self.seek(0.0)
        codec = self._stream.codec_context
        return {
            "kind": "picture" if self.is_picture else "clip",
            "format": self._container.format.name.split(",")[0],
            "codec": codec.name,
            "width": codec.width,
            "height": codec.height,
            "duration_ms": round(self._duration() * _TO_MS),
            "frames_per_s": float(self._stream.average_rate or 0),
            "taken_at": self._taken_at(),
        }

    def seek(self, at_s: float) -> VideoFrame:
        """The frame that is seen at ``at_s``: the last one that began by then, exactly.

        A moment shortly after the last one is reached by decoding on, as when the clip is played.
        """
        best = self._now
        if best is None or not 0 <= at_s - _begins(best) < _NEAR_S:
            self._back_to(at_s)
            best = self._next()
        if best is None:
            raise Refused(Why.NO_PICTURE)
        while _begins(best) < at_s:
            following = self._next()
            if following is None or _begins(following) > at_s + 1e-6:
                self._pushed = following
                break
            best = following
        self._now = best
        return best

    def step(self, count: int) -> VideoFrame:
        """The next frame, or the one before; at either end the frame stays."""
        now = self._now or self.seek(0.0)
        if count > 0:
            self._now = self._next() or now
            return self._now
        return self._before(now)

    def pixels(self, frame: VideoFrame, widest: int = WIDEST_FRAME) -> Pixels:
        """A frame in RGB as it lies in the file, no side longer than ``widest``."""
        width, height = _fitted(frame, widest)
        plane = self._shaper.reformat(frame, width, height, "rgb24").planes[0]
        return Pixels(width, height, plane.line_size, _turn(frame), _begins(frame), bytes(plane))

    def jpeg(self, frame: VideoFrame, widest: int) -> bytes:
        """A frame as a JPEG, upright and without any data about it."""
        width, height = _fitted(frame, widest)
        shaped = upright(VideoReformatter().reformat(frame, width, height, "yuvj420p"), _turn(frame))
        encoder = av.CodecContext.create("mjpeg", "w")
        encoder.width, encoder.height, encoder.pix_fmt = shaped.width, shaped.height, "yuvj420p"
        encoder.time_base = Fraction(1, 25)
        shaped.pts = 0
        return b"".join(bytes(packet) for packet in [*encoder.encode(shaped), *encoder.encode(None)])

    def strip_to(self, sink: RemoteSink) -> None:
        """Copy picture and sound, and nothing else: no place, no device, no time, no other tracks."""
        if self.is_picture:
            sink.write(self.jpeg(self.seek(0.0), MOST_PIXELS_A_SIDE))
            return
        self._container.seek(0)
        name = self._container.format.name
        kind = "mp4" if name.startswith("mov") else "matroska" if name.startswith("matroska") else "mp4"
        with av.open(sink, mode="w", format=kind, options={"fflags": "+bitexact"}) as copy:
            kept = [self._stream, *self._container.streams.audio[:1]]
            copies = {stream.index: copy.add_stream_from_template(stream) for stream in kept}
            for one in copies.values():
                one.metadata.clear()
            copy.metadata.clear()
            for packet in self._container.demux(kept):
                if not packet.size:
                    continue
                packet.stream = copies[packet.stream.index]
                copy.mux(packet)

    def _check_size(self) -> None:
        codec = self._stream.codec_context
        if max(codec.width, codec.height) > MOST_PIXELS_A_SIDE:
            raise Refused(Why.TOO_LARGE)
        if min(codec.width, codec.height) < 1:
            raise Refused(Why.NO_PICTURE)
        if self._duration() > LONGEST_S:
            raise Refused(Why.TOO_LONG)

    def _check_end(self) -> None:
        length = self._duration()
        if length > _NEAR_S and _begins(self.seek(length - _NEAR_S / 5)) < length * _LEAST_THERE - _NEAR_S:
            raise Refused(Why.DAMAGED)

    def _duration(self) -> float:
        if self.is_picture:
            return 0.0
        if self._stream.duration is not None and self._stream.time_base is not None:
            return float(self._stream.duration * self._stream.time_base)
        return (self._container.duration or 0) / 1_000_000

    def _taken_at(self) -> str:
        known = {**self._container.metadata, **self._stream.metadata}
        return next((str(known[name])[:40] for name in _TAKEN if name in known), "")

    def _back_to(self, at_s: float) -> None:
        self._pushed = None
        if self.is_picture:
            self._container.seek(0)
        else:
            base = self._stream.time_base or Fraction(1, 1000)
            start = self._stream.start_time or 0
            self._container.seek(max(0, int(at_s / base)) + start, stream=self._stream, backward=True)
        self._frames = iter(self._container.decode(self._stream))

    def _next(self) -> VideoFrame | None:
        if self._pushed is not None:
            frame, self._pushed = self._pushed, None
            return frame
        return next(self._frames, None) if self._frames is not None else None

    def _before(self, now: VideoFrame) -> VideoFrame:
        """The last frame that begins earlier than ``now``; the first frame has none before it."""
        target = _begins(now)
        for back in (1.0, 5.0, target + 1.0):
            self._back_to(max(0.0, target - back))
            last, frame = None, self._next()
            while frame is not None and _begins(frame) < target - 1e-6:
                last, frame = frame, self._next()
            if last is not None:
                self._pushed = frame
                self._now = last
                return last
        return self.seek(target)


def _fitted(frame: VideoFrame, widest: int) -> tuple[int, int]:
    """Width and height no longer than ``widest``, in even numbers, which every pixel format takes."""
    scale = min(1.0, widest / max(frame.width, frame.height))
    width, height = (max(2, int(side * scale) // 2 * 2) for side in (frame.width, frame.height))
    return width, height


def _turn(frame: VideoFrame) -> int:
    """Quarter turns clockwise until the frame stands upright."""
    return -round(frame.rotation / 90) % 4


def upright(frame: VideoFrame, turns: int) -> VideoFrame:
    """A frame turned clockwise by quarter turns."""
    for name in {0: (), 1: ("clock",), 2: ("clock", "clock"), 3: ("cclock",)}[turns]:
        graph = Graph()
        graph.link_nodes(
            graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=Fraction(1, 25)),
            graph.add("transpose", name),
            graph.add("buffersink"),
        ).configure()
        frame.pts = 0
        graph.push(frame)
        turned = graph.pull()
        if not isinstance(turned, VideoFrame):
            raise Refused(Why.DAMAGED)
        frame = turned
    return frame


def _begins(frame: VideoFrame) -> float:
    return float(frame.time) if frame.time is not None else 0.0
