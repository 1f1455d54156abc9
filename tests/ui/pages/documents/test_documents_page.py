"""What is previewed is what prints and what is saved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from clinic_app.domain.notes import check_code
from clinic_app.domain.people import Role
from clinic_app.domain.record import ASSESSMENT
from clinic_app.services.report_models import Paper
from clinic_app.ui.pages.documents.page_view import Zoom
from clinic_app.ui.pages.documents.pdf import page_sizes, page_texts
from clinic_app.ui.pages.documents.printing import make_printer, print_pages

CTRL = Qt.KeyboardModifier.ControlModifier
A4_POINTS, LETTER_POINTS = (595, 842), (612, 792)


def words_of(content: bytes) -> str:
    return " ".join(" ".join(page_texts(content)).split())


def test_the_paper_holds_every_finding_with_side_and_unit(documents) -> None:
    words = words_of(documents.pdf.content)
    for said in (
        "Knee jerk",
        "3+",
        "2+",
        "6 beats",
        "2 beats",
        "6.84 kg",
        "Right leg brisker.",
        "Refer: movement team",
    ):
        assert said in words
    assert "Right today Left today" in words
    assert "Palmar grasp" in words
    assert "asleep" in words
    assert check_code(documents.note.sha256) in words


def test_every_page_is_checked(documents) -> None:
    pages = len(documents.pdf.sizes)
    assert f"on all {pages} pages" in documents.checks
    assert "Visit signed" in documents.checks
    assert "items not examined: printed as such" in documents.checks
    assert check_code(documents.note.sha256) in documents.find("check_code").text()
    assert documents.find("button:print").text() == f"Print {pages} pages"


def test_saved_is_what_was_previewed(documents, tmp_path) -> None:
    seen = documents.pdf.content
    documents.page.save_to(str(tmp_path / "out.pdf"))
    documents.settle()
    assert (tmp_path / "out.pdf").read_bytes() == seen
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["out.pdf"]


def test_the_name_of_a_file_holds_no_name_of_a_child(documents) -> None:
    QTest.keyClick(documents.find("table:documents"), Qt.Key.Key_S, CTRL)
    dialog = documents.find("dialog:save_pdf", QFileDialog)
    (offered,) = dialog.selectedFiles()
    assert offered.endswith("D-00001-2026-11-18-summary.pdf")
    assert "rightwater" not in offered
    dialog.reject()


def test_a_place_that_cannot_be_written_is_told_and_the_preview_stays(documents, tmp_path) -> None:
    documents.page.save_to(str(tmp_path / "nowhere" / "out.pdf"))
    documents.settle()
    assert "folder does not exist" in documents.find("print_problem").text()
    assert documents.pdf.content


def test_printed_and_saved_papers_are_in_the_log(documents, clinic, tmp_path) -> None:
    documents.page.save_to(str(tmp_path / "out.pdf"))
    documents.settle()
    reasons = [line.reason for line in clinic.context.reads.audit(50)]
    assert "summary saved" in reasons
    assert clinic.context.reads.verify_audit().broken_at is None


@pytest.mark.parametrize(("paper", "points"), [(Paper.A4, A4_POINTS), (Paper.LETTER, LETTER_POINTS)])
def test_paper_sizes(documents, paper, points) -> None:
    documents.find("card:print")._papers.answer_changed.emit(_answer(paper))
    documents.settle()
    assert {(round(width), round(height)) for width, height in documents.pdf.sizes} == {points}


def _answer(paper: Paper):
    from clinic_app.domain.answers import Answer

    return Answer(str(paper))


def test_every_page_reaches_the_printer(documents, tmp_path) -> None:
    printer = make_printer(Paper.A4, "D-00001", 2)
    assert printer.copyCount() == 2
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(72)
    print_pages(printer, documents.pdf.content, len(documents.pdf.sizes))
    printed = page_sizes((tmp_path / "printed.pdf").read_bytes())
    assert len(printed) == len(documents.pdf.sizes)
    assert {(round(width), round(height)) for width, height in printed} == {A4_POINTS}


def test_keys_choose_the_document_and_turn_pages(documents, qtbot) -> None:
    QTest.keyClick(documents.find("table:documents"), Qt.Key.Key_J)
    assert "Your plan for Ayla" in words_of(documents.pdf.content)
    view = documents.find("preview:pages")
    assert view.page == 1
    QTest.keyClick(documents.page, Qt.Key.Key_PageDown)
    assert view.page == 2
    QTest.keyClick(documents.page, Qt.Key.Key_PageUp)
    assert view.page == 1


@pytest.mark.parametrize("zoom", list(Zoom))
def test_pages_are_drawn_at_every_size(documents, zoom) -> None:
    documents.find(f"filter:zoom:{zoom}").click()
    documents.settle()
    sheet = documents.find("sheet:1")
    assert sheet.image is not None
    assert sheet.image.width() == pytest.approx(sheet.width() * 2 * sheet.devicePixelRatioF(), abs=3)


def test_a_draft_says_so_on_every_page_and_follows_the_typing(open_documents, qtbot) -> None:
    documents = open_documents(with_draft=True)
    assert "DRAFT" in documents.checks
    assert all("draft" in text.lower() for text in page_texts(documents.pdf.content))
    documents.controller.write({ASSESSMENT: "Much steadier today"})
    documents.controller.save_now()
    documents.settle()
    assert "Much steadier today" in words_of(documents.pdf.content)


def test_a_target_shows_the_note(open_documents) -> None:
    documents = open_documents(with_draft=True)
    documents.page.show_target(documents.note.id)
    documents.settle()
    assert "Visit signed" in documents.checks


def test_letters_that_cannot_be_printed_are_named_and_nothing_prints(open_documents) -> None:
    documents = open_documents(with_draft=True)
    documents.controller.write({ASSESSMENT: "smiles 😀"})
    documents.controller.save_now()
    documents.settle()
    assert "cannot be printed" in documents.checks
    assert "assessment" in documents.checks
    assert not documents.find("button:print").isEnabled()
    assert not documents.find("button:save_pdf").isEnabled()
    QTest.keyClick(documents.find("table:documents"), Qt.Key.Key_Return)
    assert documents.page.findChildren(QDialog) == []


def test_words_are_printed_never_interpreted(open_documents) -> None:
    documents = open_documents(with_draft=True)
    hostile = "<img src=x> O'Neil & <b>a</b> =cmd|"
    documents.controller.write({ASSESSMENT: hostile})
    documents.controller.save_now()
    documents.settle()
    assert hostile in words_of(documents.pdf.content)


def test_an_addendum_is_added_and_printed(documents) -> None:
    documents.find("button:add_addendum").click()
    documents.find("addendum_edit").setPlainText("Phoned on Friday: date received.")
    documents.find("button:addendum_store").click()
    documents.settle()
    assert documents.page.findChildren(QDialog) == []
    assert "Phoned on Friday" in words_of(documents.pdf.content)
    assert check_code(documents.note.sha256) in words_of(documents.pdf.content)


def test_a_half_written_addendum_is_not_thrown_away_by_one_key(documents) -> None:
    documents.find("button:add_addendum").click()
    dialog = documents.find("dialog:addendum")
    documents.find("addendum_edit").setPlainText("Phoned")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_nurse_prints_but_does_not_add(open_documents) -> None:
    documents = open_documents(Role.NURSE)
    assert documents.find("button:print").isEnabled()
    assert not documents.find("button:add_addendum").isEnabled()


def test_every_control_is_named(documents, assert_named) -> None:
    assert_named(documents.page)


def test_the_wheel_changes_nothing(documents, assert_wheel_edits_nothing) -> None:
    assert_wheel_edits_nothing(documents.page)
    assert documents.find("card:print").paper is Paper.A4
    QApplication.processEvents()


def test_reasons_are_printed_when_they_are_ticked_and_only_in_the_summary(documents, qtbot) -> None:
    box = documents.find("check:reasons")
    assert not box.isChecked()
    before = len(documents.pdf.sizes)
    qtbot.keyClick(box, Qt.Key.Key_Space)
    documents.settle()
    assert len(documents.pdf.sizes) > before
    assert any("Reasons for what this summary says" in text for text in page_texts(documents.pdf.content))
    assert documents.checks.count("on all") == 1, "the new pages carry the child's identity, too"
    documents.find("table:documents").select("family-plan")
    documents.settle()
    assert not box.isEnabled()
    documents.find("table:documents").select("summary")
    documents.settle()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    documents.settle()
    assert len(documents.pdf.sizes) == before
