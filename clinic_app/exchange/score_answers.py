"""``clinic-app score FORM ANSWERS.json``: the HINE by its own rules, every other form by its file."""

from pathlib import Path

from clinic_app.clinical.hine_instrument import HINE
from clinic_app.domain.errors import UserError
from clinic_app.exchange.score_form import score_form_json
from clinic_app.exchange.score_hine import score_hine_json


def score_json(form_id: str, text: str, own: Path | None = None) -> str:
    """Score ``text`` and return the result as JSON; ``own`` is the folder of a clinic's own forms.

    Raises:
        UserError: an unknown form, or answers that it does not accept; names the field and what is accepted.
    """
    if form_id == HINE:
        return score_hine_json(text)
    from clinic_app.services.knowledge import load_knowledge

    knowledge = load_knowledge(own)
    forms = {form.id: form for form in (knowledge.exam, *knowledge.further_forms)}
    if form_id not in forms:
        raise UserError(f"There is no form {form_id[:40]!r}: give {', '.join((HINE, *forms))}.", "instrument")
    return score_form_json(forms[form_id], text)
