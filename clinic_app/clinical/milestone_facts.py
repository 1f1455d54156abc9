"""What rules read of the milestone checklist: skills, what is missing at the age reached, what is late, what was lost.

Only today's answers count. An answer that was not asked, or not sure, decides nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from clinic_app.clinical.conditions import Known
from clinic_app.clinical.milestones import Checklist, Milestone, Skill, Status
from clinic_app.clinical.worksheet import Worksheet

REGRESSION, MISSING, BEYOND = "dv_regression", "dv_missing_checklist", "dv_beyond_who99"
#: Facts whose yes is the finding.
_ABNORMAL_YES = frozenset({REGRESSION, BEYOND})

#: A derived fact, its value, and the recorded facts behind it.
Derived = tuple[str, Known, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """Works the facts out of the answers of one visit."""

    checklist: Checklist

    def reads(self) -> Mapping[str, tuple[str, ...]]:
        """By derived fact, the answers that it is worked out from."""
        items = self.checklist.by_id
        listed = tuple(item.field_id for item in self.checklist.items if item.age_months is not None)
        by_skill = {
            skill.field: tuple(dict.fromkeys(items[name].field_id for name in (*skill.yes, *skill.no)))
            for skill in self.checklist.skills
        }
        every = tuple(item.field_id for item in self.checklist.items)
        return by_skill | {REGRESSION: every, MISSING: listed, BEYOND: _fields(self._counted())}

    def apply(self, sheet: Worksheet) -> None:
        """Put what follows; a skill that was typed by itself stands until an answer speaks against it."""
        for fact, value, origins in self.derive(sheet.known):
            if value != "yes" or fact not in sheet.known or fact in _ABNORMAL_YES:
                sheet.put(fact, value, origins)

    def derive(self, known: Mapping[str, Known]) -> Iterator[Derived]:
        """Every fact that follows from the answers in ``known``; the corrected age is there where it is known."""
        said = {item.id: Status(str(known[item.field_id])) for item in self.checklist.items if item.field_id in known}
        if not said:
            return
        yield from self._lost(said)
        for skill in self.checklist.skills:
            yield from self._skill(skill, said)
        months = known.get("corrected_age_months")
        if isinstance(months, float):
            yield from self._missing(said, months, known.get(MISSING))
            yield from self._beyond(said, months, known.get(BEYOND))

    def _lost(self, said: Mapping[str, Status]) -> Iterator[Derived]:
        """One lost skill is regression; nothing lost among what was asked is not yet "no loss"."""
        lost = [self.checklist.by_id[name] for name, status in said.items() if status is Status.LOST]
        if lost:
            yield REGRESSION, "yes", _fields(lost)

    def _skill(self, skill: Skill, said: Mapping[str, Status]) -> Iterator[Derived]:
        items = self.checklist.by_id
        against = [items[name] for name in skill.no if name in said and said[name].is_missing]
        speaking = [items[name] for name in skill.yes if name in said and said[name].is_done]
        if against:
            yield skill.field, "no", _fields(against)
        elif speaking:
            yield skill.field, "yes", _fields(speaking)

    def _missing(self, said: Mapping[str, Status], months: float, typed: Known | None) -> Iterator[Derived]:
        """How many are missing of all lists up to the age; none only when the whole list of the age is done."""
        reached = self.checklist.reached(months)
        if reached is None:
            return
        due = [item for item in self.checklist.items if item.age_months is not None and item.age_months <= months]
        missing = [item for item in due if item.id in said and said[item.id].is_missing]
        current = self.checklist.of_list(reached)
        if missing:
            count = float(len(missing))
            yield MISSING, max(count, typed) if isinstance(typed, float) else count, _fields(missing)
        elif typed is None and all(item.id in said and said[item.id].is_done for item in current):
            yield MISSING, 0.0, _fields(current)

    def _beyond(self, said: Mapping[str, Status], months: float, typed: Known | None) -> Iterator[Derived]:
        """Late is what is missing after the age by which 99 percent do it; no only when each such one is done."""
        passed = [item for item in self._counted() if item.window is not None and months > item.window.p99]
        late = [item for item in passed if item.id in said and said[item.id].is_missing]
        answered = [item for item in self._counted() if item.id in said]
        if late:
            yield BEYOND, "yes", _fields(late)
        elif typed is None and answered and all(item.id in said and said[item.id].is_done for item in passed):
            yield BEYOND, "no", _fields(answered)

    def _counted(self) -> tuple[Milestone, ...]:
        return tuple(item for item in self.checklist.windowed if item.window is not None and item.window.is_flagged)


def _fields(items: Iterable[Milestone]) -> tuple[str, ...]:
    return tuple(item.field_id for item in items)
