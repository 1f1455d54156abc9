"""What a form asks and how much of it is answered."""

from decimal import Decimal

import pytest

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.services.knowledge import Knowledge, load_knowledge
from clinic_app.ui.forms.form_model import FormModel


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture
def model(knowledge) -> FormModel:
    return FormModel((knowledge.registration, knowledge.intake))


def fields(model: FormModel, section: str) -> list[str]:
    return [item.field.id for one in model.asked if one.id == section for item in one.items]


def test_sections_of_one_name_are_one_section_identity_first(model) -> None:
    assert [section.id for section in model.sections][:2] == ["who", "birth"]
    who = fields(model, "who")
    assert who.index("pt_family_name") < who.index("hx_informant")
    assert fields(model, "birth")[:2] == ["pt_ga_weeks", "birth_weight_g"]


def test_weeks_and_days_are_one_question(model) -> None:
    total = {one.section: one.total for one in model.counts()}["birth"]
    model.answers = {ItemKey("pt_ga_weeks"): Answer(Decimal(36)), ItemKey("pt_ga_days"): Answer(Decimal(2))}
    birth = {one.section: one for one in model.counts()}["birth"]
    assert (birth.done, birth.total) == (1, total)
    assert model.section_of("pt_ga_days") == "birth"


def test_a_question_is_asked_when_the_other_answer_makes_it_one(model) -> None:
    assert "hx_cooling" not in fields(model, "birth")
    model.answers = {ItemKey("hx_neonatal_encephalopathy"): Answer("yes")}
    assert "hx_cooling" in fields(model, "birth")
    model.answers = {ItemKey("hx_neonatal_encephalopathy"): Answer("no"), ItemKey("hx_cooling"): Answer("yes")}
    assert "hx_cooling" in fields(model, "birth")  # an answer that was given is never hidden


def test_age_decides_what_is_offered_and_an_answer_stays(knowledge) -> None:
    model = FormModel((knowledge.intake,), months=30)
    assert "tummy_min" not in fields(model, "feeding_sleep")
    model.answers = {ItemKey("tummy_min"): Answer(Decimal(30))}
    assert "tummy_min" in fields(model, "feeding_sleep")


def test_known_history_counts_and_empty_is_not_an_answer(knowledge) -> None:
    model = FormModel((knowledge.intake,), known=("birth_weight_g",))
    birth = {one.section: one for one in model.counts()}["birth"]
    assert birth.done == 1
    assert model.still_needed()[0].field.id == "hx_informant"
    assert model.section_of("no_such_field") is None
