"""``catalog fmt``: what it changes, what it never does, and its exit codes."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.load.strict_yaml import parse
from generator.load.tree import read_tree
from tests.commands.conftest import Catalog
from tests.conftest import ROOT

MESSY = """\
# Kept with the record.

legal_name: Dunmore Ltd   # as in the register
lifecycle_status: 'approved'
# One word, always the same.
id: dunmore
offers:
    -   category: electrical
        id: wiring
    # - id: lighting
"""
TIDY = """\
# Kept with the record.

# One word, always the same.
id: dunmore
legal_name: Dunmore Ltd  # as in the register
lifecycle_status: "approved"
offers:
  - id: wiring
    category: electrical
  # - id: lighting
"""


@pytest.fixture
def tidy(small: Path, catalog: Catalog) -> Path:
    """The small repository, in canonical layout."""
    assert catalog("fmt", "--root", str(small)).code == 0
    return small


def test_order_layout_and_comments(tidy: Path, catalog: Catalog) -> None:
    path = tidy / "suppliers/dunmore.yml"
    path.write_text(MESSY)
    ran = catalog("fmt", "--root", str(tidy))
    assert (ran.code, ran.out) == (0, "")
    assert "Laid out anew: suppliers/dunmore.yml" in ran.err
    assert ran.err.endswith("1 laid out anew, 10 in canonical layout already.\n")
    assert path.read_text() == TIDY


def test_check_says_where_and_changes_nothing(tidy: Path, catalog: Catalog) -> None:
    path = tidy / "suppliers/dunmore.yml"
    path.write_text(MESSY)
    ran = catalog("fmt", "--check", "--root", str(tidy))
    assert ran.code == 1
    assert ran.out == (
        "suppliers/dunmore.yml:3:1: FMT-LAYOUT error: not in canonical layout from here on: "
        "run catalog fmt suppliers/dunmore.yml\n"
    )
    assert path.read_text() == MESSY
    path.write_text(TIDY)
    assert catalog("fmt", "--check", "--root", str(tidy)).code == 0


@pytest.mark.parametrize("check", [(), ("--check",)])
def test_what_does_not_parse_is_left_and_hides_nothing(
    tidy: Path, catalog: Catalog, check: tuple[str, ...]
) -> None:
    """Each with its place, in either mode; the others are still laid out."""
    bad = {"suppliers/one.yml": "id: one\ncountry: NO\n", "suppliers/two.yml": "id: [\n"}
    for name, text in bad.items():
        (tidy / name).write_text(text)
    (tidy / "suppliers/dunmore.yml").write_text(MESSY)
    ran = catalog("fmt", *check, "--root", str(tidy))
    assert ran.code == 1
    assert "suppliers/one.yml:2:10: YAML-AMBIGUOUS error:" in ran.out
    assert "suppliers/two.yml:1:6: YAML-SYNTAX error:" in ran.out
    assert {name: (tidy / name).read_text() for name in bad} == bad
    assert (tidy / "suppliers/dunmore.yml").read_text() == (MESSY if check else TIDY)
    assert "2 cannot be read, and were left as they are" in ran.err


@pytest.mark.parametrize(
    "data",
    [
        TIDY.replace("\n", "\r\n").encode(),
        TIDY.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + TIDY.encode(),
        TIDY.rstrip("\n").encode(),
        TIDY.replace("\n", "  \n").encode(),
        (TIDY + "\n\n").encode(),
    ],
    ids=["crlf", "cr", "bom", "no newline", "trailing spaces", "empty lines"],
)
def test_bytes_that_editors_leave_behind(tidy: Path, catalog: Catalog, data: bytes) -> None:
    path = tidy / "suppliers/dunmore.yml"
    path.write_bytes(data)
    assert catalog("fmt", "--check", "--root", str(tidy)).code == 1
    assert catalog("fmt", "--root", str(tidy)).code == 0
    assert path.read_bytes() == TIDY.encode()


def test_only_what_is_named(tidy: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file or a folder, from the working directory or from the root."""
    for name in ("suppliers/north/dunmore.yml", "suppliers/dunlevy.yml"):
        (tidy / name).parent.mkdir(exist_ok=True)
        (tidy / name).write_text(MESSY)
    monkeypatch.chdir(tidy / "suppliers")
    assert catalog("fmt", "north").code == 0
    assert (tidy / "suppliers/north/dunmore.yml").read_text() == TIDY
    assert (tidy / "suppliers/dunlevy.yml").read_text() == MESSY
    assert catalog("fmt", "suppliers/dunlevy.yml").code == 0
    assert (tidy / "suppliers/dunlevy.yml").read_text() == TIDY


@pytest.mark.parametrize("path", ["suppliers/nobody.yml", "..", "suppliers/README.md", "empty"])
def test_wrong_paths_are_wrong_usage(tidy: Path, catalog: Catalog, path: str) -> None:
    (tidy / "suppliers/README.md").write_text("# Suppliers\n")
    (tidy / "empty").mkdir()
    ran = catalog("fmt", "--root", str(tidy), path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_a_file_of_the_wrong_kind_is_named(tidy: Path, catalog: Catalog) -> None:
    """Somebody asked for it: passing it over would look like success."""
    (tidy / "suppliers/dunmore.yaml").write_text(MESSY)
    ran = catalog("fmt", "--root", str(tidy), "suppliers/dunmore.yaml")
    assert ran.code == 1
    assert ran.out.startswith("suppliers/dunmore.yaml:")
    assert "FILE-STRAY" in ran.out


def test_no_record_at_all(tmp_path: Path, catalog: Catalog) -> None:
    (tmp_path / "suppliers").mkdir()
    assert catalog("fmt", "--root", str(tmp_path)).code == 4


def test_links_are_not_followed(tidy: Path, tmp_path: Path, catalog: Catalog) -> None:
    """What a link leads to may be anything."""
    target = tmp_path / "elsewhere.yml"
    target.write_text(MESSY)
    (tidy / "suppliers/dunmore.yml").symlink_to(target)
    assert catalog("fmt", "--root", str(tidy)).code == 0
    assert target.read_text() == MESSY


def test_the_file_keeps_its_rights_and_nothing_is_left_beside_it(
    tidy: Path, catalog: Catalog
) -> None:
    path = tidy / "suppliers/dunmore.yml"
    path.write_text(MESSY)
    path.chmod(0o640)
    before = sorted(tidy.rglob("*"))
    assert catalog("fmt", "--root", str(tidy)).code == 0
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(tidy.rglob("*")) == before


def test_a_write_that_fails_leaves_the_old_file(
    tidy: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full, or the file was changed by somebody else meanwhile."""
    path = tidy / "suppliers/dunmore.yml"
    path.write_text(MESSY)
    before = sorted(tidy.rglob("*"))

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert catalog("fmt", "--root", str(tidy)).code == 3
    monkeypatch.setattr(os, "fsync", lambda descriptor: path.write_text(TIDY + "notes: mine\n"))
    ran = catalog("fmt", "--root", str(tidy))
    assert (ran.code, "was changed meanwhile" in ran.err) == (2, True)
    assert path.read_text() == TIDY + "notes: mine\n"
    assert sorted(tidy.rglob("*")) == before


def test_the_line_that_names_the_schema(tidy: Path, catalog: Catalog) -> None:
    """Added where the repository has schemas; mended where it leads nowhere; else left alone."""
    shutil.copytree(ROOT / "schemas", tidy / "schemas")
    start = "# yaml-language-server: $schema="
    own = start + "https://example.com/ours.json\n"
    texts = {
        "suppliers/north/dunmore.yml": f"{start}../schemas/supplier.schema.json\n{TIDY}",
        "suppliers/dunlevy.yml": own + TIDY.replace("dunmore", "dunlevy"),
    }
    for name, text in texts.items():
        (tidy / name).parent.mkdir(exist_ok=True)
        (tidy / name).write_text(text)
    assert catalog("fmt", "--root", str(tidy)).code == 0
    lines = {
        one.path: one.data.decode().splitlines()[0].removeprefix(start)
        for one in read_tree(tidy)[0]
    }
    assert lines.pop("suppliers/dunlevy.yml") == "https://example.com/ours.json"
    assert lines.pop("suppliers/north/dunmore.yml") == "../../schemas/supplier.schema.json"
    for path, address in lines.items():
        assert (tidy / path).parent.joinpath(address).is_file(), path
    assert catalog("fmt", "--check", "--root", str(tidy)).code == 0


def test_the_example_as_it_stands(tmp_path: Path, catalog: Catalog) -> None:
    """Every record of the example organisation: the same values, and nothing left to do."""
    for name in ("suppliers", "policies", "reference", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name)
    before = {one.path: parse(one.data, one.path)[0] for one in read_tree(tmp_path)[0]}
    readable = {path for path, value in before.items() if value is not None}
    assert len(readable) > 100
    catalog("fmt", "--root", str(tmp_path), *sorted(readable))
    after = {one.path: parse(one.data, one.path)[0] for one in read_tree(tmp_path)[0]}
    assert after == before
    assert catalog("fmt", "--check", "--root", str(tmp_path), *sorted(readable)).code == 0


def test_since_a_commit_only_what_differs_from_it(tidy: Path, catalog: Catalog) -> None:
    """New files too, and those not in git yet; what was untidy before is left as it is."""
    path = tidy / "suppliers/dunmore.yml"
    path.write_text(MESSY)
    _git(tidy, "init", "-q", "-b", "main")
    _git(tidy, "add", ".")
    _git(tidy, "commit", "-qm", "one")
    words = ("fmt", "--check", "--root", str(tidy), "--since", "main")
    ran = catalog(*words)
    assert (ran.code, ran.out) == (0, "")
    (tidy / "suppliers/ellisfield.yml").write_text(MESSY.replace("id: dunmore", "id: ellisfield"))
    ran = catalog(*words)
    assert ran.code == 1
    assert [one.partition(":")[0] for one in ran.out.splitlines()] == ["suppliers/ellisfield.yml"]
    assert catalog(*words[:-1], "no-such").code == 2
    assert catalog("fmt", "--root", str(tidy), "--since", "main").code == 0
    assert path.read_text() == MESSY


def _git(root: Path, *words: str) -> None:
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.com")
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)
