"""What a printed document says, before anyone decides where on the page it stands.

Use cases fill these with ready-made words and numbers (both ages, units, dates already formatted in the
document's language); ``reports`` lays them out. Nothing here is interpreted: every string is printed
character for character. Empty strings and empty tuples leave the part out, save where the class says that it
always prints.
"""

from dataclasses import dataclass
from enum import StrEnum

from clinic_app.charts.growth import GrowthChartModel
from clinic_app.charts.marks import FlagLevel
from clinic_app.charts.milestone_windows import WindowsModel
from clinic_app.charts.weekly import WeeklyEventsModel
from clinic_app.services.explanations.model import Explanation


class Paper(StrEnum):
    """Paper sizes. Both carry the same flow: a content box of 184 x 247 mm."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The clinic's name and up to three lines under it (address, phone, ``Demo data: not a real child``)."""

    clinic: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """The child as on the banner: ``name`` is ``BRIGHTWATER, Ayla``; ages are those at the visit.

    ``corrected_label`` names how early the birth was (``Corrected (34+3)``); leave it and ``corrected_age``
    empty where no correction applies, or say ``not corrected`` where the gestation is not known. ``age_label``
    is for a paper that belongs to no visit.
    """

    name: str
    sex: str
    born: str
    age_at_visit: str
    number: str
    corrected_label: str = ""
    corrected_age: str = ""
    age_label: str = ""


@dataclass(frozen=True, slots=True)
class DocumentFrame:
    """What every page carries, whatever the document.

    ``subtitle`` names the visit (``Visit of Wednesday 18 November 2026``). ``signed_words`` says who signed
    and when (``Signed 11:02, Dr Mara Tallow``) and is empty for a draft: then every page is marked as one.
    ``digest`` is the SHA-256 of the note's canonical JSON, 64 hex digits; its first 12 are printed as the
    check code. ``printed`` is the whole sentence (``Printed 18 Nov 2026 11:04, Dr M. Tallow``).
    ``content_reviewed`` is True once a clinician of this clinic has recorded a review of the clinical
    content.
    """

    letterhead: Letterhead
    identity: Identity
    subtitle: str
    version: int
    digest: str
    printed: str
    signed_words: str = ""
    content_reviewed: bool = False

    @property
    def is_draft(self) -> bool:
        """A note is a draft until it says who signed it."""
        return not self.signed_words

    @property
    def check_code(self) -> str:
        """The first 12 hex digits of the digest as ``XXXX-XXXX-XXXX``."""
        head = self.digest[:12].upper()
        return "-".join(head[i : i + 4] for i in range(0, 12, 4))


@dataclass(frozen=True, slots=True)
class Labelled:
    """A bold word and the text after it: ``Allergies:`` and ``none known, asked today``."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class FlagLine:
    """A flag that stands. ``why`` lists the findings with side, value and unit; ``source`` names the rule.

    ``answer`` is what the clinician did about it (``In plan: ...``), where said.
    """

    level: FlagLevel
    level_words: str
    title: str
    why: str
    source: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class DismissedFlag:
    """A flag that a clinician set aside, with the reason given, by whom and when."""

    title: str
    level_words: str
    reason: str
    by: str
    source: str


@dataclass(frozen=True, slots=True)
class UndecidedRule:
    """A rule that could not be decided, and the findings it lacks, in words."""

    rule: str
    missing: str


@dataclass(frozen=True, slots=True)
class ChangedFinding:
    """A finding that differs between sides or from the last visit. ``item`` names the scale (``Knee jerk, 0
    to 4+``).
    """

    item: str
    previous: str
    right: str
    left: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExamRow:
    """A recorded finding with its unit. With sides: ``right`` and ``left`` (a side not examined says so);
    without: ``value``.
    """

    item: str
    right: str = ""
    left: str = ""
    value: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExamSection:
    """One section of the examination: what was recorded, and by name what was not.

    ``not_examined`` holds ready-made lines (``Palmar grasp (asleep)``). ``counts`` says ``9 of 12 items
    examined``.
    """

    title: str
    counts: str
    rows: tuple[ExamRow, ...] = ()
    not_examined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GrowthRow:
    """A measurement: ``8 m 4 d``, ``6 m 27 d``, ``Weight``, ``6.84 kg``, ``19th, z -0.9``.

    Centile and z are given at each age; empty where no reference covers it, and ``note`` says why.
    """

    date: str
    age: str
    corrected_age: str
    measure: str
    value: str
    at_corrected: str
    at_chronological: str
    reference: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LabRow:
    """A laboratory value: ``Glucose``, ``2.56 mmol/L``, ``46 mg/dL`` where it was typed in another unit.

    ``limits`` are ready-made lines, each with who says so; where there is none the line says that.
    """

    name: str
    value: str
    typed: str
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PatternLine:
    """A pattern card that was considered. ``state`` in words; no sums, no probabilities."""

    title: str
    state: str
    speaks_for: str = ""
    speaks_against: str = ""
    missing: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan line: ``By 2 Dec 2026``, what, who. ``detail`` (why, both ages) prints small beneath."""

    when: str
    what: str
    who: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class MilestonesPart:
    """The milestone checklist of one visit.

    ``counts`` says which list and how much of it was answered (``6 m list, by corrected age 6.9 m: 10 of 12
    answered``). ``answers`` are the skills under each answer with source and age; ``not_asked`` names and
    counts what nobody asked and always prints. ``reading`` are the sentences of what it means.
    """

    counts: str
    answers: tuple[Labelled, ...] = ()
    not_asked: str = ""
    reading: tuple[str, ...] = ()
    windows: WindowsModel | None = None


@dataclass(frozen=True, slots=True)
class ReasonGroup:
    """Explanations of one kind, such as every flag or every centile that the summary prints."""

    title: str
    entries: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True)
class ClinicianSummary:
    """The clinician summary. Parts in the order in which they print.

    Always printed, also when empty: flags (``flags_summary`` says that none were raised), ``not_examined``,
    and ``not_assessable``. ``flags_summary`` is the line under the flags (``None dismissed. Not assessable: 5
    rules lack a finding``). ``taken_back`` are the findings that were recorded and taken back, each with both
    values, the time and the reason. ``not_examined`` is the sentence with counts and reasons. ``hine`` is the line of
    the score. Charts are drawn only where there is a model; its caption states what the picture cannot.
    ``provenance`` says who recorded and who reviewed, with times. ``rules`` names the rule sets with
    versions, ``sources`` the literature. ``reasons`` explain each flag, score, band, window and centile of the summary
    on a last page; empty prints no such page.
    """

    frame: DocumentFrame
    identity_notes: tuple[Labelled, ...] = ()
    reason: tuple[str, ...] = ()
    assessment: tuple[str, ...] = ()
    flags: tuple[FlagLine, ...] = ()
    flags_summary: str = ""
    taken_back: tuple[str, ...] = ()
    previous_visit: str = ""
    changes: tuple[ChangedFinding, ...] = ()
    not_examined: str = ""
    hine: str = ""
    growth_chart: GrowthChartModel | None = None
    growth_caption: str = ""
    events_chart: WeeklyEventsModel | None = None
    events_caption: str = ""
    plan: tuple[PlanRow, ...] = ()
    history: tuple[Labelled, ...] = ()
    examination: tuple[ExamSection, ...] = ()
    development: tuple[Labelled, ...] = ()
    milestones: MilestonesPart | None = None
    growth: tuple[GrowthRow, ...] = ()
    nutrition: tuple[Labelled, ...] = ()
    laboratory: tuple[LabRow, ...] = ()
    not_assessable: tuple[UndecidedRule, ...] = ()
    dismissed: tuple[DismissedFlag, ...] = ()
    patterns: tuple[PatternLine, ...] = ()
    addenda: tuple[Labelled, ...] = ()
    provenance: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    reasons: tuple[ReasonGroup, ...] = ()


class HelpLevel(StrEnum):
    """How soon a family should get help, most urgent first."""

    AMBULANCE = "ambulance"
    SAME_DAY = "same_day"
    AT_VISIT = "at_visit"


@dataclass(frozen=True, slots=True)
class HelpBox:
    """One level of the safety net: what to do, and the signs that ask for it."""

    level: HelpLevel
    title: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdviceList:
    """A headed list of short sentences: filming, tummy time, what to write down."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """``Clinic phone``, ``000 555 0118``, ``demo``."""

    label: str
    number: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DiaryColumn:
    """A column of the diary: free writing, ``choices`` to ring, or a box to ``tick``.

    ``share`` is its part of the width beside the other columns. ``example`` fills the first line: text, the
    choice that is ringed, or anything for a ticked box.
    """

    title: str
    share: float
    example: str = ""
    choices: tuple[str, ...] = ()
    tick: bool = False


@dataclass(frozen=True, slots=True)
class Diary:
    """A sheet on which the family notes each event. ``own_side`` explains whose right is meant, in words.

    ``right_words`` and ``left_words`` stand beside the drawn legs, one entry a line (``Ayla’s``, ``right
    (R)``). ``code`` (``K7Q-4MTX``) finds child and episode when the sheet comes back, and ``code_note`` asks for it.
    ``lines`` are the most empty lines; a page never has more than it holds.
    """

    title: str
    subtitle: str
    how_to: tuple[str, ...]
    own_side: Labelled
    right_words: tuple[str, ...]
    left_words: tuple[str, ...]
    columns: tuple[DiaryColumn, ...]
    example_note: str = ""
    lines: int = 17
    code: str = ""
    code_note: str = ""


@dataclass(frozen=True, slots=True)
class DiaryDocument:
    """Diary sheets as a document of their own: one page for each episode."""

    frame: DocumentFrame
    language: str
    diaries: tuple[Diary, ...]


@dataclass(frozen=True, slots=True)
class FamilyPlan:
    """What the family takes home: only text that a clinician approved.

    ``first_name`` titles the page. ``made_by`` says who made the page and where the advice comes from.
    ``question_lines`` blank lines are left for the family's questions. Each of ``diaries`` is a page of its own
    at the end.
    """

    frame: DocumentFrame
    first_name: str
    language: str
    talked_about: tuple[str, ...] = ()
    next_steps: tuple[PlanRow, ...] = ()
    help_boxes: tuple[HelpBox, ...] = ()
    advice: tuple[AdviceList, ...] = ()
    contacts: tuple[Contact, ...] = ()
    question_lines: int = 0
    made_by: tuple[str, ...] = ()
    diaries: tuple[Diary, ...] = ()


@dataclass(frozen=True, slots=True)
class LogFlag:
    """A flag that the log of an episode raises by itself or beside the visit's findings."""

    level: FlagLevel
    level_words: str
    title: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One thing about the events, before and since the visit before, with what each number is of."""

    item: str
    before: str
    since: str


@dataclass(frozen=True, slots=True)
class Periods:
    """The time since the visit before beside as much time up to it; the titles head the two columns."""

    before_title: str
    since_title: str
    rows: tuple[PeriodRow, ...]


@dataclass(frozen=True, slots=True)
class SaidRow:
    """What was thought, advised or given: day, kind, words, and who said it."""

    day: str
    kind: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class EpisodeReport:
    """One thread of episodes on one page: the picture of weeks, how it looks, what speaks for and against.

    ``described`` says how events look, each line with of how many lines of the log it was told. ``log_words`` says how
    much was logged and that the log is not part of what was signed; it always prints, as do ``flags_summary`` and
    ``not_asked``. ``possible`` names the cards that could fit still. ``clips`` are the videos by day, length and
    whether somebody watched them.
    """

    frame: DocumentFrame
    title: str
    status: str
    log_words: str
    described: tuple[Labelled, ...] = ()
    events_chart: WeeklyEventsModel | None = None
    events_caption: str = ""
    periods: Periods | None = None
    flags: tuple[LogFlag, ...] = ()
    flags_summary: str = ""
    patterns: tuple[PatternLine, ...] = ()
    possible: str = ""
    not_asked: str = ""
    said: tuple[SaidRow, ...] = ()
    clips: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
