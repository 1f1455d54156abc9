"""Why a HINE score is what it is, and which limits it is held against at this age and risk."""

from decimal import Decimal

from clinic_app.clinical.hine import low_risk_p10
from clinic_app.clinical.hine_form import MAX_LEVEL, HineForm, load_hine
from clinic_app.clinical.hine_form import Reading as Limit
from clinic_app.domain.ages import DAYS_PER_MONTH
from clinic_app.domain.people import Patient
from clinic_app.i18n import _
from clinic_app.services.explanations.model import Explanation, Input, Reference, references
from clinic_app.services.explanations.trail import Trail
from clinic_app.services.hine import CP_RISK, HineVisit, item_labels, plain, sum_words
from clinic_app.services.knowledge import Knowledge

#: An end of a span in the form's file that takes the whole month in.
_JUST_OVER = Decimal("0.01")


def explain_hine(
    knowledge: Knowledge, patient: Patient, visit: HineVisit, cp_risk: object = None, trail: Trail | None = None
) -> Explanation:
    """The sums by section, the bounds, and every limit that speaks at this corrected age, with the risk it asks for.

    ``cp_risk`` is the fact ``hx_cp_risk`` as the score was read with: ``yes``, ``no``, anything else is unknown.
    """
    form = load_hine()
    limits = [one for one in form.readings if one.suits(form.months(visit.age))]
    ids = dict.fromkeys(one.source for one in limits)
    return Explanation(
        title=_("HINE: {sum}").format(sum=sum_words(visit.score)),
        said=tuple(one.text for one in visit.score.reading),
        inputs=(*_sections(form, visit), *_who(patient, visit, cp_risk, trail)),
        working=(*_sums(form, visit), *_bounds(form, patient, visit), *(_limit(one, cp_risk) for one in limits)),
        sources=(Reference(form.source), *references(tuple(ids), knowledge.content.sources)),
        confidence=_("form {form}; {limits}").format(
            form=form.confidence, limits=", ".join(dict.fromkeys(one.confidence for one in limits)) or _("no limit")
        ),
        version=_("HINE form {form}, content version {version}").format(form=form.form_version, version=form.version),
        would_change=_would_change(visit),
    )


def _sections(form: HineForm, visit: HineVisit) -> tuple[Input, ...]:
    found = []
    for section in form.sections:
        held = visit.score.subtotals[section.id]
        words = _("{sum} of {possible} ({scored} of {items} items scored)").format(
            sum=plain(held.sum), possible=held.possible, scored=held.scored, items=held.items
        )
        found.append(Input(section.title, words if held.scored else _("nothing scored")))
    return tuple(found)


def _who(patient: Patient, visit: HineVisit, cp_risk: object, trail: Trail | None) -> tuple[Input, ...]:
    risk = {"yes": _("recorded"), "no": _("none")}.get(str(cp_risk), _("not recorded"))
    origin = trail.of_fact(CP_RISK) if trail is not None and cp_risk in ("yes", "no") else ""
    count = visit.score.asymmetry_count
    asymmetries = _("not recorded") if count is None else str(count)
    named = ", ".join(item_labels(visit.asymmetric))
    born = _("{weeks} weeks").format(weeks=patient.gestation) if patient.gestation else _("not known")
    return (
        Input(_("Asymmetries"), f"{asymmetries} ({named})" if named else asymmetries),
        Input(_("Corrected age"), visit.age.corrected_text or visit.age.text, _("from birth date and gestation")),
        Input(_("Born at"), born),
        Input(_("Risk factor for cerebral palsy"), risk, origin),
    )


def _sums(form: HineForm, visit: HineVisit) -> tuple[str, ...]:
    sums = [visit.score.subtotals[section.id].sum for section in form.sections]
    shown = " + ".join(plain(one) for one in sums)
    most = MAX_LEVEL * len(form.items)
    rule = _("Each of {items} items scores 0 to {level}; sides count by their mean; a missing item is never 0.")
    total = _("Sum of the sections: {shown} = {sum}. The most is {most}; a total only when every item is scored.")
    return (
        rule.format(items=len(form.items), level=MAX_LEVEL),
        total.format(shown=shown, sum=plain(visit.score.partial_sum), most=most),
    )


def _bounds(form: HineForm, patient: Patient, visit: HineVisit) -> tuple[str, ...]:
    months, lines = form.months(visit.age), []
    row = form.typical_at(months, patient.gestation.weeks) if patient.gestation is not None else None
    if row is not None:
        words = _("Typical range: row {title}, born {born}: {low} to {high} ({source}).")
        lines.append(
            words.format(title=row.title, born=row.born, low=row.low, high=row.high, source=form.typical_source)
        )
    weeks = months * Decimal(str(DAYS_PER_MONTH)) / 7
    limit = low_risk_p10(weeks)
    if limit is not None:
        words = _("10th centile of low-risk term infants at {weeks} weeks corrected: {limit}, between the rows {rows}.")
        row_words = _("{week} weeks {total}")
        rows = ", ".join(row_words.format(week=plain(week), total=plain(total)) for week, total in form.p10)
        lines.append(words.format(weeks=f"{weeks:.1f}", limit=f"{limit:.1f}", rows=rows))
    return tuple(lines)


def _limit(one: Limit, cp_risk: object) -> str:
    tests = {"below": _("below {limit}"), "at_least": _("{limit} or more"), "above": _("above {limit}")}
    of = {"total": _("Total"), "asymmetry": _("Asymmetries")}[one.on]
    words = _("Limit: {of} {test}, at {first} to {last} months corrected, {who}.").format(
        of=of.lower(),
        test=tests[one.test].format(limit=plain(one.limit)),
        first=plain(one.from_m),
        last=plain(one.to_m.to_integral_value() if one.to_m % 1 == _JUST_OVER else one.to_m),
        who=_("only with a recorded risk factor") if one.risk else _("for every infant"),
    )
    return words + (" " + _("Not applied here.") if one.risk and cp_risk != "yes" else "")


def _would_change(visit: HineVisit) -> str:
    if visit.score.items_missing:
        named = ", ".join(item_labels(visit.score.items_missing))
        return _("Scoring what is missing gives a total: {items}.").format(items=named)
    return _("Another score of an item. The limits change with corrected age and with a recorded risk factor.")
