"""Two children of one birth."""

from PySide6.QtWidgets import QLabel

from tests.conftest import PASSWORD

BORN = "30 9 2026"


def begin(station, given: str):
    form = station.new_child()
    return form.answer("pt_family_name", "Ashgrove").answer("pt_given_name", given).answer("pt_birth_date", BORN)


def test_a_twin_is_told_while_typing_never_blocks_and_stands_on_the_banner(clinic, open_station) -> None:
    clinic.opened.close()
    station = open_station(clinic.folder.root)
    station.unlock.unlock(PASSWORD)
    begin(station, "Rowan").answer("sex", "2").finish()
    assert "Twin" not in station.banner()

    form = begin(station, "Juniper")
    station.hands.wait(lambda: "most likely the twin" in form.duplicates())
    assert "ASHGROVE, Rowan" in form.duplicates()
    assert "born 30 Sep 2026, number D-00001" in form.duplicates()
    form.answer("sex", "1")
    station.hands.click("button:twin:D-00001")
    form.finish()
    assert "Twin B · not Rowan" in station.banner()

    station.find.open("rowan ashgrove")
    station.hands.wait(lambda: "Twin A · not Juniper" in station.banner())


def test_a_likely_duplicate_that_is_left_alone_blocks_nothing(clinic, open_station) -> None:
    clinic.opened.close()
    station = open_station(clinic.folder.root)
    station.unlock.unlock(PASSWORD)
    begin(station, "Rowan").answer("sex", "2").finish()
    form = begin(station, "Rowan")
    station.hands.wait(lambda: "most likely this child" in form.duplicates())
    form.answer("sex", "2").finish()
    assert "D-00002" in station.banner()
    assert "Twin" not in "".join(label.text() for label in station.hands.part("banner").findChildren(QLabel))
