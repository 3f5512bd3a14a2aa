"""``catalog check``: validate, evaluate, report."""

import argparse
import os
from pathlib import Path

from generator import __version__
from generator.commands.base import (
    CLEAN,
    DATA,
    INTERNAL,
    VACUOUS,
    Command,
    UsageError,
    assess,
    day_of,
    find_root,
    read,
    say,
    show_errors,
    tell,
    vacuous,
)
from generator.load.locate import located
from generator.model.assessment import SEVERITY_ORDER, Assessment, Outcome
from generator.reports import registry
from generator.reports.base import Report

LEVELS = ("block", "error", "warning", "never")


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        action="append",
        metavar="FORMAT[=FILE]",
        help=f"one of {', '.join(registry())}; may be given several times",
    )
    parser.add_argument(
        "--fail-on",
        choices=LEVELS,
        default="error",
        help="the least severity that makes the exit code 1 (default: error)",
    )


def _run(args: argparse.Namespace) -> int:
    targets = _targets(args.format or ["text"])
    root = find_root(args.root)
    loaded = read(root)
    as_of = day_of(args, loaded.catalog)
    assessment = None
    if loaded.catalog is not None:
        assessment = assess(loaded.catalog, as_of)
        if assessment.errors:
            show_errors(assessment)
            return INTERNAL
        assessment = located(assessment, root)
    report = Report(
        as_of=as_of,
        assessment=assessment,
        problems=loaded.problems,
        tool_version=__version__,
    )
    for name, path in targets:
        _write(registry()[name](report), path)
    if loaded.catalog is None or assessment is None:
        return DATA
    nothing = vacuous(loaded.catalog, assessment)
    if nothing:
        tell(f"catalog: nothing was checked: {nothing}")
        return VACUOUS
    return DATA if fails(assessment, args.fail_on) else CLEAN


def _targets(given: list[str]) -> list[tuple[str, Path | None]]:
    found: list[tuple[str, Path | None]] = []
    for one in given:
        name, _, path = one.partition("=")
        if name not in registry():
            raise UsageError(f"--format {name}: choose one of {', '.join(registry())}")
        found.append((name, Path(path) if path else None))
    if sum(path is None for _, path in found) > 1:
        raise UsageError(
            "--format: only one report can go to standard output; name files as F=FILE"
        )
    return found


def _write(text: str, path: Path | None) -> None:
    if path is None:
        say(text)
        return
    # Whole or not at all: a half report must not be read as a whole one.
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise UsageError(f"--format: {path} cannot be written: {error.strerror}") from error


def fails(assessment: Assessment, level: str) -> bool:
    """Whether any finding that is not waived is at or above ``level``."""
    if level == "never":
        return False
    worst = SEVERITY_ORDER[level]
    return any(
        one.outcome is not Outcome.WAIVED and SEVERITY_ORDER[one.severity] <= worst
        for one in assessment.findings
    )


COMMAND = Command(
    name="check",
    help="hold every supplier against the policies in force",
    options=_options,
    run=_run,
)
