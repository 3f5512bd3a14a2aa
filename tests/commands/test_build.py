"""Build: whole or not at all, the same bytes each time, and no field for the wrong eyes."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.checks import registry
from generator.cli import main
from generator.commands.build import outputs
from generator.evaluate import evaluate
from generator.load.catalog import load
from generator.load.schema import Schemas
from generator.model.catalog import Catalog as Records
from generator.model.fields import Field
from generator.model.records import Record
from generator.pages.base import Page, Site
from tests.commands.conftest import SMALL, Catalog
from tests.conftest import AS_OF, ROOT

DAY = ("--as-of", "2026-11-22")


def tree(folder: Path) -> dict[str, str]:
    """Every file's hash."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small repository with a site, to be copied."""
    root = tmp_path_factory.mktemp("built") / "repository"
    shutil.copytree(SMALL, root, ignore=shutil.ignore_patterns("build", "site"))
    assert main(["build", "--root", str(root), *DAY]) == 0
    return root


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """A copy of the small repository with a site."""
    return Path(shutil.copytree(built_once, tmp_path / "repository", symlinks=True))


def test_it_says_what_it_built_and_where(small: Path, catalog: Catalog) -> None:
    ran = catalog("build", "--root", str(small), *DAY)
    assert ran.code == 0, ran.err
    assert "3 suppliers" in ran.err
    assert str(small / "site" / "index.html") in ran.err


def test_addresses(built: Path) -> None:
    """The addresses that others rely on."""
    site = built / "site"
    for path in (
        "index.html",
        "suppliers/index.html",
        "suppliers/acme-electrics/index.html",
        "categories/electrical/index.html",
        "handbook/index.html",
        "handbook/insurance/index.html",
        "compliance/index.html",
        "work/index.html",
        "calendar/index.html",
        "checks/INS-01/index.html",
        "data/index.html",
        "api/v1/suppliers.json",
    ):
        assert (site / path).is_file(), path
    page = (site / "suppliers/acme-electrics/index.html").read_text()
    assert 'data-page="supplier"' in page
    assert 'data-supplier="acme-electrics"' in page
    assert 'data-verdict="ok"' in page
    assert 'data-as-of="2026-11-22"' in page


def test_the_same_input_gives_the_same_bytes(built: Path) -> None:
    """In another process, with another hash seed, zone, language and folder of work."""
    before = tree(built / "site")
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--root", str(built), *DAY],
        cwd="/",
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": "7",
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "C",
        },
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert tree(built / "site") == before


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("suppliers/bad.yml", "id: bad\nlegal_name: Bad\nlifecycle_status: aproved\n"),
        ("suppliers/bad.yml", "id: other\nlegal_name: Bad\nlifecycle_status: approved\n"),
        ("suppliers/bad.yml", "a: &x 1\n"),
        ("policies/bad.yml", "id: bad\n"),
        ("reference/stray.yml", "x: 1\n"),
    ],
)
def test_an_invalid_record_leaves_the_old_site(
    built: Path, catalog: Catalog, path: str, content: str
) -> None:
    """Exit 1, the problem with its place, and not a byte of the site changed."""
    before = tree(built / "site")
    (built / path).write_text(content)
    ran = catalog("build", "--root", str(built), *DAY)
    assert ran.code == 1
    assert path in ran.out
    assert tree(built / "site") == before
    assert not [one for one in built.iterdir() if ".staging" in one.name]


def test_a_folder_of_someone_else_is_not_replaced(
    small: Path, catalog: Catalog, tmp_path: Path
) -> None:
    """Exit 2, and every file still there."""
    mine = tmp_path / "holiday-photos"
    mine.mkdir()
    (mine / "beach.jpg").write_bytes(b"x")
    for target in (mine, small, small / "suppliers", tmp_path):
        ran = catalog("build", "--root", str(small), *DAY, "--site-dir", str(target))
        assert ran.code == 2, target
    assert (mine / "beach.jpg").read_bytes() == b"x"
    assert (small / "suppliers/acme-electrics.yml").is_file()


def test_a_site_folder_that_cannot_be_written(small: Path, catalog: Catalog) -> None:
    """Exit 3 and the path. (A file stands where the folder above the site should be.)"""
    (small / "occupied").write_text("x")
    ran = catalog("build", "--root", str(small), *DAY, "--site-dir", str(small / "occupied/site"))
    assert ran.code in (2, 3)
    assert "occupied" in ran.err
    assert "Traceback" not in ran.err


def test_a_full_disk_leaves_the_old_site(
    built: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every write of a staged file fails: exit 3, the old site whole, nothing left over."""
    before = tree(built / "site")
    real = os.open

    def full(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        if ".staging" in str(path) and flags & os.O_CREAT:
            raise OSError(28, "No space left on device", str(path))
        return real(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", full)
    original = Path.write_bytes
    monkeypatch.setattr(
        Path,
        "write_bytes",
        lambda self, data: (
            (_ for _ in ()).throw(OSError(28, "No space left on device", str(self)))
            if ".staging" in str(self)
            else original(self, data)
        ),
    )
    import builtins

    real_open = builtins.open

    def no_open(path: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if ".staging" in str(path) and any(one in mode for one in "wxa"):
            raise OSError(28, "No space left on device", str(path))
        return real_open(path, mode, *rest, **more)

    monkeypatch.setattr(builtins, "open", no_open)
    ran = catalog("build", "--root", str(built), *DAY)
    monkeypatch.undo()
    assert ran.code == 3
    assert tree(built / "site") == before
    assert not [one for one in built.iterdir() if ".staging" in one.name]


def _filled(shape: Field, schemas: Schemas, path: tuple[str, ...], marks: dict[str, str]) -> Any:
    if shape.visibility:
        if shape.kind == "text" and not (shape.choices or shape.format or shape.reference):
            mark = f"canary{len(marks):04d}q"
            marks[mark] = shape.visibility
            return mark
        return shape.example
    if shape.item is not None:
        return [_filled(shape.item, schemas, path, marks)]
    return {
        name: _filled(child, schemas, (*path, name), marks)
        for name, child in shape.children.items()
    }


@pytest.fixture(scope="module")
def marked() -> tuple[Records, dict[str, str], dict[str, Field]]:
    """A catalog in which each free text of one supplier is a mark of its own."""
    loaded = load(ROOT / "tests/fixtures/small", registry())
    assert loaded.catalog is not None
    fields = {kind: loaded.schemas.fields(kind) for kind in ("supplier", "policy", "waiver")}
    marks: dict[str, str] = {}
    data = _filled(fields["supplier"], loaded.schemas, (), marks)
    data |= {
        "id": "marked",
        "lifecycle_status": "approved",
        "access": ["onsite"],
        "service_jurisdictions": ["GB"],
    }
    data["offers"][0] |= {"category": "electrical", "jurisdictions": ["GB"]}
    marks = {mark: seen for mark, seen in marks.items() if mark in json.dumps(data)}
    record = Record(kind="supplier", id="marked", path="suppliers/marked.yml", data=data)
    suppliers = {**loaded.catalog.suppliers, "marked": record}
    return (
        Records(
            suppliers=dict(sorted(suppliers.items())),
            policies=loaded.catalog.policies,
            reference=loaded.catalog.reference,
        ),
        marks,
        fields,
    )


def _published(marked: tuple[Records, dict[str, str], dict[str, Field]], audience: str) -> str:
    records, _, fields = marked
    site = Site(
        catalog=records,
        assessment=evaluate(records, AS_OF),
        fields=fields,
        audience=audience,
    )
    return "\n".join(_texts(site))


def _texts(site: Site) -> Iterator[str]:
    for one in outputs(site):
        yield one.path
        if isinstance(one, Page):
            yield f"{one.title}\n{one.description}\n{one.body}"
        else:
            yield one.data.decode("utf-8", errors="replace")


@pytest.mark.parametrize(
    ("audience", "hidden"), [("internal", {"restricted"}), ("public", {"restricted", "internal"})]
)
def test_no_field_for_the_wrong_eyes(
    marked: tuple[Records, dict[str, str], dict[str, Field]], audience: str, hidden: set[str]
) -> None:
    """Each text of the record is a mark; none that the audience may not see is anywhere."""
    text = _published(marked, audience)
    leaked = {mark for mark, seen in marked[1].items() if seen in hidden and mark in text}
    assert leaked == set()
    assert sum(seen in hidden for seen in marked[1].values()) > 5


def test_fields_the_audience_may_see_are_there(
    marked: tuple[Records, dict[str, str], dict[str, Field]],
) -> None:
    """So that the test above does not pass for want of pages: staff see nearly every mark."""
    text = _published(marked, "internal")
    meant = {mark for mark, seen in marked[1].items() if seen != "restricted"}
    assert {mark for mark in meant if mark not in text} == set()
