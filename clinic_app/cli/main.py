"""The headless commands: a stable contract for scripts and checks.

JSON or CSV in and out, never localised. Exit code 0: done. 1: the program failed. 2: the input or the environment is
at fault, one sentence on standard error says what.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from clinic_app import __version__
from clinic_app.domain.errors import ClinicError, UserError

Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str]) -> int:
    """Run one command."""
    arguments = _parser().parse_args(argv)
    command: Command = arguments.command
    try:
        return command(arguments)
    except UserError as problem:
        where = f"{problem.field}: " if problem.field and problem.field not in problem.message else ""
        return _refuse(f"{where}{problem.message}")
    except ClinicError as problem:
        return _refuse(str(problem))
    except BrokenPipeError:
        return 1


def _refuse(sentence: str) -> int:
    print(" ".join(sentence.split()), file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="clinic-app",
        description="Without a command the window opens; --demo opens a demonstration clinic.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_stateless(commands)
    _add_content(commands)
    _add_with_record(commands)
    return parser


def _add_stateless(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    assess = commands.add_parser("assess", help="evaluate every rule and pattern on a JSON object of facts")
    assess.add_argument("facts", type=Path)
    assess.set_defaults(command=_assess)

    score = commands.add_parser("score", help="score hine, or read the answers of any other form")
    score.add_argument("instrument")
    score.add_argument("answers", type=Path)
    score.add_argument("--folder", type=Path, help="a clinic's data folder, for its own forms")
    score.set_defaults(command=_score)

    for name, run, text in (
        ("age", _age, "chronological and corrected age per row"),
        ("growth", _growth, "z-score and centile per row"),
    ):
        table = commands.add_parser(name, help=text)
        table.add_argument("source", type=Path, metavar="IN.csv")
        table.add_argument("target", type=Path, metavar="OUT.csv")
        table.set_defaults(command=run)


def _add_content(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    content = commands.add_parser("content", help="check the clinical content, or print it for review")
    what = content.add_mutually_exclusive_group(required=True)
    what.add_argument("--check", action="store_true", help="print what is wrong, one line each")
    what.add_argument("--out", type=Path, help="write every rule, card, form and table as a PDF to review and sign")
    content.add_argument("--paper", choices=("A4", "Letter"), default="A4")
    content.add_argument(
        "--folder", type=Path, help="a clinic's data folder, or a whole set of content in place of the shipped one"
    )
    content.set_defaults(command=_content)


def _add_with_record(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    demo = commands.add_parser("demo", help="build a demonstration clinic, play one visit, write its documents")
    demo.add_argument("--out", type=Path, required=True)
    demo.add_argument("--patients", type=int, default=40)
    demo.add_argument("--seed", type=int, default=1)
    demo.set_defaults(command=_demo)

    search = commands.add_parser("search", help="what the search box would show")
    search.add_argument("query")
    search.add_argument("--json", action="store_true", help="print JSON (the only format)")
    _add_unlock(search)
    search.set_defaults(command=_search)

    report = commands.add_parser("report", help="the PDF of a signed note")
    report.add_argument("note", help="id of the note, or the record number of a child for the latest one")
    report.add_argument("--out", type=Path, required=True)
    report.add_argument("--document", choices=("summary", "family", "episodes"), default="summary")
    report.add_argument("--paper", choices=("A4", "Letter"), default="A4")
    report.add_argument("--reasons", action="store_true", help="add a last page that says why (summary only)")
    report.add_argument("--episodes", action="store_true", help="join the report of each episode (summary only)")
    _add_unlock(report)
    report.set_defaults(command=_report)

    audit = commands.add_parser("audit", help="check the chain of the access and change log")
    audit.add_argument("what", choices=("verify",))
    _add_unlock(audit)
    audit.set_defaults(command=_audit)


def _add_unlock(command: argparse.ArgumentParser) -> None:
    command.add_argument("--database", type=Path, help="folder of the record (or set CLINIC_APP_DATABASE)")
    command.add_argument("--person", help="who unlocks, by name; may be left out where there is one person only")
    command.add_argument("--password-file", type=Path, help="read the password from here; standard input otherwise")


def read_text(path: Path) -> str:
    """The text of an input file. Raises ``UserError`` with a sentence when it cannot be read."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(f"{path.name} is not UTF-8 text.") from None
    except OSError as problem:
        raise UserError(f"{path.name} cannot be read: {problem.strerror}.") from problem


def _assess(arguments: argparse.Namespace) -> int:
    from clinic_app.exchange.assess_facts import assess_json

    print(assess_json(read_text(arguments.facts)))
    return 0


def _score(arguments: argparse.Namespace) -> int:
    from clinic_app.exchange.score_answers import score_json

    print(score_json(arguments.instrument, read_text(arguments.answers), _own_forms(arguments.folder)))
    return 0


def _own_forms(folder: Path | None) -> Path | None:
    """The forms of a clinic: those of the folder that is named, else of the record of this machine."""
    if folder is not None:
        below = folder / "instruments"
        return below if below.is_dir() else folder
    from clinic_app.bootstrap import record_place

    return record_place().own_forms


def _age(arguments: argparse.Namespace) -> int:
    from clinic_app.exchange.age_table import age_table

    age_table(arguments.source, arguments.target)
    return 0


def _growth(arguments: argparse.Namespace) -> int:
    from clinic_app.exchange.growth_table import growth_table

    growth_table(arguments.source, arguments.target)
    return 0


def _content(arguments: argparse.Namespace) -> int:
    from clinic_app.cli.content import check, write

    return check(arguments) if arguments.check else write(arguments)


def _demo(arguments: argparse.Namespace) -> int:
    from clinic_app.cli.demo import run_demo

    return run_demo(arguments.out, patients=arguments.patients, seed=arguments.seed)


def _search(arguments: argparse.Namespace) -> int:
    from clinic_app.cli.record import search

    return search(arguments)


def _report(arguments: argparse.Namespace) -> int:
    from clinic_app.cli.record import report

    return report(arguments)


def _audit(arguments: argparse.Namespace) -> int:
    from clinic_app.cli.record import audit

    return audit(arguments)
