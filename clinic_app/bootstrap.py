"""The composition root: the only place that knows every concrete class. No Qt.

Nothing heavy is imported until a record is opened, so that the unlock window can paint first.
"""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from clinic_app.domain.clinic import Clinic
from clinic_app.domain.errors import EnvironmentProblem, NotAllowedError, UserError
from clinic_app.domain.people import Actor, Person, PersonId, Role
from clinic_app.domain.sessions import Opened
from clinic_app.storage.failed_unlocks import FailedUnlock, FailedUnlocks
from clinic_app.storage.keys import KeyVault, SlotOwner
from clinic_app.storage.mounts import ReadMounts, refuse_network, system_mounts
from clinic_app.storage.paths import ClinicFolder
from clinic_app.storage.throttle import TooSoonError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from clinic_app.services.clips.ports import OpenClip, Source
    from clinic_app.services.context import Context, Desk
    from clinic_app.services.knowledge import Knowledge
    from clinic_app.services.ports import Clock, UnitOfWork
    from clinic_app.storage.key_slots import DataKey

DATABASE_VARIABLE = "CLINIC_APP_DATABASE"


class SystemClock:
    """The computer's clock: instants in UTC, the calendar day where the clinic is."""

    def now(self) -> datetime:
        """The present instant in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The calendar day at the clinic."""
        return datetime.now().astimezone().date()


def record_place(chosen: Path | None = None) -> ClinicFolder:
    """The clinic's files: as chosen, as the environment says, or where the system keeps application data."""
    if chosen is not None:
        return ClinicFolder.at(chosen)
    named = os.environ.get(DATABASE_VARIABLE)
    return ClinicFolder.at(Path(named)) if named else ClinicFolder.default()


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """A record that somebody unlocked. ``close`` forgets the key and lets the next program in."""

    desk: "Desk"
    clinic: Clinic
    close: Callable[[], None]


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that was just set up, and its recovery key, which is shown once and kept nowhere."""

    opened: OpenRecord
    recovery: str

    def __repr__(self) -> str:
        return "NewRecord(hidden)"


class RecordFile:
    """A clinic's record on this machine, locked until somebody unlocks it."""

    def __init__(
        self,
        folder: ClinicFolder,
        clock: "Clock | None" = None,
        vault: KeyVault | None = None,
        mounts: ReadMounts = system_mounts,
    ) -> None:
        self._folder = folder
        self._mounts = mounts
        self._failed = FailedUnlocks(folder.failed_unlocks)
        self._clock: Clock = clock or SystemClock()
        self._vault = vault or KeyVault(folder)
        self._content: Future[Knowledge] | None = None

    @property
    def exists(self) -> bool:
        """Whether a clinic was set up here."""
        return self._folder.exists

    @property
    def place(self) -> Path:
        """The folder that holds the record."""
        return self._folder.root

    @property
    def own_forms(self) -> Path:
        """Where the clinic puts forms of its own."""
        return self._folder.own_forms

    def clinic_name(self) -> str:
        """The clinic's name, readable before anybody unlocks."""
        return self._vault.clinic_name()

    def people(self) -> tuple[SlotOwner, ...]:
        """Who may unlock."""
        return self._vault.people()

    def prepare(self) -> "Future[Knowledge]":
        """Read the clinical content on a thread of its own, once: while the password is being typed, at best.

        Measured with two cores: 100 ms of reading are then no part of unlocking, which reading beside the key
        derivation would not achieve, because that takes every core.
        """
        if self._content is None:
            from concurrent.futures import ThreadPoolExecutor

            one_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="content")
            self._content = one_thread.submit(_load_knowledge, self._folder.own_forms)
            one_thread.shutdown(wait=False)
        return self._content

    def create(self, clinic: Clinic, name: str, role: Role, password: str) -> NewRecord:
        """Set a clinic up: keys, the encrypted file, its first person. Takes about a second.

        Raises:
            UserError: the password is too short or too easy.
            EnvironmentProblem: there is a clinic here already, the files cannot be written, or they would lie on a
                network drive.
        """
        from clinic_app.storage.schema import create_database

        refuse_network(self._folder.root, self._mounts())
        person = Person(PersonId(str(uuid4())), name, role)
        keys = self._vault.create(clinic.name, SlotOwner(person.id, name, str(role)), password)
        create_database(self._folder, keys.data_key, lambda work: _write_first(work, clinic, person))
        return NewRecord(self._open(keys.data_key, person.id, Opened.SET_UP), keys.recovery)

    def unlock(self, person_id: str, password: str) -> OpenRecord:
        """Open the record as a person. Takes about a second on purpose.

        Raises:
            UserError: the password does not fit, or the wait after a wrong one is not over.
            EnvironmentProblem: the file is damaged, newer than this program, open elsewhere, or on a network drive.
        """
        refuse_network(self._folder.root, self._mounts())
        with self._noting(person_id, "wrong_password"):
            key = self._vault.unlock(person_id, password)
        return self._open(key, PersonId(person_id), Opened.PASSWORD)

    def unlock_with_recovery(self, text: str, person_id: str, new_password: str) -> OpenRecord:
        """Open the record with the printed recovery key and give a person a new password. Raises as ``unlock`` does."""
        refuse_network(self._folder.root, self._mounts())
        with self._noting(person_id, "wrong_recovery_key"):
            key = self._vault.unlock_with_recovery(text)
        owner = next(owner for owner in self.people() if owner.person_id == person_id)
        self._vault.set_password(key, owner, new_password)
        return self._open(key, PersonId(person_id), Opened.RECOVERY_KEY)

    @contextmanager
    def _noting(self, person_id: str, what: str) -> Iterator[None]:
        """Keep a try in vain for the log, which only an open record can take. A try that had to wait is none."""
        try:
            yield
        except TooSoonError:
            raise
        except UserError:
            if any(owner.person_id == person_id for owner in self.people()):
                self._failed.note(FailedUnlock(person_id, self._clock.now(), what))
            raise

    def add_person(self, opened: OpenRecord, own_password: str, person: Person, password: str) -> None:
        """Give another member of staff a place in the record and a password of their own. Takes about two seconds.

        The place comes first: one without a password opens nothing, and the same call completes it. A password
        without a place never exists.

        Args:
            own_password: of whoever is at the record, to open the key once more; the record stays open.

        Raises:
            NotAllowedError: the one at the record may not manage the clinic.
            UserError: ``field`` is ``name``, ``password`` or ``own_password``. Nothing was changed then.
        """
        from clinic_app.services.clinic_settings import add_person

        key = self._key_of_manager(opened, own_password, (person.name, password))
        added = opened.desk.run(add_person, person)
        self._vault.set_password(key, _owner(added), password)

    def give_password(self, opened: OpenRecord, own_password: str, person_id: PersonId, password: str) -> None:
        """Give somebody who is in the record a new password, or the way in back. Raises as ``add_person`` does."""
        from clinic_app.services.clinic_settings import let_in

        name = next((one.name for one in opened.desk.context.reads.people() if one.id == person_id), "")
        key = self._key_of_manager(opened, own_password, (name, password))
        self._vault.set_password(key, _owner(opened.desk.run(let_in, person_id)), password)

    def deactivate(self, opened: OpenRecord, own_password: str, person_id: PersonId) -> None:
        """End somebody's access: first in the record, which refuses from then on, then in the key file.

        Copies of the files made before still open with the old password. Raises as ``add_person`` does.
        """
        from clinic_app.services.clinic_settings import set_person_active

        key = self._key_of_manager(opened, own_password)
        opened.desk.run(set_person_active, person_id, active=False)
        self._vault.remove(key, person_id)

    def _key_of_manager(
        self, opened: OpenRecord, own_password: str, to_check: tuple[str, str] | None = None
    ) -> "DataKey":
        """The data key by the own password of who is at the record; ``to_check`` is a name and its new password."""
        from clinic_app.services.access import Action
        from clinic_app.services.sessions import note_refused
        from clinic_app.storage.passwords import check_password

        desk = opened.desk
        desk.context.allow(desk.actor, Action.MANAGE_CLINIC)
        if to_check is not None:
            name, password = to_check
            check_password(password, (desk.context.reads.clinic().name, self.clinic_name(), name))
        try:
            return self._vault.unlock(desk.actor.person_id, own_password)
        except UserError as refused:
            too_soon = isinstance(refused, TooSoonError)
            if not too_soon:
                desk.run(note_refused, "wrong_own_password")
            words = refused.message if too_soon else "That is not your own password. Nothing was changed."
            raise UserError(words, "own_password") from None

    def _open(self, key: "DataKey", person_id: PersonId, how: Opened) -> OpenRecord:
        from clinic_app.resources import resource_path
        from clinic_app.services.access import load_permissions
        from clinic_app.services.clips.keeping import repair_clips
        from clinic_app.services.clips.ports import ClipPorts
        from clinic_app.services.context import Context, Desk
        from clinic_app.services.sessions import RefusedTry, note_opened
        from clinic_app.storage.attachments.folder import AttachmentFolder
        from clinic_app.storage.attachments.local_files import LocalSink, LocalSource
        from clinic_app.storage.store import Store

        store = Store(self._folder, key)
        try:
            context = Context(
                uow=store.unit_of_work,
                reads=store.reads,
                clock=self._clock,
                permissions=load_permissions(resource_path("roles.toml")),
                knowledge=self.prepare().result().with_local(store.reads.local_rules()),
                clips=ClipPorts(_open_clip, AttachmentFolder(self._folder.attachments), LocalSource, LocalSink),
            )
            desk = Desk(context, _actor(context, person_id))
            desk.run(repair_clips)
            desk.run(note_opened, how, [RefusedTry(one.person_id, one.at, one.what) for one in self._failed.all()])
            self._failed.clear()
            clinic = context.reads.clinic()
            self._vault.rename(key, clinic.name)  # the unlock screen shows what the record says
        except BaseException:
            store.close()
            raise
        return OpenRecord(desk, clinic, store.close)


def _open_clip(source: "Source") -> "OpenClip":
    from clinic_app.media.reader import ClipReader

    return ClipReader(source)


def _load_knowledge(own_forms: Path) -> "Knowledge":
    from clinic_app.services.knowledge import load_knowledge

    return load_knowledge(own_forms)


def _owner(person: Person) -> SlotOwner:
    return SlotOwner(person.id, person.name, str(person.role))


def _actor(context: "Context", person_id: PersonId) -> Actor:
    """Name and role come from the record, not from the key file beside it, which may be an older one."""
    for person in context.reads.people():
        if person.id == person_id and person.active:
            return Actor(person.id, person.name, person.role, socket.gethostname())
    raise NotAllowedError("This person has no active place in the record. Ask whoever manages the clinic.")


def _write_first(work: "UnitOfWork", clinic: Clinic, person: Person) -> None:
    work.clinic.save(clinic)
    work.people.add(person)


def open_existing(place: Path | None = None) -> RecordFile:
    """The record to unlock. Raises ``EnvironmentProblem`` when nobody has set a clinic up there."""
    record = RecordFile(record_place(place))
    if not record.exists:
        raise EnvironmentProblem(f"There is no clinic in {record.place}. Open the window to set one up.")
    return record
