"""``clinic-app content``: checks the clinical content, or prints all of it for a clinician to review."""

import argparse
from pathlib import Path

from clinic_app.clinical.checking import check_content
from clinic_app.domain.errors import UserError
from clinic_app.resources import resource_path

_A_WHOLE_SET = "rules.toml"


def check(arguments: argparse.Namespace) -> int:
    """Print one line for each thing that is wrong, with file, line and reason. 0: nothing is; 1: something is."""
    shipped, own = _folders(arguments.folder)
    slips = check_content(shipped, own)
    for slip in slips:
        print(slip)
    return 1 if slips else 0


def write(arguments: argparse.Namespace) -> int:
    """Write every rule, card, form and table with its sources as a PDF to review and sign."""
    from clinic_app import __version__
    from clinic_app.reports.content_report import render_content_report
    from clinic_app.reports.writing import write_pdf
    from clinic_app.services.content_report.build import content_report
    from clinic_app.services.knowledge import load_knowledge
    from clinic_app.services.report_models import Paper

    report = content_report(load_knowledge(), __version__)
    write_pdf(arguments.out, render_content_report(report, Paper(arguments.paper.lower())))
    return 0


def _folders(chosen: Path | None) -> tuple[Path, Path | None]:
    """The content to check and the clinic's own forms beside it."""
    if chosen is None:
        from clinic_app.bootstrap import record_place

        return resource_path("clinical"), record_place().own_forms
    if not chosen.is_dir():
        raise UserError(f"There is no folder {chosen}.")
    if (chosen / _A_WHOLE_SET).is_file():
        return chosen, None
    below = chosen / "instruments"
    return resource_path("clinical"), below if below.is_dir() else chosen
