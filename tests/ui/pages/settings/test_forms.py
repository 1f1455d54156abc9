"""The forms of the clinic in the settings: what is in use, and what is left out with file, line and reason."""

from clinic_app.ui.widgets.plain_label import PlainLabel

OWN = """[instrument]
id = "own"
version = "3"
title = "Own <b>form</b>"
source = ["KNOWLEDGE"]
confidence = "own"
[[field]]
id = "own_finding"
type = "enum"
label = "Own finding"
group = "exam"
values = ["seen", "not_seen"]
[[section]]
id = "s"
title = "S"
[[section.item]]
field = "own_finding"
"""


def test_the_shipped_forms_are_named_and_nothing_is_left_out(settings) -> None:
    settings.page._sections.choose(4)
    assert [row[1] for row in settings.table("forms")] == ["general_exam", "hine", "tone_scales", "tool_results"]
    assert {row[4] for row in settings.table("forms")} == {"the program"}
    assert "instruments" in settings.find("text:forms_folder", PlainLabel).text()
    assert not settings.page.findChildren(PlainLabel, "notice:left_out")


def test_a_form_of_the_clinic_and_a_spoilt_one_are_told_apart(tmp_path, open_settings) -> None:
    folder = tmp_path / "record" / "instruments"
    folder.mkdir()
    (folder / "good.toml").write_text(OWN, "utf-8")
    (folder / "bad.toml").write_text(OWN.replace('values = ["seen", "not_seen"]\n', ""), "utf-8")
    settings = open_settings(reread=True)
    settings.page._sections.choose(4)
    (own,) = [row for row in settings.table("forms") if row[4] == "this clinic"]
    assert own[:4] == ("Own <b>form</b>", "own", "3", "1")
    ((file, line, reason),) = settings.table("left_out")
    assert (file, line) == ("bad.toml", "8")
    assert "needs values" in reason


def test_every_control_is_named(settings, assert_named) -> None:
    settings.page._sections.choose(4)
    assert_named(settings.page)
