"""What is typed reaches the encrypted file, whatever comes between."""

from collections.abc import Iterator

import pytest

from clinic_app.domain.people import Role
from clinic_app.services import drafts
from clinic_app.ui.draft_keeper import DraftKeeper
from clinic_app.ui.tasks import TaskRunner


@pytest.fixture
def runner(qapp) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.flush()


@pytest.fixture
def keeper(clinic, runner) -> DraftKeeper:
    desk = clinic.desk(Role.NURSE)
    return DraftKeeper(desk, runner, desk.run(drafts.start_registration), save_after_ms=0)


def stored(clinic) -> dict[str, object]:
    (draft,) = clinic.desk(Role.NURSE).run(drafts.unfinished_registrations)
    return {key: entry.value for key, entry in draft.entries.items()}


def test_the_first_entry_is_sent_by_itself(clinic, keeper, qtbot) -> None:
    with qtbot.waitSignal(keeper.saved):
        assert keeper.write({"a": 1})
    assert keeper.is_saved
    assert stored(clinic) == {"a": 1}
    assert not keeper.write({"a": 1})


def test_leaving_sends_behind_a_save_that_is_under_way(clinic, keeper, runner, qtbot) -> None:
    keeper.write({"a": 1})
    keeper.save_now()
    keeper.write({"a": 2, "b": 3})
    keeper.save_now()
    assert runner.flush()  # as when the window closes: nobody waits for the answers
    assert stored(clinic) == {"a": 2, "b": 3}
    qtbot.waitUntil(lambda: keeper.is_saved)
    assert keeper.values == {"a": 2, "b": 3}


def test_a_failed_save_is_told_and_keeps_the_newest_value(keeper, runner, clinic, qtbot, monkeypatch) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as broken, qtbot.waitSignal(keeper.save_failed):
        broken.setattr(drafts, "keep", fail)
        keeper.write({"a": 1})
        keeper.save_now()
        keeper.write({"a": 2})
    assert not keeper.is_saved
    assert keeper.values == {"a": 2}
    with qtbot.waitSignal(keeper.saved):
        keeper.save_now()
    assert stored(clinic) == {"a": 2}
