"""What the handbook's pages need of the files behind them."""

import shutil
from pathlib import Path

import pytest

from generator.checks import registry
from generator.load.catalog import Loaded, load

ROOT = Path(__file__).resolve().parents[2]
POLICY = """id: "{name}"
title: "A policy"
version: "1.0"
status: draft
summary: "Do it."
clauses:
  - id: "X-1"
    title: "One"
    text: "Do it."
    modality: must
"""


def loaded(folder: Path, files: dict[str, str]) -> Loaded:
    """A catalog with nothing but the organisation and these files."""
    for path in ("suppliers", "policies", "reference"):
        (folder / path).mkdir()
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    for path, words in files.items():
        (folder / path).write_text(words, encoding="utf-8")
    return load(folder, registry())


@pytest.mark.parametrize("name", ["all", "glossary", "guide", "roles"])
def test_a_policy_is_not_called_like_another_page(tmp_path: Path, name: str) -> None:
    """It would stand at that page's address."""
    found = loaded(tmp_path, {f"policies/{name}.yml": POLICY.format(name=name)})
    assert [(one.code, one.path) for one in found.problems] == [
        ("FILE-NAME", f"policies/{name}.yml")
    ]


def test_another_name_will_do(tmp_path: Path) -> None:
    """The same policy under its own name."""
    found = loaded(tmp_path, {"policies/how.yml": POLICY.format(name="how")})
    assert list(found.problems) == []


def test_a_term_is_there_once_and_leads_to_clauses_that_exist(tmp_path: Path) -> None:
    """Twice the same id, a clause that is not there, a misspelt key: each with its line."""
    words = (
        'terms:\n  - {id: "tender", term: "Tender", definition: "A.", see: ["X-9"]}\n'
        '  - {id: "tender", term: "Tender", definition: "B."}\n'
    )
    policy = {"policies/how.yml": POLICY.format(name="how")}
    found = loaded(tmp_path, {**policy, "reference/glossary.yml": words})
    assert {(one.code, one.line) for one in found.problems} == {("REC-02", 3)}
    (tmp_path / "reference/glossary.yml").write_text(words.replace('"tender"', '"t-1"', 1))
    found = load(tmp_path, registry())
    assert [(one.code, one.line) for one in found.problems] == [("REC-03", 2)]
    (tmp_path / "reference/glossary.yml").write_text(words.replace("see:", "sea:", 1))
    assert "see" in load(tmp_path, registry()).problems[0].message
