"""Who recorded what and when, by which forms and rules, after which sources."""

from collections.abc import Mapping
from datetime import datetime

from clinic_app.clinical.hine_instrument import is_hine_field
from clinic_app.domain.record import ANSWER, TAKEN, TAKEN_WHY
from clinic_app.i18n import _, clock_text, day_text
from clinic_app.services.context import Context
from clinic_app.services.documents.printable import Printable
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.wording import source_words as source_words


def provenance(knowledge: Knowledge, visit: Printable) -> tuple[str, ...]:
    """``History: Sefa Quill, 18 Nov 2026 10:12 to 10:20.`` for each part and person, then who signed."""
    said: dict[tuple[str, str], list[datetime]] = {}
    for key, (name, at) in visit.written.items():
        if key.startswith((TAKEN, TAKEN_WHY)):  # said with the finding that was taken back
            continue
        said.setdefault((_part_of(knowledge, key), name), []).append(at)
    lines = [
        _("{part}: {name}, {when}.").format(part=part, name=name, when=_span(min(times), max(times)))
        for (part, name), times in sorted(said.items(), key=lambda one: min(one[1]))
    ]
    if visit.signed is not None:
        name, at = visit.signed
        words = _("Reviewed and signed: {name}, {day} {time}.")
        lines.append(words.format(name=name, day=_day(at), time=clock_text(at)))
    return tuple(lines)


def _part_of(knowledge: Knowledge, key: str) -> str:
    if not key.startswith(ANSWER):
        return _("Assessment and plan")
    field = knowledge.field_of_entry(key)
    if field is not None and is_hine_field(field.id):
        return _("HINE")
    in_exam = field is not None and any(item.field.id == field.id for item in knowledge.findings)
    return _("Examination") if in_exam else _("History and measurements")


def _span(first: datetime, last: datetime) -> str:
    start = f"{_day(first)} {clock_text(first)}"
    if _day(first) != _day(last):
        return _("{first} to {last}").format(first=start, last=f"{_day(last)} {clock_text(last)}")
    same = clock_text(first) == clock_text(last)
    return start if same else _("{first} to {last}").format(first=start, last=clock_text(last))


def _day(at: datetime) -> str:
    return day_text(at.astimezone().date())


def rule_sets(context: Context, visit: Printable) -> tuple[str, ...]:
    """The forms and rules of the visit; where the program has others by now, it says so."""
    now = context.knowledge.instrument_stamps()
    lines = [
        _("Forms: {forms}.").format(forms=", ".join(_form(context.knowledge, *one) for one in visit.forms.items())),
        _("Rules and pattern cards: content {code}.").format(code=visit.content_sha256[:12].upper()),
    ]
    if visit.forms != now:
        lines.append(_("The forms have changed since: what was not examined is named by the forms of today."))
    return tuple(lines)


def _form(knowledge: Knowledge, form_id: str, stamp: Mapping[str, str]) -> str:
    known = knowledge.instruments.get(form_id)
    title = known.title if known is not None else form_id
    return _("{title} version {version}").format(title=title, version=stamp["version"])


def sources(knowledge: Knowledge, visit: Printable) -> tuple[str, ...]:
    """The literature behind the flags in full."""
    names = dict.fromkeys(name for flag in visit.picture["flags"] for name in flag["source"])
    known = knowledge.content.sources
    return tuple(f"{source_words(name)}: {known[name].cite}." for name in names if name in known)
