"""The letterhead, and who reviewed the clinical content."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from clinic_app.domain.answers import Answer
from clinic_app.domain.clinic import Clinic
from clinic_app.domain.errors import ClinicError, UserError
from clinic_app.i18n import _
from clinic_app.services import clinic_settings
from clinic_app.services.context import Desk
from clinic_app.ui.pages.settings.review_dialog import ReviewDialog
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.notice_strip import NoticeStrip
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.text_field import TextField

_WIDTH = 720


class ClinicCard(Card):
    """Saved as a whole by its button, or when the screen is left; half a telephone number is never printed.

    Args:
        refusal: why the letterhead cannot be changed here, empty for who may.
        review_refusal: why a review cannot be recorded here, empty for who may.
    """

    #: The clinic as it is stored now.
    saved = Signal(object)

    def __init__(
        self, desk: Desk, runner: TaskRunner, clinic: Clinic, refusal: str, review_refusal: str,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Clinic, letterhead"), margins=(12, 10, 12, 12), spacing=10, parent=parent)
        self._desk, self._runner, self._clinic = desk, runner, clinic
        self._may, self._review_refusal = not refusal, review_refusal
        self.setObjectName("card:clinic")
        self._fields: dict[str, TextField] = {}
        self._prefix_is_open = True
        self.body.addWidget(self._make_form(refusal), 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._make_review(), 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.body.addLayout(self._make_buttons())
        self.show_clinic(clinic)

    def _make_form(self, refusal: str) -> QWidget:
        form = QWidget()
        form.setFixedWidth(px(_WIDTH))
        grid = QGridLayout(form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        note = refusal or _("Stands on every printed page and, from the next unlock on, on the unlock screen.")
        grid.addWidget(PlainLabel(note, ink="secondary", wrap=True), 0, 0, 1, 2)
        for key, label, row, column, span in (
            ("name", _("Name of the clinic"), 1, 0, 2),
            ("address", _("Address"), 2, 0, 2),
            ("phone", _("Telephone"), 3, 0, 1),
            ("out_of_hours_phone", _("Telephone out of hours, on family papers"), 3, 1, 1),
            ("prefix", _("Beginning of record numbers"), 4, 0, 1),
        ):
            field = TextField(f"field:clinic_{key}", label, label, max_characters=clinic_settings.LONGEST_LINE)
            field.set_read_only(not self._may)
            field.edit.textChanged.connect(self._on_typed)
            self._fields[key] = field
            grid.addWidget(field, row, column, 1, span)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return form

    def _make_review(self) -> NoticeStrip:
        self._notice = NoticeStrip("notice:review")
        self._notice.setFixedWidth(px(_WIDTH))
        self._review = ActionButton("button:open_review", _("Record my review"))
        self._review.clicked.connect(self._ask_review)
        self._review.setVisible(not self._review_refusal)
        self._notice.add_action(self._review)
        return self._notice

    def _make_buttons(self) -> QHBoxLayout:
        self._problem = PlainLabel("", TextStyle.SMALL, ink="danger", wrap=True)
        self._problem.setObjectName("problem:clinic")
        self._save = ActionButton("button:save_clinic", _("Save letterhead"), ButtonKind.PRIMARY)
        self._save.clicked.connect(self.save)
        self._save.setVisible(self._may)
        row = QHBoxLayout()
        row.addWidget(self._problem, 1)
        row.addWidget(self._save)
        return row

    def set_prefix_open(self, is_open: bool) -> None:
        """Whether the beginning of record numbers can still be chosen: until the first child is registered."""
        self._prefix_is_open = is_open
        self._show_prefix()

    def _show_prefix(self) -> None:
        prefix = self._fields["prefix"]
        prefix.set_read_only(not (self._prefix_is_open and self._may))
        if not self._prefix_is_open:
            prefix.show_hint(_("Children carry it in their record numbers: it stays."))

    def show_clinic(self, clinic: Clinic) -> None:
        """Show what is stored."""
        self._clinic = clinic
        for key, text in _texts(clinic).items():
            self._fields[key].set_problem("")
            self._fields[key].set_answer(Answer(text))
        self._show_prefix()
        if clinic.content_reviewed_by:
            words = _("Reviewed by {who}. Printed pages say so.").format(who=clinic.content_reviewed_by)
            self._notice.say(words, _("Clinical content"), icon_name="file-check", warning=False)
        else:
            words = _("No clinician of this clinic has recorded a review. Every printed page says so.")
            self._notice.say(
                f"{words} {self._review_refusal}".strip(), _("Clinical content"), icon_name="alert-circle", warning=True
            )
        self._review.set_words(_("Record a new review") if clinic.content_reviewed_by else _("Record my review"))
        self._on_typed()

    @property
    def typed(self) -> Clinic:
        """The clinic as it stands in the fields."""
        text = {key: field.edit.text().strip() for key, field in self._fields.items()}
        return replace(
            self._clinic,
            name=text["name"],
            address=text["address"],
            phone=text["phone"],
            out_of_hours_phone=text["out_of_hours_phone"],
            number_prefix=text["prefix"],
        )

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not stored yet."""
        return self._may and self.typed != self._clinic

    @Slot()
    def _on_typed(self) -> None:
        self._save.setEnabled(self.is_changed)

    @Slot()
    def save(self) -> None:
        """Store the letterhead, when something in it changed."""
        if not self.is_changed:
            return
        self._problem.setText("")
        self._runner.command(
            self._desk.run, clinic_settings.save_clinic, self.typed,
            owner=self, on_done=self._on_saved, on_failed=self._on_failed,
        )  # fmt: skip

    def _on_saved(self, clinic: Clinic) -> None:
        self.show_clinic(clinic)
        self.saved.emit(clinic)

    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, UserError) and problem.field in self._fields:
            self._fields[problem.field].set_problem(problem.message)
            self._fields[problem.field].focus_edit()
        elif isinstance(problem, ClinicError):
            self._problem.setText(str(problem))
        else:
            self._runner.failed.emit(problem)

    @Slot()
    def _ask_review(self) -> None:
        work = partial(self._desk.run, clinic_settings.record_content_review)
        dialog = ReviewDialog(self._desk.actor.name, work, self._runner, self)
        dialog.worked.connect(self._on_reviewed)
        dialog.open()

    @Slot(object)
    def _on_reviewed(self, clinic: Clinic) -> None:
        """Only the statement is new; what is typed and not saved yet stays."""
        typed = self.typed
        self.show_clinic(clinic)
        for key, text in _texts(typed).items():
            self._fields[key].set_answer(Answer(text))
        self.saved.emit(clinic)


def _texts(clinic: Clinic) -> dict[str, str]:
    """What each field shows, by the name that the use case calls it."""
    return {
        "name": clinic.name,
        "address": clinic.address,
        "phone": clinic.phone,
        "out_of_hours_phone": clinic.out_of_hours_phone,
        "prefix": clinic.number_prefix,
    }
