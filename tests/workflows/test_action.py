"""action.yml, run: its inputs reach the command as they are, and nothing else."""

import json
import os
import re
import subprocess
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.workflows.conftest import Host, git, replace
from tests.workflows.expressions import filled
from tests.workflows.runner import Runner, parsed

RECORD = "suppliers/acme-electrics.yml"
ACTION = parsed(ROOT / "action.yml")


class Used:
    """The action, used in a checkout of somebody's records, with the engine elsewhere."""

    def __init__(self, host: Host, runner: Runner) -> None:
        self.folder = runner.new_folder()
        self.engine, self.work = self.folder / "engine", self.folder / "work"
        for place in (self.engine, self.work):
            git(self.folder, "clone", "-q", str(host.folder), str(place))
        self.env = runner.environment([], self.folder / "home")

    def run(self, **inputs: str) -> "subprocess.CompletedProcess[str]":
        defaults = {name: one["default"] for name, one in ACTION["inputs"].items()}
        assert inputs.keys() <= {one.replace("-", "_") for one in defaults}
        given = defaults | {name.replace("_", "-"): one for name, one in inputs.items()}
        contexts: dict[str, Any] = {
            "github": {"action_path": str(self.engine)},
            "inputs": given,
            "steps": {"python": {"outputs": {"python-path": "python3"}}},
        }
        summary = self.folder / "summary.md"
        for step in ACTION["runs"]["steps"]:
            if "run" in step:
                env = {name: filled(one, contexts) for name, one in step["env"].items()}
                done = subprocess.run(
                    ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                    cwd=self.work,
                    env=self.env | env | {"GITHUB_STEP_SUMMARY": str(summary)},
                    stdin=subprocess.DEVNULL,
                    capture_output=True,
                    text=True,
                    check=False,
                )
                if done.returncode:
                    break
        return done


@pytest.fixture
def used(host: Host, runner: Runner) -> Used:
    return Used(host, runner)


def test_a_change_is_judged_against_its_base(used: Used) -> None:
    base = git(used.work, "rev-parse", "HEAD")
    replace(RECORD, "Call the office.", "Ring the office.")(used.work)
    git(used.work, "commit", "-qam", "harmless")
    formats = "github\njson=my report.json\n\n"
    done = used.run(base=base, formats=formats)
    assert done.returncode == 0, done.stderr
    assert json.loads((used.work / "my report.json").read_text())["answer"] == "merge"
    replace(RECORD, '"5000000.00"', '"1000000.00"')(used.work)
    git(used.work, "commit", "-qam", "broken")
    done = used.run(base="HEAD^1")
    assert done.returncode == 1
    assert re.search(f"^::error file={RECORD},line=", done.stdout, re.MULTILINE)
    assert "This change is refused" in (used.folder / "summary.md").read_text()


def test_all_records_are_checked_without_a_base(used: Used) -> None:
    assert used.run().returncode == 1
    assert used.run(fail_on="never", formats="text").returncode == 0
    os.renames(used.work / "suppliers", used.work / "our records/suppliers")
    for one in ("policies", "reference", "schemas"):
        os.renames(used.work / one, used.work / "our records" / one)
    assert used.run(root="our records", fail_on="never").returncode == 0


@pytest.mark.parametrize("name", ["root", "base", "fail_on", "formats"])
def test_an_input_is_no_command(name: str, used: Used) -> None:
    for value in ("$(touch pwned)`touch pwned`", '"; touch pwned; "', "--version"):
        done = used.run(**{name: value})
        assert done.returncode == 2, (value, done.stdout, done.stderr)
    assert not list(used.folder.rglob("pwned"))
