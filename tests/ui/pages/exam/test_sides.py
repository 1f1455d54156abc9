"""Right and left never change place: on the screen, in the record and in the facts that the rules read."""

from PySide6.QtCore import QPoint, Qt

from clinic_app.clinical.instruments.model import ItemKind
from clinic_app.domain.sides import BOTH_SIDES, Side
from clinic_app.services.assessing import recorded_facts
from clinic_app.ui.pages.exam.columns import columns_for, least_width
from clinic_app.ui.pages.exam.recorder import answer_of


def sided(exam):
    return [item for item in exam.grid.items() if item.field.sided]


def test_every_sided_item_answers_the_side_it_stands_on(exam) -> None:
    for item in sided(exam):
        for side in BOTH_SIDES:
            cell = exam.grid.row(item.field.id).cell(side)
            before = dict(exam.controller.record.answers)
            if item.kind is ItemKind.NUMBER:
                exam.at(item.field.id, side).keys("5", Qt.Key.Key_Return)
            else:
                cell.press_digit(1)
                if (item.field.id, "yes") == ("ex_clonus_sustained", "yes"):
                    cell.press_digit(1)
            added = exam.controller.record.answers.keys() - before.keys()
            assert [(key.field, key.side) for key in added] == [(item.field.id, side)]
            facts = recorded_facts({key: exam.controller.record.answers[key] for key in added})
            assert list(facts) == [f"{item.field.id}_{side}"]


def test_the_childs_right_stands_left_of_the_childs_left_in_every_row_and_direction(exam) -> None:
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        exam.page.setLayoutDirection(direction)
        for item in sided(exam):
            row = exam.grid.row(item.field.id)
            right, left = (row.widget(side).mapTo(exam.page, QPoint(0, 0)).x() for side in BOTH_SIDES)
            assert right < left, item.field.id
            assert row.widget(Side.RIGHT).geometry().right() < row.widget(Side.LEFT).geometry().left(), item.field.id


def test_columns_keep_the_pair_in_order_and_inside_at_any_width() -> None:
    for width in range(0, 2400, 37):
        for mirrored in (False, True):
            at = columns_for(width, mirrored=mirrored)
            assert at.right_rule < at.right < at.left_rule < at.left < at.past_left < at.expected
            assert at.right + at.answer_width <= at.left_rule
            assert at.left + at.answer_width <= at.past_left
            assert at.width == max(width, least_width())
            assert (at.item > at.expected) is mirrored


def test_both_sides_by_one_digit_is_the_same_answer_as_each_side_by_itself(exam) -> None:
    for item in sided(exam):
        for digit in range(10):
            answer = answer_of(item, digit)
            if answer is not None:
                assert item.option(str(answer.value)) is not None
                assert answer.scale == item.field.scale


def test_every_control_says_its_item_side_and_last_value(exam) -> None:
    spoken = exam.grid.cell_widget(exam.grid.row("ex_dtr_patellar").item.keys[0]).accessibleName()
    assert spoken == "Knee jerk, child’s right, grade 0 to 4, last visit 2+ average, not set"
    exam.at("ex_dtr_patellar").keys("3")
    spoken = exam.grid.cell_widget(exam.grid.row("ex_dtr_patellar").item.keys[0]).accessibleName()
    assert spoken.endswith("set to 3+ brisker than average")
    names = [exam.grid.row(item.field.id).widget(side).accessibleName() for item in sided(exam) for side in BOTH_SIDES]
    assert len(set(names)) == len(names)
    for item in sided(exam):
        row = exam.grid.row(item.field.id)
        assert "child’s right" in row.widget(Side.RIGHT).accessibleName()
        assert "child’s left" in row.widget(Side.LEFT).accessibleName()
