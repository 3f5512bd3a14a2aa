"""A root to build from. MkDocs runs once for each kind of input; later roots share its cache."""

import shutil
from pathlib import Path

import pytest

from tests.site.helpers import build


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What MkDocs made of a repository without docs."""
    folder = tmp_path_factory.mktemp("rendered")
    build(folder, folder / "site")
    return folder / "build"


@pytest.fixture
def root(tmp_path: Path, rendered: Path) -> Path:
    """A data repository with nothing in it but what the renderer made."""
    folder = tmp_path / "repository"
    folder.mkdir()
    shutil.copytree(rendered, folder / "build")
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Where the site goes; nothing is there yet."""
    return tmp_path / "out" / "site"
