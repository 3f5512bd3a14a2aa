"""docs/your-first-change.md: every command in it is run, in order, in a fresh clone."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.cli import found_commands
from tests.conftest import ROOT
from tests.load.test_issue_form import body

PAGE = (ROOT / "docs/your-first-change.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
ADDRESS = re.findall(r"git clone (\S+)", PAGE)
CATALOG = (
    *("suppliers", "policies", "reference", "schemas", "docs", "mkdocs.yml", "Makefile"),
    *("pyproject.toml", "requirements.lock", ".gitignore", ".gitattributes"),
)
ISSUE = body(
    {
        "Legal name": "Larch Signs LLC",
        "Summary": "Signs and door plates.",
        "Registered country": "US",
        "Access": "none of these",
        "Website": "_No response_",
    }
)
DAY = "2026-11-22"


def git(folder: Path, *words: str, env: dict[str, str]) -> None:
    subprocess.run(["git", *words], cwd=folder, env=env, check=True, capture_output=True)


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A person's surroundings: a home, a name, and an environment that was made before."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "certificate.pdf").write_bytes(b"%PDF-1.7")
    (home / "issue.md").write_text(ISSUE)
    origin = tmp_path / "origin.git"
    (home / ".gitconfig").write_text(
        "[user]\nname = A Person\nemail = person@example.com\n[init]\ndefaultBranch = main\n"
        f'[url "{origin}"]\ninsteadOf = {ADDRESS[0]}\n'
    )
    made = tmp_path / "made"
    (made / "bin").mkdir(parents=True)
    # The day of the page, on whatever day the test is run.
    catalog = f'#!/bin/sh\nexec {sys.executable} -m generator "$@" --as-of {DAY}\n'
    (made / "bin/catalog").write_text(catalog)
    (made / "bin/catalog").chmod(0o755)
    # To make, what is newer than the locks needs no installing.
    (made / "bin/.site").touch()
    later = time.time() + 3600
    os.utime(made / "bin/.site", (later, later))
    return {
        "HOME": str(home),
        "PATH": f"{made / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "MAKEFLAGS": "-e",
        "VENV": str(made),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C.UTF-8",
    }


@pytest.fixture
def start(tmp_path: Path, env: dict[str, str]) -> Path:
    """An empty folder; the address of the page leads to the example, on a branch main."""
    source = tmp_path / "source"
    source.mkdir()
    for name in CATALOG:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, source / name)
    git(source, "init", "--quiet", env=env)
    git(source, "add", "--all", env=env)
    git(source, "commit", "--quiet", "--message", "The example", env=env)
    git(tmp_path, "clone", "--quiet", "--bare", str(source), "origin.git", env=env)
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


def script() -> str:
    """Every block of commands, with a line between the blocks."""
    parts = [text for kind, text in BLOCKS if kind == "sh"]
    return "set -eu\n" + "".join(f"{part}echo '== {place}'\n" for place, part in enumerate(parts))


def test_every_command_does_what_the_page_says(start: Path, env: dict[str, str]) -> None:
    """In order, without a terminal; what the page shows is in what the block before it printed."""
    ran = subprocess.run(
        ["bash", "-c", script()],
        cwd=start,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=900,
    )
    assert ran.returncode == 0, ran.stdout[-3000:]
    printed = re.split(r"^== \d+\n", ran.stdout, flags=re.MULTILINE)
    block = -1
    for kind, text in BLOCKS:
        block += kind == "sh"
        if kind == "text":
            missing = [one for one in text.splitlines() if one not in printed[block].splitlines()]
            assert missing == [], printed[block]
    clone = start / "supplier-catalog"
    branches = subprocess.run(
        ["git", "branch", "--all"], cwd=clone, env=env, capture_output=True, text=True, check=True
    ).stdout
    assert "remotes/origin/fernhollow-certificate" in branches
    assert "remotes/origin/dunmore-electric" in branches
    assert (clone / "site/index.html").is_file()
    assert (clone / "suppliers/office/larch-signs.yml").is_file()


def test_commands_in_the_text_are_commands() -> None:
    """Those between the blocks too."""
    names = {one.name for one in found_commands()}
    text = re.sub(r"^```.*?^```$", "", PAGE, flags=re.DOTALL | re.MULTILINE)
    found = [shlex.split(one)[1] for one in re.findall(r"`(catalog [^`]+)`", text)]
    assert found and set(found) <= names


def test_the_page_is_found() -> None:
    """From the first page of the documentation."""
    assert "(your-first-change.md)" in (ROOT / "docs/index.md").read_text(encoding="utf-8")
    assert len(ADDRESS) == 1 and "example.com" in ADDRESS[0]
