"""The HINE as fields and as a form, made out of ``hine.toml`` so that every item stands in one place only.

Field ids: ``hine_<item>`` holds a score (sided where the form scores both sides), ``hine_<item>_differ`` the tick
"sides differ", ``hine_<stage>`` a milestone or a behaviour.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from clinic_app.clinical.fields import Field, FieldRegistry, FieldType
from clinic_app.clinical.hine_form import HineForm, HineItem, HineStage
from clinic_app.clinical.instruments.model import Instrument, Item, Option, Section

HINE: Final = "hine"
SCALE: Final = "hine"
#: Words for the level that the form leaves blank.
BETWEEN: Final = "not optimal, but not poor enough for 1"
_HALF: Final = Decimal("0.5")


def score_field(item_id: str) -> str:
    """The field that holds the score of an item."""
    return f"{HINE}_{item_id}"


def tick_field(item_id: str) -> str:
    """The field that holds the tick "sides differ"."""
    return f"{HINE}_{item_id}_differ"


def item_of_field(form: HineForm, field_id: str) -> HineItem | None:
    """The scored item behind its score or its tick; ``None`` for any other field."""
    return form.item(field_id.removeprefix(f"{HINE}_").removesuffix("_differ"))


def is_hine_field(field_id: str) -> bool:
    """Whether a field is recorded by the HINE."""
    return field_id.startswith(f"{HINE}_")


def scores_offered(item: HineItem) -> tuple[Decimal, ...]:
    """What may be given: whole levels on each side, half steps between them where there is one score only."""
    levels = [Decimal(level) for level in sorted(item.allowed)]
    if item.sided:
        return tuple(levels)
    steps = int((levels[-1] - levels[0]) / _HALF)
    return tuple(levels[0] + _HALF * step for step in range(steps + 1))


def level_words(item: HineItem, level: int) -> str:
    """Own words for one level; a level that the form leaves blank is named as such, one it has not is empty."""
    if level not in item.allowed:
        return ""
    return item.levels.get(level, BETWEEN)


def hine_fields(form: HineForm) -> Iterable[Field]:
    """Every field of the form."""
    for item in form.items:
        codes = [_code(score) for score in scores_offered(item)]
        yield Field(
            id=score_field(item.id),
            type=FieldType.GRADE,
            label=f"HINE {item.label}",
            group="exam",
            who="doctor",
            sided=item.sided,
            values=tuple(codes),
            labels={code: _score_words(item, code) for code in codes},
            scale=SCALE,
            source="HAATAJA-1999",
            confidence=item.confidence,
        )
        label = f"HINE {item.label}: sides differ"
        yield Field(tick_field(item.id), FieldType.TRI, label, "exam", "doctor", source="HAATAJA-1999")
    for stage in form.stages:
        yield Field(
            id=score_field(stage.id),
            type=FieldType.ENUM,
            label=f"HINE {stage.label}",
            group="exam",
            who="doctor",
            sided=stage.sided,
            values=tuple(level.code for level in stage.levels),
            labels={level.code: level.text for level in stage.levels},
            source="HAATAJA-1999",
            confidence=stage.confidence,
        )


def hine_instrument(form: HineForm, fields: FieldRegistry) -> Instrument:
    """The form as the screens show it: the scored sections, then what is recorded beside them."""
    scored = (
        Section(one.id, one.title, tuple(_item(item, fields) for item in form.items if item.section == one.id))
        for one in form.sections
    )
    beside = (
        Section(one.id, one.title, tuple(_stage(stage, fields) for stage in form.stages if stage.section == one.id))
        for one in form.stage_sections
    )
    return Instrument(
        id=HINE,
        version=form.version,
        title="Hammersmith Infant Neurological Examination",
        sections=(*scored, *beside),
        source=("HAATAJA-1999",),
        confidence=form.confidence,
        content_hash=form.content_hash,
    )


def _code(score: Decimal) -> str:
    return format(score.normalize(), "f")


def _score_words(item: HineItem, code: str) -> str:
    """The score first, so that a table can show it alone."""
    score = Decimal(code)
    words = level_words(item, int(score)) if score == int(score) else "between the levels"
    return f"{code} {words}"


def _item(item: HineItem, fields: FieldRegistry) -> Item:
    field = fields[score_field(item.id)]
    options = tuple(Option(code, "½" if "." in code else code, field.word(code)) for code in field.values)
    return Item(field, item.label, item.how, options)


def _stage(stage: HineStage, fields: FieldRegistry) -> Item:
    field = fields[score_field(stage.id)]
    options = tuple(Option(level.code, level.short, level.text) for level in stage.levels)
    return Item(field, stage.label, stage.note, options)
