"""The clinician summary of one visit."""

from clinic_app.clinical.hine_instrument import is_hine_field
from clinic_app.clinical.instruments.model import Section
from clinic_app.domain.ages import age_on
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.people import Actor
from clinic_app.domain.record import VisitRecord
from clinic_app.i18n import _, day_text, short_day_text
from clinic_app.services import overview
from clinic_app.services.access import Action
from clinic_app.services.chart import Chart
from clinic_app.services.context import Context
from clinic_app.services.documents import flags
from clinic_app.services.documents.events import weekly_events
from clinic_app.services.documents.examination import exam_sections, not_examined_sentence
from clinic_app.services.documents.forms import form_sections
from clinic_app.services.documents.frame import document_frame
from clinic_app.services.documents.growth import growth_picture, growth_rows, points_until
from clinic_app.services.documents.hine import hine_sections, hine_sentence
from clinic_app.services.documents.milestones import milestones_part
from clinic_app.services.documents.printable import Printable
from clinic_app.services.documents.printing_log import log_document
from clinic_app.services.documents.provenance import provenance, rule_sets, sources
from clinic_app.services.documents.reasons import reason_groups
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.nutrition_record import has_nutrition, lab_rows, nutrition_json, nutrition_lines
from clinic_app.services.projection import answers_of
from clinic_app.services.report_models import ChangedFinding, ClinicianSummary, Labelled, PlanRow
from clinic_app.services.tokens import resolve_tokens
from clinic_app.services.views import VisitSummary

_DEVELOPMENT = "development"
#: Said in the reason already.
_PRINTED_ABOVE = frozenset({"hx_concern"})


def clinician_summary(
    context: Context, actor: Actor, chart: Chart, visit: Printable, *, reasons: bool = False
) -> ClinicianSummary:
    """Everything the summary of ``visit`` says, ready to be laid out; with ``reasons`` also why it says so."""
    context.allow(actor, Action.PRINT)
    log_document(context, actor, visit, "clinician summary")
    knowledge = context.knowledge
    sections = exam_sections(knowledge, visit)
    points = points_until(chart, visit)
    picture, growth_caption = growth_picture(visit, points)
    events, events_caption = weekly_events(chart, visit.day)
    since, rows = _compared(knowledge, chart, visit)
    nutrition = visit.picture
    if not has_nutrition(nutrition):  # sealed before notes kept it
        nutrition = nutrition_json(knowledge, chart, visit.patient, visit.record, visit.age)
    return ClinicianSummary(
        frame=document_frame(chart.clinic, visit, actor.name, context.clock.now()),
        identity_notes=_identity_notes(chart, visit),
        reason=tuple(dict.fromkeys(text for text in (visit.reason, visit.record.text("hx_concern")) if text)),
        assessment=_assessment(knowledge, visit.record),
        flags=flags.flag_lines(knowledge, visit),
        flags_summary=flags.flags_summary(visit),
        taken_back=flags.taken_back_lines(knowledge, visit),
        previous_visit=since,
        changes=rows,
        not_examined=not_examined_sentence(sections),
        hine=hine_sentence(visit),
        growth_chart=picture,
        growth_caption=growth_caption,
        events_chart=events,
        events_caption=events_caption,
        plan=plan_rows(visit),
        history=(*_history(knowledge, visit, _DEVELOPMENT, inside=False), *_elsewhere(knowledge, visit)),
        examination=(*sections, *hine_sections(knowledge, visit), *form_sections(knowledge, visit)),
        development=_history(knowledge, visit, _DEVELOPMENT, inside=True),
        milestones=milestones_part(knowledge, chart, visit),
        growth=growth_rows(visit.patient, points),
        nutrition=nutrition_lines(nutrition),
        laboratory=lab_rows(nutrition),
        not_assessable=flags.undecided_rules(knowledge, visit),
        dismissed=flags.dismissed_flags(visit),
        patterns=flags.pattern_lines(knowledge, visit),
        addenda=tuple(
            Labelled(_("{day}, {name}:").format(day=day_text(one.written_at.date()), name=one.author_name), one.text)
            for one in visit.addenda
        ),
        provenance=provenance(knowledge, visit),
        rules=rule_sets(context, visit),
        sources=sources(knowledge, visit),
        reasons=reason_groups(knowledge, chart, visit, points) if reasons else (),
    )


def _assessment(knowledge: Knowledge, record: VisitRecord) -> tuple[str, ...]:
    text = resolve_tokens(record.assessment, record.answers, knowledge)
    return tuple(part for part in text.split("\n") if part.strip())


def _identity_notes(chart: Chart, visit: Printable) -> tuple[Labelled, ...]:
    notes = []
    letter = visit.patient.birth_order or chart.patient.birth_order
    for twin in chart.twins:
        text = _("{name} (twin {letter}, {number}) has a chart of their own.")
        words = text.format(name=f"{twin.given_name} {twin.family_name}", letter=twin.birth_order, number=twin.number)
        notes.append(Labelled(_("Twin {letter}.").format(letter=letter), words))
    allergies = visit.patient.allergies
    notes.append(Labelled(_("Allergies:"), f"{allergies if allergies is not None else _('not asked')}."))
    gestation = visit.patient.gestation
    born = _("gestation not known") if gestation is None else _("{gestation} weeks").format(gestation=gestation)
    notes.append(Labelled(_("Born at:"), f"{born}."))
    return tuple(notes)


def _compared(knowledge: Knowledge, chart: Chart, visit: Printable) -> tuple[str, tuple[ChangedFinding, ...]]:
    """The examination beside the last signed visit before this one."""
    last = _visit_before(chart, visit)
    findings = chart.findings_of(last.note_id) if last is not None and last.note_id is not None else {}
    before = answers_of(findings, knowledge.fields)
    rows = overview.compare(knowledge, visit.record.answers, before)
    found = tuple(
        ChangedFinding(row.item, row.before, row.right or row.value, row.left, "" if row.value else _sides(row))
        for row in rows
    )
    since = _("No earlier visit") if last is None else _("{day} (R / L)").format(day=short_day_text(last.day))
    return since, found


def _visit_before(chart: Chart, visit: Printable) -> VisitSummary | None:
    """The last visit that was signed before this one was, or before now for a draft."""
    signed = [
        (one.day, one.signed_at, one)
        for one in chart.visits
        if one.signed_at is not None and one.note_id != visit.target and one.day <= visit.day
        if visit.signed is None or one.signed_at < visit.signed[1]
    ]
    return max(signed, key=lambda one: one[:2])[2] if signed else None


def _sides(row: overview.ComparedRow) -> str:
    return _("sides differ") if row.right != row.left else ""


def plan_rows(visit: Printable) -> tuple[PlanRow, ...]:
    """Plan lines by date, with the child's corrected age on that day where it counts."""
    lines = sorted(visit.record.plan, key=lambda line: (line.due is None, line.due))
    rows = []
    for line in lines:
        when = _("No date")
        if line.due is not None:
            when = _("By {day}").format(day=day_text(line.due))
            age = age_on(visit.patient.birth_date, visit.patient.gestation, max(line.due, visit.patient.birth_date))
            when += f" ({age.corrected_text} corr.)" if age.use_corrected else f" ({age.text})"
        rows.append(PlanRow(when, line.what, line.who, line.why))
    return tuple(rows)


def _history(knowledge: Knowledge, visit: Printable, section: str, *, inside: bool) -> tuple[Labelled, ...]:
    """Recorded intake answers by section, that section or all the others. What nobody asked is not listed."""
    parts = [part for part in knowledge.intake.sections if (part.id == section) is inside]
    said = [(part.title, _answers_of(knowledge, visit, part)) for part in parts]
    return tuple(Labelled(f"{title}:", "; ".join(answers)) for title, answers in said if answers)


def _answers_of(knowledge: Knowledge, visit: Printable, part: Section) -> list[str]:
    words = []
    for key in (key for item in part.items for key in item.keys if key.field not in _PRINTED_ABOVE):
        answer = visit.record.answers.get(key)
        if answer is not None:
            words.append(_said(knowledge, key, answer))
    return words


def _said(knowledge: Knowledge, key: ItemKey, answer: Answer) -> str:
    """A question or item with its answer, the mark of an unusual value, and the comment."""
    name = knowledge.name_of(key)
    mark = _(" (unusual, confirmed)") if answer.confirmed_unusual else ""
    comment = f" ({answer.comment})" if answer.comment else ""
    return f"{name}{'' if name.endswith('?') else ':'} {knowledge.value_words(key.field, answer)}{mark}{comment}"


def _elsewhere(knowledge: Knowledge, visit: Printable) -> tuple[Labelled, ...]:
    """Answers that no form of today asks for: a sealed finding prints even when its item was withdrawn."""
    forms = (knowledge.exam, knowledge.intake, knowledge.nutrition, knowledge.registration, knowledge.hine)
    named = (*forms, *knowledge.further_forms)
    asked = {item.field.id for form in named for item in form.items} | knowledge.milestones.by_field.keys()
    said = [
        _said(knowledge, key, answer)
        for key, answer in visit.record.answers.items()
        if key.field not in asked and not is_hine_field(key.field)
    ]
    return (Labelled(_("Also recorded:"), "; ".join(said)),) if said else ()
