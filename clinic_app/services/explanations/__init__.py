"""Why the program says something: one model for flags, bands, centiles and scores, on screen and on paper."""

from clinic_app.services.explanations.bands import explain_band
from clinic_app.services.explanations.flags import SaidFlag, explain_flag, said_now, said_then
from clinic_app.services.explanations.growth import explain_growth
from clinic_app.services.explanations.hine import explain_hine
from clinic_app.services.explanations.milestones import explain_window
from clinic_app.services.explanations.model import Explanation, Input, Reference
from clinic_app.services.explanations.patterns import explain_card
from clinic_app.services.explanations.trail import Trail, note_trail, trail_of, visit_trail

__all__ = [
    "Explanation",
    "Input",
    "Reference",
    "SaidFlag",
    "Trail",
    "explain_band",
    "explain_card",
    "explain_flag",
    "explain_growth",
    "explain_hine",
    "explain_window",
    "note_trail",
    "said_now",
    "said_then",
    "trail_of",
    "visit_trail",
]
