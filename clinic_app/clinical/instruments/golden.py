"""The golden examples of a form, held against the form itself."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from clinic_app.clinical.instruments.findings import finding_of
from clinic_app.clinical.instruments.model import Example, Instrument, ItemKind
from clinic_app.clinical.instruments.results import results_of
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.sides import BOTH_SIDES, Side


def disagreements(form: Instrument) -> Iterator[tuple[str, str]]:
    """Name of the example and a sentence, for each finding and result that the form reads differently."""
    for example in form.examples:
        for sentence in (*_findings(form, example), *_results(form, example)):
            yield example.name, sentence


def answers_of_facts(form: Instrument, facts: Mapping[str, str]) -> dict[ItemKey, Answer]:
    """Codes and numbers by fact id as answers. Raises ``KeyError`` for a fact that the form does not record."""
    places = {_fact(item.field.id, key.side): (item, key) for item in form.items for key in item.keys}
    found = {}
    for fact, text in facts.items():
        item, key = places[fact]
        is_number = item.kind is ItemKind.NUMBER
        value: Decimal | str | tuple[str, ...] = Decimal(text) if is_number else text
        if item.kind is ItemKind.MULTI:
            value = tuple(text.split())
        found[key] = Answer(value, unit=item.field.unit if is_number else "", scale=item.field.scale)
    return found


def _fact(field_id: str, side: Side) -> str:
    return f"{field_id}_{side}" if side in BOTH_SIDES else field_id


def _findings(form: Instrument, example: Example) -> Iterator[str]:
    try:
        answers = answers_of_facts(form, example.answers)
    except KeyError as problem:
        yield f"the form does not record {problem.args[0]}"
        return
    for key, answer in answers.items():
        found = finding_of(form.item(key.field), answer, example.corrected_months)
        told = example.findings.get(fact := _fact(key.field, key.side))
        if found != told:
            yield f"{fact} is to read {told or 'nothing'}, the form says {found or 'nothing'}"


def _results(form: Instrument, example: Example) -> Iterator[str]:
    places = {fact: example.answers[fact] for fact in example.answers}
    found = {result.id: result for result in results_of(form, answers_of_facts(form, places))} if form.results else {}
    for name, told in example.results.items():
        if (result := found.get(name)) is None:
            yield f"the form has no result {name}"
            continue
        said = {
            "value": result.value, "scored": result.scored, "of": result.of,
            "partial_sum": result.partial_sum, "possible": result.possible,
        }  # fmt: skip
        wrong = [key for key in {"value", *told} if said.get(key) != _exact(told.get(key))]
        yield from (f"{name} {key} is to be {told.get(key)}, the form says {said.get(key)}" for key in sorted(wrong))


def _exact(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))
