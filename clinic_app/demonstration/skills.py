"""What the demonstration's children can do: milestones by age and story, as draft entries."""

from clinic_app.clinical.milestones import Checklist, Milestone, Source, Status
from clinic_app.demonstration.findings import Entries
from clinic_app.demonstration.stories import Told
from clinic_app.domain.ages import DAYS_PER_MONTH, AgeOn
from clinic_app.domain.record import answer_key
from clinic_app.services.milestones import answer_patch

_ASKED_UNTIL_MONTHS = 66
#: A child of the demonstration does it a little before half of all children do.
_SHARE_OF_MEDIAN = 0.97
#: What a story changes: by milestone id, or left open where there is nothing.
_NOT_ASKED, _OPEN = "not_asked", "open"
_STORIES: dict[str, dict[str, Status | str]] = {
    "stretch": {
        "c06l2": _NOT_ASKED, "c06m2": Status.UNSURE, "c06m3": _OPEN, "c09m4": Status.NOT_YET,
        "w_standa": Status.NOT_YET, "w_crawl": Status.NOT_YET, "c12m2": _OPEN, "w_standal": _OPEN, "c18m1": _OPEN,
    },
}  # fmt: skip
#: What a late walker does not do at any visit.
_LATE: dict[str, Status | str] = dict.fromkeys(("w_crawl", "c12m2", "w_standal", "c18m1"), Status.NOT_YET)


def milestones(checklist: Checklist, story: str, told: Told, age: AgeOn) -> Entries:
    """The list of the age and the motor milestones, as the family tells them and as they are seen."""
    months = age.months_for_norms
    reached = checklist.reached(months)
    if reached is None or months > _ASKED_UNTIL_MONTHS:
        return {}
    made: Entries = {}
    said = _LATE if story == "late_walker" else _STORIES.get(story, {}) if told.ago == 0 else {}
    for item in (*checklist.of_list(reached), *checklist.beside_list(reached)):
        status = said.get(item.id, _usual(item, months, reached))
        if status != _OPEN:
            made |= _entries(item, None if status == _NOT_ASKED else Status(status), age)
    return made


def _usual(item: Milestone, months: float, reached: int) -> Status | str:
    if item.age_months is not None and item.age_months <= reached:
        return Status.YES
    if item.window is None or months < item.window.p1:
        return _OPEN
    return Status.YES if months > item.window.p50 else Status.NOT_YET


def _entries(item: Milestone, status: Status | None, age: AgeOn) -> Entries:
    seen = item.domain == "movement" and item.window is None
    since = None
    if item.window is not None and status is Status.YES:
        correction = age.correction_days if age.use_corrected else 0
        since = min(round(item.window.p50 * _SHARE_OF_MEDIAN * DAYS_PER_MONTH) + correction, age.chron_days)
    patch = answer_patch(item, status, Source.SEEN if seen else Source.TOLD, since)
    return {answer_key(key): answer.to_json() for key, answer in patch.items() if answer is not None}
