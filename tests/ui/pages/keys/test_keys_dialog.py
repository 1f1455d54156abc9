"""The list of shortcuts."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from clinic_app.ui.pages.keys.keys_dialog import KeysDialog
from clinic_app.ui.widgets.key_cap import KeyCap


def test_the_list_names_the_keys_and_escape_closes_it(dressed, qtbot, assert_named) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = KeysDialog(window)
    dialog.open()
    keys = {cap.text for cap in dialog.findChildren(KeyCap)}
    assert {"Ctrl+K", "Ctrl+N", "Ctrl+P", "Ctrl+T", "Ctrl+Shift+L", "?", "N", "Ctrl+S"} <= keys
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel))
    assert_named(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
