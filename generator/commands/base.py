"""What commands share: the repository they work on, the day, and what they print where."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.checks import registry
from generator.checks.base import Subject
from generator.commands.spread import spread
from generator.evaluate import evaluate
from generator.load.catalog import Loaded, Tree, load_tree
from generator.model.assessment import Assessment
from generator.model.catalog import Catalog
from generator.model.dates import parse_date
from generator.reports.base import line
from generator.reports.text import problem_line

CLEAN, DATA, USAGE, INTERNAL, VACUOUS = 0, 1, 2, 3, 4


class UsageError(Exception):
    """The command line or a setting is wrong. One line for the person, exit code 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command: its words, its options, and what it does. ``run`` returns the exit code."""

    name: str
    help: str
    options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def say(text: str) -> None:
    """What the command was asked for: standard output."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def tell(text: str) -> None:
    """What a person should know besides: standard error."""
    sys.stderr.write(text + "\n")


class Progress:
    """A counter on a terminal; silent in a pipe."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._last = -1

    def __call__(self, done: int, total: int) -> None:
        """``done`` of ``total``."""
        percent = done * 100 // total if total else 100
        if self._shown and percent != self._last:
            self._last = percent
            end = "\r\x1b[K" if done == total else ""
            sys.stderr.write(f"\r{self._what} {done:,}/{total:,}{end}")
            sys.stderr.flush()


def find_root(given: str | None) -> Path:
    """The repository: the one given, or the one around the working directory.

    Raises UsageError when there is none.
    """
    if given is not None:
        root = Path(given)
        if not root.is_dir():
            raise UsageError(f"--root {given}: there is no such folder")
        return root.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "suppliers").is_dir():
            return folder
    raise UsageError(
        "there is no folder 'suppliers' here or in any folder above; "
        "go to your catalog, or name it with --root DIR"
    )


def on_every_core(what: str) -> Callable[[Callable[[Any], Any], Sequence[Any]], list[Any]]:
    """How to apply a function to many records; ``what`` is said while it goes on."""
    progress = Progress(what)
    return lambda function, items: spread(function, items, progress)


def read(root: Path) -> Loaded:
    """All records below ``root``, held against their schemas."""
    return read_tree(Tree.of(root))


def read_tree(tree: Tree) -> Loaded:
    """All records of the tree, held against their schemas."""
    return load_tree(tree, registry(), on_every_core("Reading"))


def day_of(args: argparse.Namespace, catalog: Catalog | None) -> date:
    """``--as-of``, or today in the organisation's time zone. Nothing else reads the clock."""
    if args.as_of is not None:
        found = parse_date(args.as_of)
        if found is None:
            raise UsageError(f"--as-of {args.as_of}: write a date that exists, as YYYY-MM-DD")
        if not date(1990, 1, 1) <= found <= date(2100, 12, 31):
            raise UsageError(f"--as-of {args.as_of}: only days of 1990 to 2100 can be asked for")
        return found
    zone = catalog.reference.organisation.get("timezone", "UTC") if catalog else "UTC"
    try:
        return datetime.now(ZoneInfo(zone)).date()
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(f"reference/organisation.yml: there is no time zone '{zone}'") from error


def assess(catalog: Catalog, as_of: date) -> Assessment:
    """The catalog on that day."""
    return evaluate(catalog, as_of, on_every_core("Checking"))


def show_problems(loaded: Loaded) -> None:
    """Every problem of every file, one a line, and how many there are."""
    for one in loaded.problems:
        say(problem_line(one))
    count = len(loaded.problems)
    tell(f"{count} problem{'' if count == 1 else 's'} in the records; nothing was published.")


def show_errors(assessment: Assessment) -> None:
    """Every check that raised."""
    for one in assessment.errors:
        about = f" for {one.supplier}" if one.supplier else ""
        tell(
            f"catalog: the check {one.code} (requirement {one.requirement}){about} raised "
            f"{line(one.message)}"
        )
    tell(
        "catalog: a check that raises is never a pass, so nothing was published. "
        "This is a fault of the program, please report it."
    )


_GUARDS = (Subject.LOADER, Subject.POLICY)


def vacuous(catalog: Catalog, assessment: Assessment) -> str:
    """Why this run checked nothing, or ''."""
    if not catalog.suppliers:
        return "there is no supplier record below suppliers/"
    for one in assessment.coverage.values():
        if one.applied and registry()[one.check].subject not in _GUARDS:
            return ""
    return (
        "no requirement applies to any supplier (is a policy in force on that day, and a "
        "supplier approved?)"
    )
