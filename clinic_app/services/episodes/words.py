"""How screens and papers name what belongs to a thread."""

from clinic_app.clinical.assessment import PatternState
from clinic_app.domain.episodes import Episode, EpisodeStatus, SaidKind
from clinic_app.i18n import _, day_text


def status_words(status: EpisodeStatus) -> str:
    """A status in words."""
    return {
        EpisodeStatus.ACTIVE: _("Still happening"),
        EpisodeStatus.FADING: _("Fading"),
        EpisodeStatus.RESOLVED: _("No longer happening"),
        EpisodeStatus.BECAME: _("Became something else"),
    }[status]


def kind_words(kind: SaidKind) -> str:
    """What kind of words, for a table."""
    return {
        SaidKind.OPINION: _("Opinion"),
        SaidKind.ASSESSMENT: _("Assessment"),
        SaidKind.NOTE: _("Note"),
        SaidKind.ADVICE: _("Advice"),
        SaidKind.TREATMENT: _("Treatment"),
        SaidKind.STATUS: _("Course"),
    }[kind]


def course_words(episode: Episode) -> str:
    """How the thread stands and since when it is known: ``Fading, first seen 7 Sep 2026``."""
    words = status_words(episode.status)
    if episode.first_seen is None:
        return _("{status}, first day not known").format(status=words)
    return _("{status}, first seen {day}").format(status=words, day=day_text(episode.first_seen))


def pattern_state(state: PatternState) -> str:
    """The state of a card in words."""
    return {
        PatternState.CONSIDERED: _("Considered"),
        PatternState.POSSIBLE: _("Possible, ask"),
        PatternState.NOT_SAFE: _("Not safe to attribute"),
        PatternState.HIDDEN: _("Does not fit"),
    }[state]
