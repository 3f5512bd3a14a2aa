"""Seeing that something changed, by looking."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

Snapshot = dict[str, tuple[int, int]]
_SKIPPED = frozenset(("__pycache__", "node_modules"))


def snapshot(watched: Iterable[Path]) -> Snapshot:
    """Time of change and size of every file below the watched paths; hidden ones are left out."""
    found: Snapshot = {}
    for path in watched:
        for file, about in _files(path):
            found[file] = (about.st_mtime_ns, about.st_size)
    return found


def changed(before: Snapshot, after: Snapshot) -> list[str]:
    """The files that differ, came or went, sorted."""
    return sorted(
        file for file in before.keys() | after.keys() if before.get(file) != after.get(file)
    )


def _files(path: Path) -> Iterator[tuple[str, os.stat_result]]:
    try:
        if path.is_file():
            yield str(path), path.stat()
            return
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.name in _SKIPPED:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from _files(Path(entry.path))
                else:
                    yield entry.path, entry.stat(follow_symlinks=False)
    except OSError:
        return  # It went while we looked. The next look will tell.
