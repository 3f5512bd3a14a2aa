"""Who changed which record when, as git has it: one ``git log`` for all records together.

What git holds was written by others: names and subject lines are text, cut to length and without
control characters. Nothing here asks the network or runs a hook, and the same commit gives the
same history. Merges are left out: what they bring has commits of its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from generator.load.git import MOST_COMMITS, GitError, Log, Repository

SHOWN = 20
"""Changes kept of one record: what is older is counted, not told."""
MOST_COMPARED = 4000
"""Changes whose fields are looked up. Past it a history says who and when, and not which."""
_LONGEST = 160
_KEY = re.compile(rb"(?m)^([A-Za-z_][A-Za-z0-9_]*):")
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+"
)
_KINDS = {"A": "added", "D": "removed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One commit that touched a record. ``fields`` are its top-level fields that differ."""

    commit: str
    on: date
    author: str
    subject: str
    kind: str
    fields: tuple[str, ...] = ()
    digests: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A record's changes, the newest first. ``older`` counts those that are not told."""

    changes: tuple[Change, ...] = ()
    older: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The past of every record by its path, and the paths with changes not yet committed.

    ``known`` is False where git has nothing to say. ``cut`` says that there may be more behind
    what is told: in a shallow copy, or past the limit.
    """

    pasts: Mapping[str, Past] = field(default_factory=dict)
    uncommitted: frozenset[str] = frozenset()
    cut: bool = False
    known: bool = False

    @classmethod
    def of(cls, root: Path, folder: str = "suppliers") -> "History":
        """The history of the records below ``folder`` of the catalog at ``root``. Never fails."""
        try:
            repository = Repository.around(root)
            log = repository.log(folder)
            pasts, commits = _pasts(repository, log)
            return cls(
                pasts=pasts,
                uncommitted=repository.uncommitted(folder),
                cut=bool(log.cut_off) or commits > MOST_COMMITS,
                known=True,
            )
        except (GitError, OSError, ValueError):
            return cls()

    def joined(self, other: "History") -> "History":
        """Both, of the same repository: known where either is, cut where either is."""
        return History(
            pasts={**self.pasts, **other.pasts},
            uncommitted=self.uncommitted | other.uncommitted,
            cut=self.cut or other.cut,
            known=self.known or other.known,
        )


def _pasts(repository: Repository, log: Log) -> tuple[dict[str, Past], int]:
    known: dict[str, list[Change]] = {}
    older: dict[str, int] = {}
    count = 0
    for commit, touched in _commits(log.data):
        count += 1
        # Where a shallow copy begins, git calls every record new. Nobody knows whether it was.
        if commit.commit in log.cut_off:
            continue
        for path, status, before, after in touched:
            name = path.removeprefix(repository.prefix)
            mine = known.setdefault(name, [])
            if len(mine) == SHOWN:
                older[name] = older.get(name, 0) + 1
                continue
            mine.append(
                Change(
                    commit=commit.commit,
                    on=commit.on,
                    author=commit.author,
                    subject=commit.subject,
                    kind=_KINDS.get(status, "changed"),
                    digests=(before, after),
                )
            )
    changed = _fields(repository, known)
    found = {
        name: Past(
            changes=tuple(
                replace(one, fields=changed.get(one.digests, ()), digests=("", "")) for one in mine
            ),
            older=older.get(name, 0),
        )
        for name, mine in known.items()
    }
    return found, count


@dataclass(frozen=True, slots=True, kw_only=True)
class _Commit:
    commit: str
    on: date
    author: str
    subject: str


_Touched = tuple[str, str, str, str]


def _commits(data: bytes) -> Iterator[tuple[_Commit, list[_Touched]]]:
    """Each commit with the (path, status, blob before, blob after) of what it touched.

    A text holds no NUL, and the texts and the path are taken by their place: whatever they
    hold, none is read as the start of a commit.
    """
    head: _Commit | None = None
    touched: list[_Touched] = []
    fields = iter(data.decode("utf-8", "replace").split("\0"))
    for one in fields:
        if one.startswith("\x01"):
            if head is not None:
                yield head, touched
            name, seconds, author = one[1:], next(fields), next(fields)
            head, touched = (
                _Commit(
                    commit=name,
                    on=_day(seconds),
                    author=_line(author),
                    subject=_line(next(fields)),
                ),
                [],
            )
        elif one.lstrip("\n").startswith(":"):
            _, _, before, after, status = one.lstrip("\n").split(" ")
            touched.append((next(fields), status[:1], before, after))
    if head is not None:
        yield head, touched


def _day(seconds: str) -> date:
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    except (OverflowError, OSError, ValueError):
        return date(1970, 1, 1)


def _line(text: str) -> str:
    """One line that shows all that is in it."""
    clean = " ".join(_UNSEEN.sub(" ", text).split())
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1].rstrip() + "…"


def _fields(
    repository: Repository, known: Mapping[str, Iterable[Change]]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """The top-level fields that differ between two versions, for the newest changes first."""
    wanted: dict[tuple[str, str], None] = {}
    for place in range(SHOWN):
        for mine in known.values():
            changes = list(mine)
            if place < len(changes) and changes[place].kind == "changed":
                wanted[changes[place].digests] = None
    pairs = list(wanted)[:MOST_COMPARED]
    names = list(dict.fromkeys(one for pair in pairs for one in pair))
    try:
        parts = {name: _parts(text) for name, text in repository.read(names)}
    except GitError:  # A copy without the older files: who and when is known all the same.
        return {}
    return {(one, other): _differing(parts[one], parts[other]) for one, other in pairs}


def _parts(text: bytes) -> dict[str, bytes]:
    """The record's lines by the top-level field that they stand under."""
    found = list(_KEY.finditer(text))
    ends = [one.start() for one in found[1:]] + [len(text)]
    return {
        one.group(1).decode("ascii"): text[one.start() : end].rstrip()
        for one, end in zip(found, ends, strict=True)
    }


def _differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> tuple[str, ...]:
    names = dict.fromkeys((*other, *one))
    return tuple(name for name in names if one.get(name) != other.get(name))
