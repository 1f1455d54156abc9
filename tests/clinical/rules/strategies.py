"""Random records over the whole registry, weighted to what the rules read."""

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
        low, high = _EDGES.get(field.id, (0, 30))
        number = rng.randint(low, high)
        return number if field.type is FieldType.INT else number + rng.choice((0.0, 0.0, 0.5))
    codes = ("yes", "no", "unknown") if field.type is FieldType.TRI else field.values
    negative = [code for code in codes if code in NORMAL_CODES | {"immediate_normal"}]
    if negative and rng.random() < calm:
        return [negative[0]] if field.type is FieldType.MULTI else negative[0]
    if field.type is FieldType.MULTI:
        return rng.sample(codes, rng.randint(0, min(3, len(codes))))
    return rng.choice(codes)


@cache
def _fields() -> tuple[Field, ...]:
    """Fields that rules read, without ages, which come from one age."""
    content = load_content()
    found = {(content.fields.of_fact(fact) or content.fields[fact]).id for fact in content.facts_read()}
    return tuple(content.fields[name] for name in sorted(found - {*AGES, "ex_hine_p10", "hx_term_born"}))


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


def records() -> st.SearchStrategy[dict[str, Any]]:
    """Random records."""
    return st.integers(0, 2**32).map(record)


#: Codes that say "asked, and not there" or "examined, and as expected".
NORMAL_CODES = frozenset({"no", "normal", "none", "alert", "on_track", "symmetric", "closed", "flexor"})
#: Answers that read like a negative and are a finding: taking one back takes back a finding.
ABNORMAL_NO = frozenset({
    "dv_sits_alone", "dv_walks_alone", "dv_fixes_follows", "ep_recovered_now", "ep_suppressible", "hx_vit_d_given",
    "ex_dimple_base_visible", "ex_dimple_midline", "ep_stops_on_waking", "ex_antigravity",
})  # fmt: skip


def is_negative(fact: str, value: Any) -> bool:
    """Whether an answer says that nothing was found."""
    if fact in ABNORMAL_NO:
        return value in {"yes", *UNKNOWN_CODES}
    if isinstance(value, list):
        return not value or set(value) <= {"normal", "none", "immediate_normal", "not_seen", "none_seen"}
    return value in NORMAL_CODES | UNKNOWN_CODES | {"not_seen"}
