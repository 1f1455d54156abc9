"""Groups of blocks set in two columns, read down the left one first; a group is never broken between columns."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, Table

from clinic_app.reports.frame import CONTENT_WIDTH
from clinic_app.reports.styles import table_style

_GUTTER = 16.0
COLUMN_WIDTH = (CONTENT_WIDTH - _GUTTER) / 2

Group = list[Flowable]


class TwoColumns(Flowable):  # type: ignore[misc]  # reportlab is not typed
    """Groups in two columns of whatever height the page has left, evenly where they all fit.

    What does not fit goes on at the next page. A group taller than ``page`` points stands alone and splits as any
    flow does.
    """

    def __init__(self, groups: Sequence[Group], page: float) -> None:
        super().__init__()
        self._groups = list(groups)
        self._page = page
        self._heights = [_height(group) for group in self._groups]
        self._whole: Flowable | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size of all groups in even columns; taller than ``height`` where they must be split."""
        first = _even_cut(self._heights)
        self._whole = _side_by_side(_joined(self._groups[:first]), _joined(self._groups[first:]))
        size = self._whole.wrap(width, height)
        return (float(size[0]), float(size[1]))

    def draw(self) -> None:
        """Draw both columns; only called where they fit."""
        if self._whole is not None:
            self._whole.drawOn(self.canv, 0, 0)

    def split(self, width: float, height: float) -> list[Flowable]:
        """What fits into ``height``, and the rest; nothing where not even the first group does."""
        if not self._groups:
            return []
        if self._heights[0] > self._page:
            return self._alone(width, height)
        first = _fill(self._heights, height)
        if first == 0:
            return []
        both = first + _fill(self._heights[first:], height)
        columns = _side_by_side(_joined(self._groups[:first]), _joined(self._groups[first:both]))
        rest = self._groups[both:]
        return [columns, TwoColumns(rest, self._page)] if rest else [columns]

    def _alone(self, width: float, height: float) -> list[Flowable]:
        """The first group as a plain flow: the first piece must fit, the page does the rest."""
        block, *others = self._groups[0]
        rest = [*others, TwoColumns(self._groups[1:], self._page)]
        if block.wrap(width, height)[1] <= height:
            return [block, *rest]
        pieces: list[Flowable] = block.splitOn(getattr(self, "canv", None), width, height)
        return [*pieces, *rest] if pieces else []


def _joined(groups: Sequence[Group]) -> Group:
    return [block for group in groups for block in group]


def _height(group: Group) -> float:
    return float(sum(block.wrap(COLUMN_WIDTH, 10_000)[1] for block in group))


def _even_cut(heights: Sequence[float]) -> int:
    """How many groups go left so that the taller column is as low as can be."""
    cuts = range(1, len(heights) + 1)
    return min(cuts, key=lambda n: max(sum(heights[:n]), sum(heights[n:])), default=0)


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
