"""``catalog check --with DIR``: who falls out, and from when, before the policies change."""

import json
import shutil
from pathlib import Path

import pytest

from tests.commands.conftest import Catalog

ROOT = Path(__file__).resolve().parents[2]
DAY = ("--as-of", "2026-11-22")


@pytest.fixture
def patched(tmp_path: Path) -> Path:
    """A copy of the example's policies."""
    return Path(shutil.copytree(ROOT / "policies", tmp_path / "patched"))


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_same_policies_change_nothing(patched: Path, catalog: Catalog) -> None:
    ran = catalog("check", "--root", str(ROOT), "--with", str(patched), *DAY)
    assert ran.code == 0
    assert "no verdict changes in 400 days" in ran.out


def test_a_higher_limit_says_who_falls_out_and_from_when(patched: Path, catalog: Catalog) -> None:
    """Each supplier named is one that the changed catalog judges differently from that day on."""
    change(patched, "insurance.yml", '"1000000.00"', '"9000000.00"')
    words = ("check", "--root", str(ROOT), "--with", str(patched), *DAY)
    told = catalog(*words)
    assert told.code == 1
    assert catalog(*words, "--fail-on", "never").code == 0
    found = json.loads(catalog(*words, "--format", "json").out)["impact"]
    named = {one["supplier"]: one["shifts"][0] for one in found if one["worse"]}
    assert named
    now = verdicts(catalog, ROOT)
    after_root = patched.parent
    for top in ("suppliers", "reference"):
        shutil.copytree(ROOT / top, after_root / top)
    shutil.copytree(patched, after_root / "policies")
    then = verdicts(catalog, after_root)
    differ = {name for name in now if now[name] != then[name]}
    assert differ == {name for name, one in named.items() if one["from"] == "2026-11-22"}
    for name in differ:
        assert (named[name]["before"], named[name]["after"]) == (now[name], then[name])
    assert all(name in told.out for name in named)


def verdicts(catalog: Catalog, root: Path) -> dict[str, str]:
    report = json.loads(catalog("check", "--root", str(root), "--format", "json", *DAY).out)
    return {one["id"]: one["verdict"] for one in report["suppliers"]}


def test_the_catalog_itself_stays_as_it_is(patched: Path, small: Path, catalog: Catalog) -> None:
    before = {path: path.read_bytes() for path in small.rglob("*.yml")}
    catalog("check", "--root", str(small), "--with", str(small / "policies"), *DAY)
    assert {path: path.read_bytes() for path in small.rglob("*.yml")} == before


def test_a_mistake_in_the_policies_is_told_with_its_place(patched: Path, catalog: Catalog) -> None:
    change(patched, "insurance.yml", 'lines: "{cover}"', 'lines: "{covers}"')
    ran = catalog("check", "--root", str(ROOT), "--with", str(patched), *DAY)
    assert ran.code == 1
    assert ran.out.startswith("policies/insurance.yml:")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--with", "/no/such/folder"), "there is no such folder"),
        (("--with", "."), "it holds no policy"),
        (("--with", "policies", "--format", "sarif"), "choose one format of text, json"),
    ],
)
def test_wrong_use(
    words: tuple[str, ...],
    says: str,
    small: Path,
    catalog: Catalog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(small if "policies" in words else empty)
    ran = catalog("check", "--root", str(small), *words, *DAY)
    assert ran.code == 2
    assert says in ran.err and ran.err.count("\n") == 1
