"""Making the demonstration clinic: people who act, children who come."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import uuid4

from clinic_app.bootstrap import RecordFile
from clinic_app.demonstration.clock import MovingClock
from clinic_app.demonstration.player import Player
from clinic_app.demonstration.stories import load_document, stories, story_of
from clinic_app.domain.clinic import Clinic
from clinic_app.domain.notes import Note
from clinic_app.domain.people import Actor, Person, PersonId, Role
from clinic_app.services.context import Desk
from clinic_app.storage.key_slots import KdfCost
from clinic_app.storage.keys import KeyVault
from clinic_app.storage.paths import ClinicFolder

#: Published on purpose: it opens invented data alone.
DEMO_PASSWORD = "maple hollow demonstration"  # noqa: S105  no secret
_CHEAP = KdfCost(memory_kib=1024, passes=1, lanes=1)
_OPENING = time(10, 38)


@dataclass(frozen=True, slots=True)
class DemoClinic:
    """A demonstration clinic that was made: where it is, who is there, and the note of the visit that was played."""

    record: RecordFile
    people: tuple[str, ...]
    children: int
    visits: int
    notes: int
    played: Note


def build_demo(
    folder: ClinicFolder,
    *,
    patients: int = 40,
    seed: int = 1,
    today: date,
    now: datetime | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> DemoClinic:
    """Make a clinic of ``patients`` invented children in ``folder``, the last of them through one whole visit.

    Args:
        seed: the same seed and day give the same children and the same findings.
        now: the instant that waiting times of the day count back from; mid-morning when it is not given.
        progress: told how many children of how many are made.

    Raises:
        EnvironmentProblem: there is a clinic in the folder already, or it cannot be written.
    """
    clock = MovingClock(today)
    document = load_document()
    record = RecordFile(folder, clock, KeyVault(folder, _CHEAP))
    first, *others = document["person"]
    clinic = Clinic(demo=True, **document["clinic"])
    opened = record.create(clinic, first["name"], Role(first["role"]), DEMO_PASSWORD).opened
    try:
        nurse = opened.desk
        for entry in others:
            person = Person(PersonId(str(uuid4())), entry["name"], Role(entry["role"]))
            record.add_person(opened, DEMO_PASSWORD, person, DEMO_PASSWORD)
            if person.role is Role.NURSE:
                actor = Actor(person.id, person.name, person.role, opened.desk.actor.workstation)
                nurse = Desk(opened.desk.context, actor)
        chance = random.Random(seed)  # noqa: S311  invented data
        if now is None:
            clock.go_to(today, _OPENING)
            now = clock.now()
        player = Player(opened.desk, nurse, clock, now, today, chance)
        told = [*stories(document, patients - 1, chance), story_of(document["played"])]
        for index, story in enumerate(told, start=1):
            player.add_child(story)
            if progress is not None:
                progress(index, len(told))
        played = player.last_note()
    finally:
        opened.close()
    record = RecordFile(folder)  # from now on with the computer's clock
    people = tuple(owner.name for owner in record.people())
    return DemoClinic(record, people, len(told), player.visits, player.notes, played)
