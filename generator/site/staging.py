"""The folder beside the site in which the next one is put together.

Making and deleting ten thousand folders takes longer than rendering what is in them. So the
folder of the site before last is kept, as a spare, and the next site is put together in it: a
file that already holds the right bytes stays, any other is written anew under a new inode, so
that a reader of the old file is never disturbed. Nothing in the spare is trusted: each byte is
compared, and what is not a plain file or folder makes it worthless.
"""

# Paths are plain strings: for so many files, objects would cost more than the writing.
# ruff: noqa: PTH102, PTH104, PTH106, PTH108, PTH123

import itertools
import os
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from generator.site.errors import PublishError
from generator.site.paths import check_path, fold

_COUNTER = itertools.count(1)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_OLD = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class Staging:
    """One writer for each path, and nothing outside the folder.

    ``files`` maps each path to the SHA-256 of its content; ``sources`` to what it came from.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, str] = {}
        self.sources: dict[str, str] = {}
        self.bytes = 0
        self._base = os.fspath(folder)
        self._taken: dict[str, str] = {}
        self._folders: dict[str, str] = {"": ""}
        self._made: set[str] = {""}
        self._old_files, self._old_folders = _inventory(self._base)

    @classmethod
    def beside(cls, site: Path) -> "Staging":
        """A folder next to the site, so that the two can change places."""
        folder = site.with_name(f".{site.name}.staging-{os.getpid()}-{next(_COUNTER)}")
        spare = spare_of(site)
        if spare.is_dir() and not spare.is_symlink():
            os.rename(spare, folder)
            try:
                return cls(folder)
            except ValueError:
                remove_tree(folder)
        folder.mkdir()
        return cls(folder)

    def write(self, path: str, data: bytes, source: str = "") -> None:
        """Write one file. Raises PublishError for a bad or taken path, OSError as it comes."""
        check_path(path, source)
        key = fold(path)
        if key in self._taken or key in self._folders:
            raise self._clash(path, key, source)
        folder = path.rpartition("/")[0]
        if folder not in self._made:
            self._make(folder, path, source)
        self._put(path, data)
        self._taken[key] = path
        self.files[path] = sha256(data).hexdigest()
        self.sources[path] = source
        self.bytes += len(data)

    def read(self, path: str) -> bytes:
        """What was written to a path."""
        with open(f"{self._base}/{path}", "rb") as file:
            return file.read()

    def sweep(self) -> None:
        """Delete what an earlier site left here and this one has not written."""
        for path in self._old_files - self.files.keys():
            os.unlink(f"{self._base}/{path}")
        for folder in sorted(self._old_folders - self._made, reverse=True):
            os.rmdir(f"{self._base}/{folder}")
        self._old_files, self._old_folders = set(), set()

    def _put(self, path: str, data: bytes) -> None:
        place = f"{self._base}/{path}"
        if path in self._old_files:
            if _holds(place, data):
                return
            os.unlink(place)
        elif path in self._old_folders:
            self._drop(path)
        handle = os.open(place, _NEW, 0o644)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
        finally:
            os.close(handle)

    def _make(self, folder: str, path: str, source: str) -> None:
        """Create a folder and those above it; none may be a file, or differ in case alone."""
        parent = folder.rpartition("/")[0]
        if parent not in self._made:
            self._make(parent, path, source)
        key = fold(folder)
        if key in self._taken or key in self._folders:
            raise self._clash(path, key, source)
        if folder in self._old_files:
            os.unlink(f"{self._base}/{folder}")
            self._old_files.discard(folder)
        if folder not in self._old_folders:
            os.mkdir(f"{self._base}/{folder}")
        self._made.add(folder)
        self._folders[key] = path

    def _drop(self, folder: str) -> None:
        """Delete an old folder that a file takes the place of."""
        within = folder + "/"
        self._old_files = {path for path in self._old_files if not path.startswith(within)}
        kept = {path for path in self._old_folders if not f"{path}/".startswith(within)}
        self._old_folders = kept
        remove_tree(Path(self._base, folder))

    def _clash(self, path: str, key: str, source: str) -> PublishError:
        first = self._taken.get(key) or self._folders[key]
        ours = f"{first} (from {self.sources.get(first) or 'the generator'})"
        return PublishError(f"{path} (from {source or 'the generator'}) would overwrite {ours}")


def spare_of(site: Path) -> Path:
    """Where the folder of an earlier site waits to be used again."""
    return site.with_name(f".{site.name}.spare")


def put_by(folder: Path, site: Path) -> None:
    """Keep a folder of no more use as the spare, or delete it if there is one."""
    try:
        if not spare_of(site).exists():
            os.rename(folder, spare_of(site))
            return
    except OSError:
        pass
    remove_tree(folder)


def leftovers(site: Path) -> Iterator[Path]:
    """Staging folders beside the site. Whoever holds its lock may take them: no other build
    runs, so the processes that made them are gone.
    """
    pattern = re.compile(rf"\.{re.escape(site.name)}\.staging-\d+-\d+")
    for entry in sorted(os.scandir(site.parent), key=lambda entry: entry.name):
        if pattern.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
            yield Path(entry.path)


def remove_tree(folder: Path) -> None:
    """Delete a folder and all in it, following no links. What cannot be deleted is left."""
    _remove(os.fspath(folder))


def _remove(folder: str) -> None:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    _remove(entry.path)
                else:
                    os.unlink(entry.path)
        os.rmdir(folder)
    except OSError:
        return


def _inventory(base: str) -> tuple[set[str], set[str]]:
    """The files and folders in a folder. Raises ValueError when there is anything else."""
    files: set[str] = set()
    folders: set[str] = set()
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(f"{base}/{prefix}") as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.add(path)
                    waiting.append(path + "/")
                elif entry.is_file(follow_symlinks=False):
                    files.add(path)
                else:
                    raise ValueError(path)
    return files, folders


def _holds(place: str, data: bytes) -> bool:
    """Whether a file has these bytes, and no other name by which they could be changed."""
    handle = os.open(place, _OLD)
    try:
        about = os.fstat(handle)
        if about.st_size != len(data) or about.st_nlink != 1:
            return False
        held = os.read(handle, len(data) + 1)
        while len(held) < len(data) and (more := os.read(handle, len(data))):
            held += more
        return held == data
    finally:
        os.close(handle)
