"""The head against the 2nd centile line, which a rule asks about by name."""

from typing import TYPE_CHECKING

from clinic_app.clinical.growth.series import CENTILE_LINES

if TYPE_CHECKING:
    from clinic_app.clinical.worksheet import Worksheet

_Z, _BELOW = "ex_hc_z", "ex_hc_below_2nd"


def small_head(sheet: "Worksheet") -> None:
    """Yes below the line called 2nd, which the charts draw at -2 SD; a recorded yes stands."""
    z = sheet.number(_Z)
    if z is not None and sheet.known.get(_BELOW) != "yes":
        sheet.put(_BELOW, "yes" if z < CENTILE_LINES["2"] else "no", (_Z,))
