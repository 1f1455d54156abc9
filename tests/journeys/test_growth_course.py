"""A child of 29+3 weeks from birth to 30 months: both ages, and the right reference at each visit."""

from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QWidget

from tests.journeys.screens.station import Station

PASSWORD = "lantern orchard velvet quarry"
BORN = date(2024, 1, 10)
#: Days of life, weight in kg, length and head in cm.
MEASURED = (
    (14, "1.25", "38", "27"),
    (60, "2.60", "46", "33"),
    (150, "5.20", "57", "39"),
    (400, "8.90", "73", "45.5"),
    (790, "11.6", "85", "48"),
    (913, "12.4", "88", "48.5"),
)


def seen(station: Station) -> str:
    """Every word of the growth screen, to the eye and to a screen reader."""
    page = station.hands.part("page:growth")
    parts = [part for part in page.findChildren(QWidget) if part.isVisible()]
    spoken = [f"{part.accessibleName()} {part.accessibleDescription()}" for part in parts]
    chosen = [part.currentText() for part in parts if isinstance(part, QComboBox)]
    return "\n".join([station.hands.words("page:growth"), *chosen, *spoken, *rows(parts)])


def rows(parts: list[QWidget]) -> list[str]:
    """What the tables say, a line each."""
    models = [part.model() for part in parts if isinstance(part, QAbstractItemView)]
    role = Qt.ItemDataRole.AccessibleTextRole
    return [
        " | ".join(str(model.index(row, column).data(role)) for column in range(model.columnCount()))
        for model in models
        for row in range(model.rowCount())
    ]


def measure(station: Station, weight: str, length: str, head: str) -> str:
    """Type three numbers, and read the growth screen."""
    station.go_to("history")
    station.form.at("Measurements").answer("weight_kg", weight).answer("length_cm", length).answer("hc_cm", head)
    station.go_to("growth")
    shown = f"Weight kg: {Decimal(weight).normalize()} kg"
    station.hands.wait(lambda: shown in seen(station))
    return seen(station)


def begin(station: Station) -> None:
    """A clinic, and the child two weeks after birth."""
    station.setup.set_up("Maple Hollow Children's Clinic", "Dr Mara Tallow", PASSWORD)
    form = station.new_child()
    form.answer("pt_family_name", "Early").answer("pt_given_name", "Bird").answer("pt_birth_date", "10 1 2024")
    form.answer("sex", "1").answer("pt_ga_weeks", "29", "3")
    form.finish()


def sign(station: Station) -> None:
    station.hands.wait(station.saved)
    station.go_to("plan")
    station.plan.write("Growing.").lines_from_flags()
    station.plan.add_line("Look again", "growth", "4 w", "Nurse Linden")
    station.plan.sign()


def test_a_child_of_29_weeks_from_birth_to_30_months(open_station, clock, tmp_path) -> None:
    told: list[str] = []
    station = None
    for day, *numbers in MEASURED:
        clock.go_to(BORN + timedelta(days=day))
        station = open_station()
        if told:
            station.unlock.unlock(PASSWORD)
            station.find.start_visit("early")
        else:
            begin(station)
        told.append(measure(station, *numbers))
        if day != MEASURED[-1][0]:
            sign(station)
            station.close()

    for early in told[:3]:
        assert "Preterm standards to 64 weeks post-menstrual age, then WHO at corrected age (INTERGROWTH-21st)" in early
        assert "Measure: Preterm" in early
    assert "Read at: before term | Weight kg: 1.25 kg, 33rd centile" in told[0]
    assert "+1 350 g, 29 g a day" in told[1].replace("\u2009", " ")
    for later in told[3:]:
        assert "WHO 2006" in later
        assert "Cross: at corrected age (born 29+3)" in later
        assert "Measure: Preterm" not in later
    assert "Read at: 10 m 20 d" in told[3]
    assert "Corrected age to 24 months corrected (25 Mar 2026), chronological age from then on" in told[4]
    assert "Read at: 2 y 6 m" in told[5]
    step = "The step is no change in growth: 11.6 kg on 10 Mar 2026 was 56th corrected, 42nd chronological."
    assert step in told[5]
    station.go_to("documents")
    words = " ".join(station.documents.saved_pages(tmp_path))
    for printed in ("12.4 kg", "2 y 6 m", "WHO 2006"):
        assert printed in words
