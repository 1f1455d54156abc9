"""Risks, food, intakes and laboratory limits, in words."""

from collections.abc import Sequence

from clinic_app.clinical.conditions import AnyOf
from clinic_app.clinical.nutrition.food import FoodRule
from clinic_app.clinical.nutrition.intakes import Intake
from clinic_app.clinical.nutrition.lab_limits import LabLimit
from clinic_app.clinical.nutrition.risks import Risk
from clinic_app.services.content_report.model import ContentEntry, ContentSection, Line, said
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.nutrition import limit_words, whom_words
from clinic_app.services.rule_words import condition_lines
from clinic_app.services.wording import source_words


def nutrition_sections(knowledge: Knowledge) -> tuple[ContentSection, ...]:
    """Everything that the nutrition files say."""
    nutrition = knowledge.content.nutrition
    return (
        ContentSection(
            "Nutrition: risks to ask for",
            "A question that was not answered leaves a risk unknown, never ruled out.",
            tuple(_risk(knowledge, risk) for risk in nutrition.risks),
        ),
        ContentSection(
            "Nutrition: food by age",
            "Completed calendar months since birth. What is marked is told to families.",
            tuple(_food(rule) for rule in nutrition.food),
        ),
        ContentSection(
            "Nutrition: recommended intakes",
            "For a day. RDA covers almost all children; AI is an adequate intake, less sure.",
            tuple(_intakes(rows) for rows in _grouped(nutrition.intakes)),
        ),
        ContentSection(
            "Laboratory limits by age",
            "Days since birth, both ends included. A value without a row has no limit here; it is never called normal.",
            tuple(_limits(knowledge, name, nutrition.limits) for name in _analytes(nutrition.limits)),
        ),
    )


def _months(start: int, end: int) -> str:
    return f"{start} to under {end} months"


def _risk(knowledge: Knowledge, risk: Risk) -> ContentEntry:
    parts = risk.condition.parts if isinstance(risk.condition, AnyOf) else (risk.condition,)
    recorded = "; ".join(line for part in parts for line in condition_lines(part, knowledge))
    lines = said(
        ("Ages", _months(risk.from_months, risk.to_months)),
        ("Ask", risk.ask),
        ("Recorded when any of", recorded),
        ("Look for", risk.look_for),
        ("May be lacking", ", ".join(name.replace("_", " ") for name in risk.nutrients)),
        ("Tests to think of", risk.tests),
        ("Source", source_words(risk.source)),
        ("How sure", risk.confidence),
    )
    return ContentEntry(risk.id, risk.title, lines)


def _food(rule: FoodRule) -> ContentEntry:
    lines = said(
        ("Ages", _months(rule.from_months, rule.to_months)),
        ("Told to families", "yes" if rule.family else ""),
        ("Source", source_words(rule.source)),
        ("How sure", rule.confidence),
    )
    return ContentEntry(rule.id, rule.text, lines)


def _grouped(rows: Sequence[Intake]) -> list[list[Intake]]:
    names = dict.fromkeys(row.nutrient for row in rows)
    return [[row for row in rows if row.nutrient == name] for name in names]


def _intakes(rows: Sequence[Intake]) -> ContentEntry:
    lines: list[Line] = [(_months(row.from_months, row.to_months), _intake(row)) for row in rows]
    return ContentEntry(rows[0].nutrient, rows[0].label, said(*lines, ("Note", rows[0].note)))


def _intake(row: Intake) -> str:
    whom = "" if row.sex == "any" else f"{row.sex}: "
    upper = "" if row.upper is None else f", at most {row.upper}"
    return f"{whom}{row.intake} {row.unit} ({row.kind}){upper}. {source_words(row.source)}; {row.confidence}"


def _analytes(limits: Sequence[LabLimit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(limit.analyte for limit in limits))


def _limits(knowledge: Knowledge, analyte: str, limits: Sequence[LabLimit]) -> ContentEntry:
    lines = [(whom_words(one), _limit(one)) for one in limits if one.analyte == analyte]
    return ContentEntry(analyte, knowledge.label(analyte), said(*lines))


def _limit(limit: LabLimit) -> str:
    by = f"{limit.by}: " if limit.by else ""
    hint = f" {limit.hint}." if limit.hint else ""
    return f"{by}{limit_words(limit)}, {limit.what}.{hint} {source_words(limit.source)}; {limit.confidence}"
