"""A fictional child, as the mockups of the printed pages show her. The curves are illustrative, not a
reference.
"""

from clinic_app.charts.growth import Curve, GrowthChartModel, GrowthPoint
from clinic_app.charts.marks import FlagLevel
from clinic_app.charts.weekly import VisitMark, Week, WeeklyEventsModel
from clinic_app.services.report_models import (
    AdviceList,
    ChangedFinding,
    ClinicianSummary,
    Contact,
    Diary,
    DiaryColumn,
    DismissedFlag,
    DocumentFrame,
    ExamRow,
    ExamSection,
    FamilyPlan,
    FlagLine,
    GrowthRow,
    HelpBox,
    HelpLevel,
    Identity,
    Labelled,
    Letterhead,
    PatternLine,
    PlanRow,
    UndecidedRule,
)

MONTH = 30.4375

IDENTITY = Identity("BRIGHTWATER, Ayla", "Girl", "14 Mar 2026", "8 m 4 d", "D-00412", "Corrected (34+3)", "6 m 27 d")


def frame(**changes: object) -> DocumentFrame:
    """The frame of a signed visit; ``changes`` replace single fields."""
    values: dict[str, object] = {
        "letterhead": Letterhead(
            "Maple Hollow Children’s Clinic", ("3 Mill Row, Maple Hollow", "Demo data: not a real child")
        ),
        "identity": IDENTITY,
        "subtitle": "Visit of Wednesday 18 November 2026",
        "version": 1,
        "digest": "7c4e19adb2f0" + "0" * 52,
        "printed": "Printed 18 Nov 2026 11:04, Dr M. Tallow",
        "signed_words": "Signed 11:02, Dr Mara Tallow",
    }
    return DocumentFrame(**{**values, **changes})  # type: ignore[arg-type]


def _curve(label: str, *values: float) -> Curve:
    ages = (0, 1, 2, 3, 4, 6, 8, 10, 12)
    return Curve(label, tuple((a * MONTH, v) for a, v in zip(ages, values, strict=True)))


def weight_chart() -> GrowthChartModel:
    """Weight of the fictional child at five visits."""
    measured = ((1.5, 0.2, 3.18), (3.35, 2.1, 4.72), (6.1, 4.8, 6.02), (7.0, 5.7, 6.38), (8.13, 6.9, 6.84))
    points = tuple(
        GrowthPoint(
            age * MONTH,
            corrected * MONTH,
            kg,
            f"{kg} kg",
            f"{kg} kg at {age} months, corrected {corrected} months",
            (f"{age} m", f"{corrected} m", f"{kg} kg"),
        )
        for age, corrected, kg in measured
    )
    curves = (
        _curve("3rd", 2.4, 3.2, 4.0, 4.6, 5.1, 5.8, 6.3, 6.7, 7.1),
        _curve("15th", 2.8, 3.6, 4.5, 5.1, 5.6, 6.4, 7.0, 7.5, 7.9),
        _curve("50th", 3.2, 4.2, 5.1, 5.8, 6.4, 7.3, 7.9, 8.5, 8.9),
        _curve("85th", 3.7, 4.8, 5.9, 6.7, 7.3, 8.3, 9.0, 9.6, 10.2),
        _curve("97th", 4.2, 5.4, 6.5, 7.4, 8.1, 9.2, 10.1, 10.8, 11.4),
    )
    return GrowthChartModel(
        "Weight, kg",
        "WHO 2006, girls",
        curves,
        points,
        0,
        12 * MONTH,
        table_header=("Age", "Corrected", "Weight"),
        axis_title="Age, months (each point at its own age)",
    )


def weekly_chart() -> WeeklyEventsModel:
    """Events told by the family in eleven weeks, the last not over."""
    counts = (6, 11, 12, 9, 10, 8, 7, 5, 6, 3, 2)
    labels = (
        "7 Sep",
        "14 Sep",
        "21 Sep",
        "28 Sep",
        "5 Oct",
        "12 Oct",
        "19 Oct",
        "26 Oct",
        "2 Nov",
        "9 Nov",
        "16 Nov",
    )
    weeks = tuple(
        Week(label, n, f"Week of {label}: {n} events", unfinished=label == "16 Nov")
        for label, n in zip(labels, counts, strict=True)
    )
    visits = (VisitMark(1.3, "visit"), VisitMark(5.3, "visit"), VisitMark(10.4, "today"))
    return WeeklyEventsModel(weeks, visits, "no log", ("Week of", "Events"))


FLAGS = (
    FlagLine(
        FlagLevel.URGENT_2WK,
        "Within 2 weeks",
        "Asymmetry on examination, right leg",
        "Knee jerk R 3+, L 2+. Popliteal R 95°, L 115°. Born 34+3.",
        "RF-U12 v1. NICE NG62; Novak 2017",
    ),
    FlagLine(
        FlagLevel.URGENT_2WK,
        "Within 2 weeks",
        "Asymmetric tonic neck reflex after 6 months",
        "Present right at 6 m 27 d corrected; usually gone by 4–6 m.",
        "EX11 v1. Sullivan; Molnar",
    ),
    FlagLine(
        FlagLevel.ROUTINE,
        "Planned",
        "Ankle clonus 6 beats, right",
        "Left 2. Up to 10 accepted under 8 m; sides differ by 4.",
        "EX14 v1. Scale rule, textbook",
    ),
)

CHANGES = (
    ChangedFinding("Knee jerk, 0 to 4+", "2+ / 2+", "3+", "2+", "sides differ"),
    ChangedFinding("Ankle clonus, beats", "3 / 2", "6", "2"),
    ChangedFinding("Popliteal angle, thigh to calf", "110° / 115°", "95°", "115°", "band 90–120°, 4–6 m"),
    ChangedFinding("Asymmetric tonic neck reflex", "weak / weak", "present", "weak", "child can break out of it"),
    ChangedFinding("Moro", "weak / weak", "absent", "absent", "expected"),
)

EXAMINATION = (
    ExamSection(
        "Behaviour and state",
        "3 of 3",
        (
            ExamRow("State during examination", value="awake, calm"),
            ExamRow("Social response", value="smiles, follows a face"),
            ExamRow("Cry", value="vigorous, easily consoled"),
        ),
    ),
    ExamSection(
        "Cranial nerves",
        "5 of 5",
        (
            ExamRow("Fixes and follows", "yes", "yes"),
            ExamRow("Pupils to light", "brisk", "brisk"),
            ExamRow("Facial movement", "full", "full"),
            ExamRow("Turns to sound", "yes", "yes"),
            ExamRow("Suck and swallow", value="coordinated"),
        ),
    ),
    ExamSection(
        "Posture and movement",
        "6 of 6",
        (
            ExamRow("Posture supine, legs", "flexed", "flexed"),
            ExamRow("Hands", "open", "open"),
            ExamRow("Kicking", "less", "full", note="fewer kicks on the right, own count"),
            ExamRow("Movement quality", value="smooth, varied"),
            ExamRow("Tremor at rest", "none", "none"),
            ExamRow("Tremor on stretch", "5 a second", "none", note="stops when held"),
        ),
    ),
    ExamSection(
        "Tendon reflexes, 0 to 4+",
        "5 of 6",
        (
            ExamRow("Biceps jerk", "2+", "2+"),
            ExamRow("Knee jerk", "3+", "2+", note="sides differ"),
            ExamRow("Ankle jerk", "2+", "2+"),
            ExamRow("Ankle clonus, beats", "6", "2"),
            ExamRow("Plantar response", "extensor", "extensor", note="expected at this age"),
        ),
        ("triceps jerk (no time)",),
    ),
    ExamSection(
        "Passive tone",
        "4 of 10",
        (
            ExamRow("Popliteal angle, thigh to calf", "95°", "115°"),
            ExamRow("Ankle dorsiflexion", "70°", "60°"),
            ExamRow("Adductor angle, both hips", value="110°"),
            ExamRow("Scarf sign", "midline", "midline"),
        ),
        ("heel to ear", "arm recoil", "wrist flexion", "trunk flexion", "trunk extension", "hip rotation"),
    ),
    ExamSection(
        "Active tone",
        "4 of 4",
        (
            ExamRow("Pull to sit", value="head in line"),
            ExamRow("Ventral suspension", value="head above line"),
            ExamRow("Vertical suspension", value="kicks well"),
            ExamRow("Weight on legs", "takes", "takes"),
        ),
    ),
    ExamSection(
        "Primitive reflexes",
        "4 of 11",
        (
            ExamRow("Moro", "absent", "absent"),
            ExamRow("Asymmetric tonic neck reflex", "present", "weak", note="child can break out of it"),
            ExamRow("Plantar grasp", "weak", "weak"),
            ExamRow("Galant", "absent", "absent"),
        ),
        ("palmar grasp (asleep)", "rooting", "stepping", "placing", "crossed extension", "Babkin", "TLR"),
    ),
    ExamSection("Postural reactions", "0 of 4", (), ("parachute", "side protection", "Landau", "righting")),
    ExamSection("Strength", "0 of 8", (), ("eight muscle groups (no time)",)),
    ExamSection("Coordination", "0 of 3", (), ("reach", "transfer", "pincer (too young)")),
    ExamSection("Sensation", "0 of 2", (), ("touch", "withdrawal (refused)")),
    ExamSection(
        "Head and spine",
        "4 of 4",
        (
            ExamRow("Head circumference", value="41.9 cm"),
            ExamRow("Fontanelle", value="open, flat"),
            ExamRow("Sutures", value="not overlapping"),
            ExamRow("Spine", value="straight, no dimple"),
        ),
    ),
)

_REFERENCE = "WHO 2006, girls"
GROWTH = (
    GrowthRow("18 Nov 2026", "8 m 4 d", "6 m 27 d", "Weight", "6.84 kg", "19th, z −0.9", "7th, z −1.4", _REFERENCE),
    GrowthRow("18 Nov 2026", "8 m 4 d", "6 m 27 d", "Length", "65.2 cm", "20th, z −0.8", "4th, z −1.7", _REFERENCE),
    GrowthRow("18 Nov 2026", "8 m 4 d", "6 m 27 d", "Head", "41.9 cm", "26th, z −0.7", "10th, z −1.3", _REFERENCE),
)


def summary(**changes: object) -> ClinicianSummary:
    """The clinician summary of the mockup; ``changes`` replace single fields."""
    values: dict[str, object] = {
        "frame": frame(),
        "identity_notes": (
            Labelled("Twin A.", "Sister Isla Brightwater (twin B, D-00413) has a chart of her own."),
            Labelled("Allergies:", "none known, asked today. Born at 34+3 weeks, 2100 g, neonatal unit 12 days."),
        ),
        "reason": (
            "Right leg shakes when stretched since 7 Sep 2026, 5 to 12 s, awake, stops when held, now 2 to 3 a week. "
            "Two phone videos seen today.",
        ),
        "assessment": (
            "The shakes fit a stretch tremor, but the examination now differs between sides (right leg). In a child "
            "born preterm this is not put down to stretching alone: assessment within 2 weeks.",
        ),
        "flags": FLAGS,
        "flags_summary": "Prompts for a clinician, not diagnoses. 1 dismissed. Not assessable: 5 rules lack a finding "
        "(page 2).",
        "previous_visit": "14 Oct (R / L)",
        "changes": CHANGES,
        "not_examined": "31 of 83 items: strength (8), coordination (3), sensation (2), postural reactions (4), "
        "primitive reflexes (7, palmar grasp: asleep), passive tone (6), tendon reflexes (1). Named on the next page. "
        "Not examined is not normal.",
        "hine": "24 of 26 items scored, 60.5 of 72 possible. No total. Not examined: arm protection, forward "
        "parachute. Sides differ in 3 items. 16 Sep 2026: 65 of 78.",
        "growth_chart": weight_chart(),
        "growth_caption": "Dot: chronological. Cross: corrected. WHO 2006 girls. 6.84 kg: 19th corrected, 7th "
        "chronological.",
        "events_chart": weekly_chart(),
        "events_caption": "79 events told by the family, 7 Sep to 18 Nov. Last bar: week not over.",
        "plan": (
            PlanRow("By 2 Dec 2026", "Referral to movement assessment team; letter sent today", "Dr Tallow"),
            PlanRow(
                "22 Dec 2026 (8 m corr.)",
                "Sitting, both-leg examination, HINE remaining 2 items, diary and videos",
                "S. Quill",
            ),
        ),
        "examination": EXAMINATION,
        "development": (
            Labelled("At corrected 6 months:", "rolls (seen), babbles (parent), sits without support: not yet."),
        ),
        "growth": GROWTH,
        "not_assessable": (
            UndecidedRule("RF-U03 Loss of a skill", "milestones at 6 months: lost a skill"),
            UndecidedRule("RF-S02 Possible infantile spasms", "runs of jerks on waking"),
            UndecidedRule("EX05 No parachute by 10 months", "forward parachute, right and left"),
        ),
        "dismissed": (
            DismissedFlag(
                "Head growth crosses centiles", "Planned", "Measured twice, same line", "Dr M. Tallow, 10:58", "EX21 v1"
            ),
        ),
        "patterns": (
            PatternLine(
                "Stretch tremor",
                "Not safe to attribute",
                "stretch, awake, stops when held",
                "right side only; sides differ on examination",
                source="P03 v1",
            ),
        ),
        "provenance": (
            "History: Sefa Quill, 18 Nov 2026 10:12. Examination: Dr Mara Tallow, 18 Nov 2026 10:31 to 10:55.",
        ),
        "rules": ("Red flags 2026.11 (rules), examination flags 2026.11, growth WHO 2006.",),
        "sources": ("NICE NG62; Novak 2017; Sullivan; Molnar.",),
    }
    return ClinicianSummary(**{**values, **changes})  # type: ignore[arg-type]


DIARY = Diary(
    "Diary of the shakes",
    "Bring this page to the visit on Tuesday 22 December 2026",
    (
        "One line for each time. If there were several in a row, write how many in Notes. It is fine to miss some. "
        "A day with none is worth writing too: put the date and “none”.",
    ),
    Labelled("R is Ayla’s own right leg.", "When you face her, it is on your left side, as in the picture."),
    ("Ayla’s", "right (R)"),
    ("Ayla’s", "left (L)"),
    (
        DiaryColumn("Date", 7, "17 Nov"),
        DiaryColumn("Time", 6.5, "7:10"),
        DiaryColumn("What was she doing?", 15, "woke up, stretched"),
        DiaryColumn("How long, seconds", 7.5, "6"),
        DiaryColumn("Which leg?", 11, "R", ("R", "L", "both")),
        DiaryColumn("Stopped when held gently?", 16, "yes", ("yes", "no", "not tried")),
        DiaryColumn("Video", 6, "yes", tick=True),
        DiaryColumn("Notes: face, eyes, colour", 13, "looked at me"),
    ),
    "The first line is an example.",
)


def family(**changes: object) -> FamilyPlan:
    """The family plan of the mockup; ``changes`` replace single fields."""
    values: dict[str, object] = {
        "frame": frame(subtitle="After the visit on Wednesday 18 November 2026 with Dr Mara Tallow"),
        "first_name": "Ayla",
        "language": "English",
        "talked_about": (
            "Ayla’s right leg shakes for a few seconds when she stretches. It stops when you hold the leg gently, and "
            "it happens less often than in September. Many babies have shakes like this.",
            "Today her right leg was a little stiffer than her left. She was born early, so we want a children’s "
            "movement team to look at her soon. This does not tell us that something is wrong. It tells us to look "
            "properly.",
        ),
        "next_steps": (
            PlanRow(
                "By Wed 2 Dec 2026",
                "Visit to the movement assessment team. They phone you. If you hear nothing by 25 Nov, call us.",
                "Dr Tallow",
            ),
            PlanRow("Tue 22 Dec 2026, 10:20", "Back to us: sitting, leg check, your diary and videos", "Sefa Quill"),
            PlanRow("At home, each day", "Tummy time in short spells. Fill in the diary.", "You"),
        ),
        "help_boxes": (
            HelpBox(
                HelpLevel.AMBULANCE,
                "Call an ambulance",
                (
                    "Shaking that lasts 5 minutes",
                    "Blue or grey lips",
                    "Not breathing well",
                    "Cannot be woken",
                    "Suddenly floppy or weak",
                ),
            ),
            HelpBox(
                HelpLevel.SAME_DAY,
                "Call us the same day",
                (
                    "Jerks in a row, mostly on waking",
                    "Eyes roll or stay to one side",
                    "She does not look at you during it",
                    "She feeds badly or cannot be comforted",
                    "She loses something she could do",
                ),
            ),
            HelpBox(
                HelpLevel.AT_VISIT,
                "Tell us at the visit",
                ("Shaking at rest, not only when stretching", "More often or longer", "The left leg too"),
            ),
        ),
        "advice": (
            AdviceList(
                "Filming helps us",
                (
                    "Film the whole body and the face, in good light.",
                    "Then hold the leg gently and film whether it stops.",
                    "Keep the phone still. 20 seconds is enough.",
                ),
            ),
        ),
        "contacts": (
            Contact("Clinic phone", "000 555 0118", "demo"),
            Contact("Night and weekend", "000 555 0199", "demo"),
        ),
    }
    return FamilyPlan(**{**values, **changes})  # type: ignore[arg-type]
