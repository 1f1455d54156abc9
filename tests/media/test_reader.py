"""Clips in the confined process: what it tells, exact frames, what it refuses, and what it cannot do."""

import io
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path

import av
import pytest

from clinic_app.domain.errors import UserError
from clinic_app.media.reader import ClipReader
from tests.media.films import MAKER, PLACE, Bytes, Collected, film, picture

_WHOLE = film(kind="matroska", frames=200)
CUT = _WHOLE[: len(_WHOLE) // 3]


@pytest.fixture(scope="module")
def clip() -> Iterator[ClipReader]:
    with ClipReader(Bytes(film())) as opened:
        yield opened


def test_a_clip_tells_what_it_is(clip: ClipReader) -> None:
    facts = clip.facts
    assert (facts.kind, facts.codec, facts.width, facts.height, facts.duration_ms) == ("clip", "h264", 320, 180, 2000)
    assert facts.taken_at.startswith("2026-11-17T07:10")


@pytest.mark.parametrize(("at_s", "begins"), [(0, 0.0), (0.5, 0.48), (1.0, 1.0), (1.03, 1.0), (1.99, 1.96), (9, 1.96)])
def test_the_frame_that_is_seen_at_a_moment(clip: ClipReader, at_s: float, begins: float) -> None:
    assert clip.frame(at_s).at_s == pytest.approx(begins)


def test_steps_are_single_frames_in_both_directions(clip: ClipReader) -> None:
    clip.frame(1.0)
    there = [clip.step(1).at_s for _ in range(3)]
    back = [clip.step(-1).at_s for _ in range(4)]
    assert there == pytest.approx([1.04, 1.08, 1.12])
    assert back == pytest.approx([1.08, 1.04, 1.0, 0.96])


def test_a_step_past_either_end_stays(clip: ClipReader) -> None:
    clip.frame(0)
    assert clip.step(-1).at_s == 0
    clip.frame(9)
    assert clip.step(1).at_s == pytest.approx(1.96)


def test_a_frame_is_what_was_filmed_and_bounded(clip: ClipReader) -> None:
    early, late = clip.frame(0.1), clip.frame(1.9)
    assert (early.width, early.height) == (320, 180)
    assert early.content[0] < late.content[0]
    with ClipReader(Bytes(film(size=(2560, 1440), frames=2))) as large:
        frame = large.frame(0)
        assert max(frame.width, frame.height) == 1280
        assert len(frame.content) == frame.stride * frame.height


def test_a_thumbnail_is_a_small_jpeg_without_data_about_it(clip: ClipReader) -> None:
    jpeg = clip.thumbnail(1.0)
    found = av.open(io.BytesIO(jpeg)).streams.video[0]
    assert max(found.width, found.height) == 320
    assert MAKER.encode() not in jpeg


@pytest.mark.parametrize("kind", ["mp4", "matroska"])
def test_a_copy_has_no_place_no_device_and_no_time(kind: str) -> None:
    original = film(kind=kind)
    assert MAKER.encode() in original
    sink = Collected()
    with ClipReader(Bytes(original)) as opened:
        opened.strip_to(sink)
    for told in (MAKER.encode(), PLACE.encode(), b"2026-11-17"):
        assert told not in sink.content
    with av.open(io.BytesIO(bytes(sink.content))) as copy:
        assert not {name.lower() for name in copy.metadata} & {"location", "make", "creation_time"}
        assert sum(1 for _ in copy.decode(video=0)) == 50


@pytest.mark.parametrize("codec", ["mjpeg", "png"])
def test_a_picture_is_taken_too(codec: str) -> None:
    with ClipReader(Bytes(picture(codec=codec))) as opened:
        assert (opened.facts.kind, opened.facts.duration_ms) == ("picture", 0)
        sink = Collected()
        opened.strip_to(sink)
    assert bytes(sink.content[:3]) == b"\xff\xd8\xff"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a renamed program", b"MZ" + bytes(4000)),
        ("an ELF program", b"\x7fELF" + bytes(4000)),
        ("text", b"hello, this is no film\n" * 200),
        ("a playlist", b"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nfile:///etc/passwd\n"),
        ("a list of files", b"ffconcat version 1.0\nfile '/etc/passwd'\n"),
        ("a page", b"<html><script>alert(1)</script></html>"),
        ("zeros", bytes(100_000)),
        ("the first half of a clip", film()[:2000]),
        (
            "the first part of another kind of clip",
            film(kind="matroska", frames=200)[: len(film(kind="matroska", frames=200)) // 3],
        ),
    ],
)
def test_what_is_no_clip_gets_a_sentence(name: str, content: bytes) -> None:
    with pytest.raises(UserError) as refused:
        ClipReader(Bytes(content))
    assert refused.value.message.endswith(".")
    assert "/etc/passwd" not in refused.value.message


def test_a_frame_of_65_000_pixels_is_refused_before_it_is_decoded() -> None:
    header = bytearray(picture(codec="png"))
    header[16:20], header[20:24] = (65_000).to_bytes(4), (65_000).to_bytes(4)
    header[29:33] = zlib.crc32(header[12:29]).to_bytes(4)
    with pytest.raises(UserError, match=r"8192|damaged|no picture"):
        ClipReader(Bytes(bytes(header)))


class Stuck(Bytes):
    """A source that takes its time and answers nothing."""

    slow = threading.Event()

    def read(self, _offset: int, count: int) -> bytes:
        self.slow.wait(0.02)
        return b"\0" * min(count, 10)


def test_a_decoder_that_hangs_is_ended() -> None:
    with pytest.raises(UserError, match=r"in time|damaged"):
        ClipReader(Stuck(b"", size=2**33), patience_s=1.0)


def test_the_process_that_died_is_told_in_a_sentence_and_leaves_nothing_behind() -> None:
    opened = ClipReader(Bytes(film(frames=5)))
    opened._process.kill()
    with pytest.raises(UserError, match="in time"):
        opened.frame(0)
    opened.close()
    opened.close()
    assert opened._process.poll() is not None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_confined_process_can_open_nothing() -> None:
    program = (
        "import socket, sys\n"
        "from clinic_app.media.confinement import confine\n"
        "confine()\n"
        "for attempt in (lambda: open(sys.argv[1]), lambda: socket.socket(), lambda: open('/tmp/x', 'w')):\n"
        "    try:\n"
        "        attempt()\n"
        "    except OSError as refused:\n"
        "        print('refused')\n"
        "    else:\n"
        "        print('opened')\n"
    )
    ran = subprocess.run([sys.executable, "-c", program, __file__], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["refused"] * 3


def test_the_child_sees_nothing_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLINIC_APP_DATABASE", "/somewhere/private")
    with ClipReader(Bytes(film(frames=5))) as opened:
        environment = Path(f"/proc/{opened._process.pid}/environ")
        if environment.exists():
            assert b"private" not in environment.read_bytes()


def test_the_clip_is_read_in_pieces() -> None:
    source = Bytes(film(frames=100, size=(640, 360)))
    with ClipReader(source) as opened:
        opened.frame(1)
    assert source.most_at_once <= 1_048_576
