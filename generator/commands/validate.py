"""``catalog validate``: the shape of the records, and nothing else."""

import argparse

from generator.commands.base import (
    CLEAN,
    DATA,
    VACUOUS,
    Command,
    find_root,
    read,
    say,
    tell,
)
from generator.commands.records import below, inside
from generator.reports.text import problem_line


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="only problems of these files")


def _run(args: argparse.Namespace) -> int:
    root = find_root(args.root)
    wanted = [inside(root, one) for one in args.paths]
    loaded = read(root)
    problems = [
        one
        for one in loaded.problems
        if not wanted or any(below(one.path, path) for path in wanted)
    ]
    for one in problems:
        say(problem_line(one))
    counted = ", ".join(f"{count} {kind}" for kind, count in loaded.counts.items())
    if problems:
        tell(f"{len(problems)} problem{'' if len(problems) == 1 else 's'}.")
        return DATA
    if not loaded.counts:
        tell(f"catalog: there is no record below {root}")
        return VACUOUS
    tell(f"Valid: {counted}.")
    return CLEAN


COMMAND = Command(
    name="validate",
    help="hold the records against their schemas and references",
    options=_options,
    run=_run,
)
