"""check.yml, run: a change that breaks nothing passes, one that breaks something does not."""

import base64
import gzip
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from tests.reports.runner import commands
from tests.workflows.conftest import Host, replace
from tests.workflows.runner import Done, Event, Runner

EXAMPLE = "suppliers/office/quillhaven-furniture.yml"
NOTHING_BROKEN = replace(EXAMPLE, "Desks, chairs", "Desks, stools, chairs")
ONSITE = replace(EXAMPLE, "access: [none]", "access: [onsite]")
RECORD = "suppliers/acme-electrics.yml"
HARMLESS = replace(RECORD, "Call the office.", "Ring the office.")
BROKEN = replace(RECORD, '"5000000.00"', '"1000000.00"')
JOBS = ("change", "preview", "gate", "code-scanning")


def results(done: dict[str, Done]) -> tuple[str, ...]:
    return tuple(done[name].result for name in JOBS)


def kept(runner: Runner, artifact: str, name: str) -> Any:
    return json.loads((runner.artifacts[artifact] / name).read_text())


def test_a_change_that_breaks_nothing_passes(whole: Host, runner: Runner) -> None:
    event = whole.pull_request(NOTHING_BROKEN)
    done = runner.run("check.yml", event)
    assert results(done) == ("success", "success", "success", "skipped"), done
    report = kept(runner, "change-report", "change.json")
    assert (report["answer"], report["new"], report["problems"]) == ("merge", [], [])
    assert "This change may be merged" in done["change"].summary
    assert "quillhaven-furniture" in done["change"].summary
    assert "# " in done["preview"].summary
    preview = runner.artifacts["preview-site"] / "suppliers/quillhaven-furniture/index.html"
    assert "Desks, stools, chairs" in preview.read_text()
    assert sorted(one.name for one in runner.artifacts["check-report"].iterdir()) == [
        *("check.csv", "check.json", "check.sarif", "check.xlsx", "check.xml"),
    ]
    # What was out of order before the change is in the reports, and nothing of it in the way.
    assert kept(runner, "check-report", "check.json")["summary"]["findings"]["block"] > 0
    assert runner.gh["calls"] == []


def test_a_change_that_breaks_something_is_refused(whole: Host, runner: Runner) -> None:
    """The finding stands on the line of the record, and the gate is red."""
    event = whole.pull_request(ONSITE)
    done = runner.run("check.yml", event, preview=Done())
    assert results(done) == ("failure", "success", "failure", "skipped")
    errors = [one for one in done["change"].log.splitlines() if one.startswith("::error file=")]
    assert errors
    assert all(f"file={EXAMPLE},line=" in one for one in errors)
    assert "This change is refused" in done["change"].summary
    sarif = kept(runner, "change-report", "change.sarif")
    assert sarif["runs"][0]["results"]
    suites = ET.parse(runner.artifacts["change-report"] / "change.xml").getroot()
    assert suites.findall(".//failure")


def no_gate(root: Path) -> None:
    """An engine and a workflow that find nothing, together with what they should find."""
    BROKEN(root)
    for path in ("generator/__main__.py", "generator/cli.py"):
        (root / path).write_text("raise SystemExit(0)\n")
    (root / "Makefile").write_text(".venv/bin/.site:\n\ttrue\n")
    (root / "engine").symlink_to("generator")
    (root / "reports").symlink_to("/tmp")


def test_a_change_of_the_gate_does_not_judge_itself(host: Host, runner: Runner) -> None:
    """The engine of the base says no, in both words: the finding, and that the gate is touched."""
    done = runner.run("check.yml", host.pull_request(no_gate), preview=Done())
    assert results(done) == ("failure", "success", "failure", "skipped")
    report = kept(runner, "change-report", "change.json")
    assert "gate-and-records" in {one["rule"] for one in report["refusals"]}
    assert "INS-07" in {one["code"] for one in report["new"]}


def untidy(root: Path) -> None:
    """The same values, laid out in another way; and hostile names beside it."""
    replace(RECORD, "how_to_order: ", "how_to_order:    ")(root)


def test_a_record_out_of_layout_is_red_where_the_change_touches_it(
    host: Host, runner: Runner
) -> None:
    """Another that was so before is left alone, and the judgement itself says nothing of it."""
    event = host.pull_request(untidy)
    done = runner.run("check.yml", event, preview=Done())
    assert results(done) == ("failure", "success", "failure", "skipped")
    assert f"{RECORD}:" in done["change"].log
    assert "FMT-LAYOUT" in done["change"].log
    assert kept(runner, "change-report", "change.json")["answer"] == "merge"


def test_layout_that_was_so_before_is_left_alone(host: Host, runner: Runner) -> None:
    host.commit(untidy)
    event = host.pull_request(replace("suppliers/brightwire.yml", "Ltd", "Limited"))
    done = runner.run("check.yml", event, preview=Done())
    assert "FMT-LAYOUT" not in done["change"].log


def removed(root: Path) -> None:
    for name in ("brightwire", "copperline"):
        (root / f"suppliers/{name}.yml").unlink()


def test_many_removals_need_a_label(host: Host, runner: Runner) -> None:
    event = host.pull_request(removed)

    def refusals() -> set[str]:
        runner.run("check.yml", event, preview=Done())
        found = kept(runner, "change-report", "change.json")["refusals"]
        return {one["rule"] for one in found}

    assert "mass-removal" in refusals()
    event.payload["pull_request"]["labels"].append({"name": "removals allowed"})
    assert "mass-removal" not in refusals()


def test_records_that_cannot_be_read_have_no_preview(host: Host, runner: Runner) -> None:
    """The change is refused; that there is nothing to preview is no second fault."""
    done = runner.run("check.yml", host.pull_request(replace(RECORD, "access:", "acess:")))
    assert results(done) == ("failure", "success", "failure", "skipped")
    assert "preview-site" not in runner.artifacts
    assert "::notice title=No preview::" in done["preview"].log


HOSTILE = """
::add-mask::x
##[set-output name=base]x
$(touch pwned) `touch pwned` <img src=x onerror=alert(1)> [a](https://example.com)
"""


def hostile(root: Path) -> None:
    """Names of files and texts of records that a log, a summary or a shell could trip over."""
    BROKEN(root)
    text = json.dumps(HOSTILE)
    replace(RECORD, "Acme Electrics Ltd", text)(root)
    replace(RECORD, "Call the office.", text)(root)
    for name in ("x\n::set-output name=base::y.yml", "$(touch pwned).yml", "-n.yml"):
        (root / "suppliers" / name).write_text("id: x\n")


def test_hostile_names_and_texts_command_nothing(host: Host, runner: Runner) -> None:
    event = host.pull_request(hostile)
    done = runner.run("check.yml", event)
    assert results(done)[0] == "failure"
    for job in (done["change"], done["preview"]):
        found = {one.name for one in commands(job.log)}
        assert found <= {"error", "warning", "notice", "stop-commands"}
        assert "<img" not in job.summary, "it is shown as markup"
    assert not list(runner.folder.rglob("pwned"))


def queued(sha: str, **base: str) -> Event:
    ref = "refs/heads/gh-readonly-queue/main/pr-1"
    return Event(name="merge_group", sha=sha, ref=ref, payload={"merge_group": base})


def test_two_changes_are_judged_together_in_the_queue(host: Host, runner: Runner) -> None:
    """What the queue would put on main is compared with main, whatever either branch saw."""
    before = host.main
    host.commit(HARMLESS)
    after = host.commit(BROKEN)
    done = runner.run("check.yml", queued(after, base_sha=before), preview=Done())
    assert results(done) == ("failure", "success", "failure", "skipped")
    assert "INS-07" in done["change"].log
    for lost in (queued(after), queued(after, base_sha="0" * 40)):
        done = runner.run("check.yml", lost, preview=Done())
        assert results(done)[0] == "failure", "without a base nothing is judged: nothing passes"


def test_main_is_compared_with_what_it_was(host: Host, runner: Runner) -> None:
    """A push around the gate is red."""
    before = host.main
    after = host.commit(BROKEN)
    push = Event(name="push", sha=after, payload={"before": before})
    assert results(runner.run("check.yml", push, preview=Done()))[0] == "failure"
    first = Event(name="push", sha=after, payload={"before": "0" * 40})
    done = runner.run("check.yml", first, preview=Done())
    assert results(done) == ("success", "success", "success", "skipped")
    assert "there is nothing to compare" in done["change"].log


def test_main_is_reported_to_code_scanning_where_that_is_on(host: Host, runner: Runner) -> None:
    runner.vars["CATALOG_CODE_SCANNING"] = "on"
    runner.given["check-report"] = runner.new_folder()
    (runner.given["check-report"] / "check.sarif").write_text('{"version": "2.1.0"}')
    push = Event(name="push", sha=host.main, payload={"before": host.main})
    done = runner.run("check.yml", push, change=Done(), preview=Done())
    assert results(done) == ("success",) * 4, done["code-scanning"].log
    uploaded = gzip.decompress(base64.b64decode(runner.gh["uploaded"]))
    assert uploaded == b'{"version": "2.1.0"}'
    done = runner.run("check.yml", host.pull_request(HARMLESS), change=Done(), preview=Done())
    assert done["code-scanning"].result == "skipped", "a pull request has no right to it"


def test_the_gate_lets_pass_success_alone(host: Host, runner: Runner) -> None:
    event = Event(name="merge_group", sha=host.main)
    for job in ("change", "preview"):
        for result in ("failure", "cancelled", "skipped"):
            given = {"change": Done(), "preview": Done(), job: Done(result=result)}
            assert runner.run("check.yml", event, **given)["gate"].result == "failure"
