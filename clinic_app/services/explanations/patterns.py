"""Why a pattern card is shown: what speaks for it, what against, and the text of the card."""

from clinic_app.clinical.assessment import PatternFinding, PatternState
from clinic_app.i18n import _
from clinic_app.services.explanations.model import Explanation, references
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.wording import missing_words, predicate_words


def explain_card(knowledge: Knowledge, card: PatternFinding) -> Explanation:
    """A card is a pattern to weigh. It never takes a flag away, and it is never a diagnosis."""
    pattern = card.pattern
    return Explanation(
        title=pattern.label,
        said=(_state(card), _("Families say: {words}.").format(words=pattern.parent_label), pattern.facts),
        working=_working(knowledge, card),
        sources=references(pattern.source, knowledge.content.sources),
        confidence=pattern.confidence,
        version=_("Pattern card {id}, version {version}. A pattern to weigh, not a diagnosis.").format(
            id=pattern.id, version=pattern.version
        ),
        would_change=_would_change(knowledge, card),
    )


def _state(card: PatternFinding) -> str:
    return {
        PatternState.NOT_SAFE: _("The description fits, but it is not safe to attribute what was seen to this."),
        PatternState.CONSIDERED: _("The description fits."),
        PatternState.POSSIBLE: _("The description could fit; not everything that it needs was asked."),
        PatternState.HIDDEN: _("The description does not fit."),
    }[card.state]


def _working(knowledge: Knowledge, card: PatternFinding) -> tuple[str, ...]:
    points = (
        (_("Speaks for it"), card.for_),
        (_("Speaks against it"), card.against),
        (_("Not safe because of"), card.unsafe),
    )
    lines = []
    for title, predicates in points:
        words = dict.fromkeys(predicate_words(text, knowledge) for text in predicates)
        lines += [f"{title}: {'; '.join(words)}"] if words else []
    if card.pattern.first_steps:
        lines.append(_("First steps: {steps}").format(steps="; ".join(card.pattern.first_steps)))
    return tuple(lines)


def _would_change(knowledge: Knowledge, card: PatternFinding) -> str:
    names = missing_words(card.missing, knowledge)
    return _("Not known yet, and could change it: {findings}.").format(findings=", ".join(names)) if names else ""
