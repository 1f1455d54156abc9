"""The lock belongs to the program, not to the thread that took it."""

from threading import Thread

from clinic_app.storage.instance_lock import InstanceLock


def test_a_lock_taken_on_one_thread_is_given_back_on_another(tmp_path) -> None:
    lock = InstanceLock(tmp_path / "clinic.lock")
    worker = Thread(target=lock.acquire)
    worker.start()
    worker.join()
    lock.release()
    again = InstanceLock(tmp_path / "clinic.lock")
    again.acquire()
    again.release()
