"""The one style sheet, generated from the tokens. Widgets choose their look by the property ``look``."""

import re

from clinic_app.ui.theme.tokens import Tokens

#: Colour roles are written ``@role``, the border width ``@line``.
_SHEET = """
QWidget { color: @text_primary; }
QMainWindow, QDialog, *[look="app"] { background: @bg_app; }
*[look="card"] { background: @bg_surface; border: @linepx solid @border_subtle; border-radius: 6px; }
QFrame[look="gate"] { background: @bg_surface; border: @linepx solid @border_subtle; border-radius: 8px; }
*[look="card-header"] { background: transparent; border: none; border-bottom: 1px solid @border_subtle; }
*[look="sunken"] { background: @bg_sunken; }
*[look="surface"] { background: @bg_surface; }
*[look="rail"] { background: @bg_rail; }
*[look="banner"] { background: @bg_surface; border-bottom: 1px solid @border_subtle; }
*[look="footer"] { background: @bg_sunken; border-top: 1px solid @border_subtle; }
QPushButton[look="person"] { background: @bg_surface; border: @linepx solid @border_subtle; border-radius: 4px;
  text-align: left; }
QPushButton[look="person"][state="chosen"] { background: @accent_subtle; border: @linepx solid @accent; }
*[look="station"] { background: @bg_app; border: none; border-left: 1px solid @border_subtle; }
*[look="quick-add"] { background: @accent_subtle; border: none; border-bottom: 1px solid @border_subtle; }
*[look="rule"] { background: @border_subtle; border: none; max-height: 1px; min-height: 1px; }
QLabel { background: transparent; border: none; }
QLabel[weight="bold"] { font-weight: 600; }
QLabel[weight="name"] { font-size: 18px; font-weight: 600; }
QLabel[ink="secondary"] { color: @text_secondary; }
QLabel[ink="muted"] { color: @text_muted; }
QLabel[ink="link"] { color: @text_link; }
QLabel[ink="rail"] { color: @text_on_rail; }
QLabel[ink="danger"] { color: @sev_now_mark; }
QLabel[ink="unusual"] { color: @sev_2wk_fg; }
QLabel[ink="ok"] { color: @ok_fg; }
QPushButton { background: @bg_surface; color: @text_primary; border: @linepx solid @border_control; border-radius: 4px;
  padding: 0 11px; min-height: 28px; max-height: 28px; font-weight: 600; }
QPushButton:hover { background: @bg_hover; }
QPushButton:pressed { background: @bg_sunken; }
QPushButton:disabled { color: @disabled_text; background: @bg_sunken; border-color: @border_subtle; }
QPushButton[look="primary"] { background: @accent; color: @text_on_accent; border-color: @accent;
  min-height: 34px; max-height: 34px; }
QPushButton[look="primary"]:hover { background: @accent_hover; }
QPushButton[look="primary"]:pressed { background: @accent_pressed; }
QPushButton[look="primary"]:disabled { background: @bg_sunken; color: @disabled_text; border-color: @border_subtle; }
QPushButton[look="small"] { min-height: 24px; max-height: 24px; padding: 0 8px; }
QPushButton[look="link"] { background: transparent; color: @text_link; border: none; padding: 0 2px; }
QPushButton[look="danger"] { color: @sev_now_mark; border-color: @sev_now_mark; }
QPushButton[look="chip"] { border-radius: 11px; min-height: 20px; max-height: 20px; padding: 0 8px; font-weight: 400;
  font-size: 12px; }
QPushButton[look="chip"]:checked { background: @accent_subtle; border: @linepx solid @accent; font-weight: 600; }
QPushButton[look="painted"], QPushButton[look="painted"]:disabled { background: transparent; border: none; padding: 0;
  min-height: 0; max-height: 16777215px; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox { background: @bg_surface; color: @text_primary;
  border: @linepx solid @border_control; border-radius: 4px; padding: 0 8px; selection-background-color: @accent;
  selection-color: @text_on_accent; }
QLineEdit, QComboBox { min-height: 28px; max-height: 28px; }
QPlainTextEdit, QTextEdit { padding: 4px 6px; }
QLineEdit:read-only, QPlainTextEdit:read-only, QTextEdit:read-only {
    background: @bg_sunken; border-color: @border_subtle;
}
QLineEdit:disabled { background: @bg_sunken; color: @disabled_text; }
*[state="needed"] { background: @pending_bg; border: 1px solid @pending_line; }
*[state="refused"] { border: 2px solid @sev_now_mark; }
*[state="unusual"] { border: 2px solid @sev_2wk_mark; }
QLineEdit[look="bare"] { border: none; background: transparent; padding: 0; min-height: 24px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox QAbstractItemView, QMenu { background: @bg_surface; color: @text_primary; border: 1px solid @border_control;
  selection-background-color: @selection; selection-color: @text_primary; }
QMenu::item { padding: 5px 18px; }
QMenu::item:selected { background: @selection; }
QTableView { background: @bg_surface; border: none; gridline-color: transparent; outline: none;
  selection-background-color: @selection; selection-color: @text_primary; }
QHeaderView::section { background: @bg_surface; color: @text_secondary; border: none;
  border-bottom: 1px solid @border_subtle; padding: 0 6px; font-size: 12px; font-weight: 400; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: @border_subtle; border-radius: 4px; min-height: 30px; margin: 2px; }
QScrollBar::handle:vertical:hover { background: @border_control; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: @border_subtle; border-radius: 4px; min-width: 30px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QCheckBox { background: transparent; spacing: 8px; }
QToolTip { background: @bg_surface; color: @text_primary; border: 1px solid @border_control; padding: 4px; }
QProgressBar { background: @bg_sunken; border: 1px solid @border_control; border-radius: 5px; max-height: 9px;
  min-height: 9px; text-align: center; }
QProgressBar::chunk { background: @accent; border-radius: 4px; }
QLabel[ink="now"] { color: @sev_now_fg; }
QLabel[ink="day"] { color: @sev_day_fg; }
QLabel[ink="2wk"] { color: @sev_2wk_fg; }
QLabel[ink="plan"] { color: @sev_plan_fg; }
*[look="notice"] { background: @sev_plan_bg; border: 1px solid @sev_plan_mark; border-radius: 4px; }
*[look="warning"] { background: @sev_2wk_bg; border: 1px solid @sev_2wk_mark; border-radius: 4px; }
QFrame[look="toast"] { background: @text_primary; border-radius: 4px; }
*[look="toast"] QLabel { color: @bg_surface; }
QPushButton[look="toast"], QPushButton[look="toast"]:hover { background: transparent; color: @bg_surface; border: none;
  padding: 0 2px; min-height: 22px; max-height: 22px; text-decoration: underline; }
"""

#: Measures that grow with the text size; the height of a rule and the widths of borders stay.
_MEASURE = re.compile(r"((?:font-size|min-height|max-height): )([2-9]|[1-9][0-9]+)px")


def style_sheet(tokens: Tokens) -> str:
    """The style sheet of a theme. Longer role names are filled in first, so that none is taken for a shorter one."""
    sheet = _SHEET.replace("@linepx", f"{tokens.border}px")
    sheet = _MEASURE.sub(lambda found: f"{found[1]}{round(int(found[2]) * tokens.scale)}px", sheet)
    for role in sorted(tokens.colours, key=len, reverse=True):
        sheet = sheet.replace(f"@{role}", tokens.colours[role])
    return sheet
