"""The documents that can be printed of a visit."""

from enum import StrEnum

from clinic_app.i18n import _


class Kind(StrEnum):
    """The value is what file names and print queues carry."""

    SUMMARY = "summary"
    FAMILY = "family-plan"
    EPISODES = "episode-report"
    DIARY = "diary"

    @property
    def words(self) -> str:
        """The name of the document."""
        return {
            Kind.SUMMARY: _("Clinician summary"),
            Kind.FAMILY: _("Family plan"),
            Kind.EPISODES: _("Episode report"),
            Kind.DIARY: _("Diary sheet"),
        }[self]

    @property
    def is_signed_for(self) -> bool:
        """Whether the paper says anything that waits for a signature; a sheet to fill in does not."""
        return self is not Kind.DIARY
