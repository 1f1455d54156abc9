"""The tables. Rows never leave ``storage``: repositories turn them into the frozen objects of the domain."""

from clinic_app.storage.rows.attachments import attachment
from clinic_app.storage.rows.audit import audit_event, request
from clinic_app.storage.rows.base import metadata
from clinic_app.storage.rows.episodes import diary_sheet, episode, episode_event, episode_event_past, episode_said
from clinic_app.storage.rows.local_rules import local_rule
from clinic_app.storage.rows.notes import addendum, note, observation
from clinic_app.storage.rows.people import clinic, counter, name_word, patient, person
from clinic_app.storage.rows.plans import plan_line
from clinic_app.storage.rows.visits import draft, visit

__all__ = [
    "addendum",
    "attachment",
    "audit_event",
    "clinic",
    "counter",
    "diary_sheet",
    "draft",
    "episode",
    "episode_event",
    "episode_event_past",
    "episode_said",
    "local_rule",
    "metadata",
    "name_word",
    "note",
    "observation",
    "patient",
    "person",
    "plan_line",
    "request",
    "visit",
]
