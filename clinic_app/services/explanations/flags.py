"""Why a flag was raised."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clinic_app.clinical.assessment import Flag
from clinic_app.clinical.conditions import Known
from clinic_app.clinical.rules import Urgency
from clinic_app.i18n import _, day_text
from clinic_app.services.explanations.model import Explanation, Input, references
from clinic_app.services.explanations.trail import Trail
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.rule_words import condition_lines, urgency_words
from clinic_app.services.wording import finding_pairs, would_change


@dataclass(frozen=True, slots=True)
class SaidFlag:
    """A flag as it was raised: now, or on the day a note was sealed.

    ``episode`` is the id of the thread whose log raised it, empty where the visit's own record did.
    """

    id: str
    title: str
    urgency: Urgency
    version: str
    source: tuple[str, ...]
    confidence: str
    inputs: Mapping[str, Known]
    episode: str = ""


def said_now(flag: Flag) -> SaidFlag:
    """A flag of the live record."""
    rule = flag.rule
    return SaidFlag(
        flag.id, flag.title, flag.urgency, rule.version, rule.source, rule.confidence, flag.inputs, flag.episode
    )  # fmt: skip


def said_then(sealed: Mapping[str, Any]) -> SaidFlag:
    """A flag out of a note's document, in the shape of ``Picture.to_json``."""
    inputs = {fact: frozenset(value) if isinstance(value, list) else value for fact, value in sealed["inputs"].items()}
    return SaidFlag(
        id=str(sealed["id"]),
        title=str(sealed["title"]),
        urgency=Urgency.of(str(sealed["urgency"])),
        version=str(sealed["version"]),
        source=tuple(sealed["source"]),
        confidence=str(sealed.get("confidence", "")),
        inputs=inputs,
        episode=str(sealed.get("episode", "")),
    )


def explain_flag(knowledge: Knowledge, flag: SaidFlag, trail: Trail | None = None) -> Explanation:
    """The rule in words, the findings that raised it, and what would clear it.

    The words of the rule are those of the program's content. Where a sealed flag was raised by another version of the
    rule, or by one that is no longer there, its words are not put under it.
    """
    return Explanation(
        title=flag.title,
        said=_said(knowledge, flag),
        inputs=_inputs(knowledge, flag, trail),
        working=_working(knowledge, flag),
        sources=references(flag.source, knowledge.content.sources),
        confidence=flag.confidence,
        version=_("Rule {id}, version {version}").format(id=flag.id, version=flag.version),
        would_change=would_change(flag.inputs, knowledge)
        or _("Clears only when what it was worked out from is recorded otherwise."),
    )


def _said(knowledge: Knowledge, flag: SaidFlag) -> tuple[str, ...]:
    rule = knowledge.content.rules.get(flag.id)
    urgency = _("How soon: {urgency}.").format(urgency=urgency_words(flag.urgency).lower())
    said = [urgency, rule.action if rule is not None and rule.version == flag.version else ""]
    decision = knowledge.content.local.get(flag.id)
    if decision is not None:
        words = _("This clinic changed this rule on {day}: {reason} ({name}).")
        said.append(words.format(day=day_text(decision.at.date()), reason=decision.reason, name=decision.person_name))
    return tuple(text for text in said if text)


def _working(knowledge: Knowledge, flag: SaidFlag) -> tuple[str, ...]:
    rule = knowledge.content.rules.get(flag.id)
    if rule is None or rule.version != flag.version:
        return (_("The program now holds another version of this rule; its words are not shown here."),)
    return (_("The flag is raised when all of this holds:"), *condition_lines(rule.condition, knowledge))


def _inputs(knowledge: Knowledge, flag: SaidFlag, trail: Trail | None) -> tuple[Input, ...]:
    """One line for each item, both sides together as on the flag itself, with everybody who recorded a part of it."""
    groups: dict[str, dict[str, Known]] = {}
    for fact, value in flag.inputs.items():
        field = knowledge.fields.of_fact(fact)
        groups.setdefault(field.id if field is not None else fact, {})[fact] = value
    found = []
    for facts in groups.values():
        origin = _origin(knowledge, flag, facts, trail) if trail is not None else ""
        found += [Input(head, words, origin) for head, words in finding_pairs(facts, knowledge)]
    return tuple(found)


def _origin(knowledge: Knowledge, flag: SaidFlag, facts: Mapping[str, Known], trail: Trail) -> str:
    """Who recorded a finding; what the log of an episode adds up to was not typed at the visit."""
    logged = set(knowledge.thread_reading.fields) if flag.episode else set()
    told = [fact for fact in facts if fact not in logged or trail.is_written(fact)]
    if len(told) < len(facts):
        return "; ".join(text for text in (trail.of_facts(told), _("from the log of the episode")) if text)
    return trail.of_facts(told)
