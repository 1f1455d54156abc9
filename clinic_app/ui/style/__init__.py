"""What the style sheet cannot say: the focus ring, the wheel that never edits, and the details of the base style."""

from clinic_app.ui.style.clinic_style import ClinicStyle
from clinic_app.ui.style.focus_ring import FOCUS_HOST, FOCUS_OWN, FocusRing
from clinic_app.ui.style.hatch import draw_hatch
from clinic_app.ui.style.wheel_filter import WheelFilter

__all__ = ["FOCUS_HOST", "FOCUS_OWN", "ClinicStyle", "FocusRing", "WheelFilter", "draw_hatch"]
