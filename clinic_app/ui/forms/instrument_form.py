"""A whole form: its sections on the left, the chosen one in the middle."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.answers import Answers, ItemKey
from clinic_app.i18n import _
from clinic_app.ui.forms.field_slot import FieldSlot
from clinic_app.ui.forms.form_model import PAIRED, FormModel
from clinic_app.ui.forms.form_settings import FormSettings
from clinic_app.ui.forms.pending_mark import PendingMark
from clinic_app.ui.forms.section_form import SectionForm
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.rule_line import RuleLine
from clinic_app.ui.widgets.section_list import SectionList, SectionProgress

_LIST_WIDTH = 208
#: Labels named in the summary; the rest is counted.
_NAMED = 4


class InstrumentForm(QWidget):
    """Only the section that is shown holds widgets. What was typed and refused is kept and shown again.

    Args:
        model: what is asked. The form asks it at each change.
        settings: today, authors, birth date.
        refused: texts by item key that were refused before this form was made.
    """

    #: Item key, and the new ``Answer`` or ``None``.
    answer_changed = Signal(object, object)
    #: Item key and the text that stands in its field without being stored; empty once it is mended.
    text_refused = Signal(object, str)
    #: Id of the section that is shown now.
    section_shown = Signal(str)

    def __init__(
        self,
        model: FormModel,
        settings: FormSettings,
        refused: Mapping[ItemKey, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._settings = model, settings
        self._refused: dict[ItemKey, str] = dict(refused or {})
        self._before: Mapping[ItemKey, str] = {}
        self._corrected = ""
        self._section = ""
        self._form: SectionForm | None = None
        self._build_ui()
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self, lambda by=step: self.step(by), context=within)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        self._show_counts()
        self.show_section(model.sections[0].id)

    def _build_ui(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(10))
        row.addWidget(self._make_list())
        self._card = Card(" ", margins=(0, 0, 0, 0), spacing=0)
        if any(item.needed for section in self._model.sections for item in section.items):
            self._card.header_right.addWidget(PendingMark())
            self._card.header_right.addWidget(PlainLabel(_("still needed"), TextStyle.SMALL, ink="secondary"))
        self._holder = QVBoxLayout()
        self._card.body.addLayout(self._holder, 1)
        self._card.body.addWidget(RuleLine())
        self._about = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        self._about.setObjectName("form:about")
        self._about.setContentsMargins(px(14), px(5), px(14), px(5))
        self._about.setMinimumHeight(px(44))
        self._about.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        self._card.body.addWidget(self._about)
        row.addWidget(self._card, 1)

    def _make_list(self) -> Card:
        left = Card(margins=(0, 4, 0, 8))
        left.setFixedWidth(px(_LIST_WIDTH))
        self._list = SectionList("list:sections", _("Sections of the form"))
        self._list.section_chosen.connect(self.show_section)
        self._summary = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        self._summary.setObjectName("form:summary")
        self._summary.setContentsMargins(px(12), px(4), px(8), 0)
        left.body.addWidget(self._list, 1)
        left.body.addWidget(RuleLine())
        left.body.addWidget(self._summary)
        return left

    @property
    def section(self) -> str:
        """Id of the section that is shown."""
        return self._section

    @property
    def refused(self) -> Mapping[ItemKey, str]:
        """Texts that stand in fields and are not stored."""
        return {key: text for key, text in self._refused.items() if text}

    @property
    def summary(self) -> str:
        """The words under the list of sections."""
        return self._summary.text()

    @property
    def about(self) -> str:
        """The words about the question that has the keyboard."""
        return self._about.text()

    @Slot(str)
    def show_section(self, section_id: str) -> None:
        """Show a section; what was half typed in the one before is taken first."""
        if section_id == self._section:
            return
        self.commit()
        old = self._form
        form = SectionForm(self._model.section(section_id), self._model, self._settings, self._refused, self._before)
        form.answer_changed.connect(self.answer_changed)
        form.text_refused.connect(self._on_refused)
        self._section, self._form = section_id, form
        self._card.set_title(self._model.section(section_id).title)
        self._holder.addWidget(form)
        form.show()
        if old is not None:
            self._holder.removeWidget(old)
            old.hide()
            old.setParent(None)  # out of the page at once, with its names
            old.deleteLater()
        self._list.set_current(section_id)
        self.set_corrected(self._corrected)
        self._say_about(None)
        self.section_shown.emit(section_id)

    def step(self, by: int) -> None:
        """The next or previous section, and its first question."""
        ids = [section.id for section in self._model.asked]
        at = ids.index(self._section) + by if self._section in ids else 0
        if 0 <= at < len(ids):
            self.show_section(ids[at])
            self.focus_first()

    def show_answers(self, answers: Answers) -> None:
        """Show what is recorded now and how far each section is."""
        self._model.answers = answers
        if self._form is not None:
            self._form.show_model()
        self._show_counts()

    def show_before(self, before: Mapping[ItemKey, str]) -> None:
        """Answers of earlier visits in words, beside the fields."""
        self._before = before
        if self._form is not None:
            self._form.show_before(before)
        self._show_counts()

    def set_corrected(self, words: str) -> None:
        """The corrected age, beside the gestation."""
        self._corrected = words
        for first in PAIRED:
            slot = self._form.slot(ItemKey(first)) if self._form is not None else None
            if slot is not None:
                slot.show_corrected(words)

    def _show_counts(self) -> None:
        counts = self._model.counts()
        self._list.set_sections([SectionProgress(one.section, one.title, one.done, one.total) for one in counts])
        done, total = sum(one.done for one in counts), sum(one.total for one in counts)
        words = [_("{done} of {total} answered.").format(done=done, total=total)]
        if needed := [item.label for item in self._model.still_needed()]:
            named = ", ".join(needed[:_NAMED])
            more = _(" and {count} more").format(count=len(needed) - _NAMED) if len(needed) > _NAMED else ""
            say = _("{count} asked of every child and not answered yet: {items}.")
            words.append(say.format(count=len(needed), items=named + more))
        if self.refused:
            labels = ", ".join(self._label(key) for key in self.refused)
            words.append(_("Not saved as typed: {items}.").format(items=labels))
        self._summary.setText(" ".join(words))

    def _label(self, key: ItemKey) -> str:
        items = (item for section in self._model.sections for item in section.items)
        return next((item.label for item in items if item.field.id == key.field), key.field)

    @Slot(object, str)
    def _on_refused(self, key: ItemKey, text: str) -> None:
        self._refused[key] = text
        self._show_counts()
        self.text_refused.emit(key, text)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        slot = self._form.slot_with(new) if self._form is not None else None
        if slot is not None and self._form is not None:
            self._form.ensureWidgetVisible(slot, 0, px(30))
            self._say_about(slot)

    def _say_about(self, slot: FieldSlot | None) -> None:
        """How to ask or measure the question that has the keyboard, and who answered it when."""
        if slot is None:
            self._about.setText(self._model.section(self._section).hint.capitalize())
            return
        said = self._settings.said_by(slot.key) if slot.key in self._model.answers else ""
        parts = [slot.item.label, slot.item.how.rstrip("."), said]
        self._about.setText(". ".join(part for part in parts if part) + ".")

    def focus_item(self, target: str) -> bool:
        """Go to the field of an item, by field id, fact or item key; ``False`` when the form has none."""
        field_id = target.partition("@")[0]
        section_id = self._model.section_of(field_id)
        if section_id is None:
            return False
        self.show_section(section_id)
        slot = self._slot_of(field_id)
        if slot is not None:
            slot.show()
            slot.field.focus_edit()
        return True

    def _slot_of(self, field_id: str) -> FieldSlot | None:
        first = {second: first for first, second in PAIRED.items()}.get(field_id, field_id)
        for section in self._model.sections:
            for item in section.items:
                if first in (item.field.id, *item.field.facts) and self._form is not None:
                    return self._form.slot(item.keys[0])
        return None

    def focus_first(self) -> None:
        """Start typing."""
        if self._form is not None:
            self._form.focus_first()

    def commit(self) -> None:
        """Take what is half typed in the section that is shown."""
        if self._form is not None:
            self._form.commit()

    def problem_at(self, field_id: str, sentence: str) -> bool:
        """Go to a field and say a sentence beside it; ``False`` when the form has none."""
        if not self.focus_item(field_id):
            return False
        slot = self._slot_of(field_id)
        if slot is not None:
            slot.show_problem(sentence)
        return True
