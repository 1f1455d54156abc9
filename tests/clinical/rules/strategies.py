"""Random records over the whole registry, weighted to what the rules read."""

import math
import random
from functools import cache
from typing import Any

from hypothesis import strategies as st

from clinic_app.clinical.content import load_content
from clinic_app.clinical.fields import UNKNOWN_CODES, Field, FieldType

AGES = ("age_days", "age_months", "corrected_age_months", "postmenstrual_age_weeks")
_EDGES = {
    "ga_weeks": (24, 44), "temp_c": (34, 41), "ep_duration_longest_s": (0, 2000), "ex_hine_total": (30, 77),
    "ex_hc_z": (-4, 4), "ex_hc_z_prev": (-4, 4), "ex_resp_rate": (15, 90), "ex_spo2": (80, 100),
}  # fmt: skip


def _value(rng: random.Random, field: Field, calm: float) -> Any:
    """A value that the field allows, with probability ``calm`` a negative one."""
    if field.type in {FieldType.INT, FieldType.FLOAT}:
        low, high = _EDGES.get(field.id) or _span(field)
        number = rng.randint(low, high)
        return number if field.type is FieldType.INT else number + rng.choice((0.0, 0.0, 0.5))
    codes = ("yes", "no", "unknown") if field.type is FieldType.TRI else field.values
    negative = [code for code in codes if code in NORMAL_CODES | {"immediate_normal"}]
    if negative and rng.random() < calm:
        return [negative[0]] if field.type is FieldType.MULTI else negative[0]
    if field.type is FieldType.MULTI:
        return rng.sample(codes, rng.randint(0, min(3, len(codes))))
    return rng.choice(codes)


def _span(field: Field) -> tuple[int, int]:
    """Whole numbers that the field accepts; half a step more is still accepted."""
    low = math.ceil(field.range.hard_min) if field.range.hard_min is not None else 0
    high = low + 30 if field.range.hard_max is None else math.floor(field.range.hard_max) - 1
    return low, max(low, high)


@cache
def _fields() -> tuple[Field, ...]:
    """Every coded or counted field, without ages, which come from one age."""
    left_out = {*AGES, "ex_hine_p10", "hx_term_born"}
    worded = {FieldType.TEXT, FieldType.DATE}
    return tuple(
        field
        for field in sorted(load_content().fields, key=lambda field: field.id)
        if field.id not in left_out and field.type not in worded
    )


def record(seed: int) -> dict[str, Any]:
    """A record of any age from birth to 18 years, or of no known age; from nearly empty to complete."""
    rng = random.Random(seed)  # noqa: S311  a test record, no secret
    share, calm = rng.choice((0.05, 0.3, 0.7, 0.95)), rng.choice((0.1, 0.7, 0.95))
    facts: dict[str, Any] = {}
    for field in _fields():
        for fact in field.facts:
            if rng.random() < share:
                facts[fact] = _value(rng, field, calm)
    age = rng.choice((None, rng.randint(0, 60), rng.randint(0, 800), rng.randint(0, 6574)))
    if age is not None:
        facts["age_days"] = age
    return facts


@cache
def _golden() -> tuple[dict[str, Any], ...]:
    """Every golden example: records one answer away from a flag, a card or its silence."""
    content = load_content()
    entries = (*content.rules.values(), *content.derived.values(), *content.patterns.values())
    return tuple(dict(example.facts) for entry in entries for example in entry.examples)


def near_record(seed: int) -> dict[str, Any]:
    """A golden example laid over a record that earns reassurance, over another example, or over a random record.

    Random records are so full of findings that one answer seldom decides; these stand at the edge.
    """
    rng = random.Random(seed)  # noqa: S311  a test record, no secret
    calm = dict(load_content().derived["d_reassurance_minimum"].examples[0].facts)
    one, two = rng.choice(_golden()), rng.choice(_golden())
    some = {fact: value for fact, value in two.items() if rng.random() < 0.5}
    facts = rng.choice(({}, calm, calm, calm | some, two, record(seed))) | one
    if rng.random() < 0.3:
        for age in AGES:
            facts.pop(age, None)
        facts["age_days"] = rng.choice((0, 10, 28, 29, 60, 90, 122, 180, 240, 300, 366, 500, 800, 1500, 3000, 6574))
    return facts


def near_records() -> st.SearchStrategy[dict[str, Any]]:
    """Records at the edge of a decision, from birth to 18 years."""
    return st.integers(0, 2**32).map(near_record)


def is_half_of_a_difference(facts: dict[str, Any], fact: str) -> bool:
    """Whether the other side was recorded and differs: the difference is itself a finding made of both answers."""
    for side, other in (("_right", "_left"), ("_left", "_right")):
        if fact.endswith(side):
            beside = facts.get(fact.removesuffix(side) + other)
            return beside is not None and beside != facts[fact]
    return False


def records() -> st.SearchStrategy[dict[str, Any]]:
    """Random records."""
    return st.integers(0, 2**32).map(record)


#: Codes that say "asked, and not there" or "examined, and as expected".
NORMAL_CODES = frozenset({"no", "normal", "none", "alert", "on_track", "symmetric", "closed", "flexor"})
#: Answers that read like a negative and are a finding: taking one back takes back a finding.
ABNORMAL_NO = frozenset({
    "dv_sits_alone", "dv_walks_alone", "dv_fixes_follows", "ep_recovered_now", "ep_suppressible", "hx_vit_d_given",
    "ex_dimple_base_visible", "ex_dimple_midline", "ep_stops_on_waking", "ex_antigravity", "ex_fix_follow",
})  # fmt: skip


def is_negative(fact: str, value: Any) -> bool:
    """Whether an answer says that nothing was found."""
    if fact in ABNORMAL_NO:
        return value in {"yes", *UNKNOWN_CODES}
    if isinstance(value, list):
        return not value or set(value) <= {"normal", "none", "immediate_normal", "not_seen", "none_seen"}
    return value in NORMAL_CODES | UNKNOWN_CODES | {"not_seen"}
