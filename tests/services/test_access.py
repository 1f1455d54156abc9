"""Every use case authorises first, and what is not granted is denied."""

import ast
from pathlib import Path

import pytest

from clinic_app.domain.errors import NotAllowedError
from clinic_app.domain.people import Actor, PersonId, Role
from clinic_app.resources import resource_path
from clinic_app.services.access import Action, authorise, load_permissions

SERVICES = Path(__file__).parents[2] / "clinic_app" / "services"


def use_cases() -> list[tuple[str, ast.FunctionDef]]:
    """Public functions whose first parameters are the context and the actor."""
    found: list[tuple[str, ast.FunctionDef]] = []
    for path in sorted(SERVICES.rglob("*.py")):
        functions = (node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef))
        found += [(f"{path.stem}.{node.name}", node) for node in functions if _takes_an_actor(node)]
    return [(name, node) for name, node in found if not node.name.startswith("_")]


def _takes_an_actor(node: ast.FunctionDef) -> bool:
    return [arg.arg for arg in node.args.args[:2]] == ["context", "actor"]


def test_there_are_use_cases_to_look_at() -> None:
    assert len(use_cases()) > 10


@pytest.mark.parametrize(("name", "node"), use_cases(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_use_case_authorises_before_anything_else(name: str, node: ast.FunctionDef) -> None:
    statements = [one for one in node.body if not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))]
    first = statements[0]
    assert isinstance(first, ast.Expr), name
    assert ast.unparse(first).startswith("context.allow(actor, Action."), name


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("action", list(Action))
def test_only_what_stands_in_the_matrix_is_allowed(role: Role, action: Action) -> None:
    permissions = load_permissions(resource_path("roles.toml"))
    actor = Actor(PersonId("p"), "Somebody", role, "Station 1")
    if action in permissions[role]:
        authorise(permissions, actor, action)
    else:
        with pytest.raises(NotAllowedError):
            authorise(permissions, actor, action)


@pytest.mark.parametrize(
    ("role", "action"),
    [
        (Role.NURSE, Action.SIGN_NOTE),
        (Role.NURSE, Action.WRITE_EXAM),
        (Role.ADMINISTRATOR, Action.READ_CHART),
        (Role.ADMINISTRATOR, Action.FIND_CHILD),
        (Role.AUDITOR, Action.READ_CHART),
    ],
)
def test_what_must_never_be_granted(role: Role, action: Action) -> None:
    assert action not in load_permissions(resource_path("roles.toml"))[role]


def test_a_role_without_an_entry_may_do_nothing() -> None:
    with pytest.raises(NotAllowedError):
        authorise({}, Actor(PersonId("p"), "Somebody", Role.LEAD, "Station 1"), Action.READ_CHART)
