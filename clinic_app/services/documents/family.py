"""What the family takes home: plain words, when to get help, what happens next."""

from clinic_app.clinical.plan_templates import load_plan_templates
from clinic_app.domain.people import Actor
from clinic_app.i18n import _, day_text
from clinic_app.services.access import Action
from clinic_app.services.chart import Chart
from clinic_app.services.context import Context
from clinic_app.services.documents.frame import document_frame
from clinic_app.services.documents.printable import Printable
from clinic_app.services.report_models import AdviceList, Contact, FamilyPlan, HelpBox, HelpLevel, PlanRow


def family_plan(context: Context, actor: Actor, chart: Chart, visit: Printable) -> FamilyPlan:
    """The family's paper for ``visit``. Only words that a clinician wrote or approved by signing."""
    context.allow(actor, Action.PRINT)
    templates = load_plan_templates()
    titles = {
        HelpLevel.AMBULANCE: _("Call an ambulance"),
        HelpLevel.SAME_DAY: _("Be seen the same day"),
        HelpLevel.AT_VISIT: _("Tell us in the next days"),
    }
    nets = {HelpLevel(net.level): net for net in templates.safety_net}
    signed = _("Signed by {name}.").format(name=visit.signed[0]) if visit.signed is not None else _("Not signed yet.")
    return FamilyPlan(
        frame=document_frame(chart.clinic, visit, actor.name, context.clock.now()),
        first_name=visit.patient.given_name,
        language=_("English"),
        talked_about=tuple(part for part in visit.record.family_note.split("\n") if part.strip()),
        next_steps=_next_steps(visit),
        help_boxes=tuple(HelpBox(level, titles[level], nets[level].items) for level in HelpLevel if level in nets),
        advice=(AdviceList(_("Filming helps us"), templates.video_tips),),
        contacts=_contacts(chart),
        question_lines=3,
        made_by=(_("Made by {clinic}. {signed}").format(clinic=chart.clinic.name, signed=signed),),
    )


def _next_steps(visit: Printable) -> tuple[PlanRow, ...]:
    lines = sorted(visit.record.plan, key=lambda line: (line.due is None, line.due))
    return tuple(
        PlanRow(
            _("By {day}").format(day=day_text(line.due)) if line.due is not None else _("Soon"), line.what, line.who
        )
        for line in lines
    )


def _contacts(chart: Chart) -> tuple[Contact, ...]:
    demo = _("demo") if chart.clinic.demo else ""
    numbers = (
        (_("Clinic phone"), chart.clinic.phone),
        (_("Night and weekend"), chart.clinic.out_of_hours_phone),
    )
    return tuple(Contact(label, number, demo) for label, number in numbers if number)
