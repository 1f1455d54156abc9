"""Choosing a finding to put into the text."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from clinic_app.i18n import _

_FIELD_ROLE = Qt.ItemDataRole.UserRole


class InsertDialog(QDialog):
    """Type to filter, Enter inserts."""

    #: The field that was chosen.
    chosen = Signal(str)

    def __init__(self, findings: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings = findings
        self.setObjectName("dialog:insert_finding")
        self.setWindowTitle(_("Insert a finding"))
        self.setAccessibleName(_("Insert a finding"))
        self.resize(420, 360)
        column = QVBoxLayout(self)
        self._edit = QLineEdit()
        self._edit.setObjectName("field:filter_findings")
        self._edit.setAccessibleName(_("Part of a finding’s name"))
        self._edit.setPlaceholderText(_("Part of a finding’s name"))
        self._list = QListWidget()
        self._list.setObjectName("list:findings")
        self._list.setAccessibleName(_("Findings of today"))
        column.addWidget(self._edit)
        column.addWidget(self._list)
        self._edit.textChanged.connect(self._fill)
        self._edit.returnPressed.connect(self._choose)
        self._list.itemActivated.connect(lambda _item: self._choose())
        self._fill("")

    @Slot(str)
    def _fill(self, typed: str) -> None:
        self._list.clear()
        for field, words in self._findings.items():
            if typed.casefold() in words.casefold():
                item = QListWidgetItem(words)
                item.setData(_FIELD_ROLE, field)
                self._list.addItem(item)
        self._list.setCurrentRow(0)

    @Slot()
    def _choose(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.accept()
            self.chosen.emit(str(item.data(_FIELD_ROLE)))
