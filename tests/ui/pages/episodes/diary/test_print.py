"""The sheet that is previewed is the one that prints, and its code is in the record."""

from PySide6.QtWidgets import QLabel

from clinic_app.domain.answers import Answer
from clinic_app.domain.episodes.sheet import read_code
from clinic_app.services.report_models import Paper
from clinic_app.ui.pages.documents.pdf import page_sizes, page_texts
from clinic_app.ui.pages.episodes.diary import PrintDiaryDialog


def test_the_sheet_of_this_episode_with_its_code(diary) -> None:
    dialog = diary.open(PrintDiaryDialog)
    (text,) = page_texts(dialog.content)
    assert "<b>Leg</b> shakes & O'Neil" in text
    assert f"Sheet {dialog.code}" in text
    sheet = diary.past.clinic.context.reads.diary_sheet(read_code(dialog.code))
    assert sheet.episode_id == diary.thread.id
    assert dialog.code in dialog.findChild(QLabel, "print_diary:says").text()


def test_other_paper_keeps_the_code_and_saving_is_logged(diary, tmp_path) -> None:
    dialog = diary.open(PrintDiaryDialog)
    code, before = dialog.code, page_sizes(dialog.content)
    dialog._print._on_paper(Answer(str(Paper.LETTER)))
    diary.screen.settle()
    assert page_sizes(dialog.content) != before
    assert dialog.code == code
    content = dialog.content
    dialog.save_to(str(tmp_path / "sheet.pdf"))
    diary.screen.settle()
    assert (tmp_path / "sheet.pdf").read_bytes() == content
    assert any(line.reason == "diary saved" for line in diary.past.clinic.context.reads.audit(10))


def test_a_name_that_cannot_be_printed_is_said_and_nothing_prints(diary) -> None:
    diary.child.log.rename("Shakes \U0001f600", None)
    diary.screen.settle()
    dialog = diary.open(PrintDiaryDialog)
    assert dialog.content == b""
    assert "cannot be printed" in diary.words(dialog)


def test_every_control_is_named(diary, assert_named, assert_wheel_edits_nothing) -> None:
    dialog = diary.open(PrintDiaryDialog)
    assert_named(dialog)
    assert_wheel_edits_nothing(dialog)
