"""From an empty clinic to a printed report, and the child found again the next day."""

from datetime import timedelta

from PySide6.QtCore import Qt

from tests.journeys.screens.station import Station

CLINIC, DOCTOR = "Maple Hollow Children's Clinic", "Dr Mara Tallow"
PASSWORD = "lantern orchard velvet quarry"
GIVEN, FAMILY = "Zoë <b>", "O'Neil"
ENTER = Qt.Key.Key_Return
MOTOR_SIGN = "RF-U12"


def register(station: Station) -> None:
    form = station.new_child()
    form.answer("pt_family_name", FAMILY).answer("pt_given_name", GIVEN).answer("pt_birth_date", "14 3 2026")
    form.answer("sex", "1").answer("pt_ga_weeks", "34", "3").answer("birth_weight_g", "2100")
    assert form.title() == "New child: O'NEIL, Zoë <b>"
    form.finish()


def take_history(station: Station) -> None:
    station.go_to("history")
    station.form.at("Medicines and allergies").answer("hx_allergy_status", "1")
    station.form.answer("hx_concern", "Leg shakes when stretched")  # paged to by keys
    station.form.at("Measurements").answer("weight_kg", "6,84").answer("hc_cm", "42.1")


def examine(station: Station) -> None:
    station.go_to("exam")
    exam = station.exam.section_of("ex_dtr_jaw").down_to("ex_dtr_achilles").both(Qt.Key.Key_2)
    exam.up_to("ex_dtr_patellar").right("3").left("2")
    exam.down_to("ex_clonus_beats").right("6", ENTER).left("2", ENTER)
    exam.section_of("ex_angle_popliteal").right("95", ENTER).left("115", ENTER)
    exam.section_of("ex_refl_moro").down_to("ex_refl_palmar_grasp").right().leave_out("a")


def assess_and_plan(station: Station) -> None:
    station.go_to("plan")
    plan = station.plan.write("Right leg brisker: ").insert("knee")
    assert "No answer yet" in plan.try_to_sign()
    plan.lines_from_flags()
    plan.add_line("Phone the family", "see how she sleeps", "2 w", "Nurse Linden")


def test_from_an_empty_clinic_to_a_printed_report_and_the_next_day(open_station, clock, tmp_path) -> None:
    station = open_station()
    station.setup.set_up(CLINIC, DOCTOR, PASSWORD)
    station.lock().unlock(PASSWORD)

    register(station)
    banner = station.banner()
    assert "Allergies Not asked" in banner
    for fact in ("O'NEIL, Zoë <b>", "Girl", "14 Mar 2026", "8 m 4 d", "6 m 27 d", "34+3", "D-00001", "Visit open"):
        assert fact in banner
    assert "O'Neil" not in station.window.windowTitle()

    take_history(station)
    station.hands.wait(lambda: "Allergies None known" in station.banner())
    examine(station)
    raised = station.exam.flag(MOTOR_SIGN)
    for words in ("Within 2 weeks", "Knee jerk: right 3+", "left 2+ average", "Rule RF-U12", "NICE", "Confidence"):
        assert words in raised

    assess_and_plan(station)
    station.plan.sign()
    assert "Signed 10:00, Dr Mara Tallow" in station.banner()
    assert "6.84 kg" in station.banner()
    assert "Allergies None known" in station.banner()
    check_paper(station.documents.saved_pages(tmp_path))
    assert "Visit signed 18 Nov 2026" in station.documents.checks()
    station.close()

    clock.go_to(clock.today() + timedelta(days=1))
    station = open_station()
    station.unlock.unlock(PASSWORD)
    station.find.start_visit("zoe one")
    station.exam.section_of("ex_dtr_jaw").down_to("ex_dtr_patellar").right()
    beside = station.exam.says("ex_dtr_patellar", "right")
    assert "last visit 3+" in beside
    assert beside.endswith("not set")
    assert "last visit 2+" in station.exam.says("ex_dtr_patellar", "left")
    assert "3+" in station.exam.last_value()
    station.exam.left("2")
    assert "last visit 2+" in station.exam.says("ex_dtr_patellar", "left")
    assert station.exam.says("ex_dtr_patellar", "right").endswith("not set")


def check_paper(pages: tuple[str, ...]) -> None:
    for number, page in enumerate(pages, 1):
        assert "O'NEIL, Zoë <b> · born 14 Mar 2026 · D-00001" in page
        assert f"Page {number} of {len(pages)}" in page
        assert "No clinician has yet reviewed the clinical content of this program." in page
        assert "Signed 18 Nov 2026 10:00, Dr Mara Tallow" in page
        assert "Draft" not in page
    words = " ".join(pages)
    for finding in (
        "Right Left Knee jerk 3+ 2+",
        "Ankle jerk 2+ 2+",
        "Ankle clonus 6 beats 2 beats",
        "Right Left Popliteal angle 95° 115°",
        "Palmar grasp (asleep)",
        "Birth weight: 2 100 g",
        "6.84 kg",
        "Head circumference: 42.1 cm",
        "Leg shakes when stretched",
        "Right leg brisker: Knee jerk R 3+, L 2+",
        "Asymmetry of tone or reflexes Knee jerk: right 3+ brisker than average, left 2+ average.",
        "By 2 Dec 2026 (7 m 10 d corr.) Phone the family see how she sleeps Nurse Linden",
    ):
        assert finding in words
    assert "Allergies: None known." in words
    assert "Allergies: not asked" not in words
