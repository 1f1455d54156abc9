"""A clinic with one examined child."""

from typing import Any

import pytest

from tests.services.documents.played import Played, examined


@pytest.fixture
def played(clinic: Any) -> Played:
    """Registered and examined, not signed yet."""
    return examined(clinic)
