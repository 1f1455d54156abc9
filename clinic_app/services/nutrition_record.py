"""What a visit says of nutrition and laboratory values, sealed with its note so that it prints the same for ever.

The limits of a clinic may change after a note was signed; the note keeps those that were looked at.
"""

from collections.abc import Mapping
from typing import Any, Final

from clinic_app.clinical.truth import Truth
from clinic_app.domain.ages import AgeOn
from clinic_app.domain.answers import ItemKey
from clinic_app.domain.people import Patient
from clinic_app.domain.record import VisitRecord
from clinic_app.i18n import _
from clinic_app.services.assessing import lasting_facts, recorded_facts
from clinic_app.services.chart import Chart
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.nutrition import LabLine, LimitLine, RiskLine, lab_lines, risk_lines
from clinic_app.services.report_models import Labelled, LabRow

_LABORATORY: Final = "laboratory"
_NUTRITION: Final = "nutrition"


def nutrition_json(
    knowledge: Knowledge, chart: Chart, patient: Patient, record: VisitRecord, age: AgeOn
) -> dict[str, Any]:
    """What is sealed: rows of laboratory values with the limits of that day, and lines about nutrition."""
    labs = lab_lines(knowledge, patient, age, record.answers)
    lines = _lines(knowledge, chart, patient, record, age)
    return {
        _LABORATORY: [[line.label, line.value, line.typed, _limits(line)] for line in labs],
        _NUTRITION: [[label, text] for label, text in lines],
    }


def has_nutrition(sealed: Mapping[str, Any]) -> bool:
    """Whether a document was sealed with these parts; older ones were not."""
    return _LABORATORY in sealed


def lab_rows(sealed: Mapping[str, Any]) -> tuple[LabRow, ...]:
    """The rows of laboratory values, read back."""
    return tuple(LabRow(name, value, typed, tuple(limits)) for name, value, typed, limits in sealed[_LABORATORY])


def nutrition_lines(sealed: Mapping[str, Any]) -> tuple[Labelled, ...]:
    """The lines about nutrition, read back."""
    return tuple(Labelled(label, text) for label, text in sealed[_NUTRITION])


def _limits(line: LabLine) -> list[str]:
    return [f"{line.no_limit}."] if line.no_limit else [_limit(one) for one in line.limits]


def _limit(one: LimitLine) -> str:
    return _("{limit}: {what}, {source}.").format(limit=one.words, what=one.what, source=one.source)


def _lines(
    knowledge: Knowledge, chart: Chart, patient: Patient, record: VisitRecord, age: AgeOn
) -> tuple[tuple[str, str], ...]:
    """Each risk that was recorded or answered, and by name those that are not known; answers that only this form asks.

    Nothing where no question of nutrition was answered at this visit.
    """
    own = [item for item in knowledge.nutrition.items if item.field.group != "lab"]
    said = [item for item in own if ItemKey(item.field.id) in record.answers]
    if not said:
        return ()
    facts = lasting_facts(chart.observations, knowledge.lasting) | recorded_facts(record.answers)
    risks = risk_lines(knowledge, patient, age, facts)
    elsewhere = {item.field.id for form in (knowledge.intake, knowledge.exam) for item in form.items}
    elsewhere |= knowledge.milestones.by_field.keys()
    answers = "; ".join(
        f"{item.label}: {knowledge.value_words(item.field.id, record.answers[ItemKey(item.field.id)])}"
        for item in said
        if item.field.id not in elsewhere
    )
    lines = (
        (_("Risks recorded:"), "; ".join(_recorded(risk) for risk in risks if risk.truth is Truth.TRUE)),
        (_("No risk in what was answered:"), _names(risks, Truth.FALSE)),
        (_("Not known:"), _names(risks, Truth.UNKNOWN)),
        (_("Asked:"), answers),
    )
    return tuple((label, text) for label, text in lines if text)


def _recorded(risk: RiskLine) -> str:
    signs = _("signs: {signs}").format(signs=", ".join(risk.signs)) if risk.signs else ""
    return f"{risk.title} ({'; '.join(part for part in (*risk.because, signs) if part)})"


def _names(risks: tuple[RiskLine, ...], truth: Truth) -> str:
    return ", ".join(risk.title for risk in risks if risk.truth is truth)
