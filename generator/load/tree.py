"""The files of a catalog: every entry of the data folders is one known kind of file, or a problem.

A file that is passed over in silence would be a record that nobody checks.
"""

import errno
import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, Protocol

from generator.load.characters import MAX_BYTES
from generator.model.problem import Problem

REFERENCE_KINDS = (
    "categories",
    "exchange-rates",
    "glossary",
    "holidays",
    "organisation",
    "reciprocity",
    "roles",
    "sites",
)
MAX_FOLDERS_DEEP = 8

_KIND_BY_FOLDER = {"suppliers": "supplier", "policies": "policy", "reference": "reference"}
_PASSED_OVER = frozenset([".gitkeep", "README.md"])
_SLUG = re.compile(r"[a-z0-9](?:-?[a-z0-9]){1,62}")
_FOLDER = re.compile(r"[a-z0-9](?:[-_.]?[a-z0-9]){0,62}")
_DEVICES = frozenset(
    ["con", "nul", "prn", "aux"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)]
)
_RESERVED = _DEVICES | {"index", "404", "search", "assets", "api", "feeds", "page", "compare"}
# Pages of the handbook that are no policy.
_IN_HANDBOOK = frozenset({"all", "glossary", "guide", "roles"})
_BACKUP = re.compile(r".*(?:~|\.bak|\.orig|\.rej|\.sw[a-p]|\.tmp)|\.?#.*", re.DOTALL)
# Follow no link, do not wait for the writer of a FIFO, keep line ends. No system has all three.
_OPEN_FLAGS = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
    _OPEN_FLAGS |= getattr(os, _flag, 0)

_SYMLINK = "symbolic links are not followed: put the file itself here"
_EXECUTABLE = "the file is marked as a program: take the mark away (chmod -x)"
_NAME = "name it with lower-case letters, digits and single hyphens, as in acme-cleaning.yml"
_FOLDER_NAME = "name the folder in lower case, as in north-west: no file in it is read until then"
_SPECIAL = "this is no regular file: remove it"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file to load. ``path`` is relative to the root, with forward slashes.

    ``kind`` is supplier, policy, waiver, or the name of a reference file. ``data`` is at most one
    byte longer than a record may be.
    """

    path: str
    kind: str
    data: bytes


Sort = Literal["link", "folder", "file", "program", "other"]
"""What an entry is. Only git tells a program from another file; a disk may mark all as such."""


class Place(Protocol):
    """Where a tree can be listed: a disk, or a revision."""

    def entries(self, folder: str) -> list[tuple[str, Sort]]:
        """The names in ``folder`` ('' is the root), and what they are. May raise OSError."""


def gate(place: Place) -> tuple[dict[str, str], list[Problem]]:
    """The files of a catalog, path → kind, sorted, and what is wrong with the other entries."""
    walk = _Walk(place)
    walk.visit("", "root", 0)
    walk.check_case()
    walk.check_twins()
    return dict(sorted(walk.kinds.items())), walk.problems


def read_tree(root: Path) -> tuple[list[SourceFile], list[Problem]]:
    """All records and reference files under ``root``, and what is wrong with the other entries.

    Both are sorted by path. A folder that is missing is empty. Raises NotADirectoryError if
    ``root`` is no folder.
    """
    if not root.is_dir():
        raise NotADirectoryError(os.fspath(root))
    disk = Disk(root)
    kinds, problems = gate(disk)
    files = [
        SourceFile(path=path, kind=kind, data=data)
        for path, kind in kinds.items()
        if (data := disk.read(path)) is not None
    ]
    return files, sorted(problems + disk.problems, key=lambda problem: problem.order)


class _Walk:
    """Collects ``kinds``, path -> kind of file, and ``problems``."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._seen: list[str] = []
        self.kinds: dict[str, str] = {}
        self.problems: list[Problem] = []

    def visit(self, folder: str, kind: str, depth: int) -> None:
        """Sorts the entries of ``folder``, which is to hold files of ``kind``."""
        try:
            entries = self._place.entries(folder)
        except OSError as error:
            self.problems.append(_unreadable(folder or ".", error))
            return
        for name, sort in sorted(entries):
            path = f"{folder}/{name}" if folder else name
            if kind == "root" and _folded(name) not in _KIND_BY_FOLDER:
                continue
            self._seen.append(path)
            if sort == "link":
                self._report("FILE-SYMLINK", path, _SYMLINK)
            elif sort == "other":
                self._report("FILE-SPECIAL", path, _SPECIAL)
            elif sort == "folder":
                self._folder(path, name, kind, depth)
            elif name not in _PASSED_OVER:
                if sort == "program":  # wrong, and yet a record that is there
                    self._report("FILE-SPECIAL", path, _EXECUTABLE)
                self._file(path, name, kind)

    def _folder(self, path: str, name: str, kind: str, depth: int) -> None:
        if kind == "root":
            if name == _folded(name):
                self.visit(path, _KIND_BY_FOLDER[name], 0)
            else:
                self._report("FILE-NAME", path, f"write the name of the folder {_folded(name)}")
        elif kind == "policy" and name == "waivers":
            self.visit(path, "waiver", 0)
        elif kind != "supplier":
            self._report("FILE-STRAY", path, "no folder is expected here: move its files up")
        elif name in _DEVICES or not _FOLDER.fullmatch(name):
            self._report("FILE-NAME", path, _FOLDER_NAME)
        elif depth == MAX_FOLDERS_DEEP:
            self._report("FILE-STRAY", path, f"folders are nested more than {depth} deep")
        else:
            self.visit(path, kind, depth + 1)

    def _file(self, path: str, name: str, kind: str) -> None:
        stem = name.removesuffix(".yml")
        if kind == "root":
            self._report("FILE-STRAY", path, "a folder is expected here: remove the file")
        elif _BACKUP.fullmatch(name):
            self._report("FILE-STRAY", path, "an editor's backup or temporary file: remove it")
        elif stem == name:
            self._report("FILE-STRAY", path, 'only files that end with ".yml" belong here')
        elif kind == "reference":
            self._reference(path, stem)
        elif not _SLUG.fullmatch(stem):
            self._report("FILE-NAME", path, _NAME)
        elif stem in _RESERVED or (kind == "policy" and stem in _IN_HANDBOOK):
            self._report("FILE-NAME", path, "the name is reserved: choose another")
        else:
            self.kinds[path] = kind

    def _reference(self, path: str, stem: str) -> None:
        if stem in REFERENCE_KINDS:
            self.kinds[path] = stem
            return
        near = get_close_matches(stem.lower(), REFERENCE_KINDS, n=1)
        hint = f"did you mean {near[0]}.yml?" if near else f"known are {', '.join(REFERENCE_KINDS)}"
        self._report("FILE-STRAY", path, f"no such reference file: {hint}")

    def check_case(self) -> None:
        """Reports entries that are one file where the case or the form of letters is ignored."""
        groups: dict[str, list[str]] = {}
        for path in self._seen:
            groups.setdefault(_folded(path), []).append(path)
        for folded, group in groups.items():
            kept = folded if folded in group else group[0]
            for path in group:
                if path != kept:
                    message = f"on some systems this is the same file as {_shown(kept)}: rename it"
                    self._report("FILE-CASE", path, message)

    def check_twins(self) -> None:
        """Reports, and drops, suppliers with the file name of another one."""
        first: dict[str, str] = {}
        suppliers = sorted(path for path, kind in self.kinds.items() if kind == "supplier")
        for path in suppliers:
            name = path.rpartition("/")[2]
            if first.setdefault(name, path) != path:
                message = f"the id is taken by {first[name]}: rename the file and change its id"
                self._report("REC-02", path, message)
                del self.kinds[path]

    def _report(self, code: str, path: str, message: str) -> None:
        self.problems.append(_problem(code, path, message))


class Disk:
    """The tree below a folder of the disk. What cannot be read ends up in ``problems``."""

    def __init__(self, root: Path) -> None:
        self._root = os.fspath(root)
        self.problems: list[Problem] = []

    def entries(self, folder: str) -> list[tuple[str, Sort]]:
        """As in :class:`Place`."""
        with os.scandir(f"{self._root}/{folder}") as listing:
            return [(entry.name, _sort_of(entry)) for entry in listing]

    def read(self, path: str) -> bytes | None:
        """The first bytes of a file, one more than a record may have, or None and a problem."""
        try:
            descriptor = os.open(f"{self._root}/{path}", _OPEN_FLAGS)
            try:
                status = os.fstat(descriptor)
                if stat.S_ISREG(status.st_mode):
                    return _read_some(descriptor, min(status.st_size, MAX_BYTES) + 1)
            finally:
                os.close(descriptor)
        except OSError as error:
            self.problems.append(_unreadable(path, error))
            return None
        self.problems.append(_problem("FILE-SPECIAL", path, _SPECIAL))
        return None


def _unreadable(path: str, error: OSError) -> Problem:
    if error.errno == errno.ELOOP:
        return _problem("FILE-SYMLINK", path, _SYMLINK)
    reason = os.strerror(error.errno) if error.errno else "unknown error"
    return _problem("FILE-UNREADABLE", path, f"this cannot be read: {reason}")


def _problem(code: str, path: str, message: str) -> Problem:
    return Problem(code=code, message=message, path=_shown(path))


def _sort_of(entry: os.DirEntry[str]) -> Sort:
    if entry.is_symlink():
        return "link"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "other"


def _read_some(descriptor: int, size: int) -> bytes:
    data = os.read(descriptor, size)
    while len(data) <= MAX_BYTES and (more := os.read(descriptor, MAX_BYTES + 1 - len(data))):
        data += more
    return data


def _folded(text: str) -> str:
    """What ``text`` is to a file system that ignores case and the form of letters."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _shown(path: str) -> str:
    """``path`` as it is, or with escapes if anything in it is not plain ASCII."""
    return path if path.isascii() and path.isprintable() else ascii(path)[1:-1]
