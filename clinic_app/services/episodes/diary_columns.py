"""What the next diary sheet asks, by what the log and the visit tell so far."""

from clinic_app.clinical.assessment import Assessment, PatternState
from clinic_app.clinical.episodes.diary_questions import Asked, KnownOfLog, choose, load_diary_questions
from clinic_app.domain.episodes import Episode
from clinic_app.services.assessing import Picture


def asked_next(picture: Picture, episode: Episode | None) -> Asked:
    """The questions of the next sheet for ``episode``; for events that only a visit tells of, without one."""
    log = next((one for one in picture.logs if episode is not None and one.episode.id == episode.id), None)
    if log is None:
        return choose(load_diary_questions(), KnownOfLog(picture.facts, {}, ()))
    wanted = {*log.read.held_back, *_missing(log.assessment)}
    return choose(load_diary_questions(), KnownOfLog(log.read.facts, log.read.told, wanted))


def _missing(said: Assessment) -> set[str]:
    """Fields that would earn reassurance or decide a card that may fit."""
    cards = (card.missing for card in said.patterns if card.state is not PatternState.HIDDEN)
    return {name for names in (said.reassurance.missing, *cards) for name in names}
