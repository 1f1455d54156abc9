"""What is found in the demonstration's children: answers by age and story, as draft entries."""

import math
import random
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from clinic_app.clinical.fields import FieldRegistry, FieldType
from clinic_app.clinical.growth.scores import value_for_z
from clinic_app.clinical.growth.vocabulary import WHO2006_LAST_DAY, Indicator, Reference
from clinic_app.demonstration.hine import hine_findings
from clinic_app.demonstration.stories import Story, Told
from clinic_app.domain.answers import Answer, ItemKey, Value
from clinic_app.domain.record import answer_key
from clinic_app.domain.sides import BOTH_SIDES, Side

Entries = dict[str, Any]

_EVERYBODY: dict[str, Any] = {
    "ex_state": "awake_calm", "ex_conscious": "alert", "ex_interest": "sustained", "ex_consolability": "easy",
    "ex_pupil_light": "brisk", "ex_eye_alignment": "straight", "ex_nystagmus": "no", "ex_ptosis": "no",
    "ex_face_movement": "full", "ex_hearing_response": "clear", "ex_suck_swallow": "effective",
    "ex_fasciculations": "no", "ex_posture_arm": "neutral", "ex_posture_leg": "neutral", "ex_scissoring": "no",
    "ex_movement_quality": ("smooth",), "ex_movement_quantity": "normal", "ex_antigravity": "normal",
    "ex_tremor": "none", "ex_dtr_biceps": "2", "ex_dtr_patellar": "2", "ex_dtr_achilles": "2",
    "ex_clonus_sustained": "no", "ex_resistance_arm": "normal", "ex_resistance_leg": "normal", "ex_spine": "straight",
    "ex_tone": "normal", "ex_power": "normal", "ex_asymmetry": "no", "ex_raised_icp_signs": "no",
    "as_neck_stiff": "no", "ex_ataxia": "no", "ex_neuro_overall": "normal", "ex_looks_unwell": "no",
}  # fmt: skip
_BY_AGE: dict[str, dict[str, Any]] = {
    "infant": {
        "ex_fix_follow": "full", "ex_fisting": "none", "ex_clonus_beats": 0, "ex_fontanelle": "normal",
        "ex_sutures": "normal", "ex_head_shape": "normal", "ex_ventral_suspension": "age_appropriate",
        "ex_vertical_kick": "good", "ex_sunset_eyes": "no", "ex_opisthotonus": "no",
    },
    "toddler": {
        "ex_gait": ("normal",), "ex_plantar": "flexor", "ex_strength_arm": "4", "ex_strength_leg": "4",
        "ex_toe_walking": "none",
    },
    "older": {
        "ex_gait": ("normal",), "ex_plantar": "flexor", "ex_gowers": "jumps_up", "ex_jumps": "yes",
        "ex_finger_nose": "smooth", "ex_toe_walking": "none",
    },
}  # fmt: skip
#: Usual angles in degrees below an age in months: popliteal, both hip adductors.
_ANGLES = ((4, 90, 60), (7, 105, 90), (10, 135, 125), (math.inf, 160, 150))
#: Reasons for what could not be examined, now and then.
_LEFT_OUT = (("ex_refl_galant", "no_time"), ("ex_red_reflex", "crying"), ("ex_scarf", "asleep"))
_WELL: dict[str, Any] = {
    "hx_carer_worry": 3, "as_poor_feeding": "no", "as_cannot_drink": "no", "as_vomits_all": "no",
    "as_lethargy": "no", "as_irritability": "no", "as_inconsolable": "no", "as_limpness": "no",
    "as_limb_weakness": "no",
    "as_fever": "no", "as_head_injury": "no", "as_bruise_nonmobile": "no", "as_stridor_or_carpopedal": "no",
    "as_blackout": "no", "as_vacant_spell": "no", "as_vomiting": "no", "as_headache": "no",
    "as_breathing_difficulty": "no", "as_rash_nonblanching": "no", "dv_status": "on_track", "dv_regression": "no",
}  # fmt: skip
_EVENTS: dict[str, Any] = {
    "ep_active_now": "no", "ep_responsive": "normal", "ep_recovered_now": "yes", "ep_eyes": ("normal",),
    "ep_colour": ("normal",), "ep_breathing": ("normal",), "ep_post": ("immediate_normal",), "ep_clusters": "no",
}  # fmt: skip
_STORIES: dict[str, dict[str, Any]] = {
    "stretch": _EVENTS | {
        "ep_movement": ("tremor_fine",), "ep_triggers": ("limb_stretch",), "ep_states": ("awake_quiet",),
        "ep_suppressible": "yes", "ep_side": "right_only", "ep_duration_longest_s": 12, "ep_at_rest": "no",
        "ep_trend": "decreasing", "ep_video": "available",
    },
    "jitter": _EVENTS | {
        "ep_movement": ("tremor_fine",), "ep_triggers": ("crying", "startle_noise"), "ep_states": ("crying",),
        "ep_suppressible": "yes", "ep_side": "symmetric", "ep_duration_longest_s": 8, "ep_stimulus_sensitive": "yes",
    },
    "shudder": _EVENTS | {
        "ep_movement": ("shudder",), "ep_triggers": ("excitement",), "ep_states": ("awake_active",),
        "ep_side": "symmetric", "ep_duration_longest_s": 6,
    },
}  # fmt: skip


def entry(fields: FieldRegistry, field_id: str, value: Value | int | float, side: Side = Side.NONE) -> Entries:
    """One answer as a draft entry, with the unit and the scale of its field."""
    field = fields[field_id]
    number = field.type in {FieldType.INT, FieldType.FLOAT}
    stored: Value = Decimal(str(value)) if number else value  # type: ignore[assignment]
    answer = Answer(stored, unit=field.unit if number else "", scale=field.scale)
    return {answer_key(ItemKey(field_id, side)): answer.to_json()}


def entries(fields: FieldRegistry, values: dict[str, Any]) -> Entries:
    """Answers by field id; a sided field gets the same on both sides."""
    made: Entries = {}
    for field_id, value in values.items():
        for side in _sides(fields, field_id):
            made |= entry(fields, field_id, value, side)
    return made


def _sides(fields: FieldRegistry, field_id: str) -> Iterable[Side]:
    return BOTH_SIDES if fields[field_id].sided else (Side.NONE,)


def examination(
    fields: FieldRegistry, story: Story, told: Told, corrected_months: float, chance: random.Random
) -> Entries:
    """The examination of one visit. The last visit shows what the story is about."""
    values = _EVERYBODY | _BY_AGE[story.exam]
    if story.exam == "infant":
        values |= _infant(corrected_months, chance)
    made = entries(fields, values)
    if told.story == "stretch":
        made |= _stretch(fields, told.ago == 0, corrected_months)
    if story.story == "stretch":
        made |= hine_findings(corrected_months, last=told.ago == 0)
    if told.story == "toe_walking":
        made |= entries(fields, {"ex_toe_walking": "persistent"})
    if told.story == "plagiocephaly":
        made |= entries(fields, {"ex_head_shape": "plagiocephaly_right"})
    return made | _left_out(fields, chance)


def _left_out(fields: FieldRegistry, chance: random.Random) -> Entries:
    """Something that could not be examined, with the reason."""
    field_id, reason = chance.choice(_LEFT_OUT)
    answer = Answer.not_examined(reason).to_json()
    return {answer_key(ItemKey(field_id, side)): answer for side in _sides(fields, field_id)}


def _infant(months: float, chance: random.Random) -> dict[str, Any]:
    """Reflexes and angles as they are expected at the corrected age."""
    young = months < 3
    popliteal, adductor = next((p, a) for below, p, a in _ANGLES if months < below)
    return {
        "ex_refl_moro": "present" if young else "weak" if months < 5 else "absent",
        "ex_refl_atnr": "present" if young else "absent",
        "ex_refl_palmar_grasp": "present" if young else "absent",
        "ex_react_parachute_forward": "present" if months > 9 else "absent",
        "ex_angle_popliteal": popliteal + chance.choice((-5, 0, 5)),
        "ex_angle_adductor": adductor,
        "ex_angle_dorsiflexion": 65,
        "ex_head_lag": "moderate" if months < 2 else "slight" if months < 4 else "none",
    }


def _stretch(fields: FieldRegistry, last: bool, months: float) -> Entries:
    """A leg that shakes when stretched; on the last visit the sides begin to differ."""
    made: Entries = {}
    for side, beats, knee, angle in (
        (Side.RIGHT, 6 if last else 3, "3" if last else "2", 95 if last else 105),
        (Side.LEFT, 2, "2", 115 if last else 110),
    ):
        made |= entry(fields, "ex_clonus_beats", beats, side)
        made |= entry(fields, "ex_dtr_patellar", knee, side)
        made |= entry(fields, "ex_angle_popliteal", angle, side)
    if last and months > 6:
        made |= entry(fields, "ex_refl_atnr", "present", Side.RIGHT) | entry(fields, "ex_refl_atnr", "weak", Side.LEFT)
        made |= entries(fields, {"ex_asymmetry": "yes", "ex_neuro_overall": "abnormal"})
    return made


def history(fields: FieldRegistry, story: Story, chance: random.Random) -> Entries:
    """Birth and family, asked once, at the first visit."""
    gestation = story.gestation
    weeks = gestation.weeks if gestation is not None else 40
    weight = 3400 if weeks >= 37 else 2600 if weeks >= 35 else 2100
    return entries(
        fields,
        {
            "hx_informant": ("mother",), "birth_weight_g": weight + chance.randint(-200, 200), "apgar_1": 8,
            "apgar_5": 9,
            "birth_mode": chance.choice(("vaginal", "caesarean")), "hx_allergy_status": "none_known",
            "hx_vit_d_given": "yes",
            "hx_fh_seizure": "no", "hx_fh_sudden_death": "no", "hx_neonatal_seizures": "no",
            "nicu_days": 12 if weeks < 35 else 0,
        },
    )  # fmt: skip


def concern(fields: FieldRegistry, told: Told) -> Entries:
    """What the family tells at a visit."""
    return entries(fields, {**_WELL, **_STORIES.get(told.story, {}), "hx_concern": told.reason})


def growth(fields: FieldRegistry, story: Story, age_days: int, days: int, chance: random.Random) -> Entries:
    """Measurements along the child's own line, at the age in days that growth is read at."""
    reference = Reference.WHO2006 if days <= WHO2006_LAST_DAY else Reference.WHO2007
    made: Entries = {}
    wanted = (
        ("weight_kg", Indicator.WEIGHT, 2),
        ("length_cm", Indicator.LENGTH_HEIGHT, 1),
        ("hc_cm", Indicator.HEAD, 1),
    )
    for field_id, indicator, places in wanted:
        z = story.z + chance.gauss(0, 0.08)
        if indicator is Indicator.HEAD and story.story == "big_head":
            z += 0.9 + max(0.0, (age_days - 60) / 70)
        value = value_for_z(reference, indicator, story.sex, max(days, 0), z)
        if value is not None:
            made |= entry(fields, field_id, round(value, places))
    if "answer:length_cm" in made:
        made |= entries(fields, {"length_position": "lying" if days < 731 else "standing"})
    return made
