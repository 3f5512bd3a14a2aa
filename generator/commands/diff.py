"""``catalog diff``: what a change does, and whether it may be merged."""

import argparse
import gc
from collections.abc import Sequence
from pathlib import Path

from generator import __version__
from generator.checks import registry as checks
from generator.commands.base import (
    CLEAN,
    DATA,
    INTERNAL,
    VACUOUS,
    Command,
    Progress,
    UsageError,
    day_of,
    find_root,
    show_errors,
    tell,
    vacuous,
)
from generator.commands.memory import Seen, beside, seen
from generator.commands.output import Target, hand_out, report_options, targets
from generator.commands.places import placed
from generator.commands.revisions import Compared, Conflict, compared
from generator.commands.spread import spread
from generator.commands.states import Around
from generator.governance.judge import judge, refused
from generator.governance.model import ChangeReport, Judgement, Refusal
from generator.load.cache import Store
from generator.load.git import GitError, Repository
from generator.reports import registry
from generator.reports.change import registry as formats
from generator.reports.change.as_check import as_check


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("base", metavar="BASE", help="the revision that the change goes into")
    parser.add_argument(
        "head", metavar="HEAD", nargs="?", help="the revision with the change (default: the disk)"
    )
    report_options(parser, "the least severity of a new finding that refuses the change")
    parser.add_argument(
        "--allow-removals",
        action="store_true",
        help="more than a tenth of the records may be removed",
    )


def _run(args: argparse.Namespace) -> int:
    wanted = targets(args.format or ["text"])
    root = find_root(args.root)
    try:
        with Repository.around(root) as repository:
            found = compared(repository, args.base, args.head)
            if isinstance(found, Conflict):
                return _conflict(args, wanted, found)
            memory = None if args.no_cache else beside(root, repository.own_folder)
            return _compare(args, wanted, found, repository.prefix, memory)
    except GitError as error:
        raise UsageError(str(error)) from error


def _compare(
    args: argparse.Namespace,
    wanted: Sequence[Target],
    found: Compared,
    prefix: str,
    memory: Store | None,
) -> int:
    around = Around(
        paths=found.paths,
        prefix=prefix,
        codeowners=found.codeowners,
        demanded=args.allow_removals,
    )
    one = seen(
        found.base,
        found.head,
        checks(),
        around,
        # The day is the base's: a change cannot choose the time zone that it is judged in.
        lambda catalog: day_of(args, catalog),
        memory=memory,
        spread=lambda function, items: spread(function, items, Progress("Comparing")),
    )
    for assessment in one.assessments:
        if assessment.errors:
            show_errors(assessment)
            return INTERNAL
    judgement = placed(judge(one.change, one.left_out), found.head)
    gc.freeze()  # the process ends: what is left need not be looked through once more
    report = ChangeReport(
        judgement=judgement,
        level=args.fail_on,
        sources=found.sources,
        notes=found.notes,
        asked_day=args.as_of is not None,
        tool_version=__version__,
        head=one.assessments[1],
        folder=prefix,
        site=one.change.head.catalog.site,
    )
    _deliver(wanted, report)
    nothing = "" if judgement.problems else _nothing(one)
    if nothing:
        tell(f"catalog: nothing was checked: {nothing}")
        return VACUOUS
    return DATA if refused(judgement, args.fail_on) else CLEAN


def _nothing(one: Seen) -> str:
    return vacuous(one.change.head.catalog, one.assessments[1])


def _conflict(args: argparse.Namespace, wanted: Sequence[Target], found: Conflict) -> int:
    refusals = tuple(
        Refusal(
            code="GOV-11",
            rule="merge-conflict",
            message=f"both sides changed {ascii(path)[1:-1]}",
            fix="Merge the base into the branch, or rebase it, and look at the result.",
            path=path,
        )
        for path in found.paths
    )
    day = day_of(args, None)
    report = ChangeReport(
        judgement=Judgement(as_of=day, refusals=refusals),
        level=args.fail_on,
        sources=found.sources,
        asked_day=args.as_of is not None,
        tool_version=__version__,
    )
    _deliver(wanted, report)
    return DATA


def _deliver(wanted: Sequence[Target], report: ChangeReport) -> None:
    made: list[tuple[Path | None, str | bytes]] = []
    for one in wanted:
        render = formats().get(one.format)
        made.append(
            (one.path, render(report) if render else registry()[one.format](as_check(report)))
        )
    hand_out(made)


COMMAND = Command(
    name="diff",
    help="what a change does, and whether it may be merged",
    options=_options,
    run=_run,
)
