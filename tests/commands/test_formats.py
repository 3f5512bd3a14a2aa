"""``--format F[=FILE]``: several at once, each whole in its file, or a line that says why not."""

import io
import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from generator.commands import output
from generator.reports import binary, registry
from tests.commands.conftest import Catalog
from tests.conftest import ROOT

DAY = ("--as-of", "2026-11-22")


def formats(folder: Path, names: tuple[str, ...] | None = None) -> list[str]:
    """The words that ask for these formats (by default for all), each to its file."""
    wanted = names or tuple(registry())
    return [word for one in wanted for word in ("--format", f"{one}={folder / f'r.{one}'}")]


def test_every_format_at_once_each_to_its_file(
    small: Path, tmp_path: Path, catalog: Catalog
) -> None:
    """They are what they say they are, about the same four findings."""
    ran = catalog("check", "--root", str(small), *DAY, *formats(tmp_path))
    assert (ran.code, ran.out, ran.err) == (1, "", "")
    read = {name: (tmp_path / f"r.{name}").read_bytes() for name in registry()}
    assert len(json.loads(read["json"])["findings"]) == 4
    assert len(json.loads(read["gitlab"])) == 4
    assert len(json.loads(read["sarif"])["runs"][0]["results"]) == 4
    assert ElementTree.fromstring(read["junit"]).get("failures") == "3"
    assert read["csv"].count(b"\r\n") == 5
    assert openpyxl.load_workbook(io.BytesIO(read["xlsx"]))["Findings"].max_row == 5
    assert read["markdown"].startswith(b"## Suppliers")
    assert read["github"].count(b"\n::error ") + read["github"].startswith(b"::error ") == 2
    assert b"4 findings" in read["text"]
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == sorted(
        f"r.{name}" for name in registry()
    )


def test_made_twice_they_are_the_same(small: Path, tmp_path: Path, catalog: Catalog) -> None:
    """Byte for byte, and a report that was there is replaced."""
    words = ("check", "--root", str(small), *DAY, *formats(tmp_path))
    catalog(*words)
    first = {one: (tmp_path / f"r.{one}").read_bytes() for one in registry()}
    (tmp_path / "r.text").write_text("old and longer\n" * 1_000)
    catalog(*words)
    assert first == {one: (tmp_path / f"r.{one}").read_bytes() for one in registry()}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["xlsx"], "--format xlsx: this is no text; name a file, as in --format xlsx=report.xlsx"),
        (["text="], "--format text=: name a file after the equals sign"),
        (["text", "json"], "only one report can go to standard output"),
        (["word=x"], "--format word: choose one of csv, github, gitlab, json"),
        (["json=same", "text=./same"], "two reports would be written to same"),
    ],
)
def test_wrong_words_are_one_line(
    small: Path, catalog: Catalog, words: list[str], says: str
) -> None:
    """Before anything is read."""
    given = [word for one in words for word in ("--format", one)]
    ran = catalog("check", "--root", str(small), *given)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err and ran.err.count("\n") == 1


def test_one_file_that_cannot_be_written_leaves_all_as_they_were(
    small: Path, tmp_path: Path, catalog: Catalog
) -> None:
    """Nothing is printed, no file is replaced, nothing is left beside them."""
    kept = tmp_path / "kept"
    kept.write_text("old")
    names = ("--format", f"json={kept}", "--format", f"csv={tmp_path / 'none' / 'r'}")
    ran = catalog("check", "--root", str(small), *DAY, *names, "--format", "text")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"catalog: --format: {tmp_path / 'none' / 'r'} cannot be written: " + (
        "No such file or directory\n"
    )
    assert kept.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["kept"]


def test_a_folder_is_no_file(small: Path, tmp_path: Path, catalog: Catalog) -> None:
    """Said with its name."""
    ran = catalog("check", "--root", str(small), *DAY, "--format", f"text={tmp_path}")
    assert ran.code == 2
    assert ran.err == f"catalog: --format: {tmp_path} cannot be written: Is a directory\n"


def test_a_pipe_gets_the_report_and_stays_a_pipe(small: Path) -> None:
    """``/dev/stdout`` is written to, never replaced."""
    words = ("check", "--root", str(small), *DAY, "--format", "json=/dev/stdout")
    done = subprocess.run(
        [sys.executable, "-m", "generator", *words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert json.loads(done.stdout)["as_of"] == "2026-11-22"


def test_a_link_keeps_leading_where_it_led(small: Path, tmp_path: Path, catalog: Catalog) -> None:
    """The file behind it is replaced."""
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    catalog("check", "--root", str(small), *DAY, "--format", f"json={tmp_path / 'link'}")
    assert (tmp_path / "link").is_symlink()
    assert json.loads((tmp_path / "real").read_text())["as_of"] == "2026-11-22"


def test_records_that_do_not_load_are_in_every_format(
    small: Path, tmp_path: Path, catalog: Catalog
) -> None:
    """With the code of the problem, and exit code 1."""
    (small / "suppliers/bad.yml").write_text("id: bad\nlegal_name: NO\n")
    ran = catalog("check", "--root", str(small), *DAY, *formats(tmp_path))
    assert ran.code == 1
    for name in sorted(set(registry()) - binary()):
        assert "YAML-AMBIGUOUS" in (tmp_path / f"r.{name}").read_text(), name
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames[0] == "Problems"


def test_paths_start_at_the_repository(small: Path, tmp_path: Path, catalog: Catalog) -> None:
    """A catalog in a folder of a repository is annotated there; text keeps the short paths."""
    (small.parent / ".git").mkdir()
    catalog("check", "--root", str(small), *DAY, *formats(tmp_path))
    assert "::error file=repository/suppliers/" in (tmp_path / "r.github").read_text()
    sarif = json.loads((tmp_path / "r.sarif").read_text())["runs"][0]["results"][0]
    place = sarif["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"].startswith("repository/suppliers/")
    assert (tmp_path / "r.text").read_text().startswith("suppliers/")


def test_where_a_catalog_lies(tmp_path: Path) -> None:
    """At the top, in a folder, in a worktree (whose .git is a file), in no repository."""
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    assert output.folder_in_repository(inside) == ""
    (tmp_path / ".git").write_text("gitdir: elsewhere\n")
    assert output.folder_in_repository(inside) == "a/b/"
    assert output.folder_in_repository(tmp_path) == ""


@pytest.mark.parametrize(
    ("words", "name"),
    [((), "Müller → 𐐷 Ltd"), (("--ascii",), "M\\u00fcller \\u2192 \\U00010437 Ltd")],
)
def test_what_is_printed_can_be_ascii_alone(words: tuple[str, ...], name: str, small: Path) -> None:
    """Names stay readable unless ASCII is asked for; then each other character is told apart."""
    path = small / "suppliers/acme-electrics.yml"
    text = path.read_text("utf-8").replace("Acme Electrics Ltd", "Müller → 𐐷 Ltd")
    path.write_text(text, "utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "generator", "gate", "acme-electrics", "--root", str(small), *words],
        capture_output=True,
        check=False,
    )
    assert name in ran.stdout.decode("utf-8")
    assert (ran.stdout + ran.stderr).isascii() is bool(words)
