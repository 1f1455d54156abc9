"""What the family takes home: plain words, when to get help, what happens next."""

from clinic_app.clinical.plan_templates import PlanTemplates, load_plan_templates
from clinic_app.domain.people import Actor
from clinic_app.i18n import _, day_text, long_day_text
from clinic_app.services.access import Action
from clinic_app.services.chart import Chart
from clinic_app.services.context import Context
from clinic_app.services.documents.diary import diaries_of
from clinic_app.services.documents.frame import document_frame
from clinic_app.services.documents.printable import Printable
from clinic_app.services.documents.printing_log import log_document
from clinic_app.services.documents.provenance import source_words
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.nutrition import family_food
from clinic_app.services.report_models import AdviceList, Contact, FamilyPlan, HelpBox, HelpLevel, PlanRow
from clinic_app.services.tokens import resolve_tokens

_QUESTION_LINES = 3


def family_plan(context: Context, actor: Actor, chart: Chart, visit: Printable) -> FamilyPlan:
    """The family's paper for ``visit``. Only words that a clinician wrote or approved by signing."""
    context.allow(actor, Action.PRINT)
    log_document(context, actor, visit, "family plan")
    templates = load_plan_templates()
    told = resolve_tokens(visit.record.family_note, visit.record.answers, context.knowledge)
    return FamilyPlan(
        frame=document_frame(chart.clinic, visit, actor.name, context.clock.now(), subtitle=_subtitle(visit)),
        first_name=visit.patient.given_name,
        language=_("English"),
        talked_about=tuple(part for part in told.split("\n") if part.strip()),
        next_steps=_next_steps(visit),
        help_boxes=_help_boxes(templates),
        advice=(*_food(context.knowledge, visit), _filming(templates)),
        contacts=_contacts(chart),
        question_lines=_QUESTION_LINES,
        made_by=_made_by(chart, visit, templates, context.knowledge),
        diaries=diaries_of(context, actor, chart, visit),
    )


def _subtitle(visit: Printable) -> str:
    if visit.signed is None:
        return _("After the visit on {day}").format(day=long_day_text(visit.day))
    return _("After the visit on {day} with {name}").format(day=long_day_text(visit.day), name=visit.signed[0])


def _next_steps(visit: Printable) -> tuple[PlanRow, ...]:
    lines = sorted(visit.record.plan, key=lambda line: (line.due is None, line.due))
    return tuple(
        PlanRow(
            _("By {day}").format(day=day_text(line.due)) if line.due is not None else _("No date yet"),
            line.what,
            line.who,
        )
        for line in lines
    )


def _help_boxes(templates: PlanTemplates) -> tuple[HelpBox, ...]:
    titles = {
        HelpLevel.AMBULANCE: _("Call an ambulance"),
        HelpLevel.SAME_DAY: _("Be seen the same day"),
        HelpLevel.AT_VISIT: _("Call us in the next days"),
    }
    nets = {HelpLevel(net.level): net for net in templates.safety_net}
    return tuple(
        HelpBox(level, titles[level], tuple(_sentence(item) for item in nets[level].items))
        for level in HelpLevel
        if level in nets
    )


def _food(knowledge: Knowledge, visit: Printable) -> tuple[AdviceList, ...]:
    """What is safe to eat at the age of the visit; nothing for a child to whom no such sentence speaks."""
    rules = family_food(knowledge, visit.age)
    return (AdviceList(_("Safe food at this age"), tuple(rule.text for rule in rules)),) if rules else ()


def _filming(templates: PlanTemplates) -> AdviceList:
    return AdviceList(_("Filming helps us"), tuple(_sentence(tip) for tip in templates.video_tips))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _made_by(chart: Chart, visit: Printable, templates: PlanTemplates, knowledge: Knowledge) -> tuple[str, ...]:
    """Who made the page and where its general advice comes from; what was talked about is the clinician's own."""
    signed = _("Signed by {name}.").format(name=visit.signed[0]) if visit.signed is not None else _("Not signed yet.")
    names = dict.fromkeys(source_words(name) for net in templates.safety_net for name in net.source)
    advice = _("When to get help, after: {sources}.").format(sources="; ".join(names))
    food = dict.fromkeys(source_words(rule.source) for rule in family_food(knowledge, visit.age))
    if food:
        advice += " " + _("Food, after: {sources}.").format(sources="; ".join(food))
    return (_("Made by {clinic}. {signed} {advice}").format(clinic=chart.clinic.name, signed=signed, advice=advice),)


def _contacts(chart: Chart) -> tuple[Contact, ...]:
    demo = _("demo") if chart.clinic.demo else ""
    numbers = (
        (_("Clinic phone"), chart.clinic.phone),
        (_("Night and weekend"), chart.clinic.out_of_hours_phone),
    )
    return tuple(Contact(label, number, demo) for label, number in numbers if number)
