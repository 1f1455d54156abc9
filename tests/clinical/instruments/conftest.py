"""The shipped content, read once."""

import pytest

from clinic_app.clinical.fields import FieldRegistry, load_fields
from clinic_app.clinical.instruments.loader import load_instruments
from clinic_app.clinical.instruments.model import Instrument
from clinic_app.resources import resource_path


@pytest.fixture(scope="session")
def fields() -> FieldRegistry:
    return load_fields(resource_path("clinical", "fields"), resource_path("clinical", "instruments"))


@pytest.fixture(scope="session")
def instruments(fields: FieldRegistry) -> dict[str, Instrument]:
    return load_instruments([resource_path("clinical", "instruments")], fields)
