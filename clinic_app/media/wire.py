"""What parent and child say to each other: one JSON line with a length, and bytes behind it."""

import json
import struct
from dataclasses import dataclass, field
from typing import IO, Any

_HEAD = struct.Struct("!II")
#: No message is longer: a header of 64 KiB, and the largest picture that is ever sent.
_MOST_HEADER, MOST_BYTES = 65_536, 16_777_216


class WireError(Exception):
    """The other side is gone, or said something that cannot be."""


@dataclass(frozen=True, slots=True)
class Message:
    """A verb with its values, and bytes."""

    verb: str
    values: dict[str, Any] = field(default_factory=dict)
    content: bytes = b""


def send(stream: IO[bytes], message: Message) -> None:
    """Write one message whole."""
    head = json.dumps({"verb": message.verb, **message.values}).encode()
    stream.write(_HEAD.pack(len(head), len(message.content)) + head)
    if message.content:
        stream.write(message.content)
    stream.flush()


def receive(stream: IO[bytes]) -> Message:
    """Read one message whole. Raises ``WireError`` at the end, and for lengths and words that cannot be."""
    header, content = _HEAD.unpack(_exactly(stream, _HEAD.size))
    if header > _MOST_HEADER or content > MOST_BYTES:
        raise WireError("a message is too long")
    try:
        values = json.loads(_exactly(stream, header))
        verb = values.pop("verb")
    except (ValueError, KeyError, AttributeError) as problem:
        raise WireError("a message cannot be read") from problem
    return Message(str(verb), values, _exactly(stream, content))


def _exactly(stream: IO[bytes], count: int) -> bytes:
    parts = []
    while count:
        part = stream.read(count)
        if not part:
            raise WireError("the other side is gone")
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
