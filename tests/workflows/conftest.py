"""The repository as it is now, as the host holds it, and changes to it."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.cli import main
from tests.conftest import ROOT
from tests.workflows.runner import Event, Runner
from tests.workflows.stand_ins import compiled

SMALL = ROOT / "tests/fixtures/small"
_WHO = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.com")
_WHEN = "2026-11-20T12:00:00Z"


def git(folder: Path, *words: str) -> str:
    """Run git in a folder, as nobody in particular."""
    env = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": str(folder),
        "GIT_AUTHOR_DATE": _WHEN,
        "GIT_COMMITTER_DATE": _WHEN,
    }
    done = subprocess.run(
        ["git", *_WHO, *words], cwd=folder, env=env, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def _files() -> list[str]:
    """What a commit of everything would hold."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    found = sorted(set(done.stdout.split("\0")) - {""})
    return [one for one in found if (ROOT / one).is_file()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A clone that takes the place of the host: it has ``main``, branches, and their merges."""

    folder: Path

    @property
    def main(self) -> str:
        return git(self.folder, "rev-parse", "main")

    def commit(self, change: Callable[[Path], None], branch: str = "main") -> str:
        """A commit on top of a branch."""
        git(self.folder, "checkout", "-q", branch)
        change(self.folder)
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "-q", "-m", "a change")
        return git(self.folder, "rev-parse", "HEAD")

    def pull_request(self, change: Callable[[Path], None], *labels: str) -> Event:
        """A change on a branch of its own, with the merge that the host makes of it."""
        git(self.folder, "checkout", "-q", "-b", "change", "main")
        head = self.commit(change, "change")
        git(self.folder, "checkout", "-q", "--detach", "main")
        git(self.folder, "merge", "-q", "--no-ff", "-m", "merge", head)
        merged = git(self.folder, "rev-parse", "HEAD")
        git(self.folder, "update-ref", "refs/pull/1/merge", merged)
        payload = {"number": 1, "labels": [{"name": one} for one in labels]}
        return Event(
            name="pull_request",
            sha=merged,
            ref="refs/pull/1/merge",
            payload={"pull_request": payload},
        )


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with one commit: all files as they are now."""
    folder = tmp_path_factory.mktemp("snapshot") / "repository"
    for name in _files():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "all")
    return folder


@pytest.fixture(scope="session")
def small_snapshot(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, with three suppliers and one policy, for what needs no more."""
    folder = tmp_path_factory.mktemp("small") / "repository"
    git(folder.parent, "clone", "-q", "--local", str(snapshot), str(folder))
    for name in ("tests", "suppliers", "policies", "reference"):
        shutil.rmtree(folder / name)
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    assert main(["fmt", "--root", str(folder)]) == 0
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "small")
    return folder


@pytest.fixture(scope="session")
def engine(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled engine, once for all checkouts."""
    folder = tmp_path_factory.mktemp("engine")
    compiled(snapshot, folder)
    return folder


def _host(snapshot: Path, folder: Path) -> Host:
    git(folder.parent, "clone", "-q", "--local", str(snapshot), str(folder))
    git(folder, "config", "uploadpack.allowAnySHA1InWant", "true")
    return Host(folder=folder)


@pytest.fixture
def whole(snapshot: Path, tmp_path: Path) -> Host:
    """The repository with the example organisation."""
    return _host(snapshot, tmp_path / "host")


@pytest.fixture
def host(small_snapshot: Path, tmp_path: Path) -> Host:
    """The repository with a small organisation."""
    return _host(small_snapshot, tmp_path / "host")


@pytest.fixture
def runner(tmp_path: Path, engine: Path) -> Iterator[Runner]:
    """A runner for whichever host the test has."""
    folder = tmp_path / "runner"
    folder.mkdir()
    found = Runner(tmp_path / "host", folder, engine)
    yield found
    found.close()


def replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    """A change of one text in one file."""

    def change(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {path}"
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change
