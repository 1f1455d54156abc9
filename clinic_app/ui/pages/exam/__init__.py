"""The neurological examination: right and left side by side, the last visit beside today."""

from clinic_app.ui.pages.exam.exam_page import ExamPage

__all__ = ["ExamPage"]
