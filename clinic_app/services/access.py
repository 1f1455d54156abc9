"""Who may do what. Deny by default; the matrix is data in ``resources/roles.toml``."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from clinic_app.domain.errors import ContentError, NotAllowedError
from clinic_app.domain.people import Actor, Role


class Action(StrEnum):
    """Everything that a use case may be asked to do."""

    OPEN_RECORD = "open_record"
    READ_WORKLIST = "read_worklist"
    CHANGE_WORKLIST = "change_worklist"
    FIND_CHILD = "find_child"
    REGISTER_CHILD = "register_child"
    AMEND_CHILD = "amend_child"
    READ_CHART = "read_chart"
    WRITE_INTAKE = "write_intake"
    WRITE_EXAM = "write_exam"
    ASSESS = "assess"
    SIGN_NOTE = "sign_note"
    CLOSE_PLAN = "close_plan"
    LOG_EPISODE = "log_episode"
    PRINT = "print"
    READ_AUDIT = "read_audit"
    MANAGE_CLINIC = "manage_clinic"
    CHANGE_RULES = "change_rules"


Permissions = Mapping[Role, frozenset[Action]]


def load_permissions(path: Path) -> Permissions:
    """Read the role matrix. Raises ``ContentError`` on an unknown role or action."""
    table = tomllib.loads(path.read_text("utf-8"))
    try:
        return {Role(role): frozenset(Action(action) for action in entry["may"]) for role, entry in table.items()}
    except (KeyError, ValueError) as problem:
        raise ContentError(path.name, str(problem)) from problem


def authorise(permissions: Permissions, actor: Actor, action: Action) -> None:
    """Raise ``NotAllowedError`` unless the actor's role is granted the action."""
    if action not in permissions.get(actor.role, frozenset()):
        raise NotAllowedError(f"The role {actor.role} may not do this ({action.replace('_', ' ')}).")
