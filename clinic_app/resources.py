"""Where the files that ship with the program are. The only module that knows."""

from pathlib import Path

_PACKAGED = Path(__file__).parent / "_resources"
_CHECKOUT = Path(__file__).parent.parent / "resources"


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped file or folder, e.g. ``resource_path("clinical", "rules.toml")``.

    In an installed wheel the files lie inside the package; in a checkout they lie beside it.
    """
    root = _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT
    return root.joinpath(*parts)
