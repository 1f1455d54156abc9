"""A clinic's own forms: TOML files in its data folder. They add ids and never replace one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from clinic_app.clinical.fields import Field, FieldRegistry, fields_in
from clinic_app.clinical.instruments.loader import load_instrument
from clinic_app.clinical.instruments.model import Instrument
from clinic_app.clinical.reading import several
from clinic_app.domain.errors import ContentError


@dataclass(frozen=True, slots=True)
class OwnForms:
    """What a clinic's own files bring. A file with a slip brings nothing, and the others stand.

    Attributes:
        fields: fields that only these forms record.
        instruments: the forms by id.
        problems: by file name, what is wrong with the files that are left out.
    """

    fields: tuple[Field, ...] = ()
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    problems: Mapping[str, tuple[ContentError, ...]] = field(default_factory=dict)


def read_own_forms(folder: Path, registry: FieldRegistry, taken: Collection[str]) -> OwnForms:
    """Read every ``*.toml`` of the folder, in the order of their names.

    Args:
        folder: need not be there.
        registry: the shipped fields.
        taken: ids of the shipped forms.
    """
    fields: list[Field] = []
    instruments: dict[str, Instrument] = {}
    problems: dict[str, tuple[ContentError, ...]] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            added = fields_in(path)
            known = _with(registry, (*fields, *added), path.name)
            form = _new(path, known, {*taken, *instruments})
        except ContentError as problem:
            problems[path.name] = several(problem)
            continue
        fields += added
        instruments[form.id] = form
    return OwnForms(tuple(fields), instruments, problems)


def _new(path: Path, fields: FieldRegistry, taken: Collection[str]) -> Instrument:
    form = load_instrument(path, fields)
    if form.id in taken:
        raise ContentError(f"{path.name} {form.id}", f"the instrument {form.id} exists already; give yours another id")
    return form


def _with(registry: FieldRegistry, own: tuple[Field, ...], name: str) -> FieldRegistry:
    try:
        return FieldRegistry((*registry, *own))
    except ContentError as problem:
        raise ContentError(f"{name} {problem.where}", problem.reason) from problem
