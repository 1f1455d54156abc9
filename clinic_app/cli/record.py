"""Headless commands that open a record: search, report, audit."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from clinic_app.bootstrap import OpenRecord, RecordFile, open_existing
from clinic_app.cli.main import read_text
from clinic_app.domain.errors import NotFoundError, UserError
from clinic_app.domain.notes import Note, NoteId
from clinic_app.domain.people import Patient
from clinic_app.services import chart as charts
from clinic_app.services import children
from clinic_app.services.access import Action
from clinic_app.services.context import Desk
from clinic_app.services.documents import clinician_summary, episode_reports, family_plan, printable_note
from clinic_app.services.report_models import Paper


@contextmanager
def opened(arguments: argparse.Namespace) -> Iterator[OpenRecord]:
    """The record, unlocked with a password from a file or standard input, closed at the end."""
    record = open_existing(arguments.database)
    person_id = _person_id(record, arguments.person)
    unlocked = record.unlock(person_id, _password(arguments))
    try:
        yield unlocked
    finally:
        unlocked.close()


def _person_id(record: RecordFile, wanted: str | None) -> str:
    people = record.people()
    if wanted is None and len(people) == 1:
        return people[0].person_id
    for person in people:
        if wanted in {person.name, person.person_id}:
            return person.person_id
    names = ", ".join(person.name for person in people)
    raise UserError(f"Say who unlocks with --person; this record knows {names}.", "--person")


def _password(arguments: argparse.Namespace) -> str:
    if arguments.password_file is None:
        return sys.stdin.readline().rstrip("\r\n")
    return read_text(arguments.password_file).split("\n", 1)[0].rstrip("\r")


def search(arguments: argparse.Namespace) -> int:
    """Print what the search box would show, as JSON."""
    with opened(arguments) as record:
        query, hits = record.desk.run(children.find, arguments.query)
        document = {
            "query": query.text,
            "understood": {
                "words": list(query.words),
                "born": query.born.isoformat() if query.born else None,
                "number": query.number or None,
            },
            "exact": [_child(one) for one in hits.exact],
            "near": [_child(one) for one in hits.near],
            "alike": [_child(one) for one in hits.alike],
            "children": hits.children,
        }
    print(json.dumps(document, ensure_ascii=False, indent=2))
    return 0


def _child(one: Patient) -> dict[str, Any]:
    return {
        "number": one.number,
        "family_name": one.family_name,
        "given_name": one.given_name,
        "birth_date": one.birth_date.isoformat(),
        "sex": str(one.sex),
        "guardian": one.guardian,
        "twin": one.birth_order,
    }


def report(arguments: argparse.Namespace) -> int:
    """Write the PDF of a signed note."""
    from clinic_app.reports.writing import write_pdf

    if arguments.document != "summary" and (arguments.reasons or arguments.episodes):
        option = "--reasons" if arguments.reasons else "--episodes"
        raise UserError("Reasons and episodes are joined to the summary alone.", option)
    with opened(arguments) as record:
        note = _note(record.desk, arguments.note)
        content = _document(record.desk, note, arguments)
    write_pdf(arguments.out, content)
    return 0


def _document(desk: Desk, note: Note, arguments: argparse.Namespace) -> bytes:
    from clinic_app.reports.clinician_summary import render_clinician_summary
    from clinic_app.reports.episode_report import render_episode_report
    from clinic_app.reports.family_plan import render_family_plan

    paper = Paper(arguments.paper.lower())
    chart = desk.run(charts.open_chart, note.patient_id)
    visit = desk.run(printable_note, chart, note)
    if arguments.document == "family":
        return render_family_plan(desk.run(family_plan, chart, visit), paper)
    wanted = arguments.document == "episodes" or arguments.episodes
    episodes = desk.run(episode_reports, chart, visit) if wanted else ()
    if arguments.document == "episodes":
        if not episodes:
            raise UserError("No event was logged for this child up to this visit.", "NOTE")
        return render_episode_report(episodes, paper)
    said = desk.run(clinician_summary, chart, visit, reasons=arguments.reasons)
    return render_clinician_summary(said, paper, episodes)


def _note(desk: Desk, wanted: str) -> Note:
    """A note by its id, or the latest signed note of the child with this record number."""
    context = desk.context
    context.allow(desk.actor, Action.PRINT)
    child = context.reads.patient_by_number(wanted)
    if child is not None:
        note = context.reads.latest_note(child.id)
        if note is None:
            raise UserError(f"{wanted} has no signed note yet.", "NOTE")
        return note
    try:
        return context.reads.note(NoteId(wanted))
    except NotFoundError as problem:
        raise UserError(f"There is no note or record number {wanted}.", "NOTE") from problem


def audit(arguments: argparse.Namespace) -> int:
    """Check the chain of the log; exit code 1 where it is broken."""
    with opened(arguments) as record:
        context = record.desk.context
        context.allow(record.desk.actor, Action.READ_AUDIT)
        found = context.reads.verify_audit()
    print(json.dumps({"events": found.events, "head": found.head, "broken_at": found.broken_at}, indent=2))
    return 0 if found.broken_at is None else 1
