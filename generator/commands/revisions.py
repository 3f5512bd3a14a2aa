"""Which two states a diff compares, given one or two revisions.

What counts is what merging would give. A branch that its base has run ahead of is merged with it in
memory first; otherwise whatever came to the base since would look like removed by the branch.
"""

from dataclasses import dataclass
from pathlib import Path

from generator.load.git import GitError, Repository
from generator.load.snapshot import Snapshot, of_disk, of_tree

CODEOWNERS = ".github/CODEOWNERS"
_BEHIND = (
    "{base} has gone on since this branch left it. The working tree is compared with where it "
    "left; name HEAD as the second revision to see what merging the commit would give."
)
_OLD_GIT = (
    "{base} has gone on since {head} left it, and this git is too old to merge in memory (2.38 "
    "can). {head} is compared with where it left."
)
_UNRELATED = (
    "no commit is known from which both descend (is the clone a shallow one?); they are compared "
    "as they are."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two states, what they are called, and what differs in the repository around them."""

    base: Snapshot
    head: Snapshot
    sources: tuple[str, str]
    notes: tuple[str, ...] = ()
    paths: frozenset[str] = frozenset()
    codeowners: tuple[str | None, str | None] = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """The branch cannot be merged: these paths need a person."""

    paths: tuple[str, ...]
    sources: tuple[str, str]


def compared(repository: Repository, base: str, head: str | None) -> Compared | Conflict:
    """What to compare. Raises GitError for a revision that leads nowhere."""
    old = repository.commit(base)
    if head is None:
        return _working_tree(repository, base, old)
    new = repository.commit(head)
    sources = (_named(base, old), _named(head, new))
    fork = repository.base_of(old, new)
    notes: tuple[str, ...] = ()
    if fork is None:
        notes = (_UNRELATED,)
    elif fork != old:
        merge = repository.merged(old, new)
        if merge is None:
            notes, old = (_OLD_GIT.format(base=base, head=head),), fork
        elif merge.conflicts:
            return Conflict(paths=merge.conflicts, sources=sources)
        else:
            notes = (f"{base} has gone on since {head} left it: this is what merging gives.",)
            new = merge.tree
    before = of_tree(repository, old)
    return Compared(
        base=before,
        head=of_tree(repository, new, before),
        sources=sources,
        notes=notes,
        paths=repository.changed(old, new),
        codeowners=(_owners(repository, old), _owners(repository, new)),
    )


def _working_tree(repository: Repository, base: str, old: str) -> Compared:
    notes: tuple[str, ...] = ()
    sources = (_named(base, old), "the working tree")
    try:
        fork = repository.base_of(old, repository.commit("HEAD"))
    except GitError:
        fork = None  # a branch without a commit
    if fork is not None and fork != old:
        notes, old = (_BEHIND.format(base=base),), fork
    owners = repository.top_folder / CODEOWNERS
    return Compared(
        base=of_tree(repository, old),
        head=of_disk(repository.root, repository.hash_name),
        sources=sources,
        notes=notes,
        paths=repository.changed(old, None),
        codeowners=(_owners(repository, old), _text(owners)),
    )


def _named(revision: str, commit: str) -> str:
    short = commit[:10]
    return short if revision == commit else f"{revision} ({short})"


def _owners(repository: Repository, tree: str) -> str | None:
    data = repository.file(tree, CODEOWNERS)
    return None if data is None else data.decode("utf-8", "replace")


def _text(path: Path) -> str | None:
    if path.is_symlink() or not path.is_file():
        return None
    return path.read_bytes().decode("utf-8", "replace")
