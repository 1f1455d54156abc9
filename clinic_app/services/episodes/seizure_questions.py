"""The four questions that tell most about a seizure, answered from one event or from a whole log."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from clinic_app.clinical.episodes.facts import CLUSTERS, HELD, STATES, ThreadFacts
from clinic_app.clinical.episodes.summary import Share
from clinic_app.clinical.facts import FactValue
from clinic_app.i18n import _

EYES, RESPONSIVE = "ep_eyes", "ep_responsive"
_TURNED: Final = frozenset({"rolled_up", "sustained_deviation", "rhythmic_jerking"})
_UNSEEN: Final = frozenset({"not_seen", "unknown", "unclear", "not_tried"})
_WAKING: Final = "on_waking"


class Reply(StrEnum):
    """How a question stands."""

    MILD = "mild"  # answered, and it speaks for something harmless
    QUIET = "quiet"  # answered, nothing follows from it alone
    TELLING = "telling"  # answered, and it has to be looked into
    OPEN = "open"  # not asked, or nobody saw it


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its answer in words; ``field`` is where it is asked."""

    field: str
    title: str
    said: str
    reply: Reply

    @property
    def words(self) -> str:
        """``Stops when held: yes``."""
        return _("{question}: {answer}").format(question=self.title, answer=self.said)


def questions(facts: Mapping[str, FactValue]) -> tuple[Question, ...]:
    """The questions for what was told of one event."""
    return _held(facts), _eyes(facts), _responsive(facts), _waking(facts)


def questions_of_log(read: ThreadFacts, held: Share) -> tuple[Question, ...]:
    """The questions for a whole log, each with the number of events that tell of it.

    Args:
        held: of how many events it stopped, among those where holding was tried and told.
    """
    _one, *others = questions(read.facts)
    return (_held_share(held), *(_with_share(one, read) for one in others))


def _held(facts: Mapping[str, FactValue]) -> Question:
    title, code = _("Stops when held"), facts.get(HELD)
    if code is None or code in _UNSEEN:
        said = _("not tried") if code == "not_tried" else _("not known") if code is not None else _("not asked")
        return Question(HELD, title, said, Reply.OPEN)
    said = {"yes": _("yes"), "partly": _("partly"), "no": _("no")}.get(str(code), str(code))
    reply = {"yes": Reply.MILD, "partly": Reply.QUIET}.get(str(code), Reply.TELLING)
    return Question(HELD, title, said, reply)


def _eyes(facts: Mapping[str, FactValue]) -> Question:
    title, codes = _("Eyes turned or rolled"), _codes(facts.get(EYES))
    if codes & _TURNED:
        return Question(EYES, title, _("yes"), Reply.TELLING)
    if not codes:
        return Question(EYES, title, _("not asked"), Reply.OPEN)
    if codes <= _UNSEEN:
        return Question(EYES, title, _("not seen"), Reply.OPEN)
    return Question(EYES, title, _("no"), Reply.QUIET)


def _responsive(facts: Mapping[str, FactValue]) -> Question:
    title, code = _("Reduced awareness"), facts.get(RESPONSIVE)
    if code in {"reduced", "absent"}:
        return Question(RESPONSIVE, title, _("yes"), Reply.TELLING)
    if code == "normal":
        return Question(RESPONSIVE, title, _("no"), Reply.QUIET)
    said = _("not asked") if code is None else _("unclear")
    return Question(RESPONSIVE, title, said, Reply.OPEN)


def _waking(facts: Mapping[str, FactValue]) -> Question:
    """Runs and waking are told by two answers; "no" needs one of them to be told and to be otherwise."""
    title, states, runs = _("Runs on waking"), _codes(facts.get(STATES)), facts.get(CLUSTERS)
    if _WAKING in states and runs == "yes":
        return Question(CLUSTERS, title, _("yes"), Reply.TELLING)
    if runs == "no" or (states and _WAKING not in states):
        return Question(CLUSTERS if runs == "no" else STATES, title, _("no"), Reply.QUIET)
    return Question(CLUSTERS if states else STATES, title, _("not asked"), Reply.OPEN)


def _held_share(held: Share) -> Question:
    """One event that did not stop is told as one of many, never as the answer of all."""
    if held.whole == 0:
        return Question(HELD, _("Stops when held"), _("not asked or not tried"), Reply.OPEN)
    said = _("in {part} of {whole} tried").format(part=held.part, whole=held.whole)
    return Question(HELD, _("Stops when held"), said, Reply.MILD if held.part == held.whole else Reply.TELLING)


def _with_share(one: Question, read: ThreadFacts) -> Question:
    """Of how many events it was told; what some events told does not answer for the others."""
    told = read.told.get(one.field)
    if told is None or not told.events or told.asked == 0:
        return one
    if one.field in read.held_back:
        return replace(one, said=_("told of {asked} of {events} only").format(asked=told.asked, events=told.events))
    said = _("{answer} (told of {asked} of {events})")
    return replace(one, said=said.format(answer=one.said, asked=told.asked, events=told.events))


def _codes(value: FactValue) -> frozenset[str]:
    if value is None:
        return frozenset()
    return frozenset(value) if isinstance(value, (tuple, list)) else frozenset({str(value)})
