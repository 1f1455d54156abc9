"""The component sheet: ``python -m clinic_app.ui.gallery [light|dark|high_contrast] [picture.png]``."""

import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.clinical.fields import Range
from clinic_app.clinical.instruments.expected import AgeBand, NumericBand
from clinic_app.domain.answers import Answer
from clinic_app.domain.gestation import Gestation
from clinic_app.services.explanations import Explanation, Input, Reference
from clinic_app.ui.app import make_application
from clinic_app.ui.theme import TextStyle, ThemeName
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.age_band import AgeBandCell
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.choice_field import ChoiceField
from clinic_app.ui.widgets.date_field import DateField
from clinic_app.ui.widgets.flag_card import FlagCard, FlagView
from clinic_app.ui.widgets.level_mark import Level
from clinic_app.ui.widgets.multi_choice_field import MultiChoiceField
from clinic_app.ui.widgets.not_assessable_box import NotAssessableBox
from clinic_app.ui.widgets.note_field import NoteField
from clinic_app.ui.widgets.number_field import NumberField
from clinic_app.ui.widgets.option_like import Choice
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.section_list import SectionList, SectionProgress
from clinic_app.ui.widgets.segmented_answer import SegmentedAnswer
from clinic_app.ui.widgets.text_field import TextField
from clinic_app.ui.widgets.tri_field import TriField
from clinic_app.ui.widgets.weeks_days_field import WeeksDaysField

_TODAY: Final = date(2026, 11, 18)
_GRADES: Final = tuple(Choice(str(grade), str(grade), f"grade {grade}") for grade in range(4))
_WORDS: Final = tuple(Choice(word.lower(), word, word) for word in ("Yes", "Unsure", "Not yet", "Lost"))
_LENGTH: Final = Range(Decimal(20), Decimal(65), Decimal(42), Decimal(56))
_HEAD: Final = Range(Decimal(20), Decimal(60), Decimal(31), Decimal(38))
_APGAR: Final = Range(Decimal(0), Decimal(10), Decimal(7), Decimal(10))


def gallery() -> QScrollArea:
    """Every control in every state, with made-up values."""
    area = QScrollArea()
    area.setObjectName("component_sheet")
    area.setAccessibleName("Component sheet")
    area.setWindowTitle("Component sheet")
    area.setWidgetResizable(True)
    page = QWidget()
    page.setProperty("look", "app")
    area.setWidget(page)
    columns = QHBoxLayout(page)
    columns.setContentsMargins(12, 10, 12, 10)
    columns.setSpacing(10)
    for stretch, cards in (
        (7, (_buttons(), _fields(), _sections())),
        (5, (_answers(), _bands())),
        (5, (_flags(), _choices())),
    ):
        column = QVBoxLayout()
        column.setSpacing(10)
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        columns.addLayout(column, stretch)
    return area


def _under(label: str, widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(3)
    column.addWidget(PlainLabel(label, TextStyle.SMALL, ink="secondary"))
    column.addWidget(widget)
    column.addStretch(1)
    return column


def _grid(card: Card, cells: Sequence[QWidget | QVBoxLayout], columns: int) -> Card:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    for at, cell in enumerate(cells):
        row, column = divmod(at, columns)
        if isinstance(cell, QWidget):
            grid.addWidget(cell, row, column)
        else:
            grid.addLayout(cell, row, column)
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    card.body.addLayout(grid)
    return card


def _buttons() -> Card:
    card = Card("Buttons")
    row = QHBoxLayout()
    row.addWidget(ActionButton("sign", "Sign visit", ButtonKind.PRIMARY, key="Ctrl+S"))
    for kind, words in ((ButtonKind.STANDARD, "Add"), (ButtonKind.SMALL, "Show"), (ButtonKind.LINK, "Use the key")):
        row.addWidget(ActionButton(words.lower(), words, kind))
    row.addStretch(1)
    card.body.addLayout(row)
    return card


def _typed(field: NumberField, text: str) -> NumberField:
    field.edit.setText(text)
    field.commit()
    return field


def _fields() -> Card:
    set_field = NumberField("weight", "Birth weight", "Set", "g")
    set_field.set_answer(Answer(Decimal(2640), unit="g"))
    signed = NumberField("signed", "Birth weight", "Read-only", "g")
    signed.set_answer(Answer(Decimal(2640), unit="g"))
    signed.set_read_only(True)
    left_out = NumberField("left_out", "Popliteal angle, child's right", "Not examined", "deg")
    left_out.press_not_examined("asleep")
    seen = DateField("seen", "First seen", "Date with age", today=lambda: _TODAY, born=date(2026, 3, 14))
    seen.set_answer(Answer(date(2026, 11, 18)))
    born = DateField("dob", "Date of birth", "Date of birth", today=lambda: _TODAY, birth=True)
    born.set_answer(Answer(date(2026, 9, 30)))
    gestation = WeeksDaysField("gestation", "Gestation at birth", "Gestation at birth")
    gestation.set_gestation(Gestation(34, 3))
    surname = TextField("surname", "Surname", "Words")
    surname.set_answer(Answer("O'Neil <b>"))
    cells = (
        NumberField("needed", "Birth weight", "Empty, needed", "g", needed=True),
        set_field,
        signed,
        _typed(NumberField("apgar", "Apgar at 5 minutes", "Unusual: asks again", "of 10", 0, _APGAR), "4"),
        _typed(NumberField("length", "Birth length", "Refused", "cm", 1, _LENGTH), "465"),
        _typed(NumberField("head", "Birth head", "Echo", "cm", 1, _HEAD, previous="14 Oct: 32.8 cm"), "33,1"),
        born,
        seen,
        left_out,
        gestation,
        surname,
    )
    return _grid(Card("Fields"), cells, 3)


def _answer(label: str, answer: Answer | None, options: Sequence[Choice] = _GRADES) -> QVBoxLayout:
    control = SegmentedAnswer(f"answer_{label}", label, options)
    control.set_answer(answer)
    return _under(label, control)


def _answers() -> Card:
    signed = SegmentedAnswer("answer_signed", "Knee jerk, child's right", _GRADES)
    signed.set_answer(Answer("2"))
    signed.set_read_only(True, "set 18 Nov, Dr Tallow")
    cells = (
        _answer("Unset (dashed)", None),
        _answer("Set", Answer("2")),
        _answer("Not examined, hatched", Answer.not_examined("asleep")),
        _under("Signed, read-only", signed),
        _answer("Words", Answer("unsure"), _WORDS),
    )
    return _grid(Card("Answer control"), cells, 2)


def _bands() -> Card:
    fades = AgeBand(usual=(Decimal(0), Decimal(4)), fading=(Decimal(4), Decimal(6)))
    emerging = AgeBand(emerging=(Decimal(6), Decimal(9)), usual=(Decimal(9), None))
    angle = AgeBand(bands=(NumericBand((0, None), Decimal(90), Decimal(120)),))
    beats = AgeBand(bands=(NumericBand((0, None), Decimal(0), Decimal(5)),))
    cells = (
        _under("fades: still expected", AgeBandCell(fades, 3.2)),
        _under("late: past the band", AgeBandCell(fades, 6.9)),
        _under("emerging", AgeBandCell(emerging, 6.9)),
        _under("both sides", AgeBandCell(angle, 6.9, Decimal(95), Decimal(115))),
        _under("sides that meet", AgeBandCell(angle, 6.9, Decimal(100), Decimal(98))),
        _under("from zero", AgeBandCell(beats, 6.9, Decimal(6), Decimal(2))),
        _under("phrase", AgeBandCell(AgeBand(phrase="compare sides"), 6.9)),
    )
    return _grid(Card("Age band"), cells, 3)


def _choices() -> Card:
    card = Card("Choices and words")
    sex = ChoiceField("sex", "Sex at birth", "Sex at birth", options=_WORDS)
    sex.set_answer(Answer("yes"))
    many = tuple(Choice(f"code{number}", f"Answer {number}", f"Answer {number}") for number in range(9))
    exposure = MultiChoiceField("exposure", "Exposure", "Any number", options=many)
    exposure.set_answer(Answer(("code1", "code3")))
    card.body.addWidget(sex)
    card.body.addWidget(TriField("fits", "Fits in the family", "Unanswered"))
    card.body.addWidget(ChoiceField("many", "Many answers", "More than six", options=many, needed=True))
    card.body.addWidget(exposure)
    card.body.addWidget(NoteField("notes", "Notes on birth", "Notes on birth", placeholder="Own words of the family"))
    return card


def _sections() -> Card:
    card = Card("Sections", margins=(0, 4, 0, 4))
    rows = SectionList("sections", "Sections of the examination")
    rows.set_sections((
        SectionProgress("behaviour", "Behaviour, state", 4, 4),
        SectionProgress("tendon", "Tendon reflexes", 8, 10),
        SectionProgress("tone", "Passive tone", 5, 14),
        SectionProgress("power", "Strength", 0, 8),
    ))  # fmt: skip
    rows.set_current("tendon")
    rows.setFixedHeight(rows.sizeHint().height())
    card.body.addWidget(rows)
    return card


def _flags() -> Card:
    card = Card("Flag levels: shape first")
    findings = (
        Input("Knee jerk", "R 3+, L 2+"), Input("Popliteal", "R 95°, L 115° (20° apart)"),
        Input("Risk factor", "born 34+3"),
    )  # fmt: skip
    why = Explanation(
        "Asymmetry on examination, right leg", inputs=findings, version="Rule RF-U12 v3", confidence="summary read",
        sources=(Reference("NICE NG62"), Reference("Novak 2017")),
        would_change="Clears only if both sides are recorded equal.",
    )  # fmt: skip
    open_flag = FlagView("RF-U12", Level.WEEKS, why.title, why)
    card.body.addWidget(FlagCard(open_flag, expanded=True))
    card.body.addWidget(FlagCard(FlagView("RF-E1", Level.NOW, "Fever with seizure, under 6 months")))
    card.body.addWidget(FlagCard(FlagView("RF-S1", Level.DAY, "Possible epileptic spasms")))
    card.body.addWidget(FlagCard(FlagView("RF-R1", Level.PLAN, "Ankle clonus 6 beats")))
    missing = NotAssessableBox("not_assessable")
    missing.set_missing(("Head lag", "fisting", "hand preference", "fontanelle", "parachute"))
    card.body.addWidget(missing)
    return card


def main(arguments: Sequence[str]) -> int:
    """Show the sheet, or write its picture and leave."""
    theme = ThemeName(arguments[1]) if len(arguments) > 1 else None
    app = make_application(arguments[:1], theme)
    window = gallery()
    window.resize(1366, 768)
    window.show()
    if len(arguments) > 2:
        app.processEvents()
        (window.widget() or window).grab().save(str(Path(arguments[2])))
        return 0
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv))
