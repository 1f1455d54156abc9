"""Imports after Qt without reading every module's source a second time.

To offer its optional snake_case names, PySide6 looks into the source text of each module that is imported after it:
about a tenth of the time to the first window. This program uses none of those names, so every module is answered
for at once. The library is pinned; where a release has no such look any more there is nothing to do.
"""

import contextlib
import importlib


def install() -> None:
    """Answer for every module that is imported from now on."""
    with contextlib.suppress(ImportError):  # modules of the window that need no Qt are read without it too
        importlib.import_module("PySide6")  # loads the part that looks
        feature = importlib.import_module("shibokensupport.feature")
        if hasattr(feature, "_mod_uses_pyside"):
            feature._mod_uses_pyside = lambda _module: True  # type: ignore[attr-defined]
