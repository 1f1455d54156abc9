"""Names folded to plain small letters, so that they are found without diacritics and from another script."""

import re
import unicodedata

from anyascii import anyascii

_PARTS = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """Small ASCII letters and digits of ``text``, words separated by one space: ``Żółć-Müller`` is ``zolc muller``."""
    return " ".join(folded_words(text))


def folded_words(text: str) -> tuple[str, ...]:
    """The folded words of ``text`` in their order. An apostrophe joins (``O'Neil`` is ``oneil``)."""
    plain = anyascii(unicodedata.normalize("NFC", text)).casefold()
    return tuple(_PARTS.findall(plain.replace("'", "").replace("`", "")))
