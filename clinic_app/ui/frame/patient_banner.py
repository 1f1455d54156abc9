"""The identity of the child, on every screen of the child."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.frame.banner_model import BannerModel
from clinic_app.ui.theme import TextStyle, current, watcher
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.disclosure_button import DisclosureButton
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_HEIGHT = 54
_EDGE = 5
#: A longer name takes a second line; it is never cut.
_NAME_WIDTH = 300
_SECOND_LINE = 24
#: What moves to the second line first.
_GIVES_WAY = ("sex", "number", "weight", "visit", "allergies")


class _Fact(QWidget):
    """A small word above the value it names."""

    def __init__(self, name: str, title: str, value: str, *, ink: str = "") -> None:
        super().__init__()
        self.setObjectName(f"banner:{name}")
        self.setAccessibleName(f"{title} {value}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(PlainLabel(title, TextStyle.SMALL, ink="secondary"))
        column.addWidget(PlainLabel(value, TextStyle.STRONG, ink=ink))
        column.addStretch(1)


class PatientBanner(QFrame):
    """54 pixels that never scroll away: name, sex, birth date, both ages, last weight, number, allergies, twin.

    Where the window is too narrow for all of them, name, birth date, both ages and twin stay and the rest stands on a
    second line that one button opens.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("look", "banner")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._model: BannerModel | None = None
        self._parts: dict[str, QWidget] = {}
        self._more = DisclosureButton("banner:more", _("More"), _("More about this child"), self)
        self._more.toggled.connect(self._fit)
        self._second = PlainLabel("", TextStyle.SMALL, wrap=True)
        self._second.setObjectName("banner:second")
        self._row = QHBoxLayout()
        self._row.setSpacing(px(18))
        column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(px(_EDGE + 14), 0, px(14), 1)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addWidget(self._second)
        watcher().changed.connect(self._on_theme_changed)
        self._fit()

    @property
    def model(self) -> BannerModel | None:
        """The child shown now."""
        return self._model

    def show_child(self, model: BannerModel) -> None:
        """Show a child."""
        self.clear()
        self._model = model
        words = _("{surname}, {given}").format(surname=model.surname.upper(), given=model.given_name)
        self.setAccessibleName(_spoken(model, words))
        self._row.addWidget(_name_label(words))
        for name, title, value in _facts_of(model):
            ink = "danger" if name == "allergies" and model.has_allergy else ""
            self._add(name, _Fact(name, title, value, ink=ink))
        self._row.addStretch(1)
        if model.twin:
            self._add("twin", Chip("banner:twin", model.twin, ChipKind.TWIN, icon_name="users"))
        if model.visit:
            kind, icon_name = (ChipKind.OK, "signature") if model.visit_signed else (ChipKind.ACCENT, "pencil")
            self._add("visit", Chip("banner:visit", model.visit, kind, icon_name=icon_name))
        self._row.addWidget(self._more)
        self._fit()

    def clear(self) -> None:
        """Show nobody, and keep nothing of whoever was shown."""
        self._model = None
        self._parts = {}
        self._second.setText("")
        self._more.setChecked(False)
        self.setAccessibleName("")
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._more:
                widget.hide()
                widget.deleteLater()

    @Slot()
    def _on_theme_changed(self) -> None:
        """Another text size needs other widths."""
        if self._model is not None:
            self.show_child(self._model)
        self._fit()

    def _add(self, name: str, part: QWidget) -> None:
        self._parts[name] = part
        self._row.addWidget(part)

    @Slot()
    def _fit(self) -> None:
        """Move what does not fit to the second line, least needed first."""
        for part in self._parts.values():
            part.show()
        moved: list[str] = []
        candidates = [name for name in _GIVES_WAY if name in self._parts]
        while candidates and self._needed_width(moved) > self.width():
            name = candidates.pop(0)
            moved.append(name)
            self._parts[name].hide()
        self._more.setVisible(bool(moved))
        self._second.setText("  ·  ".join(self._parts[name].accessibleName() for name in reversed(moved)))
        self._second.setVisible(bool(moved) and self._more.isChecked())
        self.setFixedHeight(px(_HEIGHT) + (px(_SECOND_LINE) if not self._second.isHidden() else 0))

    def _needed_width(self, moved: Sequence[str]) -> int:
        parts = [part for name, part in self._parts.items() if name not in moved]
        parts += [self._more] if moved else []
        name = self.findChild(PlainLabel, "banner:name")
        named = name.width() if name is not None else 0
        return named + sum(part.sizeHint().width() + px(18) for part in parts) + px(_EDGE + 28)

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        """Narrower windows move facts instead of growing."""
        return QSize(px(_NAME_WIDTH), px(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        at = self.width() - _EDGE if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0
        painter.fillRect(at, 0, _EDGE, self.height() - 1, current().colour("accent"))
        painter.end()


def _name_label(words: str) -> PlainLabel:
    name = PlainLabel(words, TextStyle.TITLE, wrap=True)
    name.setObjectName("banner:name")
    name.setProperty("weight", "name")
    name.ensurePolished()
    name.setFixedWidth(min(name.fontMetrics().horizontalAdvance(words) + px(4), px(_NAME_WIDTH)))
    return name


def _facts_of(model: BannerModel) -> list[tuple[str, str, str]]:
    """Id, title and value of everything that is known."""
    corrected = _("Corrected ({gestation})").format(gestation=model.gestation) if model.gestation else _("Corrected")
    weight = _("Weight {day}").format(day=model.weight_day) if model.weight_day else _("Weight")
    facts = [
        ("sex", _("Sex"), model.sex),
        ("born", _("Born"), model.born),
        ("age", _("Age today"), model.age),
        ("corrected", corrected, model.corrected_age),
        ("weight", weight, model.weight),
        ("number", _("Number"), model.number),
        ("allergies", _("Allergies"), model.allergies),
    ]
    return [fact for fact in facts if fact[2]]


def _spoken(model: BannerModel, name: str) -> str:
    parts = [name, model.sex, _("born {day}").format(day=model.born), model.age]
    if model.corrected_age:
        parts.append(_("corrected {age}").format(age=model.corrected_age))
    return ", ".join(part for part in [*parts, model.number, model.twin] if part)
