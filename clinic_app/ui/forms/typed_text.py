"""What stands in a field and is not stored, because it cannot be read or cannot be true."""

from PySide6.QtWidgets import QLineEdit

from clinic_app.ui.widgets.date_field import DateField
from clinic_app.ui.widgets.field_frame import FieldFrame
from clinic_app.ui.widgets.number_field import NumberField
from clinic_app.ui.widgets.weeks_days_field import WeeksDaysField

_BETWEEN = "+"


def refused_text(field: FieldFrame) -> str:
    """The text that the field refused, empty where it refused nothing."""
    if isinstance(field, NumberField):
        return field.typed_text if field.problem else ""
    if isinstance(field, DateField):
        return field.edit.text() if field.problem else ""
    if isinstance(field, WeeksDaysField) and field.problem:
        return _BETWEEN.join(edit.text() for edit in _parts(field))
    return ""


def problem_of(field: FieldFrame) -> str:
    """Why it was refused."""
    return field.problem if isinstance(field, NumberField | DateField | WeeksDaysField) else ""


def put_refused(field: FieldFrame, text: str) -> None:
    """Put a refused text back into its field; the field reads it again and says why it is not stored."""
    if isinstance(field, NumberField | DateField):
        field.edit.setText(text)
        field.commit()
    elif isinstance(field, WeeksDaysField):
        for edit, part in zip(_parts(field), (*text.split(_BETWEEN, 1), ""), strict=False):
            edit.setText(part)
        field.commit()


def _parts(field: WeeksDaysField) -> tuple[QLineEdit, ...]:
    return tuple(field.findChildren(QLineEdit))
