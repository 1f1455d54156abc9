"""What a form works out of its answers: sums and differences. What is missing is never taken as zero."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from clinic_app.clinical.instruments.model import Instrument, Item, ItemKind, ResultRule
from clinic_app.domain.answers import Answer, Answers, AnswerState, ItemKey
from clinic_app.domain.sides import BOTH_SIDES, Side


class ResultKind(StrEnum):
    """How a result comes about."""

    SUM = "sum"  # of the scores of items; an item with sides counts the mean of both
    DIFFERENCE = "difference"  # the first number less the second, side by side


@dataclass(frozen=True, slots=True)
class Result:
    """One result as it stands now.

    Attributes:
        side: of a difference of sided numbers, else none.
        value: only where everything that it is made of was recorded.
        partial_sum, possible: of what is recorded so far, and the most that it could be; of sums alone.
        scored, of: how many of its items are whole.
    """

    rule: ResultRule
    side: Side
    value: Decimal | None
    scored: int
    of: int
    partial_sum: Decimal | None = None
    possible: Decimal | None = None

    @property
    def id(self) -> str:
        """The id of the rule, with the side where there is one."""
        return self.rule.id if self.side is Side.NONE else f"{self.rule.id}_{self.side}"


def results_of(form: Instrument, answers: Answers) -> tuple[Result, ...]:
    """Every result of a form in its order, right before left, whether or not anything was recorded for it."""
    return tuple(result for rule in form.results for result in _results(form, rule, answers))


def _results(form: Instrument, rule: ResultRule, answers: Answers) -> Iterator[Result]:
    items = [form.item(name) for name in rule.of]
    if rule.kind == ResultKind.SUM:
        yield _sum(rule, items, answers)
        return
    for side in BOTH_SIDES if items[0].field.sided else (Side.NONE,):
        first, second = (_number(answers.get(ItemKey(item.field.id, side))) for item in items)
        value = None if first is None or second is None else first - second
        yield Result(rule, side, value, (first is not None) + (second is not None), 2)


def _sum(rule: ResultRule, items: list[Item], answers: Answers) -> Result:
    scores = [(item, _score(item, answers)) for item in items]
    whole = [(item, score) for item, score in scores if score is not None]
    total = sum((score for _item, score in whole), Decimal(0))
    most = sum((highest(item) for item, _score in whole), Decimal(0))
    value = total if len(whole) == len(items) else None
    return Result(rule, Side.NONE, value, len(whole), len(items), total, most)


def _score(item: Item, answers: Answers) -> Decimal | None:
    """The score of an item; with sides the mean of both, and none while one is missing."""
    found = [number for key in item.keys if (number := _number(answers.get(key))) is not None]
    return sum(found, Decimal(0)) / len(found) if len(found) == len(item.keys) else None


def _number(answer: Answer | None) -> Decimal | None:
    if answer is None or answer.state is not AnswerState.RECORDED:
        return None
    return answer.value if isinstance(answer.value, Decimal) else Decimal(str(answer.value))


def highest(item: Item) -> Decimal:
    """The most that an item can score. Raises ``ArithmeticError`` where a code is no number, or no limit is known."""
    if item.kind is ItemKind.NUMBER:
        if item.field.range.hard_max is None:
            raise ArithmeticError(f"{item.field.id} has no hard_max")
        return item.field.range.hard_max
    return max(Decimal(option.code) for option in item.options)
