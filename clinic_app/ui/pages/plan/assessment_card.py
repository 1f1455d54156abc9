"""The left half: own words with findings, patterns to weigh, flags and their answers."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.domain.record import VisitRecord
from clinic_app.i18n import _, number_text
from clinic_app.services.assessing import Picture
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.planning import OfferedFinding, offered_findings
from clinic_app.services.tokens import finding_words
from clinic_app.ui.pages.flags.flag_words import LEVELS
from clinic_app.ui.pages.plan.finding_editor import MAX_CHARACTERS, FindingEditor
from clinic_app.ui.pages.plan.finding_picker import FindingPicker
from clinic_app.ui.pages.plan.flags_table import FlagsTable
from clinic_app.ui.pages.plan.patterns_table import PatternsTable
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.flow_layout import FlowLayout
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

#: So many findings that are not in the text yet are offered as chips; all of them stand in the list.
_MOST_CHIPS = 8


class AssessmentCard(Card):
    """Follows the record; the text that is being typed is left alone."""

    #: The own words, with tokens, as they are to be stored.
    text_changed = Signal(str)

    def __init__(self, knowledge: Knowledge, *, may_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(_("Assessment"), margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self.setObjectName("card:assessment")
        self._knowledge = knowledge
        self._may_write = may_write
        self._record = VisitRecord()
        self._findings: tuple[OfferedFinding, ...] = ()
        self.insert = ActionButton(
            "button:insert_finding", _("Insert finding"), ButtonKind.LINK, key="Ctrl+I", icon_name="plus"
        )
        self.insert.clicked.connect(self.pick_finding)
        self.insert.setEnabled(may_write)
        self.header_right.addWidget(self.insert)
        self.editor = FindingEditor(
            "plan_assessment", _("Assessment in your words"), _("What does it mean? Ctrl+I puts in a finding."),
            self._words,
        )  # fmt: skip
        self.editor.setReadOnly(not may_write)
        self.editor.stored_changed.connect(self.text_changed)
        self.editor.too_long.connect(self._on_too_long)
        self.patterns = PatternsTable(knowledge)
        self.flags = FlagsTable(may_write=may_write)
        self._build_ui()

    def _build_ui(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(10), px(8), px(10), px(8))
        column.setSpacing(px(4))
        column.addWidget(PlainLabel(_("In your words"), TextStyle.SMALL, ink="secondary"))
        column.addWidget(self.editor)
        self._hint = PlainLabel("", TextStyle.SMALL, ink="danger", wrap=True)
        self._hint.hide()
        column.addWidget(self._hint)
        column.addLayout(self._make_unused())
        column.addSpacing(px(4))
        column.addLayout(_heading(_("Flags and your answer"), _("each needs one before signing")))
        column.addWidget(self.flags)
        column.addSpacing(px(6))
        column.addLayout(_heading(_("Patterns to weigh"), _("lists, never sums; hidden when nothing fits")))
        column.addWidget(self.patterns)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("assessment_scroll")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)

    def _make_unused(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(6))
        self._unused_label = PlainLabel(_("Not used yet:"), TextStyle.SMALL, ink="muted")
        self._unused = QWidget()
        self._chips = FlowLayout(self._unused, px(5))
        row.addWidget(self._unused_label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._unused, 1)
        return row

    def show_record(self, record: VisitRecord, picture: Picture | None) -> None:
        """Show what was said and what the rules make of it."""
        self._record = record
        self.editor.set_stored_text(record.assessment)
        self.editor.refresh()
        if picture is None:
            return
        self.patterns.show_patterns(picture.assessment.patterns)
        self.flags.show_flags(picture, record)
        findings = offered_findings(record, picture, self._knowledge)
        if findings != self._findings:
            self._findings = findings
            self._show_unused()

    def commit(self) -> None:
        """Take over what is half typed."""
        self.editor.commit()

    @Slot()
    def pick_finding(self) -> None:
        """Open the list of findings at the cursor."""
        if not self._may_write:
            return
        self.editor.setFocus()
        picker = FindingPicker(self._findings, self.editor)
        picker.chosen.connect(self._on_chosen)
        below = self.editor.cursorRect().bottomLeft()
        picker.show_at(self.editor.viewport().mapToGlobal(below))

    @Slot(str)
    def _on_chosen(self, field_id: str) -> None:
        self.editor.insert_finding(field_id)
        self.editor.setFocus()
        self.editor.commit()

    @Slot(int)
    def _on_too_long(self, over: int) -> None:
        words = _("{over} characters more than the {limit} that fit: not taken over")
        self._hint.setText(words.format(over=number_text(over), limit=number_text(MAX_CHARACTERS)))
        self._hint.show()

    def _words(self, field_id: str) -> str:
        found = finding_words(field_id, self._record.answers, self._knowledge)
        return found or _("{item}: no longer recorded").format(item=self._knowledge.label(field_id))

    def _show_unused(self) -> None:
        self._hint.hide()
        while (item := self._chips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        unused = [one for one in self._findings if one.notable and not one.used]
        for one in unused[:_MOST_CHIPS]:
            level = LEVELS[one.urgency] if one.urgency is not None else None
            chip = Chip(f"chip:finding:{one.field_id}", one.words, ChipKind.FINDING, level=level)
            chip.setAccessibleName(_("Insert: {finding}").format(finding=one.words))
            chip.clicked.connect(lambda _checked=False, field_id=one.field_id: self._on_chosen(field_id))
            chip.setEnabled(self._may_write)
            self._chips.addWidget(chip)
        self._unused_label.setVisible(bool(unused))
        self._unused.setVisible(bool(unused))


def _heading(title: str, hint: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(px(8))
    row.addWidget(PlainLabel(title, TextStyle.STRONG))
    row.addWidget(PlainLabel(hint, TextStyle.SMALL, ink="muted"), 1)
    return row
