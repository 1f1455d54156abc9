"""What was said about a thread, in words: opinions are dated and signed for, never overwritten."""

from clinic_app.domain.episodes import Episode, EpisodeStatus, Said, SaidKind
from clinic_app.i18n import _, day_text, short_day_text
from clinic_app.services.episodes.event_words import status_words
from clinic_app.services.knowledge import Knowledge


def kind_words(kind: SaidKind) -> str:
    """What kind of entry it is."""
    return {
        SaidKind.OPINION: _("Opinion"),
        SaidKind.ASSESSMENT: _("Assessment"),
        SaidKind.NOTE: _("Note"),
        SaidKind.ADVICE: _("Advice"),
        SaidKind.TREATMENT: _("Treatment"),
        SaidKind.STATUS: _("Status"),
    }[kind]


def opinion_words(said: Said, knowledge: Knowledge) -> str:
    """``Opinion of Dr Tallow, 18 Nov: Shuddering attacks. Wait and see.``"""
    return _("Opinion of {name}, {day}: {words}").format(
        name=said.person_name, day=short_day_text(said.day), words=content_words(said, knowledge)
    )


def content_words(said: Said, knowledge: Knowledge, thread: Episode | None = None) -> str:
    """What was said: the name of the card or the status, then the person's own words."""
    name = ""
    if said.kind is SaidKind.OPINION and said.code:
        card = knowledge.content.patterns.get(said.code)
        name = card.label if card is not None else said.code
    elif said.kind is SaidKind.STATUS and said.code:
        name = status_words(EpisodeStatus(said.code))
        name = name[:1].upper() + name[1:]
        if thread is not None and said.code == EpisodeStatus.BECAME:
            name = _("{status}: {title}").format(status=name, title=thread.title)
    return ". ".join(part for part in (name, said.text) if part)


def signed_words(said: Said) -> str:
    """Who said it, and when it was written where that is another day."""
    written = said.at.astimezone().date()
    if written == said.day:
        return _("{day}, {name}").format(day=day_text(said.day), name=said.person_name)
    return _("{day}, {name}, written {written}").format(
        day=day_text(said.day), name=said.person_name, written=day_text(written)
    )
