"""The files of the gate: one list, which misses none of this repository's own."""

import subprocess
from pathlib import Path

import pytest

from generator.governance.codeowners import codeowners
from generator.governance.gate_files import gate_paths, is_gate
from generator.model.catalog import Catalog

ROOT = Path(__file__).resolve().parents[2]
# What decides nothing about the check of a change; records and schemas have rules of their own.
OTHERS = {
    *("suppliers", "policies", "reference", "schemas"),
    *("docs", "tests", "benchmarks", ".vscode", ".gitignore", "LICENSE", "README.md"),
}


def test_every_file_of_the_repository_is_of_the_gate_or_known_not_to_be() -> None:
    """A new lock file or CI file has to be put on one side or the other."""
    run = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True)
    found = {one for one in run.stdout.splitlines() if one.partition("/")[0] not in OTHERS}
    assert found
    assert {one for one in found if not is_gate(one)} == set()


@pytest.mark.parametrize("prefix", ["", "catalog/"])
def test_codeowners_names_somebody_for_each(prefix: str, example: Catalog) -> None:
    rows = codeowners(example, prefix).splitlines()
    owned = {row.partition(" ")[0] for row in rows if row.startswith("/")}
    for path in gate_paths(prefix):
        assert f"/{path}" in owned
        assert is_gate(f"{path}x" if path.endswith("/") else path, prefix)
    assert {f"/{prefix}schemas/", f"/{prefix}suppliers/"} <= owned


@pytest.mark.parametrize(
    ("path", "gate"),
    [
        ("Makefile", True),
        ("catalog/Makefile", True),
        (".ci/link", True),
        ("catalog/generator/cli.py", True),
        ("other/Makefile", False),
        ("catalog/suppliers/Makefile", False),
        ("generators/x", False),
        ("Makefile.bak", False),
        ("docs/ci.md", False),
    ],
)
def test_beside_the_catalog_and_at_the_top(path: str, gate: bool) -> None:
    assert is_gate(path, "catalog/") is gate
