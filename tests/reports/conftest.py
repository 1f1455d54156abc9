"""Reads a PDF back the way a reader would."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def pages() -> Callable[[bytes], list[str]]:
    """The text of each page; runs of white space are one space, so that line breaks do not matter."""

    def read(content: bytes) -> list[str]:
        reader = pypdf.PdfReader(io.BytesIO(content))
        return [" ".join(page.extract_text().split()) for page in reader.pages]

    return read
