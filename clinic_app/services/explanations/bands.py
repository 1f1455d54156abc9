"""Why the examination calls something expected at an age: windows of reflexes, bands of angles, phrases."""

from clinic_app.clinical.instruments.expected import AgeBand, NumericBand, Span
from clinic_app.clinical.instruments.findings import finding_of
from clinic_app.clinical.instruments.model import Finding, Item
from clinic_app.domain.ages import AgeOn
from clinic_app.domain.answers import Answer, Answers, AnswerState, ItemKey
from clinic_app.domain.quantities import format_number, format_quantity
from clinic_app.domain.sides import Side
from clinic_app.i18n import _
from clinic_app.services.explanations.model import Explanation, Input, references
from clinic_app.services.explanations.trail import Trail
from clinic_app.services.knowledge import Knowledge


def explain_band(
    knowledge: Knowledge, item: Item, age: AgeOn, answers: Answers, trail: Trail | None = None
) -> Explanation:
    """What is expected of one item, what was recorded, and how the one reads beside the other."""
    form = next(
        (one for one in knowledge.instruments.values() if any(held is item for held in one.items)), knowledge.exam
    )
    field = item.field
    source = (field.source,) if field.source else form.source
    months = age.months_for_norms
    return Explanation(
        title=item.label,
        said=_said(knowledge, item, age, answers),
        inputs=(*_inputs(knowledge, item, answers, trail), _age_input(age)),
        working=_rows(item, months),
        sources=references(source, knowledge.content.sources),
        confidence=field.confidence or form.confidence,
        version=_("{form}, version {version}").format(form=form.title, version=form.version),
        would_change=_would_change(item, knowledge, answers),
    )


def _said(knowledge: Knowledge, item: Item, age: AgeOn, answers: Answers) -> tuple[str, ...]:
    doubt = knowledge.doubt_of(item.field.id, answers)
    lines = []
    for key in item.keys:
        answer = answers.get(key)
        if answer is not None:
            lines.append(_reading_words(item, key, answer, age.months_for_norms))
    if not lines:
        lines.append(_("Nothing is recorded yet. Not examined is not normal."))
    if doubt is not None:
        lines.append(_("{state}: {why}").format(state=doubt.words.capitalize(), why=doubt.why))
    if item.expected.phrase:
        lines.append(_("Expected: {words}.").format(words=item.expected.phrase))
    return tuple(lines)


def _reading_words(item: Item, key: ItemKey, answer: Answer, months: float) -> str:
    words = {
        Finding.NORMAL: _("as expected at this age"),
        Finding.EQUIVOCAL: _("outside what is usual at this age; look again"),
        Finding.ABNORMAL: _("not expected at this age"),
    }
    if answer.state is AnswerState.NOT_EXAMINED:
        text = _("not examined, which is not normal")
    else:
        found = finding_of(item, answer, months)
        text = words[found] if found is not None else _("nothing is known to read it by at this age")
    return f"{_side_words(key)}: {text}" if key.side is not Side.NONE else f"{text[:1].upper()}{text[1:]}."


def _side_words(key: ItemKey) -> str:
    return {Side.RIGHT: _("Right"), Side.LEFT: _("Left"), Side.NONE: ""}[key.side]


def _inputs(knowledge: Knowledge, item: Item, answers: Answers, trail: Trail | None) -> tuple[Input, ...]:
    found = []
    for key in item.keys:
        answer = answers.get(key)
        if answer is not None:
            origin = trail.of_key(key) if trail is not None else ""
            found.append(Input(knowledge.name_of(key), knowledge.value_words(key.field, answer), origin))
    return tuple(found)


def _age_input(age: AgeOn) -> Input:
    name = _("Corrected age") if age.use_corrected else _("Age")
    words = _("{age} ({months} months)").format(
        age=age.corrected_text if age.use_corrected else age.text, months=f"{age.months_for_norms:.1f}"
    )
    return Input(name, words, _("from birth date and gestation"))


def _rows(item: Item, months: float) -> tuple[str, ...]:
    band = item.expected
    used = band.numbers_at(months)
    lines = [_number_row(item, row, is_used=row is used) for row in band.bands]
    if band.bands and used is None:
        lines.append(_("There is no norm at this age."))
    return (*lines, *_windows(band))


def _number_row(item: Item, row: NumericBand, *, is_used: bool) -> str:
    first, last = row.months
    span = (
        _("{first} to under {end} months").format(first=first, end=last + 1)
        if last is not None
        else _("from {first} months").format(first=first)
    )
    numbers = f"{format_number(row.low)} to {format_quantity(row.high, item.field.unit)}"
    words = _("{span}: usual {numbers}").format(span=span, numbers=numbers)
    return _("{row} (this row is used)").format(row=words) if is_used else words


def _windows(band: AgeBand) -> tuple[str, ...]:
    named = (
        (_("Emerging in some children: {span}"), band.emerging),
        (_("Usual in most children: {span}"), band.usual),
        (_("Fading, still there in some: {span}"), band.fading),
        (_("Absence is not expected: {span}"), band.absent_abnormal),
    )
    lines = [words.format(span=_span_words(span)) for words, span in named if span is not None]
    if band.persist_abnormal is not None:
        words = _("Presence is not expected after {months} months.")
        lines.append(words.format(months=format_number(band.persist_abnormal)))
    return tuple(lines)


def _span_words(span: Span) -> str:
    start, end = span
    if end is None:
        return _("from {start} months for good").format(start=format_number(start))
    return _("{start} to {end} months").format(start=format_number(start), end=format_number(end))


def _would_change(item: Item, knowledge: Knowledge, answers: Answers) -> str:
    parts = [_("Another finding, or another age: ages are corrected for children born before 37 weeks.")]
    if knowledge.doubt_of(item.field.id, answers) is not None:
        parts.append(_("Examining again when the child is awake and calm."))
    return " ".join(parts)
