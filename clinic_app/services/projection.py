"""From the answers of a signed visit to the rows that trends and 'since the last visit' read, and back."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from clinic_app.clinical.fields import FieldRegistry, FieldType
from clinic_app.domain.answers import Answer, Answers, AnswerState, ItemKey
from clinic_app.domain.notes import NoteId, Observation

NOT_EXAMINED = "not_examined"


def project(answers: Answers, registry: FieldRegistry, note_id: NoteId, day: date) -> tuple[Observation, ...]:
    """One observation for each answer; free text stays in the note alone."""
    return tuple(_rows(answers, registry, note_id, day))


def _rows(answers: Answers, registry: FieldRegistry, note_id: NoteId, day: date) -> Iterator[Observation]:
    for key, answer in sorted(answers.items()):
        if key.field in registry and registry[key.field].type is not FieldType.TEXT:
            yield _row(key, answer, note_id, day)


def _row(key: ItemKey, answer: Answer, note_id: NoteId, day: date) -> Observation:
    code, number = "", None
    if answer.state is AnswerState.NOT_EXAMINED:
        code = NOT_EXAMINED
    elif isinstance(answer.value, Decimal):
        number = answer.value
    elif isinstance(answer.value, tuple):
        code = " ".join(answer.value)
    elif isinstance(answer.value, date):
        code = answer.value.isoformat()
    elif answer.value is not None:
        code = answer.value
    return Observation(note_id, day, key.field, key.side, code, number, answer.unit, answer.scale)


def answer_of(row: Observation, registry: FieldRegistry) -> Answer:
    """A row as the answer it came from: the field's type says whether its code is one, several, or a date.

    The reason of what was not examined, comments and marks stay in the note alone. A field that is no longer in the
    registry is read as one code.
    """
    if row.code == NOT_EXAMINED:
        return Answer.not_examined("")
    if row.number is not None:
        return Answer(row.number, unit=row.unit, scale=row.scale)
    kind = registry[row.field].type if row.field in registry else FieldType.ENUM
    if kind is FieldType.MULTI:
        return Answer(tuple(row.code.split()), scale=row.scale)
    if kind is FieldType.DATE:
        return Answer(date.fromisoformat(row.code))
    return Answer(row.code, scale=row.scale)


def answers_of(rows: Mapping[ItemKey, Observation], registry: FieldRegistry) -> dict[ItemKey, Answer]:
    """Every row as the answer it came from."""
    return {key: answer_of(row, registry) for key, row in rows.items()}
