"""A process that is killed in the middle of writing loses nothing that it was told is saved."""

import subprocess
import sys

import pytest

from clinic_app.domain.drafts import DraftId
from clinic_app.storage.store import Store
from tests.storage.samples import Opened

_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from clinic_app.domain.audit import AuditEvent
from clinic_app.domain.drafts import Draft, DraftId, DraftKind, Entry
from clinic_app.domain.people import Actor, PersonId, Role
from clinic_app.storage.key_slots import DataKey
from clinic_app.storage.paths import ClinicFolder
from clinic_app.storage.store import Store
now, me = datetime(2026, 3, 2, tzinfo=UTC), PersonId("p-doctor")
store = Store(ClinicFolder.at(Path(sys.argv[1])), DataKey(bytes(range(32))))
draft = Draft(DraftId("typed"), DraftKind.REGISTRATION, me, now)
with store.unit_of_work() as work:
    work.drafts.add(draft)
    work.commit()
for number in range(100000):
    patched = draft.patched({"text:assessment": "word " * (number % 700)}, by=me, at=now, seen=draft.version)
    with store.unit_of_work() as work:
        work.drafts.save(patched, expected=draft.version)
        work.audit.append(AuditEvent(now, Actor(me, "Dr", Role.LEAD, "w"), "write_intake", object_id="typed"))
        work.commit()
    draft = patched
    print(draft.version, flush=True)
"""


@pytest.mark.parametrize("saves", [1, 7, 40])
def test_kill_loses_no_acknowledged_save(opened: Opened, saves: int) -> None:
    opened.store.close()
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(opened.folder.root)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        acknowledged = [int(writer.stdout.readline()) for _ in range(saves)][-1]
        writer.kill()
        acknowledged = max([acknowledged, *(int(line) for line in writer.stdout if line.endswith("\n"))])
    with Store(opened.folder, opened.key) as store, store.unit_of_work() as work:
        kept = work.drafts.get(DraftId("typed"))
        assert kept.version in {acknowledged, acknowledged + 1}, "at most the one save that was not yet answered"
        report = store.reads.verify_audit()
        assert report.broken_at is None
        assert report.events == 2 + kept.version - 1, "each change has its event"
