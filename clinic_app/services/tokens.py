"""Findings inside running text: stored as a token that stays linked to the value, printed as words.

A token is ``⟦field_id⟧``. The brackets are not on any keyboard, so nothing that is typed is taken for one.
"""

import re

from clinic_app.domain.answers import Answers, AnswerState, ItemKey
from clinic_app.domain.sides import BOTH_SIDES
from clinic_app.services.knowledge import Knowledge

OPEN, CLOSE = "⟦", "⟧"
_TOKEN = re.compile(f"{OPEN}([a-z0-9_]+){CLOSE}")


def token(field_id: str) -> str:
    """The token of a finding."""
    return f"{OPEN}{field_id}{CLOSE}"


def token_parts(text: str) -> tuple[tuple[str, str], ...]:
    """The text in pieces, each as ``(words, field_id)``; one of the two is empty."""
    pieces = _TOKEN.split(text)  # words and field ids in turn
    found = (("", piece) if at % 2 else (piece, "") for at, piece in enumerate(pieces))
    return tuple(pair for pair in found if any(pair))


def without_brackets(text: str) -> str:
    """Typed or pasted text, in which nothing may pass for a token."""
    return text.replace(OPEN, "[").replace(CLOSE, "]")


def finding_words(field_id: str, answers: Answers, knowledge: Knowledge) -> str:
    """``Knee jerk R 3+, L 2+``; a side without a finding says so; empty when nothing was recorded."""
    label = knowledge.label(field_id)
    single = answers.get(ItemKey(field_id))
    if single is not None and single.state is AnswerState.RECORDED:
        return f"{label} {knowledge.brief_words(field_id, single)}"
    parts = []
    for side in BOTH_SIDES:
        answer = answers.get(ItemKey(field_id, side))
        if answer is not None and answer.state is AnswerState.RECORDED:
            parts.append(f"{side.value[0].upper()} {knowledge.brief_words(field_id, answer)}")
    return f"{label} {', '.join(parts)}" if parts else ""


def resolve_tokens(text: str, answers: Answers, knowledge: Knowledge) -> str:
    """The text with every token in words; a finding that was taken back since says so."""

    def words(match: re.Match[str]) -> str:
        found = finding_words(match[1], answers, knowledge)
        return found or f"[{knowledge.label(match[1])}: no longer recorded]"

    return _TOKEN.sub(words, text)
