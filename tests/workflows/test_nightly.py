"""nightly.yml, run: reports, a rebuild, and one issue for each owner, over several nights."""

import json
import shutil
from pathlib import Path
from typing import Any

from tests.workflows.conftest import Host, replace
from tests.workflows.runner import Done, Event, Runner

OTHERS = {"number": 1, "state": "OPEN", "title": "?", "labels": ["catalog-due"], "app": "somebody"}
SAFE_RULES: list[dict[str, Any]] = [
    {
        "type": "pull_request",
        "parameters": {
            "required_approving_review_count": 1,
            "require_code_owner_review": True,
            "dismiss_stale_reviews_on_push": True,
            "require_last_push_approval": True,
        },
    },
    {
        "type": "required_status_checks",
        "parameters": {"required_status_checks": [{"context": "gate"}]},
    },
    {"type": "deletion"},
    {"type": "non_fast_forward"},
]


def night(host: Host, **inputs: str) -> Event:
    return Event(name="schedule", sha=host.main, inputs=inputs)


def test_a_night(whole: Host, runner: Runner) -> None:
    """All of it, over the example organisation."""
    runner.told(rules=SAFE_RULES)
    done = runner.run("nightly.yml", night(whole))
    logs = [one.log for one in done.values()]
    assert [one.result for one in done.values()] == ["success"] * 3, logs
    report = runner.artifacts["nightly-report"]
    names = {one.name for one in report.iterdir()}
    assert names == {
        *("check.txt", "check.json", "check.sarif", "check.xml", "check.csv", "check.xlsx"),
        *("drift.md", "issues", "mail", "site-manifest.json"),
    }
    assert json.loads((report / "site-manifest.json").read_text())["as_of"] == "2026-11-22"
    assert "Since 21 Nov 2026" in (report / "drift.md").read_text()
    assert "What time changed" in done["report"].summary
    assert "Every rule that the gate relies on is set." in done["settings"].summary
    owners = {one.stem for one in (report / "issues").iterdir()}
    open_now = {one["title"].removeprefix("What is due: ") for one in runner.gh["issues"]}
    assert "facilities-cm" in open_now
    assert open_now <= owners
    assert list((report / "mail").glob("*.eml"))


def issues(folder: Path, **texts: str) -> Path:
    """A nightly report with these issue texts."""
    place = folder / "issues"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for owner, text in texts.items():
        state = "open" if text else "closed"
        head = f"<!-- state: {state} -->\n<!-- owner: @{owner} -->\n\n"
        (place / f"{owner}.md").write_text(head + (text or "Nothing is due."))
    return folder


def test_issues_open_change_and_close_by_themselves(host: Host, runner: Runner) -> None:
    """One for each owner, ever; what others opened, and what records hold, does nothing."""
    report = runner.given["nightly-report"] = runner.new_folder()
    runner.vars["CATALOG_STRICT_RULES"] = ""
    runner.told(issues=[{**OTHERS, "body": "x\n<!-- owner: @cleaning -->\n"}])
    hostile = "`$(touch pwned)` --title x\n<!-- owner: @it -->\n; gh issue close 1"

    def after(**texts: str) -> dict[str, tuple[str, str]]:
        issues(report, **texts)
        done = runner.run("nightly.yml", night(host), report=Done(), settings=Done())
        assert done["issues"].result == "success", done["issues"].log
        ours = [one for one in runner.gh["issues"] if one["app"] == "github-actions"]
        return {one["title"]: (one["state"], one["body"].splitlines()[3]) for one in ours}

    cleaning, it = "What is due: cleaning", "What is due: it"
    assert after(cleaning=hostile, it="") == {cleaning: ("OPEN", hostile.splitlines()[0])}
    assert after(cleaning="one", it="two") == {cleaning: ("OPEN", "one"), it: ("OPEN", "two")}
    calls = len(runner.gh["calls"])
    assert after(cleaning="one", it="two") == {cleaning: ("OPEN", "one"), it: ("OPEN", "two")}
    assert [one[:2] for one in runner.gh["calls"][calls:]] == [
        ["label", "create"],
        ["issue", "list"],
    ], "what has not changed is left alone"
    assert after(cleaning="", it="two")[cleaning] == ("CLOSED", "Nothing is due.")
    assert after(cleaning="", it="two")[cleaning] == ("CLOSED", "Nothing is due.")
    assert after(cleaning="three", it="two")[cleaning] == ("OPEN", "three")
    assert after(cleaning="three") == {cleaning: ("OPEN", "three"), it: ("CLOSED", "two")}
    assert runner.gh["issues"][0]["state"] == "OPEN", "that of somebody else"
    assert len(runner.gh["issues"]) == 3
    assert not list(runner.folder.rglob("pwned"))


def test_a_long_issue_is_cut_at_a_line(host: Host, runner: Runner) -> None:
    report = runner.given["nightly-report"] = runner.new_folder()
    issues(report, it="| a row\n" * 20_000)
    done = runner.run("nightly.yml", night(host), report=Done(), settings=Done())
    assert done["issues"].result == "success", done["issues"].log
    body = runner.gh["issues"][0]["body"]
    assert 59_000 < len(body) < 65_000
    assert body.endswith("more lines: they are in the nightly report.\n")
    assert set(body.splitlines()[3:-2]) == {"| a row"}


def test_a_file_that_is_no_issue_text_stops_it(host: Host, runner: Runner) -> None:
    report = runner.given["nightly-report"] = issues(runner.new_folder(), it="x")
    (report / "issues" / "odd.md").write_text("<!-- state: open -->\n<!-- owner: @a b -->\n")
    done = runner.run("nightly.yml", night(host), report=Done(), settings=Done())
    assert done["issues"].result == "failure"
    assert "odd.md" in done["issues"].log
    assert runner.gh["calls"] == []


def test_issues_can_be_switched_off(host: Host, runner: Runner) -> None:
    runner.vars["CATALOG_ISSUES"] = "off"
    done = runner.run("nightly.yml", night(host), report=Done(), settings=Done())
    assert done["issues"].result == "skipped"


def test_what_lacks_in_the_rules_of_the_branch_is_said(host: Host, runner: Runner) -> None:
    """A warning for each; red only where that is asked for."""
    for lacking in range(len(SAFE_RULES) + 1):
        runner.told(rules=SAFE_RULES[lacking:])
        done = runner.run("nightly.yml", night(host), report=Done(), issues=Done())["settings"]
        assert done.result == "success"
        warnings = [one for one in done.log.splitlines() if one.startswith("::warning ")]
        assert len(warnings) == (0, 4, 5, 6, 7)[lacking], done.log
        assert done.summary.count("- [ ]") == len(warnings)
    runner.vars["CATALOG_STRICT_RULES"] = "on"
    done = runner.run("nightly.yml", night(host), report=Done(), issues=Done())["settings"]
    assert done.result == "failure"


def test_a_day_can_be_asked_for_and_is_no_command(host: Host, runner: Runner) -> None:
    for since, result in (("2026-11-01", "success"), ("$(touch pwned)", "failure")):
        event = Event(name="workflow_dispatch", sha=host.main, inputs={"since": since})
        done = runner.run("nightly.yml", event, issues=Done(), settings=Done())
        assert done["report"].result == result, done["report"].log
    assert not list(runner.folder.rglob("pwned"))


def test_an_invalid_record_on_main_is_red(host: Host, runner: Runner) -> None:
    host.commit(replace("suppliers/brightwire.yml", "access:", "acess:"))
    done = runner.run("nightly.yml", night(host), settings=Done())
    assert (done["report"].result, done["issues"].result) == ("failure", "skipped")
    assert (
        "suppliers/brightwire.yml:7"
        in (runner.artifacts["nightly-report"] / "check.txt").read_text()
    )
