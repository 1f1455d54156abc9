"""A flag says how soon in a shape and in words, and why on request."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.services.explanations import Explanation, Input, Reference
from clinic_app.ui.widgets.flag_card import FlagCard, FlagView
from clinic_app.ui.widgets.level_mark import Level, level_pixmap
from clinic_app.ui.widgets.not_assessable_box import NotAssessableBox

FLAG = FlagView(
    id="RF-U12",
    level=Level.WEEKS,
    title="Asymmetry on examination, <b>right</b> leg",
    why=Explanation(
        "Asymmetry on examination, <b>right</b> leg",
        inputs=(Input("Knee jerk", "R 3+, L 2+"), Input("Born", "34+3", "18 Nov 2026 10:12, S. Quill")),
        would_change="Clears only if both sides are recorded equal.",
        version="Rule RF-U12 v3",
        sources=(Reference("NICE NG62", "https://example.org/ng62"), Reference("Novak 2017")),
        confidence="summary read",
    ),
)


def _words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def card(dressed: QApplication, qtbot: QtBot) -> FlagCard:
    made = FlagCard(FLAG)
    qtbot.addWidget(made)
    made.show()
    return made


def test_closed_it_says_what_and_how_soon(card: FlagCard) -> None:
    assert _words(card) == [FLAG.title, "Within 2 weeks"]
    assert card.accessibleName() == f"Within 2 weeks: {FLAG.title}"


def test_open_it_says_why(card: FlagCard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.disclosed) as told:
        card.findChild(QPushButton, "button:why:RF-U12").click()
    assert told.args == ["RF-U12", True]
    words = _words(card)
    assert {"Knee jerk: R 3+, L 2+", "Born: 34+3"} <= set(words)
    assert "Clears only if both sides are recorded equal." in words
    assert "Rule RF-U12 v3. NICE NG62; Novak 2017" in words
    assert "Confidence: summary read" in words


@pytest.mark.parametrize(
    ("button", "signal"), [("plan", "plan_requested"), ("dismiss", "dismiss_requested"), ("why_all", "all_requested")]
)
def test_its_buttons_carry_the_rule(card: FlagCard, qtbot: QtBot, button: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(card, signal)) as told:
        card.findChild(QPushButton, f"button:{button}:RF-U12").click()
    assert told.args == ["RF-U12"]


def test_an_answered_flag_shows_the_answer_and_no_buttons(dressed: QApplication, qtbot: QtBot) -> None:
    answered = FlagView("EX11", Level.PLAN, "Tonic neck reflex", answer="In plan, line 1")
    made = FlagCard(answered, expanded=True)
    qtbot.addWidget(made)
    made.show()
    assert "In plan, line 1" in _words(made)
    assert made.findChild(QPushButton, "button:plan:EX11") is None


def test_it_never_takes_the_focus(card: FlagCard) -> None:
    other = QPushButton("x", card.parentWidget())
    other.setFocus()
    FlagCard(FLAG, expanded=True).show()
    assert not card.hasFocus()


def test_every_control_is_named(card: FlagCard, assert_named: Callable[[QWidget], None]) -> None:
    card.set_expanded(True)
    assert_named(card)


def test_the_levels_differ_by_shape_and_not_by_colour_alone(dressed: QApplication) -> None:
    def shape(level: Level) -> tuple[bool, ...]:
        image = level_pixmap(level, 28).toImage()
        return tuple(image.pixelColor(x, y).alpha() > 127 for x in range(28) for y in range(28))

    assert len({shape(level) for level in Level}) == len(Level)
    assert len({level.words for level in Level}) == len(Level)


def test_what_could_not_be_judged_is_named(dressed: QApplication, qtbot: QtBot) -> None:
    box = NotAssessableBox("box:missing")
    qtbot.addWidget(box)
    box.show()
    box.set_missing(["head lag", "fontanelle"])
    assert "Not assessable yet, 2" in box.accessibleName()
    assert "head lag, fontanelle: not recorded." in _words(box)
    with qtbot.waitSignal(box.go_requested):
        box.findChild(QPushButton).click()
    box.set_missing([])
    assert box.isHidden()
