"""`.gitlab-ci.yml`, run: the same as for GitHub, with what GitLab reads."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.workflows.conftest import Host, git, replace
from tests.workflows.runner import Runner, shell

RECORD = "suppliers/acme-electrics.yml"
HARMLESS = replace(RECORD, "Call the office.", "Ring the office.")
BROKEN = replace(RECORD, '"5000000.00"', '"1000000.00"')
CONFIG: dict[str, Any] = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
JOBS = {name: job for name, job in CONFIG.items() if isinstance(job, dict) and "script" in job}
_NAME = re.compile(r"\$(?:\{(\w+)\}|(\w+))")


def flat(script: Any) -> list[str]:
    """The commands of a script; a list in it is taken apart, as GitLab does."""
    return [script] if isinstance(script, str) else [one for part in script for one in flat(part)]


class Pipeline:
    """One checkout in which jobs are run, as a runner of GitLab leaves it."""

    def __init__(self, host: Host, runner: Runner, sha: str, **more: str) -> None:
        self.folder = runner.new_folder()
        self.work = self.folder / "project"
        git(self.folder, "clone", "-q", str(host.folder), str(self.work))
        git(self.work, "checkout", "-q", "--detach", sha)
        known = {"CI_PROJECT_DIR": str(self.work), "CI_COMMIT_SHA": sha, **more}
        for name, value in CONFIG["variables"].items():
            known[name] = value
        known["ENGINE"] = str(self.folder / "engine")
        self.env = runner.environment([], self.folder / "home") | known

    def run(self, name: str) -> Any:
        """A job's script, with its variables."""
        env = dict(self.env)
        for key, value in JOBS[name].get("variables", {}).items():
            env[key] = _NAME.sub(lambda found: self.env[found[1] or found[2]], value)
        return shell(flat(JOBS[name]["script"]), self.work, env)

    def read(self, path: str) -> Any:
        return json.loads((self.work / path).read_text())


def merge_request(host: Host, runner: Runner, change: Any, target: str = "main") -> Pipeline:
    git(host.folder, "checkout", "-q", "-b", "change", "main")
    sha = host.commit(change, "change")
    return Pipeline(host, runner, sha, CI_MERGE_REQUEST_TARGET_BRANCH_NAME=target)


def no_gate(root: Path) -> None:
    BROKEN(root)
    (root / "generator/cli.py").write_text("raise SystemExit(0)\n")
    (root / "reports").symlink_to(root / "docs")
    (root / "preview").mkdir()
    (root / "preview/mine.html").write_text("x")


def test_a_change_that_breaks_nothing_passes(host: Host, runner: Runner) -> None:
    pipeline = merge_request(host, runner, HARMLESS)
    done = pipeline.run("change")
    assert done.returncode == 0, done.stdout
    assert pipeline.read("reports/change.json")["answer"] == "merge"
    again = pipeline.run("records")
    assert again.returncode == 0, again.stdout
    assert (pipeline.work / "preview/suppliers/acme-electrics/index.html").is_file()
    found = pipeline.read("reports/code-quality.json")
    assert {one["location"]["path"] for one in found} >= {"suppliers/brightwire.yml"}


def test_a_change_that_breaks_something_and_the_gate_is_refused(host: Host, runner: Runner) -> None:
    """What stands where reports and preview go is put away first, not written through."""
    pipeline = merge_request(host, runner, no_gate)
    done = pipeline.run("change")
    assert done.returncode == 1, done.stdout
    report = pipeline.read("reports/change.json")
    assert "gate-and-records" in {one["rule"] for one in report["refusals"]}
    assert "INS-07" in {one["code"] for one in report["new"]}
    assert not (pipeline.work / "docs/change.json").exists()
    assert not (pipeline.work / "preview").exists()


def test_a_record_out_of_layout_is_red(host: Host, runner: Runner) -> None:
    """Only the change's own: what the target branch has gone on to is no part of it."""
    untidy = replace(RECORD, "how_to_order: ", "how_to_order:    ")
    pipeline = merge_request(host, runner, untidy)
    done = pipeline.run("change")
    assert (done.returncode, pipeline.read("reports/change.json")["answer"]) == (1, "merge")
    assert f"{RECORD}:" in done.stdout
    assert "FMT-LAYOUT" in done.stdout
    host.commit(untidy)
    later = host.commit(replace("suppliers/brightwire.yml", "access:", "access:   "), "main")
    git(host.folder, "checkout", "-q", "-b", "other", f"{later}^")
    mine = host.commit(replace("suppliers/copperline.yml", "Ltd", "Limited"), "other")
    after = Pipeline(host, runner, mine, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")
    assert "FMT-LAYOUT" not in after.run("change").stdout


def test_the_name_of_a_branch_is_no_command(host: Host, runner: Runner) -> None:
    pipeline = merge_request(host, runner, HARMLESS, "$(touch${IFS}pwned);main")
    assert pipeline.run("change").returncode != 0
    assert not list(pipeline.folder.rglob("pwned"))


def test_main_is_reported_published_and_verified(host: Host, runner: Runner) -> None:
    pipeline = Pipeline(host, runner, host.main)
    for name in ("main", "drift", "pages"):
        done = pipeline.run(name)
        assert done.returncode == 0, (name, done.stdout)
    names = {one.name for one in (pipeline.work / "reports").iterdir()}
    assert {"code-quality.json", "check.csv", "check.xlsx", "drift.md", "issues"} <= names
    name, _, identity = (pipeline.work / "site.env").read_text().strip().partition("=")
    assert (name, len(identity)) == ("SITE_ID", 64)
    pipeline.env |= {
        "SITE_ID": identity,
        "CI_PAGES_URL": runner.serve_folder(pipeline.work / "public"),
    }
    done = pipeline.run("served")
    assert done.returncode == 0, done.stdout
    (pipeline.work / "public/index.html").write_text("other")
    assert pipeline.run("served").returncode == 1


def test_an_invalid_record_on_main_is_red(host: Host, runner: Runner) -> None:
    sha = host.commit(replace("suppliers/brightwire.yml", "access:", "acess:"))
    pipeline = Pipeline(host, runner, sha)
    assert pipeline.run("main").returncode == 1
    assert pipeline.read("reports/code-quality.json")


@pytest.mark.parametrize("name", JOBS)
def test_each_job_is_bounded(name: str) -> None:
    """Reports are of files that the job makes; what is kept is not kept for ever."""
    artifacts = JOBS[name].get("artifacts")
    assert name == "served" or artifacts is not None
    if artifacts is not None:
        assert re.fullmatch(r"\d+ days", artifacts["expire_in"])
        for path in artifacts.get("reports", {}).values():
            assert any(path in command for command in flat(JOBS[name]["script"]))
    assert JOBS[name]["rules"]


def test_the_image_is_pinned_and_the_whole_is_bounded() -> None:
    assert re.fullmatch(r"[a-z0-9.:-]+@sha256:[0-9a-f]{64}", CONFIG["default"]["image"])
    assert CONFIG["default"]["timeout"] == "20 minutes"
    assert not any("image" in job or "services" in job for job in JOBS.values())
    assert "include" not in CONFIG
    assert CONFIG["variables"]["GIT_DEPTH"] == "0"
    for name in ("change", "records"):
        assert JOBS[name]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
        used = {
            one or other
            for command in flat(JOBS[name]["script"])
            for one, other in _NAME.findall(command)
        }
        assert used <= {
            *("ENGINE", "code", "CI_COMMIT_SHA", "CI_PROJECT_DIR"),
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
        }
