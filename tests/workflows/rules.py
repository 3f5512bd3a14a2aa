"""What each workflow has to hold to. ``faults`` says where one does not."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

# Tag → commit, as looked up when they were taken. A new one is looked up again, not copied.
PINS = {
    "actions/checkout": ("v7.0.1", "3d3c42e5aac5ba805825da76410c181273ba90b1"),
    "actions/setup-python": ("v7.0.0", "5fda3b95a4ea91299a34e894583c3862153e4b97"),
    "actions/upload-artifact": ("v7.0.0", "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f"),
    "actions/download-artifact": ("v8.0.1", "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c"),
    "actions/upload-pages-artifact": ("v5.0.0", "fc324d3547104276b827a68afc52ff2a11cc49c9"),
    "actions/deploy-pages": ("v5.0.0", "cd2ce8fcbc39b97be8ca5fce6e763baed58fa128"),
    "actions/attest-build-provenance": ("v4.1.0", "a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32"),
}
TRIGGERS = {"pull_request", "merge_group", "push", "schedule", "workflow_dispatch"}
RIGHTS = {
    ("Check", "code-scanning"): {"security-events: write"},
    ("Nightly", "issues"): {"contents: read", "issues: write"},
    ("Publish", "attest"): {"id-token: write", "attestations: write"},
    ("Publish", "deploy"): {"attestations: read", "pages: write", "id-token: write"},
    ("Check", "gate"): set(),
}
READ = {"contents: read"}
NEVER = {
    r"\bsecrets\b": "a secret",
    r"\bgithub\.(head_ref|actor)\b|\bgithub\.event\.\w+\.(title|body)\b": "text of anybody",
    r"\bGITHUB_ENV\b|\bGITHUB_PATH\b|::set-": "something that outlives its step",
    r"zizmor:\s*ignore": "a rule switched off",
    r"https?://": "an address",
    r"\beval\b|\bcurl\b|\bwget\b": "a command that runs or fetches anything",
    r"continue-on-error|\|\| true\b": "a failure that nobody sees",
}
_USES = re.compile(r"uses: (\S+?)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$")


def faults(text: str) -> list[str]:
    """What is wrong with a workflow, given its text."""
    workflow = yaml.load(text, Loader=yaml.BaseLoader)
    found = list(_of_text(text)) + list(_of_workflow(workflow))
    for key, job in workflow["jobs"].items():
        found += [f"{key}: {one}" for one in _of_job(workflow, key, job)]
        for step in job.get("steps", ()):
            found += [f"{key}: {one}" for one in _of_step(step)]
    return found


def _of_text(text: str) -> Iterator[str]:
    for pattern, what in NEVER.items():
        if re.search(pattern, text):
            yield what
    yield from pin_faults(text)


def pin_faults(text: str) -> Iterator[str]:
    """Every action by its full commit, with the version that it is."""
    for line in text.splitlines():
        if line.strip().removeprefix("- ").startswith("uses:"):
            pin = _USES.search(line)
            if pin is None or PINS.get(pin[1]) != (pin[3], pin[2]):
                yield f"not pinned to a known commit: {line.strip()}"


def _of_workflow(workflow: dict[str, Any]) -> Iterator[str]:
    triggers = workflow["on"]
    if not isinstance(triggers, dict) or not triggers.keys() <= TRIGGERS:
        yield f"triggers: {triggers}"
    if workflow.get("permissions") != {}:
        yield "rights for all jobs"
    if "group" not in workflow.get("concurrency", {}):
        yield "runs beside itself"
    if workflow["name"] == "Check":
        request = triggers.get("pull_request") or {}
        if {"paths", "paths-ignore", "branches", "branches-ignore"} & request.keys():
            yield "a change that is not looked at"
        jobs = workflow["jobs"]
        wanted = jobs.keys() - {"gate", "code-scanning"}
        gate = jobs.get("gate", {})
        if set(gate.get("needs", ())) != wanted or gate.get("if") != "always()":
            yield "the gate does not wait for every job"
        if any("needs" in jobs[one] or "if" in jobs[one] for one in wanted):
            yield "a job that can be skipped"


def _of_job(workflow: dict[str, Any], key: str, job: dict[str, Any]) -> Iterator[str]:
    if job.get("runs-on") != "ubuntu-24.04":
        yield "another machine"
    if not 0 < int(job.get("timeout-minutes", 0)) <= 90:
        yield "no end"
    rights = {f"{one}: {to}" for one, to in job.get("permissions", {"all": "all"}).items()}
    allowed = RIGHTS.get((workflow["name"], key), READ)
    if not rights <= allowed:
        yield f"rights: {sorted(rights - allowed)}"
    pushed = str(job.get("if", "")).startswith("github.event_name == 'push'")
    if rights - READ and "pull_request" in workflow["on"] and not pushed:
        yield "more than reading, for a pull request"
    if "container" in job or "services" in job or "strategy" in job:
        yield "what nobody looked at"


def _of_step(step: dict[str, Any]) -> Iterator[str]:
    if not step.get("name"):
        yield "a step without a name"
    if "${{" in step.get("run", "") or "${{" in step.get("shell", ""):
        yield f"a value pasted into a command: {step['name']}"
    given = step.get("with", {})
    if step.get("uses", "").startswith("actions/checkout@"):
        if given.get("persist-credentials") != "false":
            yield "credentials are left on the disk"
        if {"ref", "repository", "token", "ssh-key", "submodules"} & given.keys():
            yield "another checkout than that of the event"
    days = int(given.get("retention-days", 0))
    if re.match("actions/upload-.*artifact@", step.get("uses", "")) and not 0 < days <= 90:
        yield "kept for ever"
