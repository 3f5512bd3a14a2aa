"""``catalog fmt``: one layout for all records, with their comments."""

import argparse
from pathlib import Path

from generator.commands.base import (
    CLEAN,
    DATA,
    VACUOUS,
    Command,
    Progress,
    UsageError,
    find_root,
    say,
    tell,
)
from generator.commands.records import below, inside, replace_record
from generator.commands.spread import spread
from generator.load.canonical import Canonical, canonical
from generator.load.git import GitError, Repository
from generator.load.modeline import modeline
from generator.load.schema import Schemas, find_schemas
from generator.load.snapshot import of_disk, of_tree
from generator.load.tree import SourceFile, read_tree
from generator.model.problem import Problem
from generator.reports.base import line
from generator.reports.text import problem_line


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="only these files and folders")
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit 1 where something would change"
    )
    parser.add_argument(
        "--since",
        metavar="REV",
        help="only files that differ from where this branch left that commit",
    )


def _run(args: argparse.Namespace) -> int:
    root = find_root(args.root)
    wanted = [inside(root, one) for one in args.paths] or ["."]
    files, problems = read_tree(root)
    files = [one for one in files if any(below(one.path, path) for path in wanted)]
    problems = [one for one in problems if one.path in wanted]
    if not files and not problems:
        return _nothing(root, args.paths)
    if args.since is not None:
        changed_since = _differing(root, args.since)
        files = [one for one in files if one.path in changed_since]
    results = _canonical(root, files)
    changed = [(one, new) for one, new in zip(files, results, strict=True) if new.line]
    problems += [problem for new in results for problem in new.problems]
    if args.check:
        problems += [_would_change(one, new) for one, new in changed]
    else:
        for one, new in changed:
            assert new.data is not None
            replace_record(root / one.path, one.data, new.data)
            tell(f"Laid out anew: {one.path}")
    for problem in sorted(problems, key=lambda one: one.order):
        say(problem_line(problem))
    _count(len(files), len(changed), sum(new.data is None for new in results), args.check)
    return DATA if problems else CLEAN


def _nothing(root: Path, paths: list[str]) -> int:
    if paths:
        raise UsageError(f"{', '.join(paths)}: there is no record")
    tell(f"catalog: there is no record below {root}")
    return VACUOUS


def _differing(root: Path, since: str) -> frozenset[str]:
    """The records that hold something else than where the branch left ``since``, new ones too."""
    try:
        with Repository.around(root) as repository:
            commit = repository.commit(since)
            commit = repository.base_of(commit, repository.commit("HEAD")) or commit
            before = of_tree(repository, commit).digests
            now = of_disk(root, repository.hash_name).digests
    except GitError as error:
        raise UsageError(f"--since {line(since)}: {error}") from error
    return frozenset(path for path, digest in now.items() if before.get(path) != digest)


def _canonical(root: Path, files: list[SourceFile]) -> list[Canonical]:
    folder = find_schemas(root)
    schemas = Schemas(folder)
    for kind in {one.kind for one in files}:
        schemas.fields(kind)  # once, before the work is spread over processes
    # Without schemas of its own, a repository has nothing that a first line could point to.
    points = folder == root / "schemas"

    def work(source: SourceFile) -> Canonical:
        first = modeline(source.path, source.kind) if points else ""
        shape = schemas.fields(source.kind)
        return canonical(source.data, source.path, shape, first, root)

    return list(spread(work, files, Progress("Laying out")))


def _would_change(source: SourceFile, new: Canonical) -> Problem:
    return Problem(
        code="FMT-LAYOUT",
        message=f"not in canonical layout from here on: run catalog fmt {source.path}",
        path=source.path,
        line=new.line,
        column=1,
    )


def _count(total: int, changed: int, unread: int, check: bool) -> None:
    files = f"{total:,} file{'' if total == 1 else 's'}"
    did = "would be laid out anew" if check else "laid out anew"
    as_they_are = total - changed - unread
    left = f"; {unread:,} cannot be read, and were left as they are" if unread else ""
    tell(f"{files}: {changed:,} {did}, {as_they_are:,} in canonical layout already{left}.")


COMMAND = Command(
    name="fmt",
    help="lay records out in canonical order, comments kept",
    options=_options,
    run=_run,
)
