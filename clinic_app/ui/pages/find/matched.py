"""Which letters of a name were typed, whatever script and diacritics they are written with."""

from collections.abc import Sequence

from clinic_app.services.folding import folded_words

#: Start and length in the text as it is shown.
Span = tuple[int, int]


def matched(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """The letters of ``text`` that the folded ``words`` of a search fit, as spans that do not overlap.

    A word fits at the beginning of a part of the name, or inside it where none begins with it.
    """
    parts = _parts(text)
    spans: list[Span] = []
    for word in words:
        found = [span for part in parts if (span := _span(part, word, at_start=True))]
        spans += found or [span for part in parts if (span := _span(part, word, at_start=False))]
    return _merged(spans)


def _parts(text: str) -> list[list[tuple[str, int]]]:
    """Parts of a name as pairs of a folded letter and the place of the character that it comes from.

    Whether a character joins its neighbours or parts them is asked of the folding itself.
    """
    parts: list[list[tuple[str, int]]] = [[]]
    for place, character in enumerate(text):
        between = folded_words(f"a{character}a")
        if len(between) == 1:
            parts[-1] += [(letter, place) for letter in between[0][1:-1]]
        else:
            parts += [[(letter, place) for letter in word] for word in between[1:-1]]
            parts.append([])
    return [part for part in parts if part]


def _span(part: list[tuple[str, int]], word: str, *, at_start: bool) -> Span | None:
    letters = "".join(letter for letter, _place in part)
    start = letters.find(word)
    if start < 0 or (at_start and start > 0):
        return None
    first, last = part[start][1], part[start + len(word) - 1][1]
    return first, last - first + 1


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, length in sorted(spans):
        if merged and start <= sum(merged[-1]):
            before, held = merged[-1]
            merged[-1] = (before, max(held, start + length - before))
        else:
            merged.append((start, length))
    return tuple(merged)
