"""The clinic itself, as its letterhead and its documents name it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clinic:
    """Name and letterhead. ``demo`` marks a demonstration clinic on every screen and page.

    ``content_reviewed_by`` stays empty until a clinician of this clinic has recorded a review of the clinical content;
    until then every page says that nobody has.
    """

    name: str
    address: str = ""
    phone: str = ""
    out_of_hours_phone: str = ""
    demo: bool = False
    content_reviewed_by: str = ""
    number_prefix: str = "D-"
