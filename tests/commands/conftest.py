"""A small repository of its own for each test of a command."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.cli import main

SMALL = Path(__file__).resolve().parents[1] / "fixtures" / "small"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a command gave back."""

    code: int
    out: str
    err: str


Catalog = Callable[..., Ran]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small repository: three suppliers, one policy, reference data."""
    root = tmp_path / "repository"
    shutil.copytree(SMALL, root, ignore=shutil.ignore_patterns("build", "site"))
    return root


@pytest.fixture
def catalog(capsys: pytest.CaptureFixture[str]) -> Catalog:
    """Run ``catalog`` with these words."""

    def run(*words: str) -> Ran:
        capsys.readouterr()
        code = main([*words])
        captured = capsys.readouterr()
        return Ran(code=code, out=captured.out, err=captured.err)

    return run
