"""Where the columns of the HINE stand: item, earlier visits, the child's right and left, sides differ, mark."""

from clinic_app.ui.pages.exam.columns import Columns
from clinic_app.ui.widgets.measures import px

_ITEM, _PAST, _ANSWER, _TICK, _MARK, _GAP = 168, 58, 178, 62, 24, 8
#: What the item takes of a wider window; the sides share the rest.
_ITEM_SPARE = 92
#: From this width there is room for a third visit.
_WIDE = 900


def visits_shown(width: int, visits: int) -> int:
    """How many earlier visits stand beside today."""
    return min(visits, 3 if width >= px(_WIDE) else 2)


def hine_columns(width: int, visits: int, *, mirrored: bool) -> Columns:
    """Columns for a grid of ``width`` pixels with ``visits`` earlier visits.

    In ``Columns``, ``past_left`` to ``past_right_end`` are all earlier visits, ``expected`` is "sides differ".
    """
    past, tick, mark = px(_PAST) * visits, px(_TICK), px(_MARK)
    least = px(_ITEM) + past + 2 * px(_ANSWER) + tick + mark
    width = max(width, least)
    answer = px(_ANSWER) + max(0, width - least - px(_ITEM_SPARE)) // 2
    item_width = width - past - 2 * answer - tick - mark
    past_left = mark if mirrored else item_width
    right_rule = past_left + past
    left_rule = right_rule + answer
    expected = left_rule + answer
    item = expected + tick if mirrored else 0
    return Columns(
        item=item if mirrored else item + px(_GAP),
        item_width=item_width - px(_GAP),
        past_right_end=right_rule,
        right_rule=right_rule,
        right=right_rule + px(_GAP),
        answer_width=answer - px(_GAP),
        left_rule=left_rule,
        left=left_rule + px(_GAP),
        past_left=past_left,
        expected=expected,
        expected_width=tick,
        mark=0 if mirrored else expected + tick,
        mark_width=mark,
        width=width,
    )


def past_column(columns: Columns, at: int, visits: int) -> tuple[int, int]:
    """Left edge and width of one earlier visit, the oldest first."""
    width = (columns.past_right_end - columns.past_left) // visits
    return columns.past_left + at * width, width
