"""The files of a catalog at one moment: a commit, the working tree, or files in memory.

The names of files go through the same gate wherever they come from. What a file holds is read when
it is asked for, and its digest is there before: what did not change need not be read.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.load.git import Entry, Repository, modes
from generator.load.tree import Disk, Sort, SourceFile, gate
from generator.model.problem import Problem

_FOLDERS = frozenset({"suppliers", "policies", "reference"})
_SCHEMA = ".schema.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Path → kind and path → digest of every record, and what is wrong with the other entries.

    ``schemas`` holds the digests of the catalog's own schemas by their paths. ``read`` gives what
    the files at some paths hold, in their order.
    """

    kinds: Mapping[str, str]
    digests: Mapping[str, str]
    schemas: Mapping[str, str]
    problems: tuple[Problem, ...]
    read: Callable[[Iterable[str]], Iterator[tuple[str, bytes]]]
    sorts: Mapping[str, str] = field(default_factory=dict)
    """What each entry is: two states with the same need to be sorted once."""

    def files(self, paths: Iterable[str]) -> list[SourceFile]:
        """The records at these paths."""
        return [
            SourceFile(path=path, kind=self.kinds[path], data=data)
            for path, data in self.read(paths)
        ]


class _Listed:
    """A tree given as paths, listed folder by folder."""

    def __init__(self, sorts: Iterable[tuple[str, str]]) -> None:
        self._folders: dict[str, dict[str, Sort]] = {"": {}}
        for path, sort in sorts:
            self._add(path, sort)  # type: ignore[arg-type]

    def _add(self, path: str, sort: Sort) -> None:
        folder, _, name = path.rpartition("/")
        if folder not in self._folders:
            self._folders[folder] = {}
            self._add(folder, "folder")
        self._folders[folder][name] = sort

    def entries(self, folder: str) -> list[tuple[str, Sort]]:
        return list(self._folders.get(folder, {}).items())


def of_tree(repository: Repository, tree: str, like: Snapshot | None = None) -> Snapshot:
    """The catalog in a commit or a tree of git; ``like`` is another state of it, if at hand."""
    found: dict[str, Entry] = {}
    for name, entry in repository.top(tree).items():
        if name.casefold() in _FOLDERS or name == "schemas":
            found[name] = entry
            if entry.kind == "tree":
                below = repository.below(entry.digest)
                found |= {f"{name}/{path}": one for path, one in below.items()}
    sorts = dict(modes({path: one for path, one in found.items() if not _is_schema(path)}))
    if like is not None and like.sorts == sorts:
        kinds, problems = like.kinds, like.problems
    else:
        kinds, problems = _gated(sorts)
    digests = {path: entry.digest for path, entry in found.items()}

    def read(paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        wanted = list(paths)
        blobs = repository.read(digests[path] for path in wanted)
        yield from ((path, data) for path, (_, data) in zip(wanted, blobs, strict=True))

    return Snapshot(
        kinds=kinds,
        digests={path: digests[path] for path in kinds},
        schemas={
            path: one.digest
            for path, one in found.items()
            if _is_schema(path) and one.mode == "100644"
        },
        problems=problems,
        read=read,
        sorts=sorts,
    )


def _gated(sorts: Mapping[str, str]) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    kinds, problems = gate(_Listed(sorts.items()))
    return kinds, tuple(problems)


def of_disk(root: Path, hash_name: str) -> Snapshot:
    """The catalog below ``root`` as it lies on the disk, with the digests that git would give."""
    disk = Disk(root)
    kinds, problems = gate(disk)
    files = {path: data for path in kinds if (data := disk.read(path)) is not None}
    schemas = {
        f"schemas/{one.name}": one.read_bytes() for one in (root / "schemas").glob(f"*{_SCHEMA}")
    }
    return _in_memory(
        {path: kinds[path] for path in files},
        files | schemas,
        (*problems, *disk.problems),
        hash_name,
    )


def of_files(files: Mapping[str, bytes]) -> Snapshot:
    """A catalog in memory, path → what the file holds."""
    kinds, problems = _gated({path: "file" for path in files if not _is_schema(path)})
    return _in_memory(kinds, files, problems, "sha1")


def _in_memory(
    kinds: Mapping[str, str],
    files: Mapping[str, bytes],
    problems: tuple[Problem, ...],
    hash_name: str,
) -> Snapshot:
    return Snapshot(
        kinds=kinds,
        digests={path: digest(files[path], hash_name) for path in kinds},
        schemas={path: digest(data, hash_name) for path, data in files.items() if _is_schema(path)},
        problems=problems,
        read=lambda paths: ((path, files[path]) for path in paths),
    )


def digest(data: bytes, hash_name: str) -> str:
    """The name that git gives to a blob."""
    found = hashlib.new(hash_name, usedforsecurity=False)
    found.update(b"blob %d\0" % len(data))
    found.update(data)
    return found.hexdigest()


def _is_schema(path: str) -> bool:
    return path == "schemas" or path.startswith("schemas/")
