"""The one gate between what people typed and reportlab, where text would otherwise be markup.

Everything that is printed goes through ``printable`` (composed form), ``check_glyphs`` (every character has a
shape in the embedded fonts) and, where it flows as a paragraph, ``escape``.
"""

import dataclasses
import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING

from clinic_app.domain.errors import UserError
from clinic_app.reports.fonts import register_fonts

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_BREAKS = re.compile(r"\r\n|\r|\u2028|\u2029|\x0b|\x0c")
_SPACES = re.compile(r"(?:^ +)|(?: +(?= ))|(?: +$)", re.MULTILINE)
_NO_BREAK = "\u00a0"
#: reportlab folds every other kind of space into a plain one, where a number could then be broken in two.
_OTHER_SPACES = re.compile("[\u1680\u2000-\u200a\u202f\u205f\u3000]")
_TAB = _NO_BREAK * 4
#: Controls, invisible formatting (bidi, zero width), lone marks, private, unassigned: never printed as such.
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"})


def printable(text: str) -> str:
    """The same text, composed (NFC) and with every kind of line break as a newline."""
    return unicodedata.normalize("NFC", _BREAKS.sub("\n", text))


def escape(text: str) -> str:
    """Turn text into reportlab paragraph markup that prints exactly that text, its spaces and line breaks
    included.
    """
    text = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _OTHER_SPACES.sub(_NO_BREAK, text)
    text = _SPACES.sub(lambda run: _NO_BREAK * len(run.group()), text.replace("\t", _TAB))
    return text.replace("\n", "<br/>")


def check_glyphs(field_name: str, text: str) -> None:
    """Refuse with a ``UserError`` naming the field and the first character that cannot be printed as itself.

    There is no fallback font: the embedded family covers Latin, Greek and Cyrillic scripts. Right-to-left
    scripts and emoji need shaping that is not offered yet, and a box or a reversed word on a child's paper is
    worse than a refusal.
    """
    glyphs = register_fonts()
    for char in printable(text):
        if char in "\n\t":
            continue
        if ord(char) not in glyphs or unicodedata.category(char) in _UNPRINTABLE:
            name = unicodedata.name(char, "no name")
            shown = char if unicodedata.category(char) not in _UNPRINTABLE else "invisible"
            raise UserError(
                f"“{field_name}” holds a character that cannot be printed: "
                f"{shown} (U+{ord(char):04X}, {name}). "
                "It is kept in the record; write this field in Latin, Greek or Cyrillic letters to print it.",
                field_name,
            )


def check_document(model: "DataclassInstance") -> None:
    """Check every text inside a document's model, naming the field by place (``frame, identity, name``)."""
    glyphs = register_fonts()
    for place, text in _texts(model, ()):
        if not text.isascii() or not text.isprintable() or not glyphs.issuperset(map(ord, text)):
            check_glyphs(", ".join(place).replace("_", " "), text)


def _texts(value: object, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, str):
        if not isinstance(value, Enum):
            yield place, value
    elif dataclasses.is_dataclass(value):
        for part in dataclasses.fields(value):
            yield from _texts(getattr(value, part.name), (*place, part.name))
    elif isinstance(value, tuple):
        if value and isinstance(value[0], float):
            return  # a point of a curve holds no text
        for item in value:
            yield from _texts(item, place)
