"""What a form works out, in words: on the screen, on paper and for scripts."""

from collections.abc import Mapping
from decimal import Decimal

from clinic_app.clinical.instruments.model import Instrument, Section
from clinic_app.clinical.instruments.results import Result, ResultKind, results_of
from clinic_app.domain.answers import Answers
from clinic_app.domain.quantities import format_number, format_quantity
from clinic_app.domain.sides import Side
from clinic_app.i18n import _


def result_words(result: Result) -> str:
    """``35°``, ``12 of 20``, or what is missing: a part is never called a total."""
    if result.rule.kind == ResultKind.DIFFERENCE:
        if result.value is not None:
            return format_quantity(result.value, result.rule.unit)
        return _("{scored} of {of} recorded").format(scored=result.scored, of=result.of)
    total, most = _plain(result.partial_sum), _plain(result.possible)
    if result.value is not None:
        return _("{total} of {most}").format(total=total, most=most)
    words = _("partial, no total: {scored} of {of} items scored, {total} of {most} possible")
    return words.format(scored=result.scored, of=result.of, total=total, most=most)


def results_by_section(form: Instrument, answers: Answers) -> Mapping[str, tuple[Result, ...]]:
    """By section id the results whose first item stands there, once anything of them is recorded."""
    home = {item.field.id: section.id for section in form.sections for item in section.items}
    found: dict[str, tuple[Result, ...]] = {}
    for result in results_of(form, answers):
        if result.scored:
            section = home[result.rule.of[0]]
            found[section] = (*found.get(section, ()), result)
    return found


def hint_with_results(section: Section, results: tuple[Result, ...], hint: str) -> str:
    """What stands beside the title of a section: its results first, else its hint."""
    said: dict[str, list[str]] = {}
    for result in results:
        side = {Side.RIGHT: _("right {value}"), Side.LEFT: _("left {value}")}.get(result.side, "{value}")
        said.setdefault(result.rule.label.replace(f"{section.title}, ", ""), []).append(
            side.format(value=result_words(result))
        )
    return " · ".join(f"{label}: {', '.join(words)}" for label, words in said.items()) or hint


def _plain(number: Decimal | None) -> str:
    return format_number(number) if number is not None else ""
