"""``catalog drift``: what time alone changed, by the records as they stood."""

import email
import json
import subprocess
from dataclasses import replace
from email import policy
from pathlib import Path
from typing import Any

import pytest

from generator.evaluate import evaluate
from generator.evaluate.drift import turned, turning
from generator.model.assessment import Outcome
from tests.commands.conftest import Catalog
from tests.conftest import AS_OF

ROOT = Path(__file__).resolve().parents[2]


def git(root: Path, *words: str, day: str = "2026-06-01") -> None:
    when = f"{day}T12:00:00Z"
    names = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "PATH": "/usr/bin:/bin"}
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.com")
    subprocess.run(["git", *who, *words], cwd=root, env=names, check=True, capture_output=True)


SUPPLIER = """\
id: "{name}"
legal_name: "{name}"
lifecycle_status: approved
registered_country: US
service_jurisdictions: ["US-OR"]
access: ["onsite"]
criticality: low
inherent_risk_tier: 4
sourcing_model: services
owner: "@facilities-cm"
contacts:
  - {{role: compliance, mailbox: "papers@{name}.example.com"}}
  - {{role: insurance_broker, mailbox: "broker@{name}.example.com"}}
offers:
  - {{id: clean, category: cleaning}}
insurance:
  policies:
    - id: gl
      line: commercial_general_liability
      policy_eff: "2026-01-01"
      policy_exp: "{until}"
"""
POLICY = """\
id: rules
title: Rules
version: "1.0"
status: in_force
review_by: "2030-12-31"
clauses:
  - id: RULES-1
    title: Cover
    text: "Work on site takes {cover} cover."
    modality: must
    verification: machine
    parameters: {cover: [commercial_general_liability]}
    requirements:
      - {id: cover, check: INS-01, severity: block, params: {lines: "{cover}"}}
"""


WAIVER = """\
id: wv-1
requirement: cover
supplier: aa-firm
scope: {category: cleaning}
reason: The renewal is late.
risk_description: A loss is not covered.
residual_risk: 4
compensating_controls:
  - {text: Nobody works on site., owner: "@facilities-cm", testable_by: visitor log}
requested_by: "@facilities-cm"
approved_by: "@risk-director"
approved_on: "2026-07-01"
starts_on: "2026-07-01"
expires_on: "2026-09-30"
review_on: "2026-08-15"
extension_count: 0
status: approved
"""


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Two suppliers in git on 1 June 2026; the cover of both ends, one is renewed on 20 July."""
    root = tmp_path / "catalog"
    for folder in ("suppliers", "policies", "reference"):
        (root / folder).mkdir(parents=True)
    organisation = 'id: "us"\nname: Us\ntimezone: UTC\ncurrency: USD\n'
    (root / "reference/organisation.yml").write_text(organisation)
    (root / "reference/categories.yml").write_text(
        "categories:\n  - {id: cleaning, name: Cleaning}\n"
    )
    roles = (
        'roles:\n  - {id: "@facilities-cm", name: Facilities, mailbox: "f@example.com"}\n'
        '  - {id: "@risk-director", name: Risk, mailbox: "r@example.com"}\n'
    )
    (root / "reference/roles.yml").write_text(roles)
    (root / "policies/rules.yml").write_text(POLICY)
    for name, until in (("aa-firm", "2026-06-30"), ("bb-firm", "2026-07-10")):
        (root / f"suppliers/{name}.yml").write_text(SUPPLIER.format(name=name, until=until))
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    (root / "suppliers/bb-firm.yml").write_text(SUPPLIER.format(name="bb-firm", until="2027-06-30"))
    git(root, "commit", "-qam", "renewed", day="2026-07-20")
    return root


def drift(catalog: Catalog, root: Path, *words: str) -> Any:
    ran = catalog("drift", "--root", str(root), "--format", "json", *words)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_time_alone_is_told_of_the_records_as_they_stood(history: Path, catalog: Catalog) -> None:
    """Both ran out by the old records; that one of them was renewed is no work of time."""
    found = drift(catalog, history, "--since", "HEAD~1", "--as-of", "2026-07-25")
    assert found["since"] == "2026-06-01"
    said = {one["supplier"]: (one["day"], one["before"], one["after"]) for one in found["turned"]}
    assert said == {
        "aa-firm": ("2026-07-01", "ok", "do-not-use"),
        "bb-firm": ("2026-07-11", "ok", "do-not-use"),
    }


@pytest.mark.parametrize(
    ("since", "names"),
    [("2026-06-30", ["aa-firm", "bb-firm"]), ("2026-07-05", ["bb-firm"]), ("2026-07-21", [])],
)
def test_a_day_takes_the_last_state_before_its_end(
    since: str, names: list[str], history: Path, catalog: Catalog
) -> None:
    found = drift(catalog, history, "--since", since, "--as-of", "2026-07-25")
    assert [one["supplier"] for one in found["turned"]] == names


@pytest.mark.parametrize(
    ("today", "within"),
    [("2026-06-01", 30), ("2026-05-02", 60), ("2026-05-01", 90), ("2026-04-01", None)],
)
def test_what_is_to_come_falls_in_the_least_horizon(
    today: str, within: int | None, history: Path, catalog: Catalog
) -> None:
    found = drift(catalog, history, "--since", today, "--as-of", today)
    mine = [one for one in found["turning"] if one["supplier"] == "aa-firm"]
    assert [one["within_days"] for one in mine] == ([] if within is None else [within])


def test_it_fails_only_when_told_to(history: Path, catalog: Catalog) -> None:
    words = ("drift", "--root", str(history), "--since", "HEAD~1", "--as-of", "2026-07-25")
    assert catalog(*words).code == 0
    assert catalog(*words, "--fail").code == 1
    assert catalog(*words[:3], "--since", "2026-07-25", *words[5:], "--fail").code == 0


def test_letters_and_issues(history: Path, catalog: Catalog, tmp_path: Path) -> None:
    words = ("--since", "HEAD~1", "--as-of", "2026-07-25")
    folders = ("--mail", str(tmp_path / "mail"), "--issues", str(tmp_path / "issues"))
    drift(catalog, history, *words, *folders)
    (mail,) = (tmp_path / "mail").iterdir()
    read = email.message_from_bytes(mail.read_bytes(), policy=policy.default)
    assert mail.name == "aa-firm.eml"
    assert (read["To"], read["Cc"], read["From"]) == (
        "papers@aa-firm.example.com",
        "broker@aa-firm.example.com",
        "f@example.com",
    )
    body = read.get_content()
    for said in ("General liability", "Required:", "On file:", "clause RULES-1", "Do not use"):
        assert said in body
    issue = (tmp_path / "issues" / "facilities-cm.md").read_text()
    assert issue.startswith("<!-- state: open -->")
    assert "aa-firm" in issue


RED = "What stands: 1"
SOON = "What is to come"


@pytest.mark.parametrize(
    ("today", "change", "state", "holds"),
    [
        ("2026-07-25", "", "open", {RED}),
        ("2026-07-25", "renewed", "closed", set()),
        ("2026-07-25", "waived", "closed", {SOON}),
        ("2026-07-25", "a warning", "closed", set()),
        ("2026-06-01", "", "open", {SOON}),
        ("2026-05-31", "only one", "closed", {SOON}),
        ("2026-06-01", "only one", "open", {SOON}),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_an_issue_closes_when_nothing_stands_and_nothing_is_near(
    today: str,
    change: str,
    state: str,
    holds: set[str],
    history: Path,
    catalog: Catalog,
    tmp_path: Path,
) -> None:
    """Nothing turned since: what stands keeps it open, and what turns in 30 days."""
    rules, firm = history / "policies/rules.yml", history / "suppliers/aa-firm.yml"
    if change == "renewed":
        firm.write_text(SUPPLIER.format(name="aa-firm", until="2027-06-30"))
    elif change == "a warning":
        rules.write_text(rules.read_text().replace("severity: block", "severity: warning"))
    elif change == "waived":
        (history / "policies/waivers").mkdir()
        (history / "policies/waivers/wv-1.yml").write_text(WAIVER)
    elif change == "only one":
        firm.write_text(SUPPLIER.format(name="aa-firm", until="2026-06-30"))
        (history / "suppliers/bb-firm.yml").unlink()
    git(history, "add", ".")
    git(history, "commit", "--allow-empty", "-qm", "three", day=f"{today[:8]}01")
    folder = tmp_path / "issues"
    drift(catalog, history, "--since", today, "--as-of", today, "--issues", str(folder))
    issue = (folder / "facilities-cm.md").read_text()
    assert issue.splitlines()[:2] == [
        f"<!-- state: {state} -->",
        "<!-- owner: @facilities-cm -->",
    ]
    assert {one for one in (RED, SOON) if one in issue} == holds
    assert ("Nothing is due" in issue) is (state == "closed")


def test_what_is_about_no_supplier_is_told_to_the_responsible(
    example: Any, catalog: Catalog, tmp_path: Path
) -> None:
    """Every finding that blocks or is an error stands in exactly one text."""
    folder = tmp_path / "issues"
    day = AS_OF.isoformat()
    ran = catalog("drift", "--since", day, "--as-of", day, "--issues", str(folder))
    assert ran.code == 0, ran.err
    told = [row for path in folder.iterdir() for row in path.read_text().splitlines()]
    stands = [
        one
        for one in evaluate(example, AS_OF).findings
        if one.outcome is not Outcome.WAIVED and one.severity in ("block", "error")
    ]
    assert any(one.supplier is None for one in stands)
    rows = [one for one in told if "| block |" in one or "| error |" in one]
    assert len(rows) == len(stands)
    assert "wv-2026-009" in (folder / "risk-director.md").read_text()


def test_a_hostile_name_forges_no_header(history: Path, catalog: Catalog, tmp_path: Path) -> None:
    path = history / "suppliers/aa-firm.yml"
    text = path.read_text().replace(
        'legal_name: "aa-firm"', "legal_name: 'A: b@c.d, <x> ::error::'"
    )
    path.write_text(text)
    drift(
        *(catalog, history, "--since", "HEAD~1", "--as-of", "2026-07-25"),
        *("--mail", str(tmp_path / "mail")),
    )
    mail = (tmp_path / "mail" / "aa-firm.eml").read_bytes()
    read = email.message_from_bytes(mail, policy=policy.default)
    assert set(read.keys()) == {
        *("To", "Cc", "From", "Subject", "Date", "X-Unsent"),
        *("Content-Type", "Content-Transfer-Encoding", "MIME-Version"),
    }
    assert read["To"] == "papers@aa-firm.example.com"


@pytest.mark.parametrize(
    ("since", "says"),
    [
        ("no-such-branch", "is no commit here"),
        ("--help", ""),
        ("2026-07-26", "is not one of the 400 days"),
        ("2025-01-01", "is not one of the 400 days"),
    ],
)
def test_wrong_use(since: str, says: str, history: Path, catalog: Catalog) -> None:
    ran = catalog("drift", "--root", str(history), f"--since={since}", "--as-of", "2026-07-25")
    assert ran.code == 2
    assert says in ran.err


def test_the_two_halves_meet(example: Any) -> None:
    """What was said to come, on the day before, is what has come on the day itself."""
    before = evaluate(example, AS_OF)
    for turn in turning(before)[:40]:
        mine = [one for one in turned(before, turn.day) if one.supplier == turn.supplier]
        now = {one.id: one.verdict for one in evaluate_one(example, turn.supplier, turn.day)}
        assert now[turn.supplier] is turn.after
        assert [one.after for one in mine] in ([turn.after], [])


def evaluate_one(catalog: Any, supplier: str, day: Any) -> Any:
    alone = replace(catalog, suppliers={supplier: catalog.suppliers[supplier]})
    return evaluate(alone, day).suppliers
