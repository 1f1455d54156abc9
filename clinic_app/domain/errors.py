"""The three kinds of failure, each with a sentence that a person can act on.

A problem the person can mend (``UserError`` and its kin), a problem of the environment
(``EnvironmentProblem``), and a bug (anything else). Library exceptions are translated where they enter.
"""

from collections.abc import Sequence


class ClinicError(Exception):
    """Base of every failure whose text may be shown to a person. Holds no patient data."""


class UserError(ClinicError):
    """Something the person can mend. ``field`` names what to mend, where one field is at fault."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class ContentError(ClinicError):
    """A clinical content file is wrong. Names the file, the entry and what is accepted."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__(f"{where}: {message}")
        self.where = where
        self.reason = message


class ContentErrors(ContentError):
    """Several slips in content files, all of one stage of reading. Reads as the first of them."""

    def __init__(self, several: Sequence[ContentError]) -> None:
        super().__init__(several[0].where, several[0].reason)
        self.several = tuple(several)


class NotAllowedError(ClinicError):
    """The actor's role does not permit the action."""


class NotFoundError(ClinicError):
    """The thing asked for is not in the record."""


class ConflictError(ClinicError):
    """Somebody else changed the same thing since the actor last saw it. ``keys`` says what."""

    def __init__(self, message: str, keys: frozenset[str] = frozenset()) -> None:
        super().__init__(message)
        self.keys = keys


class SealedError(ClinicError):
    """A signed note cannot be changed; a correction is an addendum."""


class EnvironmentProblem(ClinicError):
    """Disk, lock, key or network: what happened, what is safe, what to do."""
