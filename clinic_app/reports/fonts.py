"""The two embedded typefaces of printed documents, registered once for each process."""

import functools

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from clinic_app.resources import resource_path

REGULAR = "PlexSans"
BOLD = "PlexSans-SemiBold"
_FILES = {REGULAR: "IBMPlexSans-Regular.ttf", BOLD: "IBMPlexSans-SemiBold.ttf"}


@functools.cache
def register_fonts() -> frozenset[int]:
    """Make the fonts known to reportlab and return the code points that both of them can print.

    Also closes reportlab's ways to fetch anything by name: no document ever loads a file or an address.
    """
    rl_config.trustedSchemes = []
    rl_config.trustedHosts = []
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource_path("fonts", file))))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
    covered = (frozenset(pdfmetrics.getFont(name).face.charToGlyph) for name in _FILES)
    return frozenset.intersection(*covered)
