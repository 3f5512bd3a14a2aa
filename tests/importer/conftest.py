"""What the tests of the import share."""

from pathlib import Path

import pytest

from tests.importer.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty repository."""
    return Desk(tmp_path)
