"""The field that records one item."""

from clinic_app.clinical.instruments.model import Item, ItemKind
from clinic_app.domain.answers import ItemKey
from clinic_app.domain.sides import Side
from clinic_app.i18n import _
from clinic_app.services.children import BIRTH_DATE
from clinic_app.ui.forms.form_model import PAIRED
from clinic_app.ui.forms.form_settings import FormSettings
from clinic_app.ui.widgets.choice_field import ChoiceField
from clinic_app.ui.widgets.date_field import DateField
from clinic_app.ui.widgets.field_frame import FieldFrame
from clinic_app.ui.widgets.multi_choice_field import MultiChoiceField
from clinic_app.ui.widgets.note_field import NoteField
from clinic_app.ui.widgets.number_field import NumberField
from clinic_app.ui.widgets.option_like import Choice
from clinic_app.ui.widgets.text_field import TextField
from clinic_app.ui.widgets.tri_field import TriField
from clinic_app.ui.widgets.weeks_days_field import WeeksDaysField

#: Names and addresses stand on one line; everything else that is told gets room.
_ONE_LINE_GROUP = "identity"


def label_of(item: Item, key: ItemKey) -> str:
    """What a person reads above the field: the item, and the side where it has one."""
    side = {Side.RIGHT: _("child’s right"), Side.LEFT: _("child’s left")}.get(key.side, "")
    return f"{item.label}, {side}" if side else item.label


def _cells(item: Item) -> tuple[Choice, ...]:
    """The answers as they stand in cells of their own: with a capital, unlike in a sentence."""
    return tuple(Choice(one.code, _capital(one.short), _capital(one.word)) for one in item.options)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def make_field(item: Item, key: ItemKey, settings: FormSettings) -> FieldFrame:
    """The control for one item on one side, without its label; named by item, side and unit."""
    name, spoken, needed, field = f"field:{key}", label_of(item, key), item.needed, item.field
    if field.id in PAIRED:
        return WeeksDaysField(name, spoken, needed=needed)
    match item.kind:
        case ItemKind.NUMBER:
            return NumberField(
                name, spoken, "", field.unit, field.decimals, field.range, needed=needed, others=field.other_units
            )
        case ItemKind.DATE:
            is_birth = field.id == BIRTH_DATE
            born = None if is_birth else settings.born
            return DateField(name, spoken, today=settings.today, birth=is_birth, born=born, needed=needed)
        case ItemKind.TEXT if field.group == _ONE_LINE_GROUP:
            return TextField(name, spoken, needed=needed)
        case ItemKind.TEXT:
            return NoteField(name, spoken, placeholder=item.how, lines=2)
        case ItemKind.TRI:
            return TriField(name, spoken)
        case ItemKind.MULTI:
            return MultiChoiceField(name, spoken, options=_cells(item))
        case _:
            return ChoiceField(name, spoken, options=_cells(item), scale=field.scale, needed=needed)
