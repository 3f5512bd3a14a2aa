"""One writer for each path, nothing outside the folder, and a spare that is never trusted."""

import os
from pathlib import Path

import pytest

from generator.site.errors import PublishError
from generator.site.staging import Staging, put_by, spare_of
from tests.site.helpers import content


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    return Staging.beside(tmp_path / "site")


@pytest.mark.parametrize(
    "path",
    [
        "../x.html", "a/../../x", "/etc/x", "a//b", "a/", "", ".", "..", "a/./b", "a\\b", "C:x",
        "a\nb", "a\0b", ".git/config", "a/.htaccess", "con", "a/NUL.txt", "a/b.", "a b", "é.html",
        "manifest.json", "Manifest.JSON", "x" * 201, "a:b", "a?b", "a*b", "a\u202eb",
    ],
)  # fmt: skip
def test_a_path_that_is_not_plain_is_refused(staging: Staging, path: str) -> None:
    with pytest.raises(PublishError, match="from records"):
        staging.write(path, b"x", "records")
    assert content(staging.folder.parent) == {}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a/x.html", "a/x.html"),
        ("a/x.html", "a/X.html"),
        ("a/x.html", "A/x.html"),
        ("a/x.html", "A/y.html"),
        ("a", "a/x.html"),
        ("a/x.html", "a"),
        ("a/b/x.html", "A"),
    ],
)
def test_a_second_writer_is_an_error_that_names_both(
    staging: Staging, first: str, second: str
) -> None:
    staging.write(first, b"1", "one.yml")
    with pytest.raises(PublishError) as caught:
        staging.write(second, b"2", "two.yml")
    assert str(caught.value) == f"{second} (from two.yml) would overwrite {first} (from one.yml)"


def respare(tmp_path: Path, files: dict[str, bytes]) -> Staging:
    """A second staging that starts from a spare with these files."""
    first = Staging.beside(tmp_path / "site")
    for path, data in files.items():
        first.write(path, data)
    put_by(first.folder, tmp_path / "site")
    return Staging.beside(tmp_path / "site")


def test_a_spare_keeps_what_is_the_same_and_renews_what_is_not(tmp_path: Path) -> None:
    second = respare(tmp_path, {"a/same": b"same", "a/other": b"old", "gone/far/x": b"x"})
    before = {name: (second.folder / "a" / name).stat() for name in ("same", "other")}
    held = (second.folder / "a/other").open("rb")
    second.write("a/same", b"same")
    second.write("a/other", b"new!")
    second.sweep()
    assert content(second.folder) == {"a/same": b"same", "a/other": b"new!"}
    assert not (second.folder / "gone").exists()
    assert (second.folder / "a/same").stat().st_ino == before["same"].st_ino
    with held:
        assert held.read() == b"old", "a reader of the old file sees it to its end"


def test_a_file_that_someone_else_has_a_name_for_is_not_shared(tmp_path: Path) -> None:
    """A copy made of hard links must not change when the site does, nor the other way round."""
    first = Staging.beside(tmp_path / "site")
    first.write("x", b"same")
    os.link(first.folder / "x", tmp_path / "copy")
    put_by(first.folder, tmp_path / "site")
    second = Staging.beside(tmp_path / "site")
    second.write("x", b"same")
    assert (tmp_path / "copy").stat().st_nlink == 1
    assert (second.folder / "x").read_bytes() == b"same"


@pytest.mark.parametrize(("old", "new"), [("a", "a/b/c"), ("a/b/c", "a"), ("a/b/c", "a/b")])
def test_files_and_folders_of_a_spare_change_places(tmp_path: Path, old: str, new: str) -> None:
    second = respare(tmp_path, {old: b"old", "z": b"z"})
    second.write(new, b"new")
    second.sweep()
    assert content(second.folder) == {new: b"new"}


def test_a_spare_with_a_link_in_it_is_thrown_away(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x").write_bytes(b"mine")
    spare = spare_of(tmp_path / "site")
    spare.mkdir()
    (spare / "a").symlink_to(outside)
    staging = Staging.beside(tmp_path / "site")
    staging.write("a/x", b"theirs")
    assert content(outside) == {"x": b"mine"}
    assert content(staging.folder) == {"a/x": b"theirs"}


def test_a_spare_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x").write_bytes(b"mine")
    spare_of(tmp_path / "site").symlink_to(outside)
    staging = Staging.beside(tmp_path / "site")
    staging.write("x", b"theirs")
    staging.sweep()
    assert content(outside) == {"x": b"mine"}
