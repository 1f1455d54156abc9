"""Roles as people call them."""

from clinic_app.domain.people import Role
from clinic_app.i18n import _


def role_words(role: str) -> str:
    """A role in words; a role that nobody described yet shows its own code."""
    names: dict[str, str] = {
        Role.NURSE: _("Nurse"),
        Role.PAEDIATRICIAN: _("Paediatrician"),
        Role.LEAD: _("Lead"),
        Role.ADMINISTRATOR: _("Administrator"),
        Role.AUDITOR: _("Auditor"),
    }
    return names.get(role, role)
