"""The HINE of an invented child whose right leg shakes: whole at earlier visits, begun at the last one."""

from typing import Any

from clinic_app.clinical.hine_form import HineForm, HineItem, load_hine
from clinic_app.clinical.hine_instrument import SCALE, score_field
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.record import answer_key
from clinic_app.domain.sides import BOTH_SIDES, Side

#: Levels below 3 at an earlier visit, the same on both sides: what a young infant cannot do yet.
_EARLIER = {
    "posture_trunk": 1, "posture_legs": 2, "movement_quality": 2, "popliteal_angle": 2, "pull_to_sit": 1,
    "ventral_suspension": 2, "arm_protection": 1, "vertical_suspension": 2, "lateral_tilting": 1,
    "forward_parachute": 1, "tendon_reflexes": 2,
}  # fmt: skip
#: The same before four months.
_YOUNG = _EARLIER | {"posture_head": 1, "scarf_sign": 2, "hip_adductors": 2}
_FOUR_MONTHS = 4
#: Levels at the last visit: right, left. What is missing is 3.
_LAST = {
    "posture_trunk": (1, 1), "posture_legs": (2, 3), "posture_feet": (1, 2), "movement_quality": (2, 2),
    "shoulder_elevation": (2, 3), "popliteal_angle": (1, 3),
}  # fmt: skip
#: Not reached at the last visit.
_NOT_YET = {
    "ankle_dorsiflexion", "pull_to_sit", "ventral_suspension", "arm_protection", "vertical_suspension",
    "lateral_tilting", "tendon_reflexes",
}  # fmt: skip
_CRIED = "forward_parachute"
_BEHAVIOUR = {"conscious_state": "6", "emotional_state": "5", "social_orientation": "4"}
_MILESTONES = {"head_control": "steady", "kicking": "lifts", "rolling": "to_side", "crawling": "straight_arms"}


def hine_findings(corrected_months: float, *, last: bool) -> dict[str, Any]:
    """Draft entries of the form at this age in months; nothing outside 2 to 24 corrected months."""
    form = load_hine()
    if not form.age_from <= corrected_months <= form.age_to:
        return {}
    levels = _YOUNG if corrected_months < _FOUR_MONTHS else _EARLIER
    made: dict[str, Any] = {}
    for item in form.items:
        made |= _last(item) if last else _scored(item, (levels.get(item.id, 3),) * 2)
    return made | _beside(form)


def _last(item: HineItem) -> dict[str, Any]:
    if item.id in _NOT_YET:
        return {}
    if item.id == _CRIED:
        return {_key(item.id, side): Answer.not_examined("crying").to_json() for side in BOTH_SIDES}
    return _scored(item, _LAST.get(item.id, (3, 3)))


def _scored(item: HineItem, levels: tuple[int, int]) -> dict[str, Any]:
    sides = BOTH_SIDES if item.sided else (Side.NONE,)
    scores = dict(zip(sides, levels, strict=False))
    return {_key(item.id, side): Answer(str(level), scale=SCALE).to_json() for side, level in scores.items()}


def _beside(form: HineForm) -> dict[str, Any]:
    levels = _BEHAVIOUR | _MILESTONES
    return {_key(one.id, Side.NONE): Answer(levels[one.id]).to_json() for one in form.stages if one.id in levels}


def _key(item_id: str, side: Side) -> str:
    return answer_key(ItemKey(score_field(item_id), side))
