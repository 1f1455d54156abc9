"""The identity of the child, on every screen of the child."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.frame.banner_model import BannerModel
from clinic_app.ui.theme import TextStyle, current
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_HEIGHT = 54
_EDGE = 5
#: A longer name takes a second line; it is never cut.
_NAME_WIDTH = 300
#: Narrower than this, sex, weight and number give way; name, birth date, both ages and allergies stay.
_NARROW = 1000


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
    """54 pixels that never scroll away: name, sex, birth date, both ages, last weight, number, allergies, twin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("look", "banner")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(_HEIGHT))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(_EDGE + 14), 0, px(14), 0)
        self._row.setSpacing(px(18))
        self._secondary: list[QWidget] = []
        self._model: BannerModel | None = None

    @property
    def model(self) -> BannerModel | None:
        """The child shown now."""
        return self._model

    def show_child(self, model: BannerModel) -> None:
        """Show a child."""
        self.clear()
        self._model = model
        words = _("{surname}, {given}").format(surname=model.surname.upper(), given=model.given_name)
        name = PlainLabel(words, TextStyle.TITLE, wrap=True)
        name.setObjectName("banner:name")
        name.setProperty("weight", "name")
        name.ensurePolished()
        name.setFixedWidth(min(name.fontMetrics().horizontalAdvance(words) + px(4), px(_NAME_WIDTH)))
        self._row.addWidget(name)
        self.setAccessibleName(self._spoken(model, words))
        self._add_facts(model)
        self._row.addStretch(1)
        if model.twin:
            self._row.addWidget(Chip("banner:twin", model.twin, ChipKind.TWIN, icon_name="users"))
        if model.visit:
            kind, icon_name = (ChipKind.OK, "signature") if model.visit_signed else (ChipKind.ACCENT, "pencil")
            self._row.addWidget(Chip("banner:visit", model.visit, kind, icon_name=icon_name))
        self._row.setSpacing(px(18))
        self._fit()

    def _add_facts(self, model: BannerModel) -> None:
        corrected = (
            _("Corrected ({gestation})").format(gestation=model.gestation) if model.gestation else _("Corrected")
        )
        weight = _("Weight {day}").format(day=model.weight_day) if model.weight_day else _("Weight")
        allergy_ink = "danger" if model.has_allergy else ""
        for name, title, value, is_secondary in (
            ("sex", _("Sex"), model.sex, True),
            ("born", _("Born"), model.born, False),
            ("age", _("Age today"), model.age, False),
            ("corrected", corrected, model.corrected_age, False),
            ("weight", weight, model.weight, True),
            ("number", _("Number"), model.number, True),
            ("allergies", _("Allergies"), model.allergies, False),
        ):
            if not value:
                continue
            fact = _Fact(name, title, value, ink=allergy_ink if name == "allergies" else "")
            if is_secondary:
                self._secondary.append(fact)
            self._row.addWidget(fact)

    @staticmethod
    def _spoken(model: BannerModel, name: str) -> str:
        parts = [name, model.sex, _("born {day}").format(day=model.born), model.age]
        if model.corrected_age:
            parts.append(_("corrected {age}").format(age=model.corrected_age))
        return ", ".join(part for part in [*parts, model.number, model.twin] if part)

    def clear(self) -> None:
        """Show nobody, and keep nothing of whoever was shown."""
        self._model = None
        self._secondary.clear()
        self.setAccessibleName("")
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _fit(self) -> None:
        for fact in self._secondary:
            fact.setVisible(self.width() >= px(_NARROW))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        accent = current().colour("accent")
        at = self.width() - _EDGE if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0
        painter.fillRect(at, 0, _EDGE, self.height() - 1, accent)
        painter.end()
