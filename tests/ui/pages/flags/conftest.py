"""The panel is tested where it lives: beside the examination of an open visit."""

from tests.ui.pages.exam.conftest import Exam, exam, find, open_exam

__all__ = ["Exam", "exam", "find", "open_exam"]
