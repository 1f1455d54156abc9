"""What the banner and every paper say about allergies."""

from typing import Final

from clinic_app.domain.answers import Answers, ItemKey

NONE_KNOWN: Final = "None known"
_UNNAMED: Final = "Recorded, see history"
_STATUS, _LIST = ItemKey("hx_allergy_status"), ItemKey("hx_allergy_list")


def allergies_after(before: str | None, answers: Answers) -> str | None:
    """What is known of a child's allergies once these answers count too.

    An allergy that was recorded once stays: "none known" at a later visit, or another list, never takes it away.

    Args:
        before: what was known; ``None`` while nobody has asked.

    Returns:
        ``None`` while nobody has asked, ``NONE_KNOWN`` only when somebody said so, otherwise the allergies in words.
    """
    said = {key: answer.value for key, answer in answers.items() if key in (_STATUS, _LIST)}
    named = str(said.get(_LIST) or "").strip()
    status = said.get(_STATUS)
    if not named and status == "recorded":
        named = _UNNAMED
    if not named:
        return before if before is not None or status != "none_known" else NONE_KNOWN
    if before in (None, "", NONE_KNOWN, _UNNAMED) or (before is not None and before in named):
        return named
    return before if named == _UNNAMED or named in str(before) else f"{before}; {named}"
