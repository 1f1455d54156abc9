"""The parent's side: starts the confined child, hands it the bytes it asks for, and ends it when it hangs."""

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any, Self

from clinic_app.domain.attachments import ClipFacts
from clinic_app.domain.errors import UserError
from clinic_app.i18n import _
from clinic_app.media.limits import Why
from clinic_app.media.wire import MOST_BYTES, Message, WireError, receive, send
from clinic_app.services.clips.ports import ClipFrame, Sink, Source

#: Seconds that one answer may take, copying a whole clip apart.
PATIENCE_S = 20.0
_COPY_PATIENCE_S = 600.0
_START = "import sys; sys.path.insert(0, sys.argv[1]); from clinic_app.media.worker import main; main()"
#: What the child sees of the environment: nothing that names a person, a place or a way out.
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


class ClipReader:
    """One clip in a process of its own. Calls from several threads wait for each other."""

    def __init__(self, source: Source, patience_s: float = PATIENCE_S) -> None:
        """Start the process and open the clip in it. Raises ``UserError`` when the clip is refused."""
        self._source = source
        self._patience_s = patience_s
        self._turn = threading.Lock()
        self._process = subprocess.Popen(  # noqa: S603  this interpreter and a constant, nothing from outside
            [sys.executable, "-I", "-c", _START, str(Path(__file__).parents[2])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
            close_fds=True,
        )
        try:
            told = self._ask("open", size=source.size)
            self._facts = _facts(told.values)
        except BaseException:
            self.close()
            raise

    @property
    def facts(self) -> ClipFacts:
        """What the file says of itself."""
        return self._facts

    def thumbnail(self, at_s: float) -> bytes:
        """A small upright JPEG of the frame at ``at_s``."""
        return self._ask("thumbnail", at_s=at_s).content

    def frame(self, at_s: float) -> ClipFrame:
        """The frame that is seen at ``at_s`` seconds."""
        return _frame(self._ask("frame", at_s=at_s))

    def step(self, count: int) -> ClipFrame:
        """The next frame (1) or the one before (-1)."""
        return _frame(self._ask("step", count=count))

    def strip_to(self, sink: Sink) -> None:
        """Write picture and sound alone into ``sink``."""
        self._ask("strip", patience_s=_COPY_PATIENCE_S, sink=sink)

    def close(self) -> None:
        """End the process. Doing it twice does no harm."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what was never sent to the dead process
                    pipe.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        self.close()

    def _ask(self, verb: str, *, patience_s: float | None = None, sink: Sink | None = None, **values: Any) -> Message:
        with self._turn:
            watchdog = threading.Timer(patience_s or self._patience_s, self._process.kill)
            watchdog.start()
            try:
                answer = self._serve(Message(verb, values), sink)
            except (WireError, OSError, ValueError) as problem:
                raise refusal(Why.STUCK) from problem
            finally:
                watchdog.cancel()
        if answer.verb == "refused":
            raise refusal(_why(answer.values.get("why")))
        return answer

    def _serve(self, request: Message, sink: Sink | None) -> Message:
        """Send a request, and bytes as they are asked for, until the answer comes."""
        commands, answers = self._pipes()
        send(commands, request)
        while True:
            said = receive(answers)
            if said.verb == "need":
                send(commands, Message("bytes", {}, self._bytes(said.values)))
            elif said.verb == "put" and sink is not None:
                sink.put(_whole(said.values, "offset"), said.content)
                send(commands, Message("go"))
            elif said.verb in {"done", "refused"}:
                return said
            else:
                raise WireError("the child said what it was not asked")

    def _bytes(self, values: dict[str, Any]) -> bytes:
        return self._source.read(_whole(values, "offset"), min(_whole(values, "count"), MOST_BYTES))

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process.stdin is None or self._process.stdout is None:
            raise WireError("the child has no pipes")
        return self._process.stdin, self._process.stdout


def refusal(why: Why) -> UserError:
    """The sentence for a file that is not taken."""
    words = {
        Why.KIND: _(
            "This is not a film or picture that phones make (MP4, MOV, WebM, AVI, JPEG, PNG). Nothing was kept."
        ),
        Why.NO_PICTURE: _("There is no picture in this file. Nothing was kept."),
        Why.TOO_LARGE: _("A frame of this file is larger than 8192 pixels. Film it again with the phone's own camera."),
        Why.TOO_LONG: _("This film is longer than 30 minutes. Cut out the part with the event."),
        Why.STUCK: _("This file could not be read in time. It may be damaged. Nothing was kept."),
    }
    damaged = _("This file is damaged, cut off, or not what its name says. Copy it from the phone again.")
    return UserError(words.get(why, damaged), "clip")


def _why(text: object) -> Why:
    return next((one for one in Why if one.value == text), Why.DAMAGED)


def _facts(values: dict[str, Any]) -> ClipFacts:
    """Checked once more: the child is not trusted either."""
    try:
        return ClipFacts(
            kind="picture" if values["kind"] == "picture" else "clip",
            format=str(values["format"])[:20],
            codec=str(values["codec"])[:20],
            width=_whole(values, "width"),
            height=_whole(values, "height"),
            duration_ms=_whole(values, "duration_ms"),
            frames_per_s=float(values["frames_per_s"]),
            taken_at=str(values["taken_at"])[:40],
        )
    except (KeyError, TypeError, ValueError, WireError) as problem:
        raise refusal(Why.DAMAGED) from problem


def _frame(said: Message) -> ClipFrame:
    try:
        values = said.values
        width, height, stride = (_whole(values, name) for name in ("width", "height", "stride"))
        at_s, turn = float(values["at_s"]), _whole(values, "turn") % 4
    except (KeyError, TypeError, ValueError, WireError) as problem:
        raise refusal(Why.DAMAGED) from problem
    if stride < width * 3 or stride * height > len(said.content):
        raise refusal(Why.DAMAGED)
    return ClipFrame(width, height, stride, turn, at_s, said.content)


def _whole(values: dict[str, Any], name: str) -> int:
    number = values.get(name)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < 2**40:
        raise WireError(f"{name} is no number that can be")
    return number
