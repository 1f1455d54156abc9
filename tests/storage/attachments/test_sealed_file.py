"""Sealed files: what goes in comes out at any place, and whatever was changed, moved or cut is found out."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clinic_app.domain.errors import EnvironmentProblem
from clinic_app.storage.attachments import sealed_file
from clinic_app.storage.attachments.sealed_file import PIECE, SealedFile, sealed_size, write_sealed

KEY = bytes(range(32))


def content_of(size: int) -> bytes:
    return bytes(range(251)) * (size // 251) + bytes(range(size % 251))


def sealed(path: Path, content: bytes, name: str = "clip", key: bytes = KEY) -> Path:
    with path.open("wb") as file:
        write_sealed(file.write, key, name, len(content), lambda at, count: content[at : at + count])
    return path


@pytest.mark.parametrize("size", [0, 1, 100, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7])
def test_every_size_comes_back_and_is_as_long_as_promised(tmp_path: Path, size: int) -> None:
    content = content_of(size)
    path = sealed(tmp_path / "a", content)
    assert path.stat().st_size == sealed_size(size)
    assert SealedFile(path, KEY, "clip", size).read(0, size + 10) == content


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 3 * PIECE), st.integers(0, 2 * PIECE))
def test_any_place_can_be_read(tmp_path: Path, offset: int, count: int) -> None:
    content = content_of(2 * PIECE + 1234)
    path = tmp_path / "a"
    if not path.exists():
        sealed(path, content)
    assert SealedFile(path, KEY, "clip", len(content)).read(offset, count) == content[offset : offset + count]


def test_nothing_of_the_content_is_readable(tmp_path: Path) -> None:
    content = b"a baby's legs shake when stretching " * 5000
    assert b"baby" not in sealed(tmp_path / "a", content).read_bytes()


@pytest.mark.parametrize("at", [0, 8, 9, PIECE // 2, PIECE + 20, -1])
def test_one_changed_byte_is_found_out(tmp_path: Path, at: int) -> None:
    content = content_of(2 * PIECE)
    path = sealed(tmp_path / "a", content)
    spoiled = bytearray(path.read_bytes())
    spoiled[at] ^= 1
    path.write_bytes(spoiled)
    with pytest.raises(EnvironmentProblem, match="damaged"):
        SealedFile(path, KEY, "clip", len(content)).read(0, len(content))


def test_pieces_cannot_change_places_or_files(tmp_path: Path) -> None:
    content = content_of(3 * PIECE)
    path = sealed(tmp_path / "a", content)
    raw, step, head = path.read_bytes(), PIECE + 16, len(sealed_file.FORMAT)
    first, second, third = (raw[head + n * step : head + (n + 1) * step] for n in range(3))
    path.write_bytes(raw[:head] + second + first + third)
    with pytest.raises(EnvironmentProblem, match="damaged"):
        SealedFile(path, KEY, "clip", len(content)).read(0, 1)
    with pytest.raises(EnvironmentProblem, match="damaged"):
        SealedFile(sealed(tmp_path / "b", content), KEY, "other", len(content)).read(0, 1)
    with pytest.raises(EnvironmentProblem, match="damaged"):
        SealedFile(sealed(tmp_path / "c", content), bytes(32), "clip", len(content)).read(0, 1)


def test_a_file_cut_at_the_border_of_a_piece_is_found_out(tmp_path: Path) -> None:
    content = content_of(3 * PIECE)
    path = sealed(tmp_path / "a", content)
    path.write_bytes(path.read_bytes()[: -(PIECE + 16)])
    with pytest.raises(EnvironmentProblem, match="damaged"):
        SealedFile(path, KEY, "clip", len(content))
    with pytest.raises(EnvironmentProblem, match="damaged"):
        SealedFile(path, KEY, "clip", 2 * PIECE).read(PIECE, 1)


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="not there any more"):
        SealedFile(tmp_path / "none", KEY, "clip", 1)


def test_a_source_that_ends_early_keeps_nothing(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as file, pytest.raises(EnvironmentProblem, match="to its end"):
        write_sealed(file.write, KEY, "clip", 100, lambda _at, _count: b"short")
