"""Where the columns of the examination stand. The child's right is always the left-hand pair, also right to left."""

from dataclasses import dataclass

from PySide6.QtCore import Qt

from clinic_app.ui.widgets.measures import px

_ITEM, _ANSWER, _PAST, _EXPECTED, _MARK = 148, 200, 46, 96, 24
_GAP = 8
#: Shares of the room beyond the least width: the item, each side, what is expected.
_ITEM_SHARE, _ANSWER_SHARE = 0.3, 0.25


@dataclass(frozen=True, slots=True)
class Columns:
    """Left edges and widths in pixels.

    Attributes:
        item, item_width: the name of the item.
        past_right_end: the right edge of the last visit's value of the child's right.
        right_rule: the solid rule before the child's right.
        right, left: the answers.
        answer_width: room for the answer of one side.
        left_rule: the double rule before the child's left.
        past_left: the last visit's value of the child's left.
        expected, expected_width: what is expected for age.
        mark, mark_width: the last column.
        width: all of them.
    """

    item: int
    item_width: int
    past_right_end: int
    right_rule: int
    right: int
    answer_width: int
    left_rule: int
    left: int
    past_left: int
    expected: int
    expected_width: int
    mark: int
    mark_width: int
    width: int

    @property
    def mirrored(self) -> bool:
        """Whether the item stands at the right edge, as in right-to-left languages."""
        return self.item > self.expected

    @property
    def start(self) -> Qt.AlignmentFlag:
        """The edge at which the words of the item begin."""
        return Qt.AlignmentFlag.AlignRight if self.mirrored else Qt.AlignmentFlag.AlignLeft


def least_width() -> int:
    """The width under which the grid scrolls sideways rather than hide a column."""
    return px(_ITEM + 2 * _PAST + 2 * _ANSWER + _EXPECTED + _MARK)


def columns_for(width: int, *, mirrored: bool = False) -> Columns:
    """Columns for a grid of ``width`` pixels. ``mirrored`` moves the item to the right edge and nothing else."""
    width = max(width, least_width())
    spare = width - least_width()
    item_width = px(_ITEM) + int(spare * _ITEM_SHARE)
    answer_width = px(_ANSWER) + int(spare * _ANSWER_SHARE)
    mark_width = px(_MARK)
    start = mark_width if mirrored else item_width
    right_rule = start + px(_PAST)
    left_rule = right_rule + answer_width
    past_left = left_rule + answer_width
    expected = past_left + px(_PAST)
    expected_width = width - item_width - mark_width - 2 * px(_PAST) - 2 * answer_width
    item = expected + expected_width if mirrored else 0
    return Columns(
        item=item if mirrored else item + px(_GAP),
        item_width=item_width - px(_GAP),
        past_right_end=right_rule - px(_GAP),
        right_rule=right_rule,
        right=right_rule + px(_GAP),
        answer_width=answer_width - px(_GAP),
        left_rule=left_rule,
        left=left_rule + px(_GAP),
        past_left=past_left,
        expected=expected,
        expected_width=expected_width,
        mark=0 if mirrored else expected + expected_width,
        mark_width=mark_width,
        width=width,
    )
