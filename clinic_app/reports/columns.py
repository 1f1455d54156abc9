"""Groups of blocks set in two columns, read down the left one first; a group is never broken between columns."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, PageBreak, Table

from clinic_app.reports.frame import CONTENT_WIDTH
from clinic_app.reports.styles import table_style

_GUTTER = 16.0
COLUMN_WIDTH = (CONTENT_WIDTH - _GUTTER) / 2

Group = list[Flowable]


def two_columns(groups: Sequence[Group], height: float) -> list[Flowable]:
    """Lay groups out in columns of at most ``height`` points, evenly where one page holds them all.

    The flow must stand at the top of a page with that height free. A group too tall for a column stands
    alone and splits as any flow does.
    """
    out: list[Flowable] = []
    rest = list(groups)
    while rest:
        heights = [_height(group) for group in rest]
        if heights[0] > height:
            out.extend(rest.pop(0))
            continue
        first, both = _cut(heights, height)
        left = [block for group in rest[:first] for block in group]
        right = [block for group in rest[first:both] for block in group]
        rest = rest[both:]
        out.append(_side_by_side(left, right))
        if rest:
            out.append(PageBreak())
    return out


def _height(group: Group) -> float:
    return float(sum(block.wrap(COLUMN_WIDTH, 10_000)[1] for block in group))


def _cut(heights: Sequence[float], limit: float) -> tuple[int, int]:
    """How many groups go left, and how many stand on this page in all."""
    if sum(heights) <= 2 * limit:
        cuts = range(1, len(heights) + 1)
        best = min(cuts, key=lambda n: max(sum(heights[:n]), sum(heights[n:])))
        if max(sum(heights[:best]), sum(heights[best:])) <= limit:
            return best, len(heights)
    first = _fill(heights, limit)
    return first, first + _fill(heights[first:], limit)


def _fill(heights: Sequence[float], limit: float) -> int:
    used = 0.0
    for i, height in enumerate(heights):
        used += height
        if used > limit:
            return i
    return len(heights)


def _side_by_side(left: Group, right: Group) -> Flowable:
    widths = [COLUMN_WIDTH, _GUTTER, COLUMN_WIDTH]
    return Table([[left, [], right]], colWidths=widths, style=table_style())
