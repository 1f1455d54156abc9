"""The card of the point that keyboard focus rests on, beside it and joined to it."""

from collections.abc import Sequence

from clinic_app.charts.axes import TEXT_SIZE, text_width
from clinic_app.charts.scene import CardLine, Dots, FocusPoint, Ink, Item, Lines, Pen, Rects, Size, Text

_PADDING, _LINE, _MARK_ROOM, _APART, _MARK = 10.0, 18.0, 14.0, 28.0, 8.0


def callout(point: FocusPoint, size: Size) -> tuple[Item, ...]:
    """A card with the lines of ``point.card``: below it where there is room, otherwise above, in a low chart beside it.

    Nothing without lines.
    """
    if not point.card:
        return ()
    width = max(_width(line) for line in point.card) + 2 * _PADDING
    height = len(point.card) * _LINE + 2 * _PADDING - 4
    if size.height < 2 * (height + _APART) + point.height:
        return _beside(point, size, width, height)
    below = point.y + point.height + _APART
    fits = below + height <= size.height - 36
    top = below if fits else max(2.0, point.y - _APART - height)
    middle = point.centre[0]
    left = min(max(middle - width * 0.1, 4.0), max(4.0, size.width - width - 4.0))
    near, edge = (point.y + point.height, top) if fits else (point.y, top + height)
    joint = min(max(middle, left + 6), left + width - 6)
    return (
        Lines(((middle, near, joint, edge),), Pen(Ink.MUTED)),
        Rects(((left, top, width, height),), fill=Ink.PAPER, pen=Pen(Ink.MUTED)),
        *_words(point.card, left + _PADDING, top + _PADDING),
    )


def _beside(point: FocusPoint, size: Size, width: float, height: float) -> tuple[Item, ...]:
    """The card to the left of its point, to the right where the left has no room."""
    goes_left = point.x - _APART - width >= 4.0
    left = point.x - _APART - width if goes_left else point.x + point.width + _APART
    top = min(max(2.0, point.centre[1] - height / 2), max(2.0, size.height - height - 2.0))
    near, edge = (point.x, left + width) if goes_left else (point.x + point.width, left)
    y = min(max(point.centre[1], top + 6), top + height - 6)
    return (
        Lines(((near, point.centre[1], edge, y),), Pen(Ink.MUTED)),
        Rects(((left, top, width, height),), fill=Ink.PAPER, pen=Pen(Ink.MUTED)),
        *_words(point.card, left + _PADDING, top + _PADDING),
    )


def _width(line: CardLine) -> float:
    return text_width(line.text, TEXT_SIZE) * (1.08 if line.bold else 1.0) + (_MARK_ROOM if line.marker else 0.0)


def _words(lines: Sequence[CardLine], left: float, top: float) -> list[Item]:
    items: list[Item] = []
    for row, line in enumerate(lines):
        base = top + row * _LINE + 11
        at = left
        if line.marker is not None:
            items.append(Dots(((left + _MARK / 2, base - 4),), line.marker, _MARK, Ink.INK, hollow=line.hollow))
            at += _MARK_ROOM
        items.append(Text(at, base, line.text, Ink.INK, bold=line.bold))
    return items
