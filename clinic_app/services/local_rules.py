"""Shipped rules as this clinic uses them: read by everybody who assesses, decided about by the lead."""

from collections.abc import Mapping
from dataclasses import dataclass

from clinic_app.clinical.local_rules import Limit, changed_limit, holds, limits_of
from clinic_app.clinical.rules import Rule
from clinic_app.domain.errors import ConflictError, NotFoundError, UserError
from clinic_app.domain.local_rules import LocalRule, RuleState
from clinic_app.domain.people import Actor
from clinic_app.services.access import Action
from clinic_app.services.context import Context

#: Fewest words of a reason.
REASON_WORDS = 3


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One shipped rule with every decision about it, oldest first.

    Attributes:
        state: how it stands now.
        limits: those that a clinic may change.
        lapsed: the newest decision was made about an older version of the rule and holds no more.
    """

    rule: Rule
    state: RuleState
    limits: tuple[Limit, ...]
    history: tuple[LocalRule, ...] = ()
    lapsed: bool = False

    @property
    def version(self) -> int:
        """Version of the newest decision, 0 where there is none."""
        return self.history[-1].version if self.history else 0


def rule_book(context: Context, actor: Actor) -> tuple[RuleEntry, ...]:
    """Every shipped rule, in the order of the files, with how it stands in this clinic."""
    context.allow(actor, Action.ASSESS)
    decisions = context.reads.local_rules()
    shipped = context.knowledge.shipped_content.rules.values()
    return tuple(_entry(rule, tuple(one for one in decisions if one.rule_id == rule.id)) for rule in shipped)


def _entry(rule: Rule, history: tuple[LocalRule, ...]) -> RuleEntry:
    decided = bool(history) and history[-1].state is not RuleState.SHIPPED
    held = decided and holds(rule, history[-1])
    state = history[-1].state if held else RuleState.SHIPPED
    return RuleEntry(rule, state, limits_of(rule), history, lapsed=decided and not held)


def switch_rule_off(context: Context, actor: Actor, rule_id: str, reason: str, seen: int) -> LocalRule:
    """Stop a rule from raising its flag; it goes on standing in every list as switched off. Raises as ``_decide``."""
    context.allow(actor, Action.CHANGE_RULES)
    return _decide(context, actor, rule_id, RuleState.OFF, {}, reason, seen)


def change_rule_limit(
    context: Context, actor: Actor, rule_id: str, limit: Limit, number: str, reason: str, seen: int
) -> LocalRule:
    """Give one limit of a rule another number; limits that were changed before keep theirs. Raises as ``_decide``.

    Raises also ``UserError`` with the field ``limit`` for a number that cannot be.
    """
    context.allow(actor, Action.CHANGE_RULES)
    if limit not in limits_of(_rule(context, rule_id)):
        raise UserError("This limit rests on a source and is not changed here. The whole rule can be switched off.")
    new = changed_limit(context.knowledge.shipped_content, limit, number)
    held = context.knowledge.content.local.get(rule_id)
    before = dict(held.limits) if held is not None else {}
    return _decide(context, actor, rule_id, RuleState.CHANGED, before | {limit.text: new}, reason, seen)


def restore_rule(context: Context, actor: Actor, rule_id: str, reason: str, seen: int) -> LocalRule:
    """Use the shipped rule again. Raises as ``_decide``."""
    context.allow(actor, Action.CHANGE_RULES)
    return _decide(context, actor, rule_id, RuleState.SHIPPED, {}, reason, seen)


def _rule(context: Context, rule_id: str) -> Rule:
    rules = context.knowledge.shipped_content.rules
    if rule_id not in rules:
        raise NotFoundError(f"There is no rule {rule_id}.")
    return rules[rule_id]


def _decide(
    context: Context,
    actor: Actor,
    rule_id: str,
    state: RuleState,
    limits: Mapping[str, str],
    reason: str,
    seen: int,
) -> LocalRule:
    """As ``add_decision``, about a rule that ships. Raises also ``NotFoundError`` where there is none."""
    rule = _rule(context, rule_id)
    return add_decision(context, actor, (rule_id, rule.version), state, limits, reason, seen)


def add_decision(
    context: Context,
    actor: Actor,
    about: tuple[str, str],
    state: RuleState,
    limits: Mapping[str, str],
    reason: str,
    seen: int,
) -> LocalRule:
    """Add a decision to the history of one id, and judge by it from now on.

    Args:
        about: the id that is decided about, and the version of what ships under it.
        seen: version of the newest decision that the person saw, 0 for none.

    Raises:
        UserError: ``field`` is ``reason``: too few words.
        ConflictError: somebody decided meanwhile.
    """
    context.allow(actor, Action.CHANGE_RULES)
    why = " ".join(reason.split())
    if len(why.split()) < REASON_WORDS:
        raise UserError(f"Say why in at least {REASON_WORDS} words. It is kept with the change.", "reason")
    decided, shipped = about
    with context.uow() as work:
        versions = [one.version for one in work.local_rules.all() if one.rule_id == decided]
        last = max(versions, default=0)
        if last != seen:
            raise ConflictError("Somebody else changed this rule meanwhile. Look at it again.")
        decision = LocalRule(
            decided, last + 1, state, why, shipped, actor.person_id, actor.name, context.clock.now(), dict(limits)
        )
        work.local_rules.add(decision)
        context.record(work, actor, Action.CHANGE_RULES, target=decided, reason=f"{state}: {decided}")
        work.commit()
    context.use_rules(context.reads.local_rules())
    return decision
