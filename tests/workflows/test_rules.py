"""Every workflow holds to the rules, and each rule catches what it is for."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli import found_commands, main
from tests.conftest import ROOT
from tests.workflows.conftest import SMALL, git, replace
from tests.workflows.expressions import Unknown, evaluate
from tests.workflows.rules import faults, pin_faults
from tests.workflows.runner import parsed

WORKFLOWS = sorted((ROOT / ".github/workflows").iterdir())
CHECK = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
ZIZMOR = Path(sys.executable).with_name("zizmor")
HOOKS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
)


def test_these_are_the_workflows() -> None:
    names = [path.name for path in WORKFLOWS]
    assert names == ["check.yml", "nightly.yml", "publish.yml", "tests.yml"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_holds_to_the_rules(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


def test_the_action_is_pinned_and_pastes_nothing() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert list(pin_faults(text)) == []
    steps = parsed(ROOT / "action.yml")["runs"]["steps"]
    assert not any("${{" in step.get("run", "") for step in steps)
    assert "secrets" not in text


CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"
MUTANTS = [
    ("  pull_request:\n", "  pull_request_target:\n", "triggers"),
    ("  merge_group:\n", "  merge_group:\n  workflow_run:\n", "triggers"),
    ("permissions: {}\n\nconc", "permissions: read-all\n\nconc", "rights for all jobs"),
    ("permissions: {}\n\nconc", "conc", "rights for all jobs"),
    ("  group: check", "  name: check", "runs beside itself"),
    ("    types: [", "    paths: [suppliers/**]\n    types: [", "a change that is not looked at"),
    ("needs: [change, preview]", "needs: [change]", "the gate does not wait"),
    ("    if: always()\n    needs", "    needs", "the gate does not wait"),
    ("    name: What the", "    if: github.actor != 'me'\n    name: What the", "can be skipped"),
    ("    runs-on: ubuntu-24.04", "    runs-on: self-hosted", "another machine"),
    ("    timeout-minutes: 15\n", "", "no end"),
    ("contents: read", "contents: write", "rights: ['contents: write']"),
    ("contents: read", "id-token: write", "rights: ['id-token: write']"),
    ("if: github.event_name == 'push' && vars", "if: vars", "more than reading"),
    ("persist-credentials: false", "persist-credentials: true", "credentials are left"),
    ("          fetch-depth: 0\n", "          ref: ${{ github.head_ref }}\n", "another checkout"),
    (CHECKOUT, "actions/checkout@v7", "not pinned"),
    (CHECKOUT, CHECKOUT.replace("v7.0.1", "v7.0.0"), "not pinned"),
    (CHECKOUT, CHECKOUT.replace("3d3c42", "3d3c43"), "not pinned"),
    (CHECKOUT, CHECKOUT.replace("actions", "actlons"), "not pinned"),
    ("          cd change\n", "          cd ${{ github.head_ref }}\n", "pasted into a command"),
    ("          cd change\n", "          echo A=1 >> $GITHUB_ENV\n", "outlives its step"),
    ("          cd change\n", "          echo ${{ secrets.TOKEN }}\n", "a secret"),
    ("          retention-days: 30\n", "", "kept for ever"),
    ("      - name: Judge the change\n        env", "      - env", "without a name"),
    ("|| code=$?", "|| true", "a failure that nobody sees"),
]


@pytest.mark.parametrize(("old", "new", "says"), MUTANTS)
def test_a_rule_catches_what_it_is_for(old: str, new: str, says: str) -> None:
    assert old in CHECK
    assert any(says in one for one in faults(CHECK.replace(old, new)))


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_expression_is_known_and_every_command_parses(path: Path) -> None:
    workflow = parsed(path)
    names = ("github", "needs", "steps", "vars", "inputs", "runner")
    contexts: dict[str, Any] = {name: {} for name in names}
    for text in texts(workflow):
        for expression in re.findall(r"\$\{\{(.*?)\}\}", text, re.DOTALL):
            evaluate(expression, contexts)
    for job in workflow["jobs"].values():
        if "if" in job:
            evaluate(job["if"], contexts)
        for step in job["steps"]:
            if "run" in step:
                subprocess.run(["bash", "-n", "-c", step["run"]], check=True)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("a.b || 'x'", "y"),
        ("a.none || 'x'", "x"),
        ("a.b == 'Y' && !a.none", True),
        ("a.b != 'y' || (a.n == '1')", True),
        ("contains(a.list.*.name, 'one')", True),
        ("contains(a.list.*.name, 'on')", False),
        ("contains(a.none.*.name, 'one')", False),
        ("join(a.map.*.result, ' ')", "success failure"),
        ("'it''s'", "it's"),
        ("success() || failure()", True),
    ],
)
def test_expressions_mean_what_a_runner_takes_them_for(expression: str, value: Any) -> None:
    known = {
        "b": "y",
        "n": "1",
        "list": [{"name": "one"}, {"name": "two"}],
        "map": {"x": {"result": "success"}, "y": {"result": "failure"}},
    }
    assert evaluate(expression, {"a": known}) == value


@pytest.mark.parametrize("expression", ["a.b", "fromJSON('1')", "a b", "'x", "github."])
def test_an_expression_that_is_not_known_is_an_error(expression: str) -> None:
    with pytest.raises(Unknown):
        evaluate(expression, {"github": {}})


def zizmor(folder: Path, persona: str) -> "subprocess.CompletedProcess[str]":
    words = ("--offline", "--no-ignores", "--strict-collection", "--collect=all", "--no-progress")
    files = [str(one) for one in sorted(folder.rglob("*.y*ml"))]
    return subprocess.run(
        [str(ZIZMOR), *words, f"--persona={persona}", *files],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """All that a linter of workflows looks at."""
    shutil.copytree(ROOT / ".github/workflows", tmp_path / ".github/workflows")
    for name in ("action.yml", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("persona", ["pedantic", "auditor"])
def test_zizmor_finds_nothing(persona: str, copied: Path) -> None:
    """At its strictest, with no rule switched off anywhere."""
    done = zizmor(copied, persona)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings to report" in done.stdout + done.stderr
    assert not list(ROOT.glob("*zizmor*")) + list((ROOT / ".github").glob("*zizmor*"))


def test_zizmor_would_find_something(copied: Path) -> None:
    path = copied / ".github/workflows/check.yml"
    path.write_text(CHECK.replace("cd change", "echo ${{ github.head_ref }}", 1))
    assert zizmor(copied, "regular").returncode != 0


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    shutil.copytree(SMALL, folder)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "records")
    return folder


def test_the_hooks_are_commands_and_see_the_records() -> None:
    assert [one["id"] for one in HOOKS] == ["catalog-validate", "catalog-check", "catalog-fmt"]
    names = {one.name for one in found_commands()}
    for hook in HOOKS:
        program, command, *_ = shlex.split(hook["entry"])
        assert (program, command in names, hook["language"]) == ("catalog", True, "python")
        for path in ("suppliers/it/a.yml", "ours/policies/waivers/b.yml", "reference/roles.yml"):
            assert re.search(hook["files"], path)
        for path in ("docs/ci.md", "tests/x.yml", "my-suppliers.yml"):
            assert not re.search(hook["files"], path)


Change = Callable[[Path], None]
ACME = "suppliers/acme-electrics.yml"


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("catalog-validate", replace(ACME, "access:", "acess:")),
        ("catalog-check", replace(ACME, '"5000000.00"', '"1000000.00"')),
        ("catalog-fmt", replace(ACME, "access: [onsite]", "access:   [onsite]\nfoo: *x")),
    ],
)
def test_a_hook_passes_until_something_is_wrong(
    name: str, change: Change, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As pre-commit runs it: in the top folder, with the files that changed where it takes them."""
    monkeypatch.chdir(records)
    (hook,) = (one for one in HOOKS if one["id"] == name)
    words = [*shlex.split(hook["entry"])[1:], "--as-of", "2026-11-22"]
    if hook.get("pass_filenames", True):
        words += sorted(str(one.relative_to(records)) for one in records.rglob("*.yml"))
    assert main(words) == 0
    git(records, "commit", "-q", "--allow-empty", "-a", "-m", "as the hook left it")
    change(records)
    assert main(words) == 1
