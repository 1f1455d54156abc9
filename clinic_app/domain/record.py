"""The record of one visit, read out of the entries of a draft or of a signed note."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from clinic_app.domain.answers import Answer, Answers, ItemKey
from clinic_app.domain.plans import FlagAnswer, PlanLine, PlanLineId
from clinic_app.domain.taken_back import TakenBack

ANSWER = "answer:"
PLAN = "plan:"
FLAG = "flag:"
ASSESSMENT = "text:assessment"
FAMILY = "text:family"
#: A text that a field refused: kept in the draft so that nothing typed is lost, never part of the record.
TYPED = "typed:"
#: A finding that was stored and then taken back; written by the program alone. Its reason is a person's entry.
TAKEN = "taken:"
TAKEN_WHY = "taken_why:"


def answer_key(key: ItemKey) -> str:
    """Entry key of an answer."""
    return f"{ANSWER}{key}"


def typed_key(key: ItemKey) -> str:
    """Entry key of a text that the field of an item refused."""
    return f"{TYPED}{key}"


def plan_key(line_id: PlanLineId) -> str:
    """Entry key of a plan line."""
    return f"{PLAN}{line_id}"


def flag_key(rule_id: str) -> str:
    """Entry key of the answer to a flag."""
    return f"{FLAG}{rule_id}"


def taken_key(entry_id: str) -> str:
    """Entry key of a finding that was taken back."""
    return f"{TAKEN}{entry_id}"


def taken_why_key(entry_id: str) -> str:
    """Entry key of the reason for taking a finding back."""
    return f"{TAKEN_WHY}{entry_id}"


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """Everything said at one visit.

    Attributes:
        answers: findings and history by item and side.
        assessment: the clinician's own words.
        family_note: what is told to the family, in plain words.
        plan: lines in the order they were written.
        flag_answers: the answer to each flag, by rule id.
        refused: texts that a field did not take, by item. They say nothing about the child and stand in the way of
            signing until they are corrected or emptied.
        taken_back: findings that were stored and then taken back, oldest first, also those that nothing hangs on.
    """

    answers: Answers = field(default_factory=dict)
    assessment: str = ""
    family_note: str = ""
    plan: tuple[PlanLine, ...] = ()
    flag_answers: Mapping[str, FlagAnswer] = field(default_factory=dict)
    refused: Mapping[ItemKey, str] = field(default_factory=dict)
    taken_back: tuple[TakenBack, ...] = ()

    @staticmethod
    def from_entries(values: Mapping[str, Any]) -> "VisitRecord":
        """Decode entry values; a value of ``None`` was taken back and is left out."""
        said = {key: value for key, value in values.items() if value is not None}
        return VisitRecord(
            answers={
                ItemKey.parse(key.removeprefix(ANSWER)): Answer.from_json(doc)
                for key, doc in said.items()
                if key.startswith(ANSWER)
            },
            assessment=said.get(ASSESSMENT, ""),
            family_note=said.get(FAMILY, ""),
            plan=tuple(
                PlanLine.from_json(key.removeprefix(PLAN), doc) for key, doc in said.items() if key.startswith(PLAN)
            ),
            flag_answers={
                rule: FlagAnswer(rule, doc["dismissed"], doc.get("reason", ""))
                for key, doc in said.items()
                if key.startswith(FLAG) and (rule := key.removeprefix(FLAG))
            },
            refused=refused_texts(said),
            taken_back=_taken_back(said),
        )

    @property
    def unexplained(self) -> tuple[TakenBack, ...]:
        """Findings that were taken back, made the outcome milder, and still need a reason."""
        return tuple(one for one in self.taken_back if one.asks(self.answers))

    @property
    def told_back(self) -> tuple[TakenBack, ...]:
        """Findings that were taken back and made the outcome milder: what is shown and printed."""
        return tuple(one for one in self.taken_back if one.milder and one.holds(self.answers))

    def text(self, field_id: str) -> str:
        """The text or code of an unsided answer, empty when it was not asked."""
        answer = self.answers.get(ItemKey(field_id))
        return str(answer.value) if answer is not None and answer.value is not None else ""


def _taken_back(said: Mapping[str, Any]) -> tuple[TakenBack, ...]:
    found = (
        TakenBack.from_json(entry_id, doc, said.get(taken_why_key(entry_id)))
        for key, doc in said.items()
        if key.startswith(TAKEN) and (entry_id := key.removeprefix(TAKEN))
    )
    return tuple(sorted(found, key=lambda one: (one.at, one.id)))


def refused_texts(values: Mapping[str, Any]) -> dict[ItemKey, str]:
    """The refused texts among entry values, by item."""
    return {
        ItemKey.parse(key.removeprefix(TYPED)): str(text)
        for key, text in values.items()
        if key.startswith(TYPED) and text
    }
