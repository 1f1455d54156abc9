"""Flags, rules that could not be judged and pattern cards, as they were fixed with the note."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from clinic_app.charts.marks import FlagLevel
from clinic_app.domain.record import flag_key
from clinic_app.i18n import _, clock_text, day_text
from clinic_app.services.documents.printable import Printable
from clinic_app.services.documents.provenance import source_words
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.report_models import DismissedFlag, FlagLine, PatternLine, UndecidedRule
from clinic_app.services.taken_back import change_words, outcome_words, when_words, why_words
from clinic_app.services.wording import because, missing_words, predicate_words

_HIDDEN = "hidden"


def level_words(level: FlagLevel) -> str:
    """The level as screen and paper say it."""
    return {
        FlagLevel.EMERGENCY_NOW: _("Emergency now"),
        FlagLevel.SAME_DAY: _("Same day"),
        FlagLevel.URGENT_2WK: _("Within 2 weeks"),
        FlagLevel.ROUTINE: _("Planned"),
        FlagLevel.NOT_ASSESSABLE: _("Not assessable"),
    }[level]


def flag_lines(knowledge: Knowledge, visit: Printable) -> tuple[FlagLine, ...]:
    """Flags that stand, most urgent first, each with its findings, its rule and what was answered."""
    return tuple(_line(knowledge, visit, flag) for flag in visit.picture["flags"] if not flag["dismissed"])


def _line(knowledge: Knowledge, visit: Printable, flag: Mapping[str, Any]) -> FlagLine:
    level = FlagLevel(flag["urgency"])
    inputs = {fact: frozenset(value) if isinstance(value, list) else value for fact, value in flag["inputs"].items()}
    return FlagLine(
        level=level,
        level_words=level_words(level),
        title=flag["title"],
        why=f"{'; '.join(because(inputs, knowledge))}.",
        source=_rule_words(flag),
        answer=_answer(visit, flag["id"]),
    )


def _answer(visit: Printable, rule_id: str) -> str:
    """Which plan line answers a flag: its date finds it in the plan below."""
    line = next((line for line in visit.record.plan if rule_id in line.flags), None)
    if line is None:
        return _("No answer yet.")
    if line.due is None:
        return _("In plan: {what}.").format(what=line.what.rstrip("."))
    return _("In plan, by {day}.").format(day=day_text(line.due))


def _rule_words(flag: Mapping[str, Any]) -> str:
    sources = "; ".join(source_words(name) for name in flag["source"])
    return _("{id} v{version}. {sources}").format(id=flag["id"], version=flag["version"], sources=sources)


def dismissed_flags(visit: Printable) -> tuple[DismissedFlag, ...]:
    """Flags set aside, with the reason that was given."""
    return tuple(
        DismissedFlag(
            flag["title"],
            level_words(FlagLevel(flag["urgency"])),
            flag["reason"],
            _by_and_when(visit, flag["id"]),
            _rule_words(flag),
        )
        for flag in visit.picture["flags"]
        if flag["dismissed"]
    )


def _by_and_when(visit: Printable, rule_id: str) -> str:
    written = visit.written.get(flag_key(rule_id))
    if written is None:
        return ""
    name, at = written
    return f"{name}, {day_text(at.astimezone().date())} {clock_text(at)}"


def flags_summary(visit: Printable) -> str:
    """The line under the flags: what they are, how many were dismissed, how many rules could not be judged."""
    dismissed = sum(flag["dismissed"] for flag in visit.picture["flags"])
    undecided = len(visit.picture["not_assessable"])
    parts = [_("Prompts for a clinician, not diagnoses.")]
    if not visit.picture["flags"]:
        parts.append(_("No flag was raised by what was recorded."))
    parts.append(_("Dismissed: {count}.").format(count=dismissed) if dismissed else _("None dismissed."))
    if undecided:
        parts.append(_("Not assessable: {count} rules lack a finding (listed below).").format(count=undecided))
    parts += _switched_off(visit)
    return " ".join(parts)


def _switched_off(visit: Printable) -> list[str]:
    """Rules that this clinic does not use, in a sentence; those that would have spoken here say so."""
    said = visit.picture.get("switched_off", ())  # older notes hold none
    if not said:
        return []
    fits = _(" (it would have raised its flag here)")
    names = "; ".join(f"{one['id']} {one['title']}{fits if one['fits'] else ''}" for one in said)
    return [_("Switched off by this clinic: {rules}.").format(rules=names)]


def taken_back_lines(knowledge: Knowledge, visit: Printable) -> tuple[str, ...]:
    """Findings that were recorded and taken back so that the outcome became milder: what, when, who, why."""
    return tuple(
        _("{change} ({when}). {outcome} Reason: {why}.").format(
            change=change_words(knowledge, one),
            when=when_words(one),
            outcome=outcome_words(one),
            why=why_words(one) or _("none given yet"),
        )
        for one in visit.record.told_back
    )


def undecided_rules(knowledge: Knowledge, visit: Printable) -> tuple[UndecidedRule, ...]:
    """The findings that rules lack, those that most rules wait for first, and which rules they are."""
    undecided = visit.picture["not_assessable"]
    if not undecided:
        return ()
    waiting = Counter(word for rule in undecided for word in missing_words(rule["missing"], knowledge))
    findings = ", ".join(f"{word} ({count})" for word, count in waiting.most_common())
    return (
        UndecidedRule(_("Lacking, with the number of rules that wait for it"), findings),
        UndecidedRule(_("Rules that could not be judged"), ", ".join(rule["id"] for rule in undecided)),
    )


def pattern_lines(knowledge: Knowledge, visit: Printable) -> tuple[PatternLine, ...]:
    """Pattern cards that were considered, were possible, or were not safe; never a sum, never a probability."""
    states = {
        "considered": _("Considered"),
        "possible": _("Possible, ask"),
        "not_safe": _("Not safe to attribute"),
    }
    cards = knowledge.content.patterns
    lines = []
    for found in visit.picture["patterns"]:
        if found["state"] == _HIDDEN or (found["state"] == "possible" and not found["for"]):
            continue
        card = cards.get(found["id"])
        against = [*found["against"], *found["unsafe"]]
        lines.append(
            PatternLine(
                title=f"{found['id']} {found['label']}",
                state=states[found["state"]],
                speaks_for="; ".join(predicate_words(text, knowledge) for text in found["for"]),
                speaks_against="; ".join(dict.fromkeys(predicate_words(text, knowledge) for text in against)),
                missing=", ".join(missing_words(found["missing"][:6], knowledge)),
                source="; ".join(source_words(name) for name in card.source) if card is not None else "",
            )
        )
    return tuple(lines)
