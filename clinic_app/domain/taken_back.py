"""A finding that was recorded and then taken back: what it was, what it became, who changed it, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from clinic_app.domain.answers import Answer, Answers, AnswerState, ItemKey

#: So many words make a reason of one's own.
REASON_WORDS: Final = 3


class TakenBackCode(StrEnum):
    """The usual reasons; anything else is said in words."""

    MISTYPED = "mistyped"
    RE_EXAMINED = "re_examined"
    WRONG_CHILD = "wrong_child"
    TOLD_DIFFERENTLY = "told_differently"


@dataclass(frozen=True, slots=True)
class TakenBackReason:
    """Why a finding was taken back: a code, or at least three words, or both."""

    code: TakenBackCode | None = None
    words: str = ""

    @property
    def is_enough(self) -> bool:
        """Whether it can be signed."""
        return self.code is not None or len(self.words.split()) >= REASON_WORDS

    def to_json(self) -> dict[str, Any]:
        """JSON shape inside a draft or a note."""
        return {"code": str(self.code) if self.code is not None else "", "words": self.words}

    @staticmethod
    def from_json(doc: Mapping[str, Any]) -> "TakenBackReason":
        """Read back what ``to_json`` wrote; an unknown code is no reason."""
        code = str(doc.get("code", ""))
        return TakenBackReason(TakenBackCode(code) if code in set(TakenBackCode) else None, str(doc.get("words", "")))


@dataclass(frozen=True, slots=True)
class TakenBack:
    """One finding that was stored and then cleared, changed, or left out as not examined.

    Attributes:
        old: what had been stored.
        new: what was stored in its place, ``None`` where it was cleared.
        at: when the change was stored.
        by: name of who changed it.
        milder: putting the old finding back would make the outcome more urgent, or take reassurance away. Only then
            is a reason asked for; an entry that is not milder waits, because what is recorded later may make it so.
        urgency_with, urgency_without: code of the outcome with the old finding put back, and without it; empty while
            it is not milder.
        reassures: reassurance appeared because the finding was taken back.
    """

    id: str
    key: ItemKey
    old: Answer
    new: Answer | None
    at: datetime
    by: str
    milder: bool = False
    urgency_with: str = ""
    urgency_without: str = ""
    reassures: bool = False
    reason: TakenBackReason = TakenBackReason()

    def holds(self, answers: Answers) -> bool:
        """Whether the finding is still taken back: what stands now is not what was stored then."""
        return not same_finding(answers.get(self.key), self.old)

    def asks(self, answers: Answers) -> bool:
        """Whether a reason is still to be given before signing."""
        return self.milder and self.holds(answers) and not self.reason.is_enough

    def to_json(self) -> dict[str, Any]:
        """JSON shape inside a draft or a note, without the reason, which is an entry of its own."""
        return {
            "key": str(self.key),
            "old": self.old.to_json(),
            "new": self.new.to_json() if self.new is not None else None,
            "at": self.at.isoformat(),
            "by": self.by,
            "milder": self.milder,
            "urgency_with": self.urgency_with,
            "urgency_without": self.urgency_without,
            "reassures": self.reassures,
        }

    @staticmethod
    def from_json(entry_id: str, doc: Mapping[str, Any], reason: Mapping[str, Any] | None) -> "TakenBack":
        """Read back what ``to_json`` wrote, with the reason given so far."""
        return TakenBack(
            id=entry_id,
            key=ItemKey.parse(doc["key"]),
            old=Answer.from_json(doc["old"]),
            new=Answer.from_json(doc["new"]) if doc["new"] is not None else None,
            at=datetime.fromisoformat(doc["at"]),
            by=doc["by"],
            milder=doc["milder"],
            urgency_with=doc["urgency_with"],
            urgency_without=doc["urgency_without"],
            reassures=doc["reassures"],
            reason=TakenBackReason.from_json(reason) if reason is not None else TakenBackReason(),
        )


def same_finding(one: Answer | None, other: Answer | None) -> bool:
    """Whether two answers say the same about the child; comments and marks of unusual values do not count."""
    if one is None or other is None:
        return one is other
    if AnswerState.NOT_EXAMINED in (one.state, other.state):
        return one.state is other.state
    return (one.value, one.unit, one.scale) == (other.value, other.unit, other.scale)
