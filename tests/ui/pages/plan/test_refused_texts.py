"""A text that a field did not take stands before signing, is named, and is a press away."""

import pytest
from PySide6.QtCore import Qt

from clinic_app.domain.answers import ItemKey
from clinic_app.domain.record import typed_key
from clinic_app.domain.sides import Side
from clinic_app.ui.pages.page import Tab

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("key", "tab", "name"),
    [
        (ItemKey("weight_kg"), Tab.HISTORY, "Weight"),
        (ItemKey("ex_clonus_beats", Side.RIGHT), Tab.EXAM, "right"),
    ],
)
def test_signing_names_the_field_and_goes_there(plan, qtbot, key, tab, name) -> None:
    plan.keys((Qt.Key.Key_L, CTRL))
    plan.controller.write({typed_key(key): "half <b>a</b> number"})
    plan.settle()
    assert "1 field" in plan.find("check:typed").text()
    plan.keys((Qt.Key.Key_S, CTRL))
    qtbot.waitUntil(lambda: plan.jumps != [])
    assert plan.jumps == [(tab, str(key))]
    assert "not accepted" in plan.toast.words
    assert name in plan.toast.words
    assert "<b>" not in plan.toast.words


def test_the_line_before_signing_goes_to_the_field_and_goes_away_with_the_text(plan) -> None:
    plan.controller.write({typed_key(ItemKey("weight_kg")): "much"})
    plan.settle()
    plan.press("button:check:typed")
    assert plan.jumps == [(Tab.HISTORY, "weight_kg")]
    plan.controller.write({typed_key(ItemKey("weight_kg")): None})
    plan.settle()
    assert not plan.find("check:typed").isVisible()
