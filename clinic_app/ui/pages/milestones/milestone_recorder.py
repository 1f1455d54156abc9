"""What a key or a press on the checklist records."""

from dataclasses import replace

from clinic_app.clinical.milestones import Checklist, Milestone, Source, Status
from clinic_app.domain.ages import age_on
from clinic_app.domain.attained import parse_attained
from clinic_app.domain.errors import UserError
from clinic_app.domain.record import typed_key
from clinic_app.i18n import _, day_text
from clinic_app.services.chart import Chart
from clinic_app.services.milestones import MilestoneBook, answer_patch, book_of, months_words
from clinic_app.ui.pages.exam.changes import Changes
from clinic_app.ui.record_controller import RecordController


class MilestoneRecorder:
    """Turns answers into entries of the record, one undoable step each.

    ``source`` is who says so for the next answer; it stays as it was chosen last.
    """

    def __init__(self, controller: RecordController, chart: Chart, checklist: Checklist) -> None:
        self._controller = controller
        self._changes = Changes(controller)
        self._chart = chart
        self._checklist = checklist
        self.source = Source.TOLD

    @property
    def book(self) -> MilestoneBook:
        """Everything said so far, this visit included."""
        chart, day = self._chart, self._controller.day
        return book_of(self._checklist, chart.patient, chart.observations, self._changes.answers, day)

    def answer(self, item: Milestone, status: Status | None) -> None:
        """Record an answer, ``None`` for not asked on purpose. Since when stays only with the answer it was said of."""
        held = self.book.today.get(item.id)
        same = held is not None and held.status is not None and status is not None and held.status is status
        source = held.source if held is not None and held.source is not None else self.source
        self._changes.give(answer_patch(item, status, source, held.since_days if same and held is not None else None))
        self._forget_typed(item)

    def correct_lost(self, item: Milestone) -> None:
        """Yes, and the earlier "lost" was a mistake: said beside the answer."""
        patch = answer_patch(item, Status.YES, self.source, None)
        answer = patch[item.key]
        if answer is not None:
            patch[item.key] = replace(answer, comment=_("the earlier “lost” was recorded by mistake"))
        self._changes.give(patch)

    def clear(self, item: Milestone) -> None:
        """Take the answer back, with its source and since."""
        self._changes.give(dict.fromkeys(item.keys))
        self._forget_typed(item)

    def next_source(self, item: Milestone | None) -> Source:
        """Seen here, told by the family: of the item where it is answered, and for the next answers."""
        said = self.book.today.get(item.id) if item is not None else None
        if item is not None and said is not None and said.status is not None:
            self.source = Source.TOLD if said.source is Source.SEEN else Source.SEEN
            self._changes.give(answer_patch(item, said.status, self.source, said.since_days))
        else:
            self.source = Source.TOLD if self.source is Source.SEEN else Source.SEEN
        return self.source

    def read_since(self, text: str) -> int | None:
        """Days since birth of a typed age or date, ``None`` for blanks. Raises ``UserError`` where it cannot be."""
        if not text.strip():
            return None
        patient = self._chart.patient
        age = age_on(patient.birth_date, patient.gestation, self._controller.day)
        return parse_attained(text, patient.birth_date, self._controller.day, age.correction_days)

    def echo(self, days: int) -> str:
        """How a typed age was read: ``7.0 m, 5.8 m corrected, about 14 Oct 2026``."""
        patient = self._chart.patient
        book = self.book
        day = book.day_of(days)
        age = age_on(patient.birth_date, patient.gestation, day)
        words = [months_words(age.chron_months)]
        if age.use_corrected:
            words.append(_("{age} corrected").format(age=months_words(age.corrected_months)))
        return _("Read as {ages}, {day}").format(ages=", ".join(words), day=day_text(day))

    def keep_since(self, item: Milestone, text: str) -> int | None:
        """Record since when. What cannot be is kept as typed, and ``UserError`` says why."""
        said = self.book.today.get(item.id)
        try:
            days = self.read_since(text)
        except UserError:
            self._controller.write({typed_key(item.since_key): text})
            raise
        self._forget_typed(item)
        if said is not None and said.status is not None:
            given = answer_patch(item, said.status, said.source, days)
            self._changes.give({item.since_key: given[item.since_key]})
        return days

    def typed(self, item: Milestone) -> str:
        """A text that was refused and is still to be corrected."""
        return str(self._controller.value_of(typed_key(item.since_key)) or "")

    def undo(self) -> bool:
        """Take the last step back."""
        return self._changes.undo()

    def _forget_typed(self, item: Milestone) -> None:
        if self.typed(item):
            self._controller.write({typed_key(item.since_key): None})
