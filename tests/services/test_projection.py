"""What is filed of a signed visit reads back as what was said, whatever the kind of the field."""

from datetime import date
from decimal import Decimal

import pytest

from clinic_app.clinical.fields import FieldType
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.notes import NoteId
from clinic_app.domain.sides import Side
from clinic_app.services.projection import answer_of, answers_of, project

DAY = date(2026, 11, 18)


def said(knowledge, kind: FieldType) -> Answer:
    field = first_of(knowledge, kind)
    match kind:
        case FieldType.MULTI:
            return Answer(field.values[:1])
        case FieldType.DATE:
            return Answer(date(2026, 3, 14))
        case FieldType.INT | FieldType.FLOAT:
            return Answer(Decimal("3"), unit=field.unit)
        case FieldType.TRI:
            return Answer("unknown")
        case _:
            return Answer(field.values[0], scale=field.scale)


def first_of(knowledge, kind: FieldType):
    return next(field for field in knowledge.fields if field.type is kind)


@pytest.mark.parametrize("kind", [kind for kind in FieldType if kind is not FieldType.TEXT])
def test_an_answer_of_any_kind_comes_back_as_it_was_said(clinic, kind) -> None:
    knowledge = clinic.context.knowledge
    field = first_of(knowledge, kind)
    key, answer = ItemKey(field.id, Side.LEFT if field.sided else Side.NONE), said(knowledge, kind)
    (row,) = project({key: answer}, knowledge.fields, NoteId("n"), DAY)
    assert answer_of(row, knowledge.fields) == answer
    assert answers_of({key: row}, knowledge.fields) == {key: answer}


@pytest.mark.parametrize("count", [0, 1, 2])
def test_several_codes_come_back_as_several_codes_however_few(clinic, count) -> None:
    fields = clinic.context.knowledge.fields
    field = next(one for one in fields if one.type is FieldType.MULTI and len(one.values) > 1)
    answer = Answer(field.values[:count])
    (row,) = project({ItemKey(field.id): answer}, fields, NoteId("n"), DAY)
    assert answer_of(row, fields) == answer


def test_what_was_not_examined_comes_back_as_such(clinic) -> None:
    fields = clinic.context.knowledge.fields
    (row,) = project({ItemKey("ex_state"): Answer.not_examined("crying")}, fields, NoteId("n"), DAY)
    assert answer_of(row, fields) == Answer.not_examined("")
