"""Every entry of the data folders is read as one known kind, or reported."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load import tree
from generator.load.tree import REFERENCE_KINDS, SourceFile, read_tree

CASES = Path(__file__).parent / "cases"
DATA = b"id: acme\n"


def single_entries() -> list[tuple[str, str]]:
    rows = (CASES / "tree.txt").read_text("utf-8").splitlines()
    pairs = [row.split(" | ", 1) for row in rows if row and not row.startswith("#")]
    return [
        (kind, path.encode("ascii").decode("unicode_escape") if "\\" in path else path)
        for kind, path in pairs
    ]


def create(root: Path, path: str) -> None:
    place = root / path
    if path.endswith("/"):
        place.mkdir(parents=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(DATA)


def codes(root: Path) -> list[tuple[str, str]]:
    return [(problem.code, problem.path) for problem in read_tree(root)[1]]


@pytest.mark.parametrize(("expected", "path"), single_entries(), ids=ascii)
def test_one_entry_is_one_kind_or_one_problem(tmp_path: Path, expected: str, path: str) -> None:
    """Each row of cases/tree.txt, alone in a repository."""
    create(tmp_path, path)
    files, problems = read_tree(tmp_path)
    if expected == "nothing":
        assert (files, problems) == ([], [])
    elif expected.startswith("FILE-"):
        assert files == [] and [problem.code for problem in problems] == [expected]
        assert problems[0].path.isascii() and problems[0].path.isprintable()
        assert problems[0].message.isascii() and problems[0].message.isprintable()
    else:
        assert files == [SourceFile(path=path, kind=expected, data=DATA)] and problems == []


def test_hostile_names_are_shown_with_escapes(tmp_path: Path) -> None:
    """A name cannot write lines, colours or workflow commands into a report."""
    create(tmp_path, "suppliers/a\nb::error::x.yml")
    create(tmp_path, "suppliers/\x1b[31m\u202e.yml")
    assert codes(tmp_path) == [
        ("FILE-NAME", "suppliers/\\x1b[31m\\u202e.yml"),
        ("FILE-NAME", "suppliers/a\\nb::error::x.yml"),
    ]


def test_all_kinds_together_sorted_by_path(tmp_path: Path) -> None:
    """Files come in the order of their paths, whatever order the disk gives them in."""
    paths = ["suppliers/b/zz.yml", "suppliers/aa.yml", "policies/waivers/w1.yml", "policies/pp.yml"]
    paths += [f"reference/{kind}.yml" for kind in REFERENCE_KINDS]
    for path in reversed(paths):
        create(tmp_path, path)
    files, problems = read_tree(tmp_path)
    assert problems == []
    assert [file.path for file in files] == sorted(paths)
    assert {file.kind for file in files} == {"supplier", "policy", "waiver", *REFERENCE_KINDS}


def test_empty_catalog_has_no_files_and_no_problems(tmp_path: Path) -> None:
    """Folders that are missing are empty; whoever asked decides what that means."""
    assert read_tree(tmp_path) == ([], [])


def test_root_must_be_a_folder(tmp_path: Path) -> None:
    """Neither a file nor nothing is a catalog."""
    create(tmp_path, "file")
    for root in (tmp_path / "file", tmp_path / "missing"):
        with pytest.raises(NotADirectoryError):
            read_tree(root)


def test_one_bad_entry_hides_no_other(tmp_path: Path) -> None:
    """All problems come in one run, beside the files that are good."""
    for path in ("suppliers/aa.yml", "suppliers/bb.yaml", "suppliers/Cc.yml", "policies/dd.txt"):
        create(tmp_path, path)
    assert [file.path for file in read_tree(tmp_path)[0]] == ["suppliers/aa.yml"]
    assert codes(tmp_path) == [
        ("FILE-STRAY", "policies/dd.txt"),
        ("FILE-NAME", "suppliers/Cc.yml"),
        ("FILE-STRAY", "suppliers/bb.yaml"),
    ]


@pytest.mark.parametrize("target", ["file", "folder", "outside", "nowhere", "itself"])
@pytest.mark.parametrize(
    "path", ["suppliers/link.yml", "suppliers/link", "policies/README.md", "reference/roles.yml"]
)
def test_links_are_never_followed(tmp_path: Path, target: str, path: str) -> None:
    """A link is refused whatever it is called and wherever it leads."""
    root, outside = tmp_path / "root", tmp_path / "outside.yml"
    create(root, "suppliers/acme.yml")
    create(root, "suppliers/eu/bolt.yml")
    outside.write_bytes(DATA)
    link = root / path
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(
        {
            "file": root / "suppliers/acme.yml",
            "folder": root / "suppliers/eu",
            "outside": outside,
            "nowhere": root / "gone",
            "itself": link,
        }[target]
    )
    files, problems = read_tree(root)
    assert [file.path for file in files] == ["suppliers/acme.yml", "suppliers/eu/bolt.yml"]
    assert [(problem.code, problem.path) for problem in problems] == [("FILE-SYMLINK", path)]


@pytest.mark.parametrize("folder", ["suppliers", "policies", "reference", "policies/waivers"])
def test_data_folders_are_no_links(tmp_path: Path, folder: str) -> None:
    """The data folders themselves may not lead elsewhere."""
    create(tmp_path, "elsewhere/acme.yml")
    (tmp_path / folder).parent.mkdir(exist_ok=True)
    (tmp_path / folder).symlink_to(tmp_path / "elsewhere")
    assert read_tree(tmp_path)[0] == []
    assert codes(tmp_path) == [("FILE-SYMLINK", folder)]


@pytest.mark.parametrize("path", ["suppliers/pipe.yml", "suppliers/pipe", "reference/roles.yml"])
def test_special_files_are_refused_without_waiting(tmp_path: Path, path: str) -> None:
    """Nobody writes to the FIFO: a reader that opens it would wait for ever."""
    (tmp_path / path).parent.mkdir()
    os.mkfifo(tmp_path / path)
    assert codes(tmp_path) == [("FILE-SPECIAL", path)]


def test_what_changes_between_listing_and_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The listing said "file". What is opened is looked at again."""
    create(tmp_path, "suppliers/real.yml")
    create(tmp_path, "suppliers/folder.yml/")
    (tmp_path / "suppliers/link.yml").symlink_to(tmp_path / "suppliers/real.yml")
    os.mkfifo(tmp_path / "suppliers/pipe.yml")
    listed = tree._sort_of
    monkeypatch.setattr(
        tree, "_sort_of", lambda entry: "file" if "." in entry.name else listed(entry)
    )
    files, _ = read_tree(tmp_path)
    assert [file.path for file in files] == ["suppliers/real.yml"]
    assert codes(tmp_path) == [
        ("FILE-SPECIAL", "suppliers/folder.yml"),
        ("FILE-SYMLINK", "suppliers/link.yml"),
        ("FILE-SPECIAL", "suppliers/pipe.yml"),
    ]


def test_unreadable_file_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions, a disk error or a file that has gone: the others are still read."""
    for name in ("aa", "bb", "cc"):
        create(tmp_path, f"suppliers/{name}.yml")
    opened = os.open

    def refuse(path: str, flags: int) -> int:
        if path.endswith("bb.yml"):
            raise PermissionError(13, "Permission denied", path)
        if path.endswith("cc.yml"):
            os.unlink(path)  # noqa: PTH108 - as another process would
        return opened(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    files, problems = read_tree(tmp_path)
    assert [file.path for file in files] == ["suppliers/aa.yml"]
    assert [(one.code, one.path, one.message) for one in problems] == [
        ("FILE-UNREADABLE", "suppliers/bb.yml", "this cannot be read: Permission denied"),
        ("FILE-UNREADABLE", "suppliers/cc.yml", "this cannot be read: No such file or directory"),
    ]


def test_unreadable_folder_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be listed is not an empty one."""
    create(tmp_path, "suppliers/eu/acme.yml")
    listed = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("eu"):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert codes(tmp_path) == [("FILE-UNREADABLE", "suppliers/eu")]


@pytest.mark.parametrize(
    ("size", "read"), [(0, 0), (1, 1), (262_144, 262_144), (262_145, 262_145), (900_000, 262_145)]
)
def test_reads_one_byte_more_than_is_allowed(tmp_path: Path, size: int, read: int) -> None:
    """Enough for the loader to see that a file is too large, and no more."""
    create(tmp_path, "suppliers/acme.yml")
    (tmp_path / "suppliers/acme.yml").write_bytes(b"x" * size)
    assert [len(file.data) for file in read_tree(tmp_path)[0]] == [read]


def test_reads_all_of_a_file_that_comes_in_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Network file systems may give fewer bytes than were asked for."""
    create(tmp_path, "suppliers/acme.yml")
    read = os.read
    monkeypatch.setattr(os, "read", lambda descriptor, size: read(descriptor, min(size, 2)))
    assert [file.data for file in read_tree(tmp_path)[0]] == [DATA]


@pytest.mark.parametrize(
    ("kept", "other"),
    [
        ("suppliers/acme.yml", "suppliers/Acme.yml"),
        ("suppliers/acme.yml", "suppliers/acme.YML"),
        ("suppliers/acme.yml", "suppliers/\uff41cme.yml"),
        ("suppliers/kelvin.yml", "suppliers/\u212aelvin.yml"),
        ("suppliers/strasse.yml", "suppliers/stra\u00dfe.yml"),
        ("suppliers/eu/acme.yml", "suppliers/EU/"),
        ("suppliers/\u00e9.yml", "suppliers/e\u0301.yml"),
        ("policies/insurance.yml", "policies/INSURANCE.yml"),
        ("policies/waivers/w1.yml", "policies/Waivers/"),
        ("reference/roles.yml", "reference/Roles.yml"),
        ("suppliers/acme.yml", "Suppliers/"),
    ],
    ids=ascii,
)
def test_names_that_are_one_on_other_systems(tmp_path: Path, kept: str, other: str) -> None:
    """The one that is rightly named stays, the other is told which one it meets."""
    create(tmp_path, kept)
    create(tmp_path, other)
    files, problems = read_tree(tmp_path)
    assert [file.path for file in files] == ([kept] if kept.isascii() else [])
    found = [problem for problem in problems if problem.code == "FILE-CASE"]
    assert len(found) == 1
    assert found[0].path == ascii(other.removesuffix("/"))[1:-1] or not kept.isascii()
    assert "the same file as" in found[0].message and found[0].message.isascii()


def test_names_that_are_one_and_all_wrong(tmp_path: Path) -> None:
    """None is rightly named: all but the first are told of the first."""
    for name in ("acMe", "ACme", "Acme", "AcmE"):
        create(tmp_path, f"suppliers/{name}.yml")
    found = [problem for problem in read_tree(tmp_path)[1] if problem.code == "FILE-CASE"]
    assert [problem.path[10:] for problem in found] == ["AcmE.yml", "Acme.yml", "acMe.yml"]
    assert all("suppliers/ACme.yml" in problem.message for problem in found)


def test_two_suppliers_with_one_id(tmp_path: Path) -> None:
    """Sub-folders are free, so ids must be unique over all of them."""
    for path in ("suppliers/us/acme.yml", "suppliers/eu/acme.yml", "policies/acme.yml"):
        create(tmp_path, path)
    files, problems = read_tree(tmp_path)
    assert [file.path for file in files] == ["policies/acme.yml", "suppliers/eu/acme.yml"]
    assert [(one.code, one.path) for one in problems] == [("REC-02", "suppliers/us/acme.yml")]
    assert "suppliers/eu/acme.yml" in problems[0].message


def test_each_stray_says_what_to_do(tmp_path: Path) -> None:
    """A misspelt reference file gets the right name; a backup is called one."""
    create(tmp_path, "reference/organization.yml")
    create(tmp_path, "suppliers/acme.yml~")
    messages = [problem.message for problem in read_tree(tmp_path)[1]]
    assert "organisation.yml" in messages[0] and "backup" in messages[1]


names = st.one_of(
    st.binary(min_size=1, max_size=40).map(os.fsdecode),
    st.from_regex(r"[a-zA-Z0-9._-]{1,12}(\.yml|\.yaml|~)?", fullmatch=True),
).filter(lambda name: "/" not in name and "\0" not in name and name not in (".", ".."))


@settings(max_examples=60, deadline=None)
@given(st.sets(names, max_size=8))
def test_every_entry_is_accounted_for(found: set[str]) -> None:
    """Whatever the names are, each is read, reported, or a README.md or .gitkeep."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in found:
            create(root, f"suppliers/{name}")
        files, problems = read_tree(root)
        assert read_tree(root) == (files, problems)
    read = {file.path for file in files}
    reported = {problem.path for problem in problems}
    assert all(path.isascii() and path.isprintable() for path in reported)
    for name in found - {"README.md", ".gitkeep"}:
        path = f"suppliers/{name}"
        shown = path if path.isascii() and path.isprintable() else ascii(path)[1:-1]
        assert (path in read) != (shown in reported)
