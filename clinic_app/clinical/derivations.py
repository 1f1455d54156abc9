"""Values that are worked out, never typed: ages, the child's value out of two sides, scores of the whole examination.

What cannot be worked out stays unknown. A value typed for the child stands where the sides do not decide; where they
do, the sides win, except for findings that the clinician may also tick directly (then the abnormal one wins).
"""

import fnmatch
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clinic_app.clinical.ages import AgeRules
from clinic_app.clinical.conditions import Known
from clinic_app.clinical.fields import Field, FieldRegistry, FieldType
from clinic_app.clinical.head_size import small_head
from clinic_app.clinical.hine_facts import SOURCES as HINE_SOURCES
from clinic_app.clinical.hine_facts import HineFacts
from clinic_app.clinical.hine_form import HineForm
from clinic_app.clinical.milestone_facts import MilestoneFacts
from clinic_app.clinical.milestones import Checklist
from clinic_app.clinical.reading import read_toml
from clinic_app.clinical.worksheet import Worksheet
from clinic_app.domain.errors import ContentError

_WEEKS_PER_MONTH = 30.4375 / 7


def _facts(field: str) -> tuple[str, str]:
    return f"{field}_right", f"{field}_left"


@dataclass(frozen=True, slots=True)
class ChildValue:
    """How one field's two sides make the child's value; see ``derivations.toml``."""

    field: str
    order: tuple[str, ...]
    needs_both: frozenset[str]
    differ: str = ""

    def apply(self, sheet: Worksheet) -> None:
        """Set the child's value where the sides decide it."""
        values = {fact: str(sheet.known[fact]) for fact in _facts(self.field) if fact in sheet.known}
        ranked = [value for value in values.values() if value in self.order]
        if not ranked:
            return
        child = max(ranked, key=self.order.index)
        both = len(ranked) == len(_facts(self.field))
        if not both and child in self.needs_both:
            return
        if both and self.differ and len(set(ranked)) > 1:
            child = self.differ
        sheet.put(self.field, child, values)


@dataclass(frozen=True, slots=True)
class Derivations:
    """Every derivation, in the order in which one needs the other.

    Attributes:
        child_values: fields whose sides make the child's value.
        steps: the other derivations.
        sources: by derived fact, the facts that it is worked out from and that are asked for where it is missing.
        reads: by fact, answers that it is worked out from, too, but that are asked for under the name of the fact.
    """

    child_values: tuple[ChildValue, ...]
    ages: AgeRules
    steps: tuple[Callable[[Worksheet], None], ...]
    sources: Mapping[str, tuple[str, ...]]
    reads: Mapping[str, tuple[str, ...]]

    def child_codes(self) -> Mapping[str, frozenset[str]]:
        """Codes that only the child's derived value can have, by field."""
        return {rule.field: frozenset({rule.differ}) for rule in self.child_values if rule.differ}

    def apply(self, recorded: Mapping[str, Known]) -> Worksheet:
        """Recorded facts with everything that follows from them."""
        sheet = Worksheet(dict(recorded), {})
        for fact, (value, origins) in self.ages.derive(recorded).items():
            sheet.put(fact, value, origins)
        for rule in self.child_values:
            rule.apply(sheet)
        for step in self.steps:
            step(sheet)
        return sheet


def load_derivations(path: Path, registry: FieldRegistry, checklist: Checklist, hine: HineForm) -> Derivations:
    """Read ``derivations.toml`` against the registry; the checklist and the HINE bring their own.

    Raises ``ContentError`` naming what is missing.
    """
    doc = read_toml(path)
    try:
        children = tuple(_child_values(doc["child_value"], registry))
        tendon = _TendonReflexes.of(doc["tendon_reflexes"], registry)
        angles = _Angles.of(doc["angles"], registry)
        milestones = MilestoneFacts(checklist)
        steps = (
            _clonus_beats,
            _plantar,
            *_asymmetries(registry),
            _fisting_one_side,
            tendon.apply,
            angles.apply,
            HineFacts(hine).apply,
            _Percentile(tuple(doc["hine_p10"]["weeks"]), tuple(doc["hine_p10"]["total"])).apply,
            small_head,
            _hand_preference,
            milestones.apply,
            _fixing,
            _power,
            _neck_posture,
            _overall_asymmetry,
        )
        sources = _sources(children, tendon, angles, registry)
        return Derivations(children, AgeRules(**doc["age"]), steps, sources, milestones.reads())
    except (KeyError, TypeError) as problem:
        raise ContentError(path.name, f"{problem}") from problem


def _sided(registry: FieldRegistry, pattern: str) -> Iterable[Field]:
    return (field for field in registry if field.sided and fnmatch.fnmatchcase(field.id, pattern))


def _child_values(entries: Iterable[Mapping[str, Any]], registry: FieldRegistry) -> Iterable[ChildValue]:
    for entry in entries:
        needs_both, differ = frozenset(entry["needs_both"]), entry.get("differ", "")
        for pattern in entry["fields"]:
            for field in _sided(registry, pattern):
                yield ChildValue(field.id, tuple(entry["order"]), needs_both, differ)


def _sources(
    children: Iterable[ChildValue], tendon: "_TendonReflexes", angles: "_Angles", registry: FieldRegistry
) -> dict[str, tuple[str, ...]]:
    """What to ask for when a derived fact is missing."""
    sources: dict[str, tuple[str, ...]] = {rule.field: _facts(rule.field) for rule in children}
    for field in registry:
        base = field.id.removesuffix("_asymmetric")
        if base != field.id and base in registry and registry[base].sided:
            sources[field.id] = _facts(base)
    sources |= {
        "ex_clonus_beats": _facts("ex_clonus_beats"),
        "ex_plantar_extensor": _facts("ex_plantar"),
        "ex_plantar_asymmetric": _facts("ex_plantar"),
        "ex_fisting_one_side": _facts("ex_fisting"),
        "age_days": ("age_days",),
        "age_months": ("age_days",),
        "corrected_age_months": ("age_days",),
        "postmenstrual_age_weeks": ("ga_weeks", "age_days"),
        "hx_term_born": ("ga_weeks",),
        "ex_hine_p10": ("age_days",),
        **HINE_SOURCES,
        "ex_hc_below_2nd": ("ex_hc_z",),
    }
    both = tuple(fact for site in tendon.sites for fact in _facts(site))
    if both:
        sources |= dict.fromkeys(("ex_dtr_max", "ex_dtr_min", "ex_dtr_side_diff_max", "ex_dtr_absent_general"), both)
    if angles.sites:
        every = {name: registry[site].facts for site, name in angles.sites}
        sources["ex_angle_outside_band_max"] = tuple(fact for facts in every.values() for fact in facts)
        sources["ex_angle_side_diff_max"] = tuple(fact for name in angles.compared for fact in every.get(name, ()))
    return sources


def _clonus_beats(sheet: Worksheet) -> None:
    """The longer run of beats on either side; one side alone speaks for the child."""
    beats = {f: number for f in _facts("ex_clonus_beats") if (number := sheet.number(f)) is not None}
    if beats:
        sheet.put("ex_clonus_beats", max(beats.values()), beats)


def _plantar(sheet: Worksheet) -> None:
    """Extensor on either side, and extensor against flexor."""
    sides = sheet.sides("ex_plantar")
    facts = [fact for fact in _facts("ex_plantar") if fact in sheet.known]
    if "extensor" in sides:
        sheet.put("ex_plantar_extensor", "yes", facts)
    elif sides == ("flexor", "flexor"):
        sheet.put("ex_plantar_extensor", "no", facts)
    if set(sides) == {"extensor", "flexor"}:
        sheet.put("ex_plantar_asymmetric", "yes", facts)
    elif None not in sides and sides[0] == sides[1]:
        sheet.put("ex_plantar_asymmetric", "no", facts)


def _asymmetries(registry: FieldRegistry) -> Iterable[Callable[[Worksheet], None]]:
    """One step for each sided field that has an ``_asymmetric`` fact."""
    for field in registry:
        base = field.id.removesuffix("_asymmetric")
        if base != field.id and base in registry and registry[base].sided and base != "ex_plantar":
            yield _Asymmetry(base).apply


@dataclass(frozen=True, slots=True)
class _Asymmetry:
    """Yes when the sides differ by any step; a tick of the clinician stands beside that, and yes wins."""

    field: str

    def apply(self, sheet: Worksheet) -> None:
        fact = f"{self.field}_asymmetric"
        right, left = sheet.sides(self.field)
        if right is None or left is None or sheet.known.get(fact) == "yes":
            return
        sheet.put(fact, "yes" if right != left else "no", _facts(self.field))


def _fisting_one_side(sheet: Worksheet) -> None:
    """Yes with a fist on one side and none on the other, no when both are equal."""
    sides = sheet.sides("ex_fisting")
    if None in sides:
        return
    if sides[0] == sides[1]:
        sheet.put("ex_fisting_one_side", "no", _facts("ex_fisting"))
    elif "none" in sides:
        sheet.put("ex_fisting_one_side", "yes", _facts("ex_fisting"))


@dataclass(frozen=True, slots=True)
class _TendonReflexes:
    """Extremes and differences over every site that is graded on the common scale."""

    sites: tuple[str, ...]
    early_sites: frozenset[str]
    early_until_months: float
    brisk_from: float
    normal: tuple[float, float]

    @staticmethod
    def of(doc: Mapping[str, Any], registry: FieldRegistry) -> "_TendonReflexes":
        fields = _sided(registry, "ex_dtr_*")
        sites = tuple(f.id for f in fields if f.type is FieldType.GRADE and f.scale == doc["scale"])
        low, high = doc["normal"]
        early = frozenset(doc["early_sites"])
        return _TendonReflexes(sites, early, doc["early_until_months"], doc["brisk_from"], (low, high))

    def apply(self, sheet: Worksheet) -> None:
        grades = {
            fact: grade for site in self.sites for fact in _facts(site) if (grade := _grade(sheet, fact)) is not None
        }
        if not grades:
            return
        sheet.put("ex_dtr_max", max(grades.values()), grades)
        self._lowest(sheet, grades)
        self._sides(sheet, grades)
        self._overall(sheet, grades)

    def _lowest(self, sheet: Worksheet, grades: Mapping[str, float]) -> None:
        age = sheet.number("corrected_age_months")
        if age is not None and age < self.early_until_months:
            early = {fact for site in self.early_sites for fact in _facts(site)}
            grades = {fact: grade for fact, grade in grades.items() if fact in early}
        if grades:
            sheet.put("ex_dtr_min", min(grades.values()), grades)

    def _sides(self, sheet: Worksheet, grades: Mapping[str, float]) -> None:
        pairs = [pair for site in self.sites if (pair := _facts(site))[0] in grades and pair[1] in grades]
        if pairs:
            widest = max(pairs, key=lambda pair: abs(grades[pair[0]] - grades[pair[1]]))
            sheet.put("ex_dtr_side_diff_max", abs(grades[widest[0]] - grades[widest[1]]), widest)
        if any(grade > 0 for grade in grades.values()):
            sheet.put("ex_dtr_absent_general", "no", grades)
        elif len(pairs) > 1:
            sheet.put("ex_dtr_absent_general", "yes", grades)

    def _overall(self, sheet: Worksheet, grades: Mapping[str, float]) -> None:
        """Absent, brisk or normal; a pattern in between leaves what the clinician typed."""
        if sheet.known.get("ex_dtr_absent_general") == "yes":
            sheet.put("ex_reflexes", "absent", grades)
        elif max(grades.values()) >= self.brisk_from:
            sheet.put("ex_reflexes", "brisk", grades)
        elif all(self.normal[0] <= grade <= self.normal[1] for grade in grades.values()):
            sheet.known.setdefault("ex_reflexes", "normal")


def _grade(sheet: Worksheet, fact: str) -> float | None:
    """A grade as a number; "2+" counts as 2."""
    value = sheet.known.get(fact)
    if not isinstance(value, str):
        return None
    try:
        return float(value.rstrip("+"))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Angles:
    """Distance of passive angles from the band of the completed corrected month, and between the sides, in degrees."""

    sites: tuple[tuple[str, str], ...]
    compared: tuple[str, ...]
    bands: tuple[tuple[tuple[int, int], Mapping[str, tuple[float, float]]], ...]

    @staticmethod
    def of(doc: Mapping[str, Any], registry: FieldRegistry) -> "_Angles":
        prefix = doc["prefix"]
        bands = tuple(
            ((band["months"][0], band["months"][1]), {k: (v[0], v[1]) for k, v in band.items() if k != "months"})
            for band in doc["band"]
        )
        names = {name for _months, band in bands for name in band}
        sites = tuple((prefix + name, name) for name in sorted(names) if prefix + name in registry)
        return _Angles(sites, tuple(doc["side_difference"]), bands)

    def apply(self, sheet: Worksheet) -> None:
        band = self._band(sheet.number("corrected_age_months"))
        outside: dict[str, float] = {}
        differences: dict[tuple[str, str], float] = {}
        for site, name in self.sites:
            measured = {f: value for f in (site, *_facts(site)) if (value := sheet.number(f)) is not None}
            if band is not None and name in band:
                outside |= {fact: _distance(value, band[name]) for fact, value in measured.items()}
            right, left = _facts(site)
            if name in self.compared and right in measured and left in measured:
                differences[right, left] = abs(measured[right] - measured[left])
        if outside:
            sheet.put(
                "ex_angle_outside_band_max", max(outside.values()), [max(outside, key=lambda fact: outside[fact])]
            )
        if differences:
            widest = max(differences, key=lambda pair: differences[pair])
            sheet.put("ex_angle_side_diff_max", differences[widest], widest)

    def _band(self, months: float | None) -> Mapping[str, tuple[float, float]] | None:
        if months is None or months < 0:
            return None
        return next((band for (low, high), band in self.bands if low <= int(months) <= high), None)


def _distance(value: float, band: tuple[float, float]) -> float:
    return max(band[0] - value, value - band[1], 0.0)


@dataclass(frozen=True, slots=True)
class _Percentile:
    """10th centile of the HINE total at a corrected age, interpolated; unknown outside the table."""

    weeks: tuple[float, ...]
    totals: tuple[float, ...]

    def apply(self, sheet: Worksheet) -> None:
        months = sheet.number("corrected_age_months")
        if months is None:
            return
        week = months * _WEEKS_PER_MONTH
        for i in range(1, len(self.weeks)):
            low, high = self.weeks[i - 1], self.weeks[i]
            if low <= week <= high:
                share = (week - low) / (high - low)
                total = self.totals[i - 1] + share * (self.totals[i] - self.totals[i - 1])
                sheet.put("ex_hine_p10", total, ("corrected_age_months",))
                return


def _hand_preference(sheet: Worksheet) -> None:
    """Yes for right or left, no for none or alternating hands."""
    side = sheet.known.get("dv_hand_preference_side")
    if side is not None:
        sheet.put("dv_hand_preference", "yes" if side in {"right", "left"} else "no", ("dv_hand_preference_side",))


def _fixing(sheet: Worksheet) -> None:
    """What was seen in the room speaks for fixing and following; not seen there outweighs what was told."""
    seen = sheet.known.get("ex_fix_follow")
    if seen == "none" or (seen == "full" and "dv_fixes_follows" not in sheet.known):
        sheet.put("dv_fixes_follows", "no" if seen == "none" else "yes", ("ex_fix_follow",))


def _power(sheet: Worksheet) -> None:
    """Weakness against gravity on both sides is general, on one side focal; what was typed as reduced stays."""
    weak = [fact for fact in _facts("ex_antigravity") if sheet.known.get(fact) in {"reduced", "absent"}]
    both = None not in sheet.sides("ex_antigravity")
    if weak and both and sheet.known.get("ex_power") not in {"reduced_focal", "reduced_general"}:
        sheet.put("ex_power", "reduced_general" if len(weak) > 1 else "reduced_focal", _facts("ex_antigravity"))


def _neck_posture(sheet: Worksheet) -> None:
    """Opisthotonus is an abnormal neck posture."""
    if sheet.known.get("ex_opisthotonus") == "yes" and sheet.known.get("ex_abnormal_neck_posture") != "yes":
        sheet.put("ex_abnormal_neck_posture", "yes", ("ex_opisthotonus",))


def _overall_asymmetry(sheet: Worksheet) -> None:
    """Yes when any side difference was found; otherwise what the clinician ticked, never no by default."""
    if sheet.known.get("ex_asymmetry") == "yes":
        return
    reasons = [fact for fact in sheet.known if fact.endswith("_asymmetric") and sheet.known[fact] == "yes"]
    if sheet.known.get("ex_tone_side_difference") == "yes":
        reasons.append("ex_tone_side_difference")
    if (difference := sheet.number("ex_dtr_side_diff_max")) is not None and difference >= 1:
        reasons.append("ex_dtr_side_diff_max")
    if sheet.known.get("ex_power") == "reduced_focal":
        reasons.append("ex_power")
    if reasons:
        sheet.put("ex_asymmetry", "yes", reasons)
