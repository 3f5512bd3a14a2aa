"""A second check of the same files gives the same reports without working them out again."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.commands import check

from .conftest import Catalog, Ran

DAY = "2026-11-22"


@pytest.fixture
def kept(small: Path) -> Path:
    """The small repository, in git."""
    subprocess.run(["git", "init", "--quiet", str(small)], check=True, timeout=30)
    return small


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by one each time the catalog is evaluated."""
    times: list[str] = []
    real = check.assess

    def counting(*args: object) -> object:
        times.append("evaluated")
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(check, "assess", counting)
    return times


def run(catalog: Catalog, root: Path, *words: str) -> Ran:
    return catalog("check", "--root", str(root), "--as-of", DAY, *words)


def test_the_second_run_says_the_same(kept: Path, catalog: Catalog, worked: list[str]) -> None:
    first, second = run(catalog, kept), run(catalog, kept)
    assert (second, len(worked)) == (first, 1)
    assert first.out


@pytest.mark.parametrize("level", ["block", "error", "warning", "never"])
def test_the_exit_code_is_as_if_it_had_been_worked_out(
    kept: Path, catalog: Catalog, worked: list[str], level: str
) -> None:
    run(catalog, kept)
    again = run(catalog, kept, "--fail-on", level)
    assert len(worked) == 1
    assert again.code == run(catalog, kept, "--fail-on", level, "--no-cache").code


def test_every_format_comes_back_byte_for_byte(
    kept: Path, tmp_path: Path, catalog: Catalog, worked: list[str]
) -> None:
    def reports(name: str) -> dict[str, bytes]:
        folder = tmp_path / name
        folder.mkdir()
        formats = ("json", "csv", "xlsx", "sarif")
        words = [word for one in formats for word in ("--format", f"{one}={folder / one}")]
        run(catalog, kept, *words)
        return {one: (folder / one).read_bytes() for one in formats}

    assert reports("first") == reports("second")
    assert len(worked) == 1


def test_a_format_that_was_not_asked_for_before_is_worked_out(
    kept: Path, catalog: Catalog, worked: list[str]
) -> None:
    run(catalog, kept)
    assert json.loads(run(catalog, kept, "--format", "json").out)["as_of"] == DAY
    assert len(worked) == 2


def _a_supplier(root: Path) -> Path:
    return min((root / "suppliers").rglob("*.yml"))


def _append(path: Path) -> None:
    path.write_text(path.read_text("utf-8") + "# seen\n", "utf-8")


def _schemas(root: Path) -> None:
    shutil.copytree(Path(__file__).parents[2] / "schemas", root / "schemas", dirs_exist_ok=True)
    path = root / "schemas" / "supplier.schema.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"title": "Another"}), "utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a supplier": lambda root: _append(_a_supplier(root)),
    "a supplier's place": lambda root: (
        (root / "suppliers" / "moved").mkdir(),
        _a_supplier(root).rename(root / "suppliers" / "moved" / _a_supplier(root).name),
    ),
    "a supplier gone": lambda root: _a_supplier(root).unlink(),
    "a policy": lambda root: _append(min((root / "policies").glob("*.yml"))),
    "reference data": lambda root: _append(root / "reference" / "categories.yml"),
    "a schema": _schemas,
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changes_is_worked_out_again(
    kept: Path, catalog: Catalog, worked: list[str], what: str
) -> None:
    run(catalog, kept)
    CHANGES[what](kept)
    changed = run(catalog, kept)
    assert changed.code != 3, changed.err
    assert len(worked) == 2 or "problem" in changed.err + changed.out


def test_another_day_is_worked_out_again(kept: Path, catalog: Catalog, worked: list[str]) -> None:
    run(catalog, kept)
    catalog("check", "--root", str(kept), "--as-of", "2026-11-23")
    assert len(worked) == 2


def test_a_forged_report_is_as_good_as_none(
    kept: Path, catalog: Catalog, worked: list[str]
) -> None:
    first = run(catalog, kept)
    (file,) = (kept / "build" / "cache").glob("check-*.json")
    data = file.read_text("utf-8")
    assert '"worst":"' in data
    file.write_text(data.replace('"nothing":""', '"nothing":"x"'), "utf-8")
    assert run(catalog, kept) == first
    assert len(worked) == 2


def test_a_check_that_raises_is_not_remembered(
    kept: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(check, "show_errors", lambda _: None)
        real = check.assess

        def failing(*args: object) -> object:
            from dataclasses import replace

            from generator.model.assessment import CheckError

            error = CheckError(code="X-1", requirement="x", supplier=None, message="broken")
            return replace(real(*args), errors=(error,))  # type: ignore[arg-type]

        patched.setattr(check, "assess", failing)
        assert run(catalog, kept).code == 3
    assert run(catalog, kept).code != 3


def test_outside_git_nothing_is_kept(small: Path, catalog: Catalog, worked: list[str]) -> None:
    first = run(catalog, small)
    assert run(catalog, small) == first
    assert len(worked) == 2
    assert not (small / "build").exists()
