"""How a record is opened and why it is locked, as the log says it."""

from enum import StrEnum


class Opened(StrEnum):
    """With what the record was opened."""

    PASSWORD = "password"  # noqa: S105  a word of the log, not a secret
    RECOVERY_KEY = "recovery_key"
    SET_UP = "set_up"


class Locked(StrEnum):
    """Why the record was locked."""

    ASKED = "locked"
    IDLE = "idle"
    CLOSED = "closed"
