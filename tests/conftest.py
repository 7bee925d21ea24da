"""What all tests share: where the development data lies."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def development_data() -> Path:
    """The folder named by USTAZ_DATA; skips where it is absent, fails where it is required."""
    folder = Path(os.environ.get("USTAZ_DATA", "../shared/data")).resolve()
    if not folder.is_dir():
        if os.environ.get("USTAZ_REQUIRE_DATA"):
            pytest.fail(f"the development data is required and not there: {folder}")
        pytest.skip("the development data is not there; set USTAZ_DATA to its folder")
    return folder
