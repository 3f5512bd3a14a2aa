"""The command line's contract: exit codes, one line for a wrong word, every problem listed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from referencing import Registry, Resource

from generator import checks
from generator.checks.base import Case
from tests.commands.conftest import Catalog

ROOT = Path(__file__).resolve().parents[2]
DAY = ("--as-of", "2026-11-22")

WRONG = {
    "no command": [],
    "unknown command": ["chek"],
    "unknown flag": ["check", "--formt", "json"],
    "unknown format": ["check", "--format", "xml"],
    "two reports to standard output": ["check", "--format", "json", "--format", "text"],
    "report in a folder that is not there": ["check", "--format", "json=no/such/folder/r.json"],
    "unknown level": ["check", "--fail-on", "warnings"],
    "no such day": ["check", "--as-of", "2026-02-30"],
    "no date at all": ["check", "--as-of", "tomorrow"],
    "a day out of range": ["check", "--as-of", "1989-12-31"],
    "no such folder": ["check", "--root", "/no/such/folder"],
    "root is a file": ["check", "--root", __file__],
    "validate a path that is not there": ["validate", "suppliers/nobody.yml"],
    "explain nothing known": ["explain", "INS-99"],
    "a port that is none": ["serve", "--port", "70000"],
    "import without mapping": ["import", "register.csv"],
    "import of nothing": ["import", "no.csv", "--mapping", "no.yml"],
    "new with a bad id": ["new", "supplier", "../evil"],
    "new waiver for nobody": ["new", "waiver", "w-1", "--supplier", "x", "--requirement", "y"],
    "site folder is a file": ["build", "--site-dir", __file__],
}


@pytest.mark.parametrize("words", WRONG.values(), ids=WRONG.keys())
def test_wrong_use_is_exit_2_and_one_line(
    words: list[str], small: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong flag or path: exit 2, one line on standard error, nothing on standard output."""
    monkeypatch.chdir(small)
    ran = catalog(*words)
    assert ran.code == 2
    assert ran.err.startswith("catalog: ")
    assert ran.err.count("\n") == 1
    assert ran.out == ""


def test_outside_a_catalog(
    tmp_path: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a suppliers folder around, the line says how to name one."""
    monkeypatch.chdir(tmp_path)
    ran = catalog("check")
    assert ran.code == 2
    assert "--root" in ran.err


def test_the_repository_around_the_working_directory_is_used(
    small: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As git does it."""
    monkeypatch.chdir(small / "policies")
    assert catalog("validate").code == 0


def test_check_prints_place_code_severity_message(small: Path, catalog: Catalog) -> None:
    """One line for each finding, sorted by place; then what it comes to."""
    ran = catalog("check", "--root", str(small), *DAY)
    lines = ran.out.splitlines()
    assert ran.code == 1
    assert lines[0].startswith(
        "suppliers/brightwire.yml:14:7: INS-01 block: Public liability (UK): no policy in force"
    )
    assert lines[:-2] == sorted(
        lines[:-2], key=lambda one: (one.split(":")[0], int(one.split(":")[1]))
    )
    assert "1 OK to use, 0 OK with conditions, 1 Ask procurement, 1 Do not use" in lines[-2]


@pytest.mark.parametrize(
    ("level", "code"), [("block", 1), ("error", 1), ("warning", 1), ("never", 0)]
)
def test_fail_on_with_a_block(small: Path, catalog: Catalog, level: str, code: int) -> None:
    """Any level at or below block fails on a block."""
    assert catalog("check", "--root", str(small), *DAY, "--fail-on", level).code == code


@pytest.mark.parametrize(
    ("level", "code"), [("block", 0), ("error", 0), ("warning", 1), ("never", 0)]
)
def test_fail_on_with_a_warning_alone(small: Path, catalog: Catalog, level: str, code: int) -> None:
    """A warning fails only where warnings were asked to."""
    (small / "suppliers/brightwire.yml").unlink()
    path = small / "suppliers/copperline.yml"
    path.write_text(path.read_text().replace("2000000.00", "9000000.00"))
    assert catalog("check", "--root", str(small), *DAY, "--fail-on", level).code == code


def test_reports_go_to_their_files(small: Path, catalog: Catalog, tmp_path: Path) -> None:
    """Several formats at once, one of them to standard output."""
    ran = catalog(
        "check",
        "--root",
        str(small),
        *DAY,
        "--format",
        f"json={tmp_path / 'r.json'}",
        "--format",
        f"markdown={tmp_path / 'r.md'}",
        "--format",
        "text",
    )
    assert json.loads((tmp_path / "r.json").read_text())["as_of"] == "2026-11-22"
    assert (tmp_path / "r.md").read_text().startswith("## Suppliers as of 2026-11-22")
    assert "INS-01 block" in ran.out


def _report_validator() -> jsonschema.Draft202012Validator:
    documents = [json.loads(one.read_text()) for one in (ROOT / "schemas").glob("*.schema.json")]
    registry: Registry[object] = Registry().with_resources(
        (one["$id"], Resource.from_contents(one)) for one in documents
    )
    schema = json.loads((ROOT / "schemas/report.schema.json").read_text())
    return jsonschema.Draft202012Validator(schema, registry=registry)


@pytest.mark.parametrize("root", [ROOT, None], ids=["example", "small"])
def test_json_fits_its_schema(root: Path | None, small: Path, catalog: Catalog) -> None:
    """``check --format json`` is what schemas/report.schema.json says."""
    ran = catalog("check", "--root", str(root or small), *DAY, "--format", "json")
    report = json.loads(ran.out)
    _report_validator().validate(report)
    assert report["summary"]["suppliers"] == len(report["suppliers"]) > 0
    assert sum(report["summary"]["verdicts"].values()) == len(report["suppliers"])
    for one in report["findings"]:
        assert one["clause"] and one["requirement"] and one["fix"]
        assert one["line"] > 0 and one["column"] > 0
        text = ((root or small) / one["path"]).read_text().splitlines()
        assert one["line"] <= len(text)


def test_json_of_records_that_do_not_load(small: Path, catalog: Catalog) -> None:
    """Problems are in the report, and it still fits its schema."""
    (small / "suppliers/bad.yml").write_text("id: bad\nlegal_name: NO\n")
    ran = catalog("check", "--root", str(small), *DAY, "--format", "json")
    report = json.loads(ran.out)
    _report_validator().validate(report)
    assert ran.code == 1
    assert report["suppliers"] == []
    assert {one["code"] for one in report["problems"]} == {"YAML-AMBIGUOUS"}


BAD = {
    "suppliers/acme-electrics.yml": ("lifecycle_status: approved", "lifecycle_status: aproved"),
    "suppliers/brightwire.yml": ('owner: "@facilities"', 'owner: "@facilites"'),
    "suppliers/copperline.yml": ("registered_country: GB", "registered_country: NO"),
    "policies/insurance.yml": ('"{limit}"', '{amount: "1.00", currency: GBP}'),
}


def test_every_problem_of_every_file_in_one_run(small: Path, catalog: Catalog) -> None:
    """Exit 1, each with path, line and column, and nearest words suggested."""
    for path, (old, new) in BAD.items():
        text = (small / path).read_text()
        assert old in text
        (small / path).write_text(text.replace(old, new, 1))
    (small / "suppliers/stray.txt").write_text("x")
    ran = catalog("validate", "--root", str(small))
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert any("aproved" in one and "did you mean 'approved'" in one for one in lines)
    assert any(one.startswith("suppliers/copperline.yml:4:21: YAML-AMBIGUOUS") for one in lines)
    assert any(one.startswith("policies/insurance.yml:") and "POL-04" in one for one in lines)
    assert any(one.startswith("suppliers/stray.txt:") and "FILE-STRAY" in one for one in lines)


def test_a_reference_that_leads_nowhere(small: Path, catalog: Catalog) -> None:
    """REC-03 with the nearest id."""
    path = small / "suppliers/brightwire.yml"
    path.write_text(path.read_text().replace('"@facilities"', '"@facilites"'))
    ran = catalog("validate", "--root", str(small))
    assert ran.code == 1
    assert (
        "REC-03 error: owner: '@facilites' is not a known role; did you mean '@facilities'?"
        in ran.out
    )


def test_validate_of_one_path_shows_its_problems_alone(small: Path, catalog: Catalog) -> None:
    """The rest of the tree is read, for its ids, but not reported."""
    for name in ("brightwire", "copperline"):
        path = small / f"suppliers/{name}.yml"
        path.write_text(path.read_text().replace("approved", "aproved"))
    ran = catalog("validate", "--root", str(small), str(small / "suppliers/copperline.yml"))
    assert ran.code == 1
    assert "brightwire" not in ran.out
    assert "copperline" in ran.out


def _without_suppliers(small: Path) -> None:
    for path in (small / "suppliers").iterdir():
        path.unlink()


def _without_requirements_that_apply(small: Path) -> None:
    path = small / "policies/insurance.yml"
    path.write_text(path.read_text().replace("[onsite]", "[funds]"))


def _without_policies(small: Path) -> None:
    (small / "policies/insurance.yml").unlink()


def _policy_is_a_draft(small: Path) -> None:
    path = small / "policies/insurance.yml"
    path.write_text(path.read_text().replace("in_force", "draft"))


@pytest.mark.parametrize(
    "empty",
    [
        _without_suppliers,
        _without_requirements_that_apply,
        _without_policies,
        _policy_is_a_draft,
    ],
)
@pytest.mark.parametrize("command", ["check", "build"])
def test_nothing_checked_is_exit_4(
    small: Path, catalog: Catalog, empty: Callable[[Path], None], command: str
) -> None:
    """An empty run is no pass."""
    empty(small)
    ran = catalog(command, "--root", str(small), *DAY)
    assert ran.code == 4
    assert "nothing was checked" in ran.err
    assert not (small / "site").exists()


@pytest.mark.parametrize("code", sorted({"INS-01", "INS-03", "INS-07"}))
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_check_that_raises_is_exit_3_and_named(
    small: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch, code: str, command: str
) -> None:
    """Never a pass: the check is named, and nothing is published."""

    def broken(case: Case) -> None:
        raise RuntimeError("out of order")

    whole = checks.registry()
    monkeypatch.setattr(
        "generator.evaluate.rulebook.registry",
        lambda: {**whole, code: _replaced(whole[code], broken)},
    )
    ran = catalog(command, "--root", str(small), *DAY)
    assert ran.code == 3
    assert code in ran.err and "out of order" in ran.err
    assert "Traceback" not in ran.err
    assert not (small / "site").exists()


def _replaced(check: object, run: object) -> object:
    from dataclasses import replace

    return replace(check, run=run)  # type: ignore[type-var]


@pytest.mark.parametrize("kind", ["supplier", "policy"])
def test_new_writes_a_record_that_validates(small: Path, catalog: Catalog, kind: str) -> None:
    """The skeleton is valid as it is, and is never written over another record."""
    name = 'Ball "and" Sons' if kind == "supplier" else "Buying"
    assert catalog("new", kind, "first-one", "--name", name, "--root", str(small)).code == 0
    assert catalog("validate", "--root", str(small)).code == 0
    again = catalog("new", kind, "first-one", "--root", str(small))
    assert again.code == 2
    assert "already there" in again.err


def test_new_waiver_validates_and_is_honoured(small: Path, catalog: Catalog) -> None:
    """A waiver of the limit: the finding is waived, and the verdict has conditions."""
    words = ("new", "waiver", "wv-1", "--supplier", "copperline", "--root", str(small), *DAY)
    assert catalog(*words, "--requirement", "public-liability-limit").code == 0
    assert catalog("validate", "--root", str(small)).code == 0
    ran = catalog("check", "--root", str(small), *DAY)
    assert "waived until" in ran.out
    assert "1 OK with conditions" in ran.out


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("INS-01", ["Boundary:", "public-liability (clause INS-1, block): applied 3 times"]),
        ("public-liability", ["at least GBP 5,000,000", "work on our sites", "2 pass, 1 fail"]),
        ("INS-1", ["Clause INS-1 (Insurance)", "INS-07", "30 days before it ends"]),
        ("copperline", ["Ask procurement", "from 16 Dec 2026: Do not use", "to mend:"]),
    ],
)
def test_explain(small: Path, catalog: Catalog, name: str, says: list[str]) -> None:
    """A check, requirement, clause or supplier in words: what, of whom, and who fails now."""
    ran = catalog("explain", name, "--root", str(small), *DAY)
    assert ran.code == 0
    for text in says:
        assert text in ran.out


def test_hostile_names_stay_on_their_line(small: Path, catalog: Catalog) -> None:
    """A name with a workflow command forges no command in the log."""
    path = small / "suppliers/copperline.yml"
    text = path.read_text().replace(
        "legal_name: Copperline Ltd", 'legal_name: "::error file=x::y ##[group]"'
    )
    path.write_text(text.replace("PL-300", "##[error]x\\n::error::z"))
    ran = catalog("check", "--root", str(small), *DAY)
    assert not any(one.lstrip().startswith("::") for one in ran.out.splitlines())
    assert "##[" not in ran.out


def test_module_and_command_are_the_same(small: Path) -> None:
    """``python -m generator`` from any folder; a closed pipe is no traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", "check", "--root", str(small), *DAY],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "0", "LC_ALL": "C"},
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "\r" not in done.stderr
