"""Roles, what they may do, and events of the log, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from clinic_app.domain.people import Role
from clinic_app.i18n import _
from clinic_app.services.access import Action, Permissions
from clinic_app.services.views import AuditLine
from clinic_app.ui.role_words import role_words


@dataclass(frozen=True, slots=True)
class Capability:
    """A line of "What each role may do": granted when the role may do all of ``actions``."""

    label: str
    actions: frozenset[Action]


def capabilities() -> tuple[Capability, ...]:
    """Every action of the product, grouped as people speak of them."""
    return (
        Capability(_("See the day list"), frozenset({Action.READ_WORKLIST})),
        Capability(_("Change the day list"), frozenset({Action.CHANGE_WORKLIST})),
        Capability(
            _("Find, register children"), frozenset({Action.FIND_CHILD, Action.REGISTER_CHILD, Action.AMEND_CHILD})
        ),
        Capability(_("Read charts"), frozenset({Action.READ_CHART})),
        Capability(_("Intake, measures"), frozenset({Action.WRITE_INTAKE})),
        Capability(_("Examination"), frozenset({Action.WRITE_EXAM})),
        Capability(_("Flags, plan, episodes"), frozenset({Action.ASSESS, Action.CLOSE_PLAN, Action.LOG_EPISODE})),
        Capability(_("Sign, addendum"), frozenset({Action.SIGN_NOTE})),
        Capability(_("Print, save PDF"), frozenset({Action.PRINT})),
        Capability(_("Read the log"), frozenset({Action.READ_AUDIT})),
        Capability(_("Change people, clinic"), frozenset({Action.MANAGE_CLINIC})),
        Capability(_("Change rules"), frozenset({Action.CHANGE_RULES})),
        Capability(_("Unlock, lock"), frozenset({Action.OPEN_RECORD})),
    )


def roles_words(roles: tuple[Role, ...]) -> str:
    """Several roles: ``Lead, Administrator or Auditor``."""
    *others, last = [role_words(role) for role in roles] or [_("nobody")]
    return _("{others} or {last}").format(others=", ".join(others), last=last) if others else last


def may(permissions: Permissions, role: Role, capability: Capability) -> bool:
    """Whether a role is granted the whole of a capability."""
    return capability.actions <= permissions.get(role, frozenset())


def role_sentence(permissions: Permissions, role: Role) -> str:
    """What a role may and may not do, in one sentence, from the role matrix."""
    granted = [_inside(one.label) for one in capabilities() if may(permissions, role, one)]
    denied = [_inside(one.label) for one in capabilities() if not may(permissions, role, one)]
    name = role_words(role)
    if not denied:
        return _("{role}: may do everything, {granted}.").format(role=name, granted="; ".join(granted))
    words = _("{role} may: {granted}. May not: {denied}.")
    return words.format(role=name, granted="; ".join(granted), denied="; ".join(denied))


def _inside(label: str) -> str:
    """A label within a sentence."""
    return label[:1].lower() + label[1:]


@dataclass(frozen=True, slots=True)
class EventWords:
    """Kind of an event with its icon, and what happened."""

    kind: str
    icon_name: str
    what: str


def event_words(line: AuditLine) -> EventWords:
    """What an event of the log says. An event nobody described yet shows its own code."""
    kind, icon_name = _kinds().get(line.action, (_("Other"), "dots"))
    what = _what(line)
    if line.outcome != "done":
        what = f"{what} ({line.outcome})"
    return EventWords(kind, icon_name, what)


def _kinds() -> Mapping[str, tuple[str, str]]:
    read, change = (_("Read"), "eye"), (_("Change"), "pencil")
    return {
        Action.OPEN_RECORD: (_("Access"), "key"),
        Action.READ_WORKLIST: read,
        Action.FIND_CHILD: read,
        Action.READ_CHART: read,
        Action.READ_AUDIT: read,
        Action.CHANGE_WORKLIST: change,
        Action.REGISTER_CHILD: change,
        Action.AMEND_CHILD: change,
        Action.WRITE_INTAKE: change,
        Action.WRITE_EXAM: change,
        Action.ASSESS: change,
        Action.CLOSE_PLAN: change,
        Action.LOG_EPISODE: change,
        Action.SIGN_NOTE: (_("Sign"), "signature"),
        Action.PRINT: (_("Print"), "printer"),
        Action.MANAGE_CLINIC: (_("Setting"), "settings"),
        Action.CHANGE_RULES: (_("Setting"), "settings"),
    }


def _what(line: AuditLine) -> str:
    """The sentence of an event: of its action with its reason, of its action alone, or its codes."""
    person = line.person or _("somebody")
    special = {
        (Action.OPEN_RECORD, "password"): _("Unlocked with the password"),
        (Action.OPEN_RECORD, "recovery_key"): _("Unlocked with the recovery key, new password set"),
        (Action.OPEN_RECORD, "set_up"): _("Record set up"),
        (Action.OPEN_RECORD, "locked"): _("Locked"),
        (Action.OPEN_RECORD, "idle"): _("Locked after a time without a key"),
        (Action.OPEN_RECORD, "closed"): _("Window closed"),
        (Action.OPEN_RECORD, "wrong_password"): _("Wrong password at unlocking"),
        (Action.OPEN_RECORD, "wrong_own_password"): _("Wrong own password at a change of people"),
        (Action.OPEN_RECORD, "wrong_recovery_key"): _("Wrong recovery key at unlocking"),
        (Action.MANAGE_CLINIC, "letterhead"): _("Letterhead changed"),
        (Action.MANAGE_CLINIC, "content_review"): _("Review of the clinical content recorded"),
        (Action.MANAGE_CLINIC, "person_added"): _("Added {person}").format(person=person),
        (Action.MANAGE_CLINIC, "password_given"): _("New password for {person}").format(person=person),
        (Action.MANAGE_CLINIC, "person_inactive"): _("Ended the access of {person}").format(person=person),
        (Action.MANAGE_CLINIC, "person_active"): _("Let {person} in again").format(person=person),
        (Action.REGISTER_CHILD, "discarded"): _("Registration thrown away"),
        (Action.WRITE_INTAKE, "discarded"): _("Empty record of a visit thrown away"),
        (Action.SIGN_NOTE, "addendum"): _("Addendum signed"),
    }
    plain = {
        Action.READ_CHART: _("Chart opened"),
        Action.CHANGE_WORKLIST: _("Day list"),
        Action.REGISTER_CHILD: _("Child registered") if line.number else _("Registration begun"),
        Action.AMEND_CHILD: _("Identity amended"),
        Action.WRITE_INTAKE: _("Record of the visit"),
        Action.SIGN_NOTE: _("Visit signed"),
        Action.CLOSE_PLAN: _("Plan line"),
        Action.PRINT: _("Document printed"),
        Action.CHANGE_RULES: _("Rule"),
    }
    known = {(str(action), reason): words for (action, reason), words in special.items()}
    if (line.action, line.reason) in known:
        return known[(line.action, line.reason)]
    words = {str(action): words for action, words in plain.items()}.get(line.action, line.action.replace("_", " "))
    return f"{words}: {line.reason.replace('_', ' ')}" if line.reason else words
