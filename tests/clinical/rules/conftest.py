"""The shipped content, and a record that earns reassurance."""

import pytest

from clinic_app.clinical.content import ClinicalContent, load_content


@pytest.fixture(scope="session")
def content() -> ClinicalContent:
    return load_content()


NEGATIVE = (
    "as_poor_feeding", "as_cannot_drink", "as_vomits_all", "as_lethargy", "as_irritability", "as_inconsolable",
    "as_limpness", "as_limb_weakness", "as_fever", "as_head_injury", "as_bruise_nonmobile",
    "as_stridor_or_carpopedal", "as_blackout", "as_vacant_spell", "ex_looks_unwell", "ex_asymmetry", "dv_regression",
    "ep_active_now",
)  # fmt: skip


@pytest.fixture
def reassuring() -> dict[str, object]:
    """A well four-month-old with a trembling leg on stretching: the complete minimum record."""
    return {
        "age_days": 122,
        **dict.fromkeys(NEGATIVE, "no"),
        "ep_responsive": "normal",
        "ep_recovered_now": "yes",
        "ex_conscious": "alert",
        "ex_neuro_overall": "normal",
        "ex_tone": "normal",
        "dv_status": "on_track",
        "ep_movement": ["tremor_fine"],
        "ep_triggers": ["limb_stretch"],
        "ep_suppressible": "yes",
        "ep_eyes": ["normal"],
        "ep_colour": ["normal"],
        "ep_breathing": ["normal"],
        "ep_post": ["immediate_normal"],
        "ep_side": "symmetric",
        "ex_clonus_beats_right": 3,
        "ex_clonus_beats_left": 2,
    }
