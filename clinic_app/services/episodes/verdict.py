"""What the flags and the pattern cards say to an event, or to a whole log, in words that stay careful."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from clinic_app.clinical.assessment import Assessment, PatternFinding, PatternState
from clinic_app.clinical.rules import Urgency
from clinic_app.i18n import _
from clinic_app.services.episodes.event_words import predicate_label, question_label
from clinic_app.services.explanations import Explanation, explain_card, explain_flag, said_now
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.rule_words import urgency_words
from clinic_app.services.wording import because

_MOST_POINTS: Final = 5
_EPISODE: Final = "episode"
_STATES: Final = (PatternState.POSSIBLE, PatternState.CONSIDERED, PatternState.NOT_SAFE)


class LineKind(StrEnum):
    """What a line of a verdict is."""

    FLAG = "flag"
    NOT_SAFE = "not_safe"
    FITS = "fits"
    POSSIBLE = "possible"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """One flag or one card.

    Attributes:
        urgency: of a flag, and of a card the urgency that it carries.
        strong, text: the sentence and what it rests on.
        why: everything behind it: findings, text of the card, source, confidence; ``None`` where nothing fits.
    """

    id: str
    kind: LineKind
    urgency: Urgency
    strong: str
    text: str
    why: Explanation | None = None


def verdict(said: Assessment, knowledge: Knowledge) -> tuple[VerdictLine, ...]:
    """Flags first, by urgency; then cards that are met, the unsafe ones first; then what could be asked about.

    Only flags that something about the episode raises: what the examination alone raises stands at the visit, and
    in what speaks against a card. No line is a diagnosis, and no card takes away from a flag.
    """
    flags = tuple(
        VerdictLine(
            flag.id,
            LineKind.FLAG,
            flag.urgency,
            f"{flag.title}. {urgency_words(flag.urgency)}.",
            "; ".join(because(flag.inputs, knowledge)),
            explain_flag(knowledge, said_now(flag)),
        )
        for flag in said.flags
        if any(_is_of_episode(fact, knowledge) for fact in flag.inputs)
    )
    cards = sorted((card for card in said.patterns if _is_told(card)), key=_rank, reverse=True)
    return (*flags, *(_card(card, knowledge) for card in cards))


def _is_of_episode(fact: str, knowledge: Knowledge) -> bool:
    field = knowledge.fields.of_fact(fact)
    return field is not None and field.group == _EPISODE


def _is_told(card: PatternFinding) -> bool:
    if card.state is PatternState.HIDDEN:
        return False
    return card.fits or (card.state is PatternState.POSSIBLE and bool(card.for_))


def _rank(card: PatternFinding) -> tuple[int, int, int]:
    """A serious description that is met stands first, then what is not safe to attribute."""
    serious = int(card.pattern.urgency) if card.fits and card.pattern.urgency > Urgency.ROUTINE else 0
    return serious, _STATES.index(card.state), len(card.for_) + len(card.against) + len(card.unsafe)


def _card(card: PatternFinding, knowledge: Knowledge) -> VerdictLine:
    name = card.pattern.label
    if card.state is PatternState.POSSIBLE:
        kind, strong = LineKind.POSSIBLE, _("Could fit “{name}”, when more is asked.").format(name=name)
    elif card.state is PatternState.NOT_SAFE:
        kind, strong = LineKind.NOT_SAFE, _("Fits “{name}”, but not safe to attribute to it.").format(name=name)
    else:
        kind, strong = LineKind.FITS, _("Fits “{name}”.").format(name=name)
    parts = []
    if card.for_:
        parts.append(_("Fits: {points}.").format(points=_points(card.for_, knowledge)))
    if against := (*card.against, *card.unsafe):
        parts.append(_("Against: {points}.").format(points=_points(against, knowledge)))
    if card.state is PatternState.POSSIBLE and card.missing:
        parts.append(_("Not asked: {points}.").format(points=", ".join(_names(card.missing, knowledge)[:3])))
    return VerdictLine(card.id, kind, card.pattern.urgency, strong, " ".join(parts), explain_card(knowledge, card))


def _names(missing: tuple[str, ...], knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(dict.fromkeys(question_label(fact, knowledge) for fact in missing))


def _points(predicates: tuple[str, ...], knowledge: Knowledge) -> str:
    said = list(dict.fromkeys(predicate_label(text, knowledge) for text in predicates))
    shown = "; ".join(said[:_MOST_POINTS])
    more = len(said) - _MOST_POINTS
    return _("{shown}; {count} more").format(shown=shown, count=more) if more > 0 else shown
