"""``catalog new``: skeletons filled from flags, from answers at a terminal, or from an issue."""

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.load.issue_form import questions
from generator.load.schema import Schemas
from generator.load.strict_yaml import parse
from tests.commands.conftest import Catalog
from tests.commands.terminal import Terminal
from tests.conftest import ROOT
from tests.load.test_issue_form import body

DAY = ("--as-of", "2026-11-22")
NEW = (sys.executable, "-m", "generator", "new", "supplier", "dunmore")
SHAPE = Schemas(ROOT / "schemas").fields("supplier")


def made(small: Path, path: str) -> Any:
    value, problems = parse((small / path).read_bytes(), path)
    assert problems == []
    return value


def test_flags_fill_the_skeleton(small: Path, catalog: Catalog) -> None:
    """In the order of the schema; a hint goes when its field is there, the others stay."""
    ran = catalog(
        *("new", "supplier", "dunmore", "--root", str(small), *DAY, "--folder", "north"),
        *("--legal-name", "Dunmore: Ltd", "--registered-country", "NO", "--owner", "@facilities"),
        *("--access", "onsite, network", "--inherent-risk-tier", "2"),
        *("--set", "tax.form=W-9", "--set", "annual_spend_estimate=GBP 1000.00"),
        *("--set", "offshore=false"),
    )
    assert (ran.code, ran.out) == (0, "")
    path = "suppliers/north/dunmore.yml"
    assert made(small, path) == {
        "id": "dunmore",
        "legal_name": "Dunmore: Ltd",
        "lifecycle_status": "prospect",
        "registered_country": "NO",
        "offshore": False,
        "inherent_risk_tier": 2,
        "access": ["onsite", "network"],
        "owner": "@facilities",
        "tax": {"form": "W-9"},
        "annual_spend_estimate": {"amount": "1000.00", "currency": "GBP"},
    }
    text = (small / path).read_text()
    assert "# summary:" in text and "# criticality:" in text and "#   - id:" in text
    assert "# owner:" not in text and "# access:" not in text
    assert catalog("validate", "--root", str(small)).code == 0
    assert catalog("fmt", "--check", path, "--root", str(small)).code == 0


def test_flags_of_policies_and_waivers(small: Path, catalog: Catalog) -> None:
    root = ("--root", str(small), *DAY)
    ran = catalog("new", "policy", "buying", *root, "--title", "Buying", "--owner", "@risk")
    assert ran.code == 0
    assert made(small, "policies/buying.yml")["owner"] == "@risk"
    ran = catalog(
        *("new", "waiver", "wv-1", *root, "--supplier", "copperline"),
        *("--requirement", "public-liability", "--reason", "Because: so", "--requested-by"),
        *("@facilities", "--expires-on", "2026-12-31"),
    )
    assert ran.code == 0
    waiver = made(small, "policies/waivers/wv-1.yml")
    assert (waiver["reason"], waiver["expires_on"]) == ("Because: so", "2026-12-31")
    assert catalog("validate", "--root", str(small)).code == 0


@pytest.mark.parametrize("kind", ["supplier", "policy"])
def test_a_skeleton_is_canonical(small: Path, catalog: Catalog, kind: str) -> None:
    assert catalog("new", kind, "second", "--root", str(small), *DAY).code == 0
    path = f"{'suppliers' if kind == 'supplier' else 'policies'}/second.yml"
    assert catalog("fmt", "--check", path, "--root", str(small)).code == 0


def test_clauses_of_a_new_policy_begin_with_letters_that_are_free(
    small: Path, catalog: Catalog
) -> None:
    """Two policies whose ids begin alike."""
    for name in ("insolvency", "insects", "ins", "99"):
        assert catalog("new", "policy", name, "--root", str(small)).code == 0
    assert catalog("validate", "--root", str(small)).code == 0


WRONG = {
    "unknown field": (("--set", "legl_name=x"), "did you mean 'legal_name'?"),
    "no value": (("--set", "summary="), "there is no value"),
    "no assignment": (("--set", "summary"), "write FIELD=VALUE"),
    "another id": (("--set", "id=other"), "the id is what stands behind the kind"),
    "groups": (("--set", "offers=x"), "a list of groups"),
    "number": (("--inherent-risk-tier", "high"), "no whole number"),
    "money": (("--set", "annual_spend_estimate=lots"), "no amount with its currency"),
    "flag of a waiver": (("--requirement", "public-liability"), "is no field"),
    "folder": (("--folder", "../x"), "name a sub-folder of suppliers/"),
    "hidden": (("--legal-name", "a\u202eb"), "U+202E"),
    "no issue": (("--from-issue", "no-such-file"), "no-such-file"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_words(small: Path, catalog: Catalog, case: str) -> None:
    words, says = WRONG[case]
    ran = catalog("new", "supplier", "dunmore", *words, "--root", str(small))
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err and ran.err.count("\n") == 1
    assert not (small / "suppliers/dunmore.yml").exists()


@pytest.mark.parametrize(
    "words", [("--registered-country", "XX"), ("--owner", "@nobody"), ("--website", "ftp://x")]
)
def test_what_would_be_invalid_is_not_written(
    small: Path, catalog: Catalog, words: tuple[str, str]
) -> None:
    ran = catalog("new", "supplier", "dunmore", *words, "--root", str(small))
    assert ran.code == 1
    assert ran.out.startswith("suppliers/dunmore.yml:")
    assert not (small / "suppliers/dunmore.yml").exists()


def test_a_problem_elsewhere_does_not_stand_in_the_way(small: Path, catalog: Catalog) -> None:
    """Only what this record brings is counted against it."""
    (small / "suppliers/broken.yml").write_text("id: [\n")
    assert catalog("new", "supplier", "dunmore", "--root", str(small)).code == 0


def test_a_terminal_is_asked(
    small: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The main fields, with what may be answered; wrong answers again."""
    terminal = Terminal(
        *("Dunmore Ltd", "", "Norway", "NO", "", "@facility", "@facilities"),
        *("", "high", "", "onsite", ""),
    )
    terminal.plug(monkeypatch)
    assert catalog("new", "supplier", "dunmore", "--root", str(small)).code == 0
    record = made(small, "suppliers/dunmore.yml")
    assert record["legal_name"] == "Dunmore Ltd" and record["registered_country"] == "NO"
    assert record["owner"] == "@facilities" and record["criticality"] == "high"
    assert record["access"] == ["onsite"] and "summary" not in record
    assert "'@facility' is not a known role; did you mean '@facilities'?" in terminal.said
    assert "low, medium, high, critical" in terminal.said


def test_the_end_of_input_stops(
    small: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    Terminal("Dunmore Ltd").plug(monkeypatch)
    assert catalog("new", "supplier", "dunmore", "--root", str(small)).code == 2
    assert not (small / "suppliers/dunmore.yml").exists()


def test_a_real_terminal(small: Path) -> None:
    """A process of its own, with a terminal that is one."""
    command = [
        sys.executable,
        "-m",
        "generator",
        "new",
        "supplier",
        "dunmore",
        "--root",
        str(small),
    ]
    primary, secondary = pty.openpty()
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=secondary, stdout=secondary, stderr=secondary, close_fds=True
    )
    os.close(secondary)
    os.write(primary, b"Dunmore Ltd\n" + b"\n" * 9)
    shown = b""
    try:
        while part := os.read(primary, 4096):
            shown += part
    except OSError:  # the other side is closed
        pass
    os.close(primary)
    assert process.wait(60) == 0, shown
    assert b"Legal name, such as" in shown and b"Wrote suppliers/dunmore.yml" in shown
    assert made(small, "suppliers/dunmore.yml")["legal_name"] == "Dunmore Ltd"


def test_nobody_is_asked_in_a_pipe(small: Path) -> None:
    """Standard input is a pipe that never ends: the command must not read it."""
    command = [
        sys.executable,
        "-m",
        "generator",
        "new",
        "supplier",
        "dunmore",
        "--root",
        str(small),
    ]
    reader, writer = os.pipe()
    try:
        ran = subprocess.run(command, cwd=ROOT, stdin=reader, capture_output=True, timeout=120)
    finally:
        os.close(reader)
        os.close(writer)
    assert ran.returncode == 0
    assert b"such as" not in ran.stderr


ANSWERS = {
    "Legal name": "Dunmore Ltd",
    "Summary": "Repairs: day and night.",
    "Registered country": "GB",
    "Offer: Category": "electrical",
    "Contact: Mailbox": "orders@dunmore.example.com",
    "Access": "none of these",
    "Website": "_No response_",
}


WRITTEN = """\
id: dunmore
legal_name: Dunmore Ltd
lifecycle_status: prospect
summary: "Repairs: day and night."
registered_country: "GB"
access: [none]
offers:
  - {id: offer-1, category: electrical}
contacts:
  - {role: orders, mailbox: orders@dunmore.example.com}
owner: "@facilities"
"""


def from_issue(small: Path, catalog: Catalog, text: str, *words: str) -> Any:
    path = small / "issue.md"
    path.write_text(text)
    return catalog(
        *("new", "supplier", "dunmore", "--from-issue", str(path), "--root", str(small)), *words
    )


def test_an_issue_becomes_a_record(small: Path, catalog: Catalog) -> None:
    ran = from_issue(small, catalog, body(ANSWERS), "--owner", "@facilities")
    assert ran.code == 0, ran.out
    assert (small / "suppliers/dunmore.yml").read_text() == WRITTEN
    assert made(small, "suppliers/dunmore.yml") == {
        "id": "dunmore",
        "legal_name": "Dunmore Ltd",
        "lifecycle_status": "prospect",
        "summary": "Repairs: day and night.",
        "registered_country": "GB",
        "access": ["none"],
        "offers": [{"id": "offer-1", "category": "electrical"}],
        "contacts": [{"role": "orders", "mailbox": "orders@dunmore.example.com"}],
        "owner": "@facilities",
    }
    assert catalog("validate", "--root", str(small)).code == 0
    assert catalog("fmt", "--check", "suppliers/dunmore.yml", "--root", str(small)).code == 0


def test_an_issue_from_standard_input(small: Path) -> None:
    ran = subprocess.run(
        [*NEW, "--from-issue", "-", "--root", str(small)],
        cwd=ROOT,
        input=body(ANSWERS).encode(),
        capture_output=True,
    )
    assert ran.returncode == 0, ran.stdout
    assert made(small, "suppliers/dunmore.yml")["legal_name"] == "Dunmore Ltd"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"Legal name": "_No response_"}, "issue.md:1:1: ISSUE-FORM error: Legal name: this is"),
        ({"Nickname": "x"}, "'Nickname' is no question of the form"),
        ({"Registered country": "Norway"}, "issue.md:9:1: ISSUE-FORM error: Registered country:"),
        ({"Offer: Category": "electricl"}, "is not a known category; did you mean 'electrical'?"),
        ({"Website": "javascript:alert(1)"}, "Website:"),
        ({"Contact: Mailbox": "x@y"}, "Contact: Mailbox:"),
        ({"Summary": "### Legal name\n\nEvil Ltd"}, "'Legal name' is answered twice"),
        ({"Summary": "IBAN GB82 WEST 1234 5698 7654 32"}, "must not be kept in git"),
        ({"Summary": "x" * 5000}, "Summary: is longer than 4000 characters"),
        ({"Legal name": "a\nb"}, "Legal name:"),
        ({"Summary": "a\u202eb"}, "U+202E"),
    ],
)  # fmt: skip
def test_an_issue_that_does_not_fit_is_refused(
    small: Path, catalog: Catalog, change: dict[str, str], says: str
) -> None:
    """With a line for each reason, and nothing written."""
    ran = from_issue(small, catalog, body({**ANSWERS, **change}))
    assert ran.code == 1
    assert says in ran.out
    assert not (small / "suppliers/dunmore.yml").exists()


HOSTILE = [
    "::error file=x::y", "\n::set-output name=x::y", "${{ github.token }}", "$(touch /tmp/x)",
    "<script>alert(1)</script>", "=HYPERLINK(1)", "--- \na: b", "- a: b", "id: evil",
    "&a *a", "!!python/object/apply:os.system [x]", "{{ 7*7 }}", "# not: a field", "x: [",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("label", ["Legal name", "Summary", "Trading names"])
def test_hostile_answers_stay_text(small: Path, catalog: Catalog, text: str, label: str) -> None:
    """The answer is a text of its field, or the issue is refused; nothing else comes of it."""
    ran = from_issue(small, catalog, body({**ANSWERS, label: f"x {text}"}))
    assert all(not line.startswith("::") for line in (ran.out + ran.err).splitlines())
    if ran.code == 0:
        record = made(small, "suppliers/dunmore.yml")
        pointer = next(one.pointer for one in questions(SHAPE) if one.label == label)
        value = record[pointer[0]]
        lines = value if isinstance(value, list) else value.split("\n")
        assert [one.strip() for one in lines] == [
            one.strip() for one in f"x {text}".split("\n") if one.strip()
        ]
        assert record["id"] == "dunmore" and record["registered_country"] == "GB"
        assert catalog("validate", "--root", str(small)).code == 0
    else:
        assert ran.code == 1


def test_an_issue_is_for_suppliers(small: Path, catalog: Catalog) -> None:
    words = ("--from-issue", "x", "--root", str(small))
    ran = catalog("new", "policy", "dunmore", *words)
    assert (ran.code, "the form is one for suppliers" in ran.err) == (2, True)
