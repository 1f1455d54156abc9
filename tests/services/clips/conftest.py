"""A child with an episode, and a stand-in for the confined process: storage is the real one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Self

import pytest

from clinic_app.domain.attachments import ClipFacts
from clinic_app.domain.episodes import Episode
from clinic_app.domain.errors import UserError
from clinic_app.domain.people import Patient, PatientId, Role, Sex
from clinic_app.services.clips.ports import ClipFrame, Sink, Source
from clinic_app.services.episodes import threads

FACTS = ClipFacts("clip", "mov", "h264", 320, 180, 14_000, 25.0, "2026-11-17T07:10:00Z")


class FakeClip:
    """Takes everything that begins with ``film``; strips a copy to its second half."""

    def __init__(self, source: Source) -> None:
        self._source = source
        if source.read(0, 4) != b"film":
            raise UserError("This is not a film.", "clip")

    @property
    def facts(self) -> ClipFacts:
        return FACTS

    def thumbnail(self, _at_s: float) -> bytes:
        return b"jpeg"

    def frame(self, at_s: float) -> ClipFrame:
        return ClipFrame(1, 1, 3, 0, at_s, b"rgb")

    def step(self, count: int) -> ClipFrame:
        return self.frame(count)

    def strip_to(self, sink: Sink) -> None:
        sink.put(0, self._source.read(0, self._source.size).replace(b"place", b""))

    def close(self) -> None:
        """Nothing was opened."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        self.close()


def make_child(clinic: Any, number: str = "D-00412") -> tuple[Patient, Episode]:
    child = Patient(PatientId(f"p-{number}"), number, "Brightwater", "Ayla", date(2026, 3, 14), Sex.FEMALE)
    with clinic.context.uow() as work:
        work.patients.add(child)
        work.commit()
    return child, clinic.desk(Role.NURSE).run(threads.start_thread, child.id, "Leg shakes", None, request_id=number)


@pytest.fixture
def fake_clips(clinic: Any) -> Callable[..., None]:
    def use(files: Any = None) -> None:
        clinic.context.clips = replace(clinic.context.clips, open=FakeClip, files=files or clinic.context.clips.files)

    use()
    return use


@pytest.fixture
def thread(clinic: Any, fake_clips: Any) -> Episode:
    return make_child(clinic)[1]
