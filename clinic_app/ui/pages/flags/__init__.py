"""What the rules say to the open record, live: the panel that several screens share."""

from clinic_app.ui.pages.flags.flags_panel import FlagsPanel

__all__ = ["FlagsPanel"]
