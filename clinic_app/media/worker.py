"""The confined child: opens one clip, answers about it until its pipe closes.

Started as ``python -I -m clinic_app.media.worker`` with two pipes. It asks its parent for the bytes of the clip by
offset and gives back numbers, bounded pictures, and bytes of a stripped copy.
"""

import io
import sys
from typing import IO, Any

import av

from clinic_app.media.clip import Clip, Pixels, upright
from clinic_app.media.confinement import confine
from clinic_app.media.limits import WIDEST_THUMBNAIL, Refused, Why
from clinic_app.media.remote_file import RemoteFile, RemoteSink
from clinic_app.media.wire import Message, WireError, receive, send


class Worker:
    """One clip at a time; ``serve`` returns when the parent is gone."""

    def __init__(self, commands: IO[bytes], answers: IO[bytes]) -> None:
        self._commands, self._answers = commands, answers
        self._clip: Clip | None = None

    def serve(self) -> None:
        """Answer every request with ``done`` or ``refused``."""
        while True:
            try:
                request = receive(self._commands)
            except WireError:
                return
            send(self._answers, self._answer(request))

    def _answer(self, request: Message) -> Message:
        try:
            return self._do(request)
        except Refused as refused:
            return Message("refused", {"why": str(refused.why)})
        except (av.FFmpegError, ValueError, MemoryError, OverflowError, OSError):
            return Message("refused", {"why": str(Why.DAMAGED)})

    def _do(self, request: Message) -> Message:
        values = request.values
        if request.verb == "open":
            self._clip = Clip(RemoteFile(int(values["size"]), self._fetch))
            return Message("done", self._clip.facts())
        clip = self._clip
        if clip is None:
            raise Refused(Why.DAMAGED)
        if request.verb == "thumbnail":
            return Message("done", {}, clip.jpeg(clip.seek(float(values["at_s"])), WIDEST_THUMBNAIL))
        if request.verb == "frame":
            return _picture(clip.pixels(clip.seek(float(values["at_s"]))))
        if request.verb == "step":
            return _picture(clip.pixels(clip.step(int(values["count"]))))
        if request.verb == "strip":
            clip.strip_to(RemoteSink(self._put))
            return Message("done")
        raise Refused(Why.DAMAGED)

    def _fetch(self, offset: int, count: int) -> bytes:
        send(self._answers, Message("need", {"offset": offset, "count": count}))
        return receive(self._commands).content

    def _put(self, offset: int, content: bytes) -> None:
        send(self._answers, Message("put", {"offset": offset}, content))
        receive(self._commands)


def _picture(pixels: Pixels) -> Message:
    values: dict[str, Any] = {
        "width": pixels.width,
        "height": pixels.height,
        "stride": pixels.stride,
        "turn": pixels.turn,
        "at_s": pixels.at_s,
    }
    return Message("done", values, pixels.content)


def main() -> None:
    """Confine this process, then serve. Nothing is printed: the pipes are all it has."""
    commands, answers = sys.stdin.buffer, sys.stdout.buffer
    av.logging.set_level(None)
    _warm_up()
    confine()
    Worker(commands, answers).serve()


def _warm_up() -> None:
    """Whatever Python or the library loads on first use is loaded now: afterwards nothing can be opened."""
    made = io.BytesIO()
    with av.open(made, "w", format="mp4") as film:
        stream = film.add_stream("mpeg4", rate=5)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        for _number in range(2):
            film.mux(stream.encode(av.VideoFrame(32, 32, "yuv420p")))
        film.mux(stream.encode(None))
    content = made.getvalue()
    clip = Clip(RemoteFile(len(content), lambda offset, count: content[offset : offset + count]))
    clip.facts()
    clip.pixels(clip.step(1))
    upright(clip.seek(0.0), 1)
    clip.jpeg(clip.seek(0.0), WIDEST_THUMBNAIL)
    clip.strip_to(RemoteSink(lambda _offset, _content: None))


if __name__ == "__main__":
    main()
