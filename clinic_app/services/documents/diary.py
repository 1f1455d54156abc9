"""The diary sheet: one line for each event, with the questions that matter for this episode."""

from collections.abc import Iterable
from datetime import date
from uuid import uuid4

from clinic_app.domain.ages import age_on
from clinic_app.domain.episodes import Episode, EpisodeId
from clinic_app.domain.episodes.sheet import shown
from clinic_app.domain.errors import NotFoundError
from clinic_app.domain.notes import canonical_json, digest
from clinic_app.domain.people import Actor
from clinic_app.domain.plans import PlanLine, PlanState
from clinic_app.domain.record import VisitRecord
from clinic_app.i18n import _, day_text
from clinic_app.services.access import Action
from clinic_app.services.assessing import Picture, assess_visit
from clinic_app.services.chart import Chart
from clinic_app.services.context import Context
from clinic_app.services.documents.diary_words import DiaryWords, limb_of
from clinic_app.services.documents.frame import blank_frame
from clinic_app.services.documents.printable import Printable
from clinic_app.services.episodes.diary_columns import asked_next
from clinic_app.services.episodes.diary_sheets import code_for
from clinic_app.services.report_models import Diary, DiaryDocument, Labelled

_EPISODE_FIELDS = "ep_"


def diary_sheet(context: Context, actor: Actor, chart: Chart, episode_id: EpisodeId | None) -> DiaryDocument:
    """A new sheet for one episode, as a document of its own. It is kept under its code, and logged.

    Args:
        episode_id: ``None`` for a child without an episode yet: a sheet that asks the usual questions and has no code.

    Raises ``NotFoundError`` for an episode that is not in the chart.
    """
    context.allow(actor, Action.PRINT)
    episode = next((one for one in chart.episodes if one.id == episode_id), None)
    if episode is None and episode_id is not None:
        raise NotFoundError("This episode is not in the record any more.")
    today = context.clock.today()
    picture = assess_visit(context, actor, chart, VisitRecord(), today)
    code = shown(code_for(context, actor, episode, str(uuid4()))) if episode is not None else ""
    planned = _planned((item.line for item in chart.plan if item.state is PlanState.OPEN), today)
    diary = _sheet_of(chart, episode, picture, code, planned)
    return _document(context, actor, chart, (diary,))


def diary_document(context: Context, actor: Actor, chart: Chart, diaries: tuple[Diary, ...]) -> DiaryDocument:
    """The sheets of a family plan by themselves: nothing on them waits for a signature."""
    context.allow(actor, Action.PRINT)
    return _document(context, actor, chart, diaries)


def diaries_of(context: Context, actor: Actor, chart: Chart, visit: Printable) -> tuple[Diary, ...]:
    """A sheet for each open episode; one without a code where only the visit tells of events; else none."""
    context.allow(actor, Action.PRINT)
    episodes = [one for one in chart.episodes if one.status.is_open]
    if not episodes and not _tells_of_events(visit.record):
        return ()
    picture = assess_visit(context, actor, chart, visit.record, visit.day)
    planned = _planned(visit.record.plan, visit.day)
    if not episodes:
        return (_sheet_of(chart, None, picture, "", planned),)
    return tuple(
        _sheet_of(chart, one, picture, shown(code_for(context, actor, one, visit.target)), planned) for one in episodes
    )


def _sheet_of(chart: Chart, episode: Episode | None, picture: Picture, code: str, planned: date | None) -> Diary:
    patient = chart.patient
    words = DiaryWords(patient.given_name, patient.sex, limb_of(episode))
    asked = asked_next(picture, episode)
    return Diary(
        title=_("Diary: {title}").format(title=episode.title) if episode is not None else _("Diary of what you see"),
        subtitle=_subtitle(planned),
        how_to=words.how_to(asked.questions),
        own_side=Labelled(*words.own_side()),
        right_words=(_("{name}’s").format(name=patient.given_name), _("right (R)")),
        left_words=(_("{name}’s").format(name=patient.given_name), _("left (L)")),
        columns=words.columns(asked.questions, asked.prompts),
        example_note=_("The first line is an example."),
        code=code,
        code_note=_("Please bring this sheet back, also when few lines are filled in.") if code else "",
    )


def _document(context: Context, actor: Actor, chart: Chart, diaries: tuple[Diary, ...]) -> DiaryDocument:
    now, patient = context.clock.now(), chart.patient
    age = age_on(patient.birth_date, patient.gestation, context.clock.today())
    sheets = {"child": patient.id, "sheets": [diary.code or diary.title for diary in diaries]}
    frame = blank_frame(chart.clinic, patient, age, digest(canonical_json(sheets)), actor.name, now)
    return DiaryDocument(frame, _("English"), diaries)


def _tells_of_events(record: VisitRecord) -> bool:
    return any(key.field.startswith(_EPISODE_FIELDS) for key in record.answers)


def _planned(lines: Iterable[PlanLine], after: date) -> date | None:
    return max((line.due for line in lines if line.due is not None and line.due > after), default=None)


def _subtitle(planned: date | None) -> str:
    if planned is None:
        return _("Bring this page to the next visit")
    return _("Bring this page to the next visit, planned by {day}").format(day=day_text(planned))
