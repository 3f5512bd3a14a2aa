"""Trees of a git repository, read from its objects: no checkout, no hook, no filter, no shell.

What is read was written by others. A revision is only ever an argument, never part of a line that
something interprets; names come as bytes between NULs; only plain files are read.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import IO

from generator.load.characters import MAX_BYTES

# Whoever runs this may have hooks, a pager or a monitor of the file system; none of them is asked.
_SAFE = (
    "--no-pager",
    "--literal-pathspecs",
    "-c",
    f"core.hooksPath={os.devnull}",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "protocol.allow=never",
)
_SURROUNDINGS = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "LC_ALL": "C",
}
MOST_COMMITS = 20_000
"""Commits that a log goes back: some years of a busy catalog."""
_AT_ONCE = 200
"""Objects asked for before the answers are read: few enough that neither side waits for ever."""


class GitError(Exception):
    """Git cannot give what was asked for. One line for the person."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a tree: its mode (``100644``), its type (``blob``) and the name of the object."""

    mode: str
    kind: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What merging one commit into another gives: a tree, or the paths that need a person."""

    tree: str
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """What ``git log`` said, between NULs, and the commits where a shallow copy begins."""

    data: bytes
    cut_off: frozenset[str] = frozenset()


@dataclass(kw_only=True)
class Repository:
    """The repository around ``root``, and where in it ``root`` stands (``prefix``, '' at the top).

    Use it in a ``with``: a merge keeps its objects in a folder of its own until then.
    """

    root: Path
    prefix: str = ""
    _program: str = ""
    _env: dict[str, str] = field(default_factory=dict)
    _kept: list[tempfile.TemporaryDirectory[str]] = field(default_factory=list)

    @classmethod
    def around(cls, root: Path) -> "Repository":
        """Raises GitError when there is no git, or ``root`` is in no repository."""
        program = shutil.which("git")
        if program is None:
            raise GitError("git is not installed, or not on the PATH")
        env = {key: one for key, one in os.environ.items() if not key.startswith("GIT_")}
        found = cls(root=root, _program=program, _env={**env, **_SURROUNDINGS})
        try:
            # One line each; a folder's name may hold a line break, so each is asked for alone.
            found.prefix = os.fsdecode(found._ask("rev-parse", "--show-prefix")[:-1])
        except GitError as error:
            raise GitError(f"{root} is in no git repository ({error})") from error
        return found

    def __enter__(self) -> "Repository":
        return self

    def __exit__(self, *_: object) -> None:
        for one in self._kept:
            one.cleanup()

    def commit(self, revision: str) -> str:
        """The name of the commit that ``revision`` leads to. Raises GitError when there is none."""
        if revision and "\0" not in revision:
            with suppress(GitError):
                found = self._ask(
                    "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
                )
                return found.decode("ascii").strip()
        raise GitError(f"{revision!a} is no commit here: name a branch, a tag or a commit")

    def day(self, commit: str) -> date:
        """The day (UTC) that the commit bears. Whoever made it may have set it."""
        seconds = self._ask("show", "--no-patch", "--format=%ct", "--end-of-options", commit)
        return datetime.fromtimestamp(int(seconds), UTC).date()

    def last_before(self, day: date) -> str | None:
        """The last commit of this branch up to the end of ``day`` (UTC); None before the first."""
        found = self._ask(
            "rev-list", "-1", "--first-parent", f"--before={day.isoformat()}T23:59:59Z", "HEAD"
        )
        return found.decode("ascii").strip() or None

    def line(self, most: int, *folders: str) -> list[tuple[str, date]]:
        """The commits of this branch with their days (UTC), the newest first, at most ``most``.

        Of a merge only the side that it was merged into. With ``folders`` (seen from the
        catalog) only commits that changed something below them. Empty before the first commit.
        """
        options = ("--first-parent", f"--max-count={most}", "--format=%H %ct", "HEAD")
        done = self._run("log", *options, "--", *folders)
        if done.returncode != 0:
            return []
        rows = (row.split() for row in done.stdout.decode("ascii").splitlines())
        return [(name, datetime.fromtimestamp(int(at), UTC).date()) for name, at in rows]

    @cached_property
    def shallow(self) -> bool:
        """Whether the history ends where this clone was cut off."""
        return self._ask("rev-parse", "--is-shallow-repository").strip() == b"true"

    @cached_property
    def hash_name(self) -> str:
        """How objects are named: sha1 or sha256."""
        return self._ask("rev-parse", "--show-object-format").decode("ascii").strip()

    @cached_property
    def own_folder(self) -> Path:
        """Where git keeps its own data: nothing that is checked out ever gets there."""
        return Path(os.fsdecode(self._ask("rev-parse", "--absolute-git-dir")[:-1]))

    @cached_property
    def top_folder(self) -> Path:
        """The folder of the whole working tree."""
        return Path(os.fsdecode(self._ask("rev-parse", "--show-toplevel")[:-1]))

    def base_of(self, one: str, other: str) -> str | None:
        """The commit from which both descend; None when none is known (a shallow clone)."""
        done = self._run("merge-base", one, other)
        return done.stdout.decode("ascii").strip() if done.returncode == 0 else None

    def merged(self, ours: str, theirs: str) -> Merge | None:
        """What merging ``theirs`` into ``ours`` gives; None where git is too old to say."""
        objects = self._ask("rev-parse", "--git-path", "objects")[:-1]
        folder = tempfile.TemporaryDirectory(prefix="catalog-merge-")
        self._kept.append(folder)
        # The new objects go to a folder of their own: nothing is written into the repository.
        self._env["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = os.fspath(
            (self.root / os.fsdecode(objects)).resolve()
        )
        self._env["GIT_OBJECT_DIRECTORY"] = folder.name
        options = ("--write-tree", "--name-only", "--no-messages", "-z")
        done = self._run("merge-tree", *options, ours, theirs)
        if done.returncode not in (0, 1):
            return None
        tree, *paths = done.stdout.decode(errors="surrogateescape").rstrip("\0").split("\0")
        return Merge(tree=tree, conflicts=tuple(paths) if done.returncode else ())

    def top(self, tree: str) -> dict[str, Entry]:
        """The entries of the catalog's own folder in ``tree``; none when it is not there."""
        name = f"{tree}:{self.prefix.rstrip('/')}" if self.prefix else f"{tree}^{{tree}}"
        done = self._run("ls-tree", "-z", "--full-tree", name)
        return dict(_entries(done.stdout)) if done.returncode == 0 else {}

    def below(self, tree: str) -> dict[str, Entry]:
        """Every file below a tree, by its path in it."""
        return dict(_entries(self._ask("ls-tree", "-r", "-z", "--full-tree", tree)))

    def changed(self, base: str, head: str | None) -> frozenset[str]:
        """The paths that differ, seen from the top; ``head`` None is the working tree."""
        options = ("--name-only", "--no-renames", "--no-relative", "-z", "--no-ext-diff")
        if head is None:
            done = self._ask("diff", *options, base, "--")
        else:
            done = self._ask("diff-tree", "-r", *options, base, head)
        return frozenset(filter(None, done.decode(errors="surrogateescape").split("\0")))

    def log(self, folder: str) -> Log:
        """The newest commits of HEAD that touched a file below ``folder`` (seen from root).

        SOH and the commit, the seconds, the author and the subject, and then, for each file,
        its modes, blobs and status, and its path seen from the top; all between NULs.
        Raises GitError when there is no commit.
        """
        data = self._ask(
            "-c",
            "log.showRoot=true",
            "log",
            f"--max-count={MOST_COMMITS + 1}",
            "-z",
            "--format=%x01%H%x00%ct%x00%an%x00%s",
            "--no-show-signature",
            "--no-color",
            "--encoding=UTF-8",
            "--no-mailmap",
            "--no-notes",
            "--no-merges",
            "--raw",
            "--no-abbrev",
            "--no-renames",
            "--no-ext-diff",
            "--no-textconv",
            "--ignore-submodules=all",
            "HEAD",
            "--",
            folder,
        )
        shallow = Path(os.fsdecode(self._ask("rev-parse", "--git-path", "shallow")[:-1]))
        with suppress(OSError):
            return Log(data=data, cut_off=frozenset((self.root / shallow).read_text().split()))
        return Log(data=data)

    def uncommitted(self, folder: str) -> frozenset[str]:
        """The files below ``folder`` that differ from HEAD or are not in it, seen from root."""
        said = self._ask("status", "--porcelain", "-z", "--no-renames", "-uall", "--", folder)
        rows = said.decode(errors="surrogateescape").split("\0")
        return frozenset(one[3:].removeprefix(self.prefix) for one in rows if len(one) > 3)

    def file(self, tree: str, path: str) -> bytes | None:
        """One plain file, seen from the top; None when there is none."""
        done = self._run("ls-tree", "-z", "--full-tree", tree, "--", path)
        found = dict(_entries(done.stdout)).get(path) if done.returncode == 0 else None
        if found is None or found.mode != "100644":
            return None
        return next(iter(self.read([found.digest])))[1]

    def read(self, digests: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The blobs of these names, in order; of one that is too big no more than tells so."""
        wanted = list(digests)
        if not wanted:
            return
        process = subprocess.Popen(
            [self._program, *_SAFE, "cat-file", "--batch"],
            cwd=self.root,
            env=self._env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdin is not None and process.stdout is not None
        try:
            for start in range(0, len(wanted), _AT_ONCE):
                part = wanted[start : start + _AT_ONCE]
                process.stdin.write("".join(f"{one}\n" for one in part).encode("ascii"))
                process.stdin.flush()
                for one in part:
                    yield one, _answer(process.stdout, one)
        finally:
            process.stdin.close()
            process.stdout.close()
            process.wait()

    def _ask(self, *words: str) -> bytes:
        done = self._run(*words)
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise GitError(said[0] if said else f"git {words[0]} failed")
        return done.stdout

    def _run(self, *words: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [self._program, *_SAFE, *words],
            cwd=self.root,
            env=self._env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )


def _entries(listing: bytes) -> Iterator[tuple[str, Entry]]:
    for row in listing.decode(errors="surrogateescape").split("\0"):
        about, tab, path = row.partition("\t")
        if tab:
            yield path, Entry(*about.split(" "))


def _answer(stream: IO[bytes], digest: str) -> bytes:
    head = stream.readline().split()
    if len(head) != 3 or head[1] != b"blob":
        raise GitError(f"the object {digest} is missing: fetch the whole history of both sides")
    size = int(head[2])
    kept = stream.read(min(size, MAX_BYTES + 1))
    rest = size - len(kept)
    while rest > 0:
        rest -= len(stream.read(min(rest, 1 << 20))) or rest
    stream.read(1)
    return kept


def modes(entries: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    """Each path, and what it is in the words of :mod:`generator.load.tree`."""
    for path, entry in entries.items():
        yield path, _SORTS.get(entry.mode, "other")


_SORTS = {"100644": "file", "100755": "program", "120000": "link", "040000": "folder"}
