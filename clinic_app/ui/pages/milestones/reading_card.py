"""What the milestones mean today, and the counts by domain."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.services.milestone_reading import CountTable, ReadingKind, ReadingLine
from clinic_app.ui.pages.plan.grid_table import GridTable
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.icon import Icon
from clinic_app.ui.widgets.level_mark import Level, LevelMark
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.run_in_label import RunInLabel

_ICONS = {ReadingKind.CLEAR: "check", ReadingKind.REMARK: "info-circle", ReadingKind.FINDING: "info-circle"}


class ReadingCard(Card):
    """Sentences with a mark each, then a table. It interprets nothing itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What this means today"), margins=(0, 0, 0, 0), parent=parent)
        self.setObjectName("card:milestone_reading")
        self._scroll = QScrollArea()
        self._scroll.setObjectName("scroll:milestone_reading")
        self._scroll.setAccessibleName(_("What this means today"))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._scroll)
        self._said: tuple[object, ...] = ()

    def show_reading(self, lines: Sequence[ReadingLine], table: CountTable, levels: Mapping[str, Level]) -> None:
        """Show these sentences; a flag that rests on what one speaks of gives it its mark."""
        said = (tuple(lines), table, tuple(sorted(levels.items())))
        if said == self._said:
            return
        self._said = said
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(10), px(8), px(10), px(8))
        column.setSpacing(px(8))
        for line in lines:
            column.addWidget(_line(line, _level(line, levels)))
        column.addWidget(_table(table))
        column.addStretch(1)
        self._scroll.setWidget(inside)


def _level(line: ReadingLine, levels: Mapping[str, Level]) -> Level | None:
    order = list(Level)
    found = [levels[field] for field in line.fields if field in levels]
    if line.kind is ReadingKind.FINDING and found:
        return min(found, key=order.index)
    return None


def _line(line: ReadingLine, level: Level | None) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(9))
    if level is not None:
        mark: QWidget = LevelMark(level, 15)
    elif line.kind is ReadingKind.AGAIN:
        mark = Icon("calendar-due", "text_secondary", 15)
    else:
        mark = Icon(_ICONS[line.kind], "text_secondary", 15)
    mark.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    head = line.strong
    if level is not None:
        head = _("{what} Flag: {level}.").format(what=head, level=level.words.lower())
    row.addWidget(RunInLabel(head, line.text, quiet=not head), 1)
    made.setAccessibleName(f"{head} {line.text}".strip())
    return made


def _table(table: CountTable) -> GridTable:
    columns = [(_("Answered yes"), 100, 2), *((title, 96, 3) for title in table.headings)]
    columns += [(table.today, 96, 3), (_("Left"), 110, 4)]
    made = GridTable("table:milestone_counts", _("Answered yes, by domain and visit"), columns)
    for row in table.rows:
        made.add_row([PlainLabel(words) for words in (row.domain, *row.earlier, row.today, row.left)])
    return made
