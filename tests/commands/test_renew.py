"""``catalog renew``: the old document stays and is superseded, the new one stands beside it."""

import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest

from generator.load.comments import comments_of
from generator.load.renewal import KINDS
from generator.load.strict_yaml import parse
from generator.model.fields import Field
from tests.commands.conftest import Catalog
from tests.commands.terminal import Terminal
from tests.conftest import ROOT

DAY = ("--as-of", "2026-11-22")
RECORD = """\
# Dunmore keeps our lights on.
id: dunmore
legal_name: Dunmore Ltd
lifecycle_status: approved   # since the tender
registered_country: GB
access: [onsite]
service_jurisdictions: [GB]
owner: "@facilities"
diversity: [wbenc-2025]
offers:
  - {id: wiring, category: electrical, how_to_order: Call.}

# Papers come from the broker.
insurance:
  certificates:
    - id: coi-2026   # by e-mail
      form: UK broker letter
      certificate_number: "B 1"
      date: "2025-12-20"
      insured: {name: Dunmore Ltd}
      insurers:
        - {letter: A, name: Summit Fir Casualty Co.}
      authorized_representative: {signed: true}
      policies: [pl-2026, el-2026]
      status: active
      evidence: {document_ref: DMS-1, verified_on: "2026-01-02", method: document_review}
      # Ask for the endorsement too.
  policies:
    # Public liability.
    - id: pl-2026
      line: public_liability_uk
      certificate: coi-2026
      insurer_letter: A
      policy_number: "PL 1"
      policy_eff: "2026-01-01"
      policy_exp: "2026-12-31"
      limits:
        limit_any_one_occurrence: {amount: "5000000.00", currency: GBP}   # as required
      addl_insd: {ticked: true, forms: ["A 1"], proof: endorsement_on_file}
      notice_of_cancellation: {days: 30, endorsed: true}
      exclusions_noted: [heights]
      status: active

    - {id: el-2026, line: employers_liability_uk, certificate: coi-2026, policy_number: "EL 1", policy_eff: "2026-01-01", policy_exp: "2026-12-31"}
    - {id: pi-2025, line: professional_indemnity_uk, policy_eff: "2025-01-01", policy_exp: "2025-12-31", status: superseded, superseded_by: pi-2026}
    - {id: pi-2026, line: professional_indemnity_uk, policy_eff: "2026-01-01", policy_exp: "2026-12-31", status: cancelled, cancelled_on: "2026-05-01"}
    - {id: pi-new, line: professional_indemnity_uk, status: draft}
licences:
  - id: elec
    licence_type: electrical_contractor
    number: "L 7"
    jurisdiction: GB
    status: active
    issued_on: "2024-01-01"
    expires_on: "2026-12-31"
    last_verified_on: "2026-01-05"
    evidence: {document_ref: DMS-2}
permits:
- id: roof-2026
  activity: roof_work
  valid_from: "2026-01-01"
  valid_to: "2026-12-31"
  conditions:
    - {text: Two people., done_on: "2026-01-01"}
certifications:
  - {id: iso-2024, scheme: ISO 9001, certificate_number: "Q 1", issuer: Body, issued_on: "2024-01-01", expires_on: "2026-12-31"}
  - {id: soc-2025, scheme: SOC 2, report_type: II, period_start: "2025-01-01", period_end: "2025-12-31", opinion: unqualified}
  - {id: wbenc-2025, scheme: WBENC, issued_on: "2025-01-01", expires_on: "2026-12-31"}
"""  # noqa: E501
NEW_YEAR = ("--policy-eff", "2027-01-01", "--policy-exp", "2027-12-31")


@pytest.fixture
def path(small: Path) -> Path:
    """The record in the small repository."""
    found = small / "suppliers/dunmore.yml"
    found.write_text(RECORD)
    return found


def record(path: Path) -> Any:
    value, problems = parse(path.read_bytes(), path.name)
    assert problems == []
    return value


def item(path: Path, where: str) -> Any:
    """``insurance.policies/pl-2026`` of the record."""
    keys, _, name = where.partition("/")
    found = record(path)
    for key in keys.split("."):
        found = found[key]
    return next(one for one in found if one["id"] == name)


class Renew:
    """``catalog renew dunmore …`` with what holds for every run that wrote something."""

    def __init__(self, path: Path, catalog: Catalog) -> None:
        self.path = path
        self.catalog = catalog

    def __call__(self, *words: str, code: int = 0) -> str:
        root = str(self.path.parents[1])
        before, old = self.path.read_text(), record(self.path)
        ran = self.catalog("renew", "dunmore", *words, "--root", root)
        assert ran.code == code, ran.err + ran.out
        after = self.path.read_text()
        assert comments_of(after) == comments_of(before)
        assert sorted(one.name for one in self.path.parent.iterdir()) == SUPPLIERS
        if code or "--dry-run" in words:
            assert after == before
        else:
            assert self.catalog("validate", "--root", root).code == 0
            kept(old, record(self.path))
        return ran.err + ran.out


SUPPLIERS = ["acme-electrics.yml", "brightwire.yml", "copperline.yml", "dunmore.yml"]


def kept(old: Any, new: Any) -> None:
    """Nothing is deleted, and nothing changed but that documents are superseded."""
    if isinstance(old, dict):
        for key, value in old.items():
            if key == "status" and new[key] == "superseded":
                assert value in ("active", "superseded") and "superseded_by" in new
            else:
                kept(value, new[key])
        assert set(new) - set(old) <= {"superseded_by", "status"}
    elif isinstance(old, list) and any(isinstance(one, dict) and "id" in one for one in old):
        there = {one["id"]: one for one in new}
        assert [one["id"] for one in new if one["id"] in {a["id"] for a in old}] == [
            one["id"] for one in old
        ]
        for one in old:
            kept(one, there[one["id"]])
    else:
        assert new == old


@pytest.fixture
def renew(path: Path, catalog: Catalog) -> Renew:
    return Renew(path, catalog)


def test_a_certificate_takes_its_policies_along(renew: Renew, path: Path) -> None:
    said = renew("certificate", "--date", "2026-12-15", *NEW_YEAR)
    assert item(path, "insurance.certificates/coi-2026")["superseded_by"] == "coi-2027"
    assert item(path, "insurance.certificates/coi-2027") == {
        "id": "coi-2027",
        "form": "UK broker letter",
        "date": "2026-12-15",
        "insured": {"name": "Dunmore Ltd"},
        "insurers": [{"letter": "A", "name": "Summit Fir Casualty Co."}],
        "policies": ["pl-2027", "el-2027"],
        "status": "active",
    }
    assert item(path, "insurance.policies/pl-2026")["status"] == "superseded"
    assert item(path, "insurance.policies/pl-2027") == {
        "id": "pl-2027",
        "line": "public_liability_uk",
        "certificate": "coi-2027",
        "insurer_letter": "A",
        "policy_eff": "2027-01-01",
        "policy_exp": "2027-12-31",
        "limits": {"limit_any_one_occurrence": {"amount": "5000000.00", "currency": "GBP"}},
        "addl_insd": {"ticked": True, "forms": ["A 1"]},
        "notice_of_cancellation": {"days": 30},
        "exclusions_noted": ["heights"],
        "status": "active",
    }
    assert item(path, "insurance.policies/el-2026")["superseded_by"] == "el-2027"
    ids = [one["id"] for one in record(path)["insurance"]["policies"]]
    assert ids == ["pl-2026", "pl-2027", "el-2026", "el-2027", "pi-2025", "pi-2026", "pi-new"]
    assert "coi-2027 supersedes insurance.certificates/coi-2026" in said
    assert "enter what the paper shows: policy_number, addl_insd.proof" in said
    assert said.count("note:") == said.count("note: coi-2027 has no SHA-256 of its paper") == 1


def test_what_one_paper_proves_is_not_taken_over(renew: Renew, path: Path) -> None:
    """Proof that an endorsement is on file, a verification, a signature: not of the new paper."""
    renew("certificate", "--date", "2026-12-15", *NEW_YEAR)
    new = str(item(path, "insurance.certificates/coi-2027"))
    new += str(item(path, "insurance.policies/pl-2027"))
    for word in ("proof", "endorsed", "signed", "verified", "evidence", "PL 1", "B 1"):
        assert word not in new


def test_only_the_lines_of_the_change_change(renew: Renew, path: Path) -> None:
    """The rest of the file stays as it was laid out, canonical or not."""
    renew("licences/elec", "--issued-on", "2027-01-01", "--expires-on", "2029-12-31")
    before, after = RECORD.splitlines(), path.read_text().splitlines()
    place = before.index("    evidence: {document_ref: DMS-2}")
    added = len(after) - len(before)
    assert after[:place] == before[:place]
    assert after[place : place + 2] == ["    superseded_by: elec-2027", before[place]]
    assert after[place + 2] == "  - id: elec-2027"
    assert after[place + 1 + added :] == before[place + 1 :]


def test_a_canonical_file_stays_canonical(renew: Renew, path: Path, catalog: Catalog) -> None:
    root = str(path.parents[1])
    assert catalog("fmt", "--root", root).code == 0
    renew("certificate", "--date", "2026-12-15", *NEW_YEAR)
    renew("roof-2026", "--valid-from", "2027-01-01", "--valid-to", "2027-12-31")
    assert catalog("fmt", "--check", "--root", root).code == 0


@pytest.mark.parametrize(
    ("document", "words", "new"),
    [
        ("insurance.policies/pl-2026", NEW_YEAR, "insurance.policies/pl-2027"),
        ("policies/pi-2026", NEW_YEAR, "insurance.policies/pi-2027"),
        (
            "licences/elec",
            ("--issued-on", "2027-01-01", "--expires-on", "2029-12-31"),
            "licences/elec-2027",
        ),
        (
            "permits/roof-2026",
            ("--valid-from", "2027-01-01", "--valid-to", "2027-12-31", "--number", "P 9"),
            "permits/roof-2027",
        ),
        (
            "certifications/iso-2024",
            ("--issued-on", "2027-01-01", "--expires-on", "2029-12-31"),
            "certifications/iso-2027",
        ),
        (
            "soc-2025",
            ("--period-start", "2026-01-01", "--period-end", "2026-12-31"),
            "certifications/soc-2026",
        ),
    ],
)  # fmt: skip
def test_each_kind_of_document(
    renew: Renew, path: Path, document: str, words: tuple[str, ...], new: str
) -> None:
    """The new one beside the old one, and the whole repository still valid."""
    renew(document, *words)
    name = document.rpartition("/")[2]
    key = new.partition("/")[0]
    assert item(path, f"{key}/{name}")["superseded_by"] == new.partition("/")[2]
    made = item(path, new)
    for flag, value in zip(words[::2], words[1::2], strict=True):
        if flag != "--set":
            assert made[flag.removeprefix("--").replace("-", "_")] == value


def test_a_cancelled_policy_stays_cancelled(renew: Renew, path: Path) -> None:
    renew("policies/pi-2026", *NEW_YEAR)
    old = item(path, "insurance.policies/pi-2026")
    assert (old["status"], old["cancelled_on"]) == ("cancelled", "2026-05-01")


def test_a_policy_without_a_certificate_keeps_its_insurer_by_name(renew: Renew, path: Path) -> None:
    """The letter belongs to the old certificate."""
    renew("policies/pl-2026", *NEW_YEAR)
    made = item(path, "insurance.policies/pl-2027")
    assert made["insurer"] == "Summit Fir Casualty Co."
    assert {"certificate", "insurer_letter"} & set(made) == set()


def test_flags_for_the_evidence_and_any_other_field(
    renew: Renew, path: Path, tmp_path: Path
) -> None:
    paper = tmp_path / "coi.pdf"
    paper.write_bytes(b"%PDF")
    renew(
        *("certificate", "--date", "2026-12-15", *NEW_YEAR, "--id", "coi-b"),
        *("--without", "el-2026"),
        *("--certificate-number", "B 2", "--document-ref", "DMS-9", "--received-on", "2026-12-16"),
        *("--verified-on", "2026-12-17", "--verified-by", "@risk", "--method", "document_review"),
        *("--file", str(paper), "--set", "pl-2026.policy_number=PL 2", "--set", "pl-2026.id=pl-b"),
        *("--set", "pl-2026.limits.limit_any_one_occurrence=GBP 6000000.00"),
        *("--set", "pl-2026.addl_insd.proof=box_ticked", "--set", "pl-2026.policy_exp=2027-06-30"),
    )  # fmt: skip
    certificate = item(path, "insurance.certificates/coi-b")
    assert certificate["policies"] == ["pl-b"]
    assert certificate["evidence"] == {
        "document_ref": "DMS-9",
        "sha256": hashlib.sha256(b"%PDF").hexdigest(),
        "received_on": "2026-12-16",
        "verified_on": "2026-12-17",
        "verified_by": "@risk",
        "method": "document_review",
    }
    policy = item(path, "insurance.policies/pl-b")
    assert (policy["policy_number"], policy["policy_exp"]) == ("PL 2", "2027-06-30")
    assert policy["limits"]["limit_any_one_occurrence"] == {
        "amount": "6000000.00",
        "currency": "GBP",
    }
    assert policy["addl_insd"] == {"ticked": True, "forms": ["A 1"], "proof": "box_ticked"}
    assert "superseded_by" not in item(path, "insurance.policies/el-2026")


WRONG = {
    "nothing said": (("certificate",), "say --date of the new certificate"),
    "no term": (("certificate", "--date", "2026-12-15"), "say --policy-eff and --policy-exp"),
    "no such document": (("licences/elek",), "did you mean 'licences/elec'?"),
    "nothing like it": (("x/y",), "there is insurance.certificates/coi-2026"),
    "superseded": (("pi-2025", *NEW_YEAR), "superseded already by pi-2026: renew that"),
    "draft": (("pi-new", *NEW_YEAR), "is a draft"),
    "flag of another kind": (("elec", "--valid-to", "2027-01-01"), "a licence has no such field"),
    "evidence of a policy": (("pl-2026", "--sha256", "x"), "has no such field"),
    "paper of a policy": (("pl-2026", "--file", __file__), "its certificate"),
    "two digests": (
        ("elec", "--file", __file__, "--sha256", "0" * 64),
        "--sha256 is not that of --file",
    ),
    "no such paper": (("elec", "--file", "no-such.pdf"), "--file no-such.pdf: No such file"),
    "unknown field": (("elec", "--set", "numbr=1"), "did you mean 'number'?"),
    "no assignment": (("elec", "--set", "number"), "write FIELD=VALUE"),
    "group": (("elec", "--set", "bond=1"), "name one of its fields: number"),
    "not a truth": (("elec", "--set", "perpetual=maybe"), "neither true nor false"),
    "not a number": (
        ("pl-2026", "--set", "notice_of_cancellation.days=many"),
        "no whole number",
    ),
    "without what is not there": (
        ("certificate", "--without", "pl-2027"),
        "--without pl-2027: not on insurance.certificates/coi-2026",
    ),
    "without for a licence": (("elec", "--without", "x"), "--without: there are policies"),
    "earlier": (
        ("elec", "--issued-on", "2024-01-01", "--expires-on", "2026-12-31"),
        "expires on 2026-12-31 is not later than 2026-12-31",
    ),
    "older certificate": (
        ("certificate", "--date", "2025-12-19", *NEW_YEAR),
        "is not later than 2025-12-20",
    ),
    "hidden character": (("elec", "--set", "locality=a\u200bb"), "U+200B"),
    "backwards": (
        ("elec", "--issued-on", "2029-01-01", "--expires-on", "2028-12-31"),
        "ends on 2028-12-31, before it begins on 2029-01-01",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_usage_changes_nothing(renew: Renew, case: str) -> None:
    """One line that says what is wrong, exit code 2."""
    words, says = WRONG[case]
    said = renew(*words, code=2)
    assert says in said and said.count("\n") == 1


INVALID = {
    "no date": ("--issued-on", "2027-13-01", "--expires-on", "2029-12-31"),
    "no digest": ("--sha256", "abc"),
    "unknown role": ("--verified-by", "@nobody"),
    "id taken": ("--set", "id=elec"),
    "a bank account": ("--set", "locality=GB82 WEST 1234 5698 7654 32"),
}


@pytest.mark.parametrize("case", INVALID)
def test_what_would_be_invalid_is_not_written(renew: Renew, case: str) -> None:
    """The loader judges the file as it would be; its problems are shown."""
    term = ("--issued-on", "2027-01-01", "--expires-on", "2029-12-31")
    said = renew("licences/elec", *term, *INVALID[case], code=1)
    assert "suppliers/dunmore.yml:" in said and "Nothing was written" in said


def test_an_unreadable_record_or_supplier(renew: Renew, path: Path, catalog: Catalog) -> None:
    for more, code in (("notes: NO\n", "YAML-AMBIGUOUS"), ("bonds: [x]\n", "REC-01")):
        path.write_text(RECORD + more)
        ran = catalog("renew", "dunmore", "certificate", "--root", str(path.parents[1]))
        assert (ran.code, code in ran.out) == (1, True)
        assert path.read_text() == RECORD + more
    ran = catalog("renew", "dunmor", "certificate", "--root", str(path.parents[1]))
    assert (ran.code, "did you mean 'dunmore'?" in ran.err) == (2, True)


def test_several_certificates_must_be_told_apart(renew: Renew, path: Path) -> None:
    text = RECORD.replace("  policies:\n", "    - {id: other, form: Letter}\n  policies:\n", 1)
    path.write_text(text.replace("      # Ask for the endorsement too.\n", ""))
    said = renew("certificate", "--date", "2026-12-15", *NEW_YEAR, code=2)
    assert "more than one" in said and "insurance.certificates/other" in said
    renew("certificates/other", "--date", "2026-12-15")
    assert item(path, "insurance.certificates/other-2026")["status"] == "active"


def test_a_gap_and_other_mentions_are_pointed_out(renew: Renew) -> None:
    late = ("--issued-on", "2027-02-01", "--expires-on", "2028-12-31")
    said = renew("wbenc-2025", *late)
    assert "from 2027-01-01 until 2027-02-01 neither wbenc-2025 nor wbenc-2027 is in force" in said
    assert "diversity names wbenc-2025: name wbenc-2027 there if that is meant" in said


def test_dry_run_shows_the_change(renew: Renew) -> None:
    said = renew("certificate", "--date", "2026-12-15", *NEW_YEAR, "--dry-run")
    assert "+    - id: coi-2027" in said and "Would change suppliers/dunmore.yml" in said


def test_the_report_follows_the_renewal(renew: Renew, path: Path, catalog: Catalog) -> None:
    """Before the new term the old policy holds, after it the new one does."""
    root = str(path.parents[1])
    renew("certificate", "--date", "2026-12-15", *NEW_YEAR)
    for day in ("2026-12-20", "2027-01-01", "2027-12-31"):
        ran = catalog("check", "--root", root, "--as-of", day, "--fail-on", "never")
        lines = [one for one in ran.out.splitlines() if "dunmore" in one and "INS-01" in one]
        assert lines == []
    ran = catalog("check", "--root", root, "--as-of", "2028-01-01", "--fail-on", "never")
    assert any("dunmore.yml" in one and "INS-01 block" in one for one in ran.out.splitlines())


def test_a_terminal_is_asked(renew: Renew, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is needed until there is an answer; what is wrong again; the rest may stay empty."""
    terminal = Terminal(
        *("", "2027-13-01", "2027-01-01", "2029-12-31", "", "2027-01-05", "phone", ""), *[""] * 9
    )
    terminal.plug(monkeypatch)
    renew("licences/elec")
    made = item(path, "licences/elec-2027")
    assert (made["issued_on"], made["expires_on"]) == ("2027-01-01", "2029-12-31")
    assert made["last_verified_on"] == "2027-01-05" and "verification_method" not in made
    assert "this is needed" in terminal.said
    assert "'2027-13-01' is not a date that exists" in terminal.said
    assert "'phone' is not one of" in terminal.said


def test_a_terminal_is_asked_once_for_the_term_of_all_policies(
    renew: Renew, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal(
        *("2026-12-15", "B 2", "", "", "", "", ""), "2027-01-01", "2027-12-31", "PL 2", "EL 2"
    )
    terminal.plug(monkeypatch)
    renew("certificate", "--document-ref", "DMS-7")
    assert item(path, "insurance.policies/pl-2027")["policy_number"] == "PL 2"
    assert item(path, "insurance.policies/el-2027")["policy_number"] == "EL 2"
    assert item(path, "insurance.policies/el-2027")["policy_exp"] == "2027-12-31"
    assert terminal.said.count("of all policies") == 2


def test_what_lacks_its_digest_is_said(renew: Renew, path: Path, tmp_path: Path) -> None:
    """Where the paper has evidence of its own, and neither the file nor its SHA-256 was named."""
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF")
    words = ("licences/elec", "--issued-on", "2027-01-01", "--expires-on", "2029-12-31")
    note = "elec-2027 has no SHA-256 of its paper, which REC-10 asks for: add --file PATH"
    assert note in renew(*words, "--dry-run")
    assert note not in renew(*words, "--sha256", "a" * 64, "--dry-run")
    assert "SHA-256" not in renew("insurance.policies/pl-2026", *NEW_YEAR, "--dry-run")
    assert note not in renew(*words, "--file", str(paper))
    evidence = item(path, "licences/elec-2027")["evidence"]
    assert evidence["sha256"] == hashlib.sha256(b"%PDF").hexdigest()


def test_a_terminal_takes_the_path_of_the_paper(
    renew: Renew, path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF")
    words = ("--issued-on", "2027-01-01", "--expires-on", "2029-12-31", "--number", "L 8")
    more = ("--verified-on", "2027-01-05", "--method", "document_review", "--received-on")
    words = (*words, *more, "2027-01-04", "--verified-by", "@facilities", "--document-ref", "D 9")
    given = ("--last-verified-on", "2027-01-05", "--verification-method", "document_review")
    terminal = Terminal("no-such.pdf", str(paper))
    terminal.plug(monkeypatch)
    renew("licences/elec", *words, *given)
    assert "or the path of its file" in terminal.said
    assert terminal.said.count("or the path of its file") == 2
    evidence = item(path, "licences/elec-2027")["evidence"]
    assert evidence["sha256"] == hashlib.sha256(b"%PDF").hexdigest()


def test_the_end_of_input_stops(renew: Renew, monkeypatch: pytest.MonkeyPatch) -> None:
    Terminal("2027-01-01").plug(monkeypatch)
    renew("licences/elec", code=2)


def fields_of(shape: Field, path: tuple[str, ...]) -> dict[str, Field]:
    for name in path:
        shape = shape.children[name]
    assert shape.item is not None
    return dict(shape.item.children)


@pytest.mark.parametrize("key", KINDS)
def test_the_rules_name_fields_that_are_there(key: str, loaded: Any) -> None:
    """A field that the schema renames is noticed here."""
    kind = KINDS[key]
    children = fields_of(loaded.schemas.fields("supplier"), kind.path)
    assert {"id", "superseded_by"} <= set(children)
    assert {*kind.carried, *kind.parts} <= set(children)
    assert {name for pair in kind.terms for name in pair if name} <= set(children)
    assert ("status" in children and kind.key != "licences") == kind.has_status
    for name, parts in kind.parts.items():
        assert set(parts) <= set(children[name].children)
    evidence = {"evidence", "superseded_by", "verified_on", "last_verified_on"}
    assert not evidence & {*kind.carried}


def test_every_list_with_successors_can_be_renewed(loaded: Any) -> None:
    shape = loaded.schemas.fields("supplier")
    found = {
        ".".join(path[: path.index("*")])
        for path, _ in shape.leaves()
        if path[-1] == "superseded_by"
    }
    assert found == set(KINDS)


def test_the_example_can_be_renewed(tmp_path: Path, catalog: Catalog) -> None:
    """Certificates of the example organisation, without a change elsewhere."""
    for name in ("suppliers", "policies", "reference", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name)
    if catalog("validate", "--root", str(tmp_path)).code:
        pytest.fail("the example does not load")
    words = ("certificate", "--date", "2030-01-01", "--policy-eff", "2030-01-02")
    done = 0
    for path in sorted((tmp_path / "suppliers/facilities").glob("*.yml"))[:6]:
        if "certificates:" not in path.read_text():
            continue
        old = record(path)
        ran = catalog(
            "renew", path.stem, *words, "--policy-exp", "2031-01-02", "--root", str(tmp_path)
        )
        assert ran.code == 0, ran.err
        kept(old, record(path))
        done += 1
    assert done > 2
