"""One list generates the others: what is generated and kept in the tree is up to date.

`make bless` accepts the present output.
"""

import json
import os
import shutil
from pathlib import Path

import pytest

from generator.checks import registry
from generator.cli import main
from generator.exports.docs_pages import docs_pages
from generator.load.catalog import Loaded
from generator.load.schema import KINDS

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
SMALL = ROOT / "tests" / "fixtures" / "small"


def hold(path: Path, text: str) -> None:
    """``text`` equals the file; with BLESS set, becomes it."""
    if os.environ.get("BLESS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    kept = path.read_text(encoding="utf-8") if path.is_file() else ""
    assert text == kept, f"{path.relative_to(ROOT)} is out of date: look at it, then `make bless`"


def test_golden_docs_made_from_schemas_and_checks(loaded: Loaded) -> None:
    """docs/fields.md and docs/checks/ follow the schemas and the checks."""
    pages = docs_pages({kind: loaded.schemas.fields(kind) for kind in KINDS}, registry())
    for path, text in pages.items():
        hold(ROOT / path, text)


@pytest.mark.parametrize("name", ["text", "json", "markdown"])
def test_golden_reports(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each report of the small repository, byte for byte."""
    main(["check", "--root", str(SMALL), "--as-of", "2026-11-22", "--format", name])
    hold(GOLDEN / f"report.{name}", capsys.readouterr().out)


def test_golden_addresses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every file of the small repository's site: an address that is there stays."""
    root = tmp_path / "small"
    shutil.copytree(SMALL, root)
    words = ["build", "--root", str(root), "--site-dir", str(tmp_path / "site")]
    assert main([*words, "--as-of", "2026-11-22"]) == 0
    site = tmp_path / "site"
    paths = sorted(one.relative_to(site).as_posix() for one in site.rglob("*") if one.is_file())
    ours = [one for one in paths if not one.startswith("assets/") and not one.startswith("docs/")]
    hold(GOLDEN / "addresses.json", json.dumps(ours, indent=1) + "\n")
