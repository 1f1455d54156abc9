"""The shipped content and short ways to make a log."""

from datetime import date

import pytest

from clinic_app.clinical.content import load_content
from clinic_app.clinical.episodes.reading_rules import ThreadReading, load_thread_reading


@pytest.fixture(scope="session")
def reading() -> ThreadReading:
    content = load_content()
    return load_thread_reading(content.fields, content.sources)


@pytest.fixture
def today() -> date:
    return date(2026, 11, 18)
