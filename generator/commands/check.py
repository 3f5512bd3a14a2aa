"""``catalog check``: validate, evaluate, report."""

import argparse

from generator import __version__
from generator.commands import what_if
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
    show_problems,
    tell,
    vacuous,
)
from generator.commands.output import deliver, folder_in_repository, targets
from generator.evaluate.impact import impacts
from generator.load.catalog import Loaded
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
        help=f"one of {', '.join(registry())}; may be given several times, each to its file",
    )
    parser.add_argument(
        "--fail-on",
        choices=LEVELS,
        default="error",
        help="the least severity that makes the exit code 1 (default: error)",
    )
    parser.add_argument(
        "--with",
        dest="policies",
        metavar="DIR",
        help="say instead what the policies in DIR would change: who falls out, and from when",
    )


def _run(args: argparse.Namespace) -> int:
    wanted = targets(args.format or ["text"])
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
        folder=folder_in_repository(root),
        site=loaded.catalog.site if loaded.catalog is not None else "",
    )
    if args.policies is not None and assessment is not None:
        return _what_if(args, loaded, assessment)
    deliver(wanted, report)
    if loaded.catalog is None or assessment is None:
        return DATA
    nothing = vacuous(loaded.catalog, assessment)
    if nothing:
        tell(f"catalog: nothing was checked: {nothing}")
        return VACUOUS
    return DATA if fails(assessment, args.fail_on) else CLEAN


def _what_if(args: argparse.Namespace, loaded: Loaded, before: Assessment) -> int:
    """Exit 0: nobody falls out; 1: somebody does, or the policies are wrong."""
    chosen = args.format or ["text"]
    if len(chosen) > 1 or chosen[0] not in what_if.FORMATS:
        raise UsageError(f"--with: choose one format of {', '.join(what_if.FORMATS)}")
    changed = what_if.with_policies(loaded.root, args.policies, loaded)
    if changed.catalog is None:
        show_problems(changed)
        return DATA
    after = assess(changed.catalog, before.as_of)
    if after.errors:
        show_errors(after)
        return INTERNAL
    found = impacts(before, after)
    if chosen[0] == "json":
        say(what_if.data(found, after))
    else:
        say("\n".join(what_if.text(found, after, args.policies)))
    return DATA if args.fail_on != "never" and any(one.worse for one in found) else CLEAN


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
