"""The family's diary: a sheet printed, a returned one typed in, a table brought in."""

from clinic_app.ui.pages.episodes.diary.diary_button import DiaryButton
from clinic_app.ui.pages.episodes.diary.import_dialog import ImportDialog
from clinic_app.ui.pages.episodes.diary.print_dialog import PrintDiaryDialog
from clinic_app.ui.pages.episodes.diary.type_in_dialog import TypeInDialog

__all__ = ["DiaryButton", "ImportDialog", "PrintDiaryDialog", "TypeInDialog"]
