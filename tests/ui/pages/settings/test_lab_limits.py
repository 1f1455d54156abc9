"""Laboratory limits in the settings: read beside what ships, set and removed with reasons, by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from clinic_app.domain.people import Role
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.plain_label import PlainLabel

HOSTILE = "<img src=x> O'Neil said so"
GLUCOSE = "lb_glucose_mmol"


def opened(settings, field: str = GLUCOSE) -> str:
    """Select a value and return everything that is said about it."""
    settings.page._sections.choose(4)
    assert settings.find("table:lab_limits", ClinicTable).select(field)
    settings.settle()
    inside = settings.find("scroll:lab_limit").widget()
    return "\n".join(label.text() for label in inside.findChildren(PlainLabel))


def row_of(settings, label: str) -> tuple[str, ...]:
    return next(row for row in settings.table("lab_limits") if row[0] == label)


def set_limit(settings) -> None:
    settings.press("button:open_lab_limit")
    for name, text in (("from_age", "29 d"), ("until_age", "18 y"), ("low", "54"), ("reason", HOSTILE)):
        settings.type(name, text)
    QTest.keyClick(settings.find("switch:unit"), Qt.Key.Key_Right)
    settings.press("button:lab_limit")
    settings.settle()


def test_what_ships_is_read_with_source_and_how_sure(settings) -> None:
    said = opened(settings)
    assert "day 0: 2.5 mmol/L or more (45 mg/dL or more) (AAP 2011, target on the first day)" in said
    assert "PES 2015" in said
    assert "HYPOGLY. How sure: knowledge" in said
    assert "No limit of its own" in said


def test_a_limit_is_set_beside_and_removed_again(settings) -> None:
    opened(settings)
    set_limit(settings)
    assert row_of(settings, "Glucose")[3] == "1 of its own"
    said = opened(settings)
    assert "from 29 days to under 18 years: 54 mg/dL or more" in said
    assert "2.6 mmol/L or more (47 mg/dL or more)" in said, "the shipped one stays in sight"
    assert f"“{HOSTILE}”, Dr Mara Tallow" in said
    settings.press("button:remove_lab_limit_0")
    settings.type("reason", "No longer in use")
    settings.press("button:lab_limit_remove")
    settings.settle()
    assert "2. shipped limits alone. “No longer in use”" in opened(settings)
    assert row_of(settings, "Glucose")[3] == "–"


def test_what_cannot_be_is_said_beside_its_field(settings) -> None:
    opened(settings)
    settings.press("button:open_lab_limit")
    settings.type("from_age", "one")
    settings.type("until_age", "18 y")
    settings.type("low", "3")
    settings.press("button:lab_limit")
    settings.settle()
    assert "Type an age" in settings.hint("from_age")
    settings.type("from_age", "1 m")
    settings.press("button:lab_limit")
    settings.settle()
    assert "at least 3 words" in settings.hint("reason")


def test_by_keyboard_alone(settings) -> None:
    settings.page._sections.choose(4)
    table = settings.find("table:lab_limits", ClinicTable)
    assert table.select("lb_na_mmol")
    settings.settle()
    table.setFocus()
    button = settings.find("button:open_lab_limit")
    for _step in range(6):
        if QApplication.focusWidget() is button:
            break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is button
    QTest.keyClick(button, Qt.Key.Key_Space)
    settings.find("dialog:lab_limit").activateWindow()  # a window manager does this
    QApplication.processEvents()
    assert QApplication.focusWidget() is settings.find("field:from_age_edit", QLineEdit)
    for text in ("1 y", "18 y", "136", "146"):
        QTest.keyClicks(QApplication.focusWidget(), text)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    reason = settings.find("field:reason_edit", QLineEdit)
    for _step in range(6):
        if QApplication.focusWidget() is reason:
            break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(reason, "Range of our laboratory")
    QTest.keyClick(reason, Qt.Key.Key_Return)
    settings.settle()
    assert row_of(settings, "Sodium")[3] == "1 of its own"


def test_who_may_not_set_a_limit_reads_it(open_settings) -> None:
    screen = open_settings(Role.PAEDIATRICIAN)
    assert "Limits are set by: Lead." in opened(screen)
    assert screen.page.findChildren(object, "button:open_lab_limit") == []
