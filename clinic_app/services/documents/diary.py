"""The diary sheet: one line for each event, on the child's own side."""

from datetime import date

from clinic_app.domain.record import VisitRecord
from clinic_app.i18n import _, day_text
from clinic_app.services.chart import Chart
from clinic_app.services.documents.printable import Printable
from clinic_app.services.report_models import Diary, DiaryColumn, Labelled

_EPISODE_FIELDS = "ep_"


def diary_of(chart: Chart, visit: Printable) -> Diary | None:
    """A sheet for families who tell of events; ``None`` where no event was told."""
    if not (chart.episodes or _tells_of_events(visit.record)):
        return None
    name = visit.patient.given_name
    right, left, both = _("R"), _("L"), _("both")
    yes, no, not_tried = _("yes"), _("no"), _("not tried")
    return Diary(
        title=_("Diary of what you see"),
        subtitle=_subtitle(visit),
        how_to=(
            _("One line for each time. If there were several in a row, write how many in Notes."),
            _("It is fine to miss some. A day with none is worth writing too: put the date and “none”."),
        ),
        own_side=Labelled(
            _("R is {name}’s own right side.").format(name=name),
            _("When you face {name}, it is on your left, as in the picture.").format(name=name),
        ),
        right_words=(_("{name}’s").format(name=name), _("right (R)")),
        left_words=(_("{name}’s").format(name=name), _("left (L)")),
        columns=(
            DiaryColumn(_("Date"), 7, _("17 Nov")),
            DiaryColumn(_("Time"), 6.5, "7:10"),
            DiaryColumn(_("Just before"), 15, _("woke up, stretched")),
            DiaryColumn(_("How long, seconds"), 7.5, "6"),
            DiaryColumn(_("Which side?"), 11, right, (right, left, both)),
            DiaryColumn(_("Stopped when held gently?"), 16, yes, (yes, no, not_tried)),
            DiaryColumn(_("Video"), 6, yes, tick=True),
            DiaryColumn(_("Notes: face, eyes, colour"), 13, _("looked at me")),
        ),
        example_note=_("The first line is an example."),
    )


def _tells_of_events(record: VisitRecord) -> bool:
    return any(key.field.startswith(_EPISODE_FIELDS) for key in record.answers)


def _subtitle(visit: Printable) -> str:
    due: list[date] = [line.due for line in visit.record.plan if line.due is not None and line.due > visit.day]
    if not due:
        return _("Bring this page to the next visit")
    return _("Bring this page to the next visit, planned by {day}").format(day=day_text(max(due)))
