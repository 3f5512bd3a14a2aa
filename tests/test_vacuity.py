"""Nothing may be checked in appearance only.

Taking away any one selector or folder of records of the example, or letting any one check raise,
changes the result or the exit code, every time. (Requirements: test_one_threshold.py.)
"""

import contextlib
import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.checks import registry
from generator.cli import main
from generator.model.assessment import Assessment, Outcome
from tests.conftest import AS_OF, ROOT
from tests.parts import alone, as_it_is, facts
from tests.test_one_threshold import CATALOG, changed


def selectors() -> Iterator[tuple[str, str]]:
    """Each (requirement, key of its applies_when)."""
    for one in CATALOG.requirements.values():
        yield from ((one.id, key) for key in one.applies_when)


@pytest.mark.parametrize(("requirement", "key"), list(selectors()))
def test_without_a_selector_it_applies_to_others(requirement: str, key: str) -> None:

    def widen(data: dict[str, Any]) -> None:
        mine = next(one for one in data["requirements"] if one["id"] == requirement)
        mine["applies_when"] = {k: v for k, v in mine["applies_when"].items() if k != key}

    wider = changed(CATALOG, CATALOG.requirements[requirement].clause, widen)
    assert _said(alone(wider, [requirement]), requirement) != _said(
        as_it_is([requirement]), requirement
    )


def _said(found: Assessment, requirement: str) -> tuple[Any, ...]:
    counts = found.coverage[requirement].outcomes
    return facts(found.findings, [requirement]), {k: n for k, n in counts.items() if n}


@pytest.mark.parametrize("code", sorted({one.check for one in CATALOG.requirements.values()}))
def test_a_check_that_raises_is_told_and_never_a_pass(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = registry()

    def broken(case: Any) -> Iterator[Any]:
        raise RuntimeError("no")
        yield

    monkeypatch.setitem(found, code, replace(found[code], run=broken))  # type: ignore[misc]
    mine = [one.id for one in CATALOG.requirements.values() if one.check == code]
    after = alone(CATALOG, mine)
    assert code in {one.code for one in after.errors}
    passes = sum(after.coverage[one].outcomes.get(Outcome.PASS, 0) for one in mine)
    assert passes == 0


def folders() -> list[str]:
    """Each folder of records."""
    return sorted(
        {
            path.parent.relative_to(ROOT).as_posix()
            for top in ("suppliers", "policies", "reference")
            for path in (ROOT / top).rglob("*.yml")
        }
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[int, Any]]:
    """A copy of all records, and what is said of them."""
    root = tmp_path_factory.mktemp("whole")
    for top in ("suppliers", "policies", "reference"):
        shutil.copytree(ROOT / top, root / top)
    return root, _report(root)


@pytest.mark.parametrize("folder", folders())
def test_without_a_folder_of_records_the_answer_is_another(
    folder: str, whole: tuple[Path, tuple[int, Any]], tmp_path: Path
) -> None:
    records, before = whole
    root = shutil.copytree(records, tmp_path / "less")
    for path in (root / folder).glob("*.yml"):
        path.unlink()
    assert _report(root) != before


def _report(root: Path) -> tuple[int, Any]:
    words = ["check", "--root", str(root), "--as-of", AS_OF.isoformat(), "--format", "json"]
    with contextlib.redirect_stdout(io.StringIO()) as said:
        code = main(words)
    report = json.loads(said.getvalue())
    return code, (report["summary"], report["problems"], report["findings"])
