"""The words of a diary sheet: questions a family can answer, in the order of the columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clinic_app.domain.answers import ItemKey
from clinic_app.domain.episodes import Episode
from clinic_app.domain.people import Sex
from clinic_app.i18n import _
from clinic_app.services.report_models import DiaryColumn

_BODY = ItemKey("ep_body")


class Limb(StrEnum):
    """Where the events of a log are, as far as a side can be asked of it."""

    LEG = "leg"
    ARM = "arm"
    SIDE = "side"


def limb_of(episode: Episode | None) -> Limb:
    """Legs or arms alone, where every body part that was told is one; else the side."""
    events = episode.events if episode is not None else ()
    parts = {
        str(code)
        for event in events
        if (answer := event.described.get(_BODY)) is not None and isinstance(answer.value, tuple)
        for code in answer.value
    }
    for limb in (Limb.LEG, Limb.ARM):
        if parts and all(part.startswith(f"{limb}_") for part in parts):
            return limb
    return Limb.SIDE


@dataclass(frozen=True, slots=True)
class DiaryWords:
    """Asks about one child by name and sex."""

    name: str
    sex: Sex
    limb: Limb

    def how_to(self, questions: Sequence[str]) -> tuple[str, ...]:
        """How the sheet is filled in."""
        in_notes = _("One line for each time. If there were several in a row, write how many in Notes.")
        return (
            _("One line for each time, or for each run of several in a row.") if "run" in questions else in_notes,
            _("It is fine to miss some. A day with none is worth writing too: put the date and “none”."),
        )

    def own_side(self) -> tuple[str, str]:
        """Whose right is meant: a sentence, and what it looks like."""
        own = {
            Limb.LEG: _("R is {name}’s own right leg."),
            Limb.ARM: _("R is {name}’s own right arm."),
            Limb.SIDE: _("R is {name}’s own right side."),
        }[self.limb]
        facing = _("When you face {name}, it is on your left, as in the picture.")
        return own.format(name=self.name), facing.format(name=self.name)

    def columns(self, questions: Sequence[str], prompts: Sequence[str]) -> tuple[DiaryColumn, ...]:
        """Date and time, then one column for each question, in the order of the paper."""
        known = self._questions(prompts)
        when = (DiaryColumn(_("Date"), 7, _("17 Nov")), DiaryColumn(_("Time"), 6.5, "7:10"))
        return (*when, *(column for name, column in known.items() if name in questions))

    def _questions(self, prompts: Sequence[str]) -> Mapping[str, DiaryColumn]:
        yes, no, not_tried = _("yes"), _("no"), _("not tried")
        right, left, both = _("R"), _("L"), _("both")
        which = {Limb.LEG: _("Which leg?"), Limb.ARM: _("Which arm?"), Limb.SIDE: _("Which side?")}[self.limb]
        return {
            "doing": DiaryColumn(self._doing(), 15, _("woke up, stretched")),
            "run": DiaryColumn(_("How many in a row?"), 7.5, "1"),
            "state": DiaryColumn(_("Awake, sleepy, asleep or just woken?"), 12.5, _("just woken")),
            "seconds": DiaryColumn(_("How long, seconds"), 7.5, "6"),
            "side": DiaryColumn(which, 11, right, (right, left, both)),
            "held": DiaryColumn(_("Stopped when held gently?"), 16, yes, (yes, no, not_tried)),
            "answered": DiaryColumn(_("Reacted to your voice?"), 9.5, yes, (yes, no)),
            "eyes": DiaryColumn(_("Eyes"), 10, _("normal")),
            "colour": DiaryColumn(_("Colour of the face"), 9.5, _("normal")),
            "after": DiaryColumn(_("Afterwards"), 10, _("as before")),
            "video": DiaryColumn(_("Video"), 6, yes, tick=True),
            "notes": DiaryColumn(_notes(prompts), 13, _("looked at me")),
        }

    def _doing(self) -> str:
        words = {Sex.FEMALE: _("What was she doing?"), Sex.MALE: _("What was he doing?")}
        return words.get(self.sex, _("What was your child doing?"))


def _notes(prompts: Sequence[str]) -> str:
    words = {
        "face": _("face"),
        "eyes": _("eyes"),
        "colour": _("colour"),
        "breathing": _("breathing"),
        "after": _("afterwards"),
    }
    if not prompts:
        return _("Notes")
    return _("Notes: {look_at}").format(look_at=", ".join(words[name] for name in prompts))
