"""``catalog check``: validate, evaluate, report."""

import argparse

from generator import __version__
from generator.commands import again, what_if
from generator.commands.again import Checked, Shelf
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
    on_every_core,
    read_tree,
    say,
    show_errors,
    show_problems,
    tell,
    vacuous,
)
from generator.commands.output import folder_in_repository, hand_out, report_options, targets
from generator.evaluate.impact import impacts
from generator.load.catalog import Loaded, Tree
from generator.load.locate import located
from generator.model.assessment import SEVERITY_ORDER, Assessment, Outcome
from generator.reports import registry
from generator.reports.base import Report


def _options(parser: argparse.ArgumentParser) -> None:
    report_options(parser, "the least severity that makes the exit code 1")
    parser.add_argument(
        "--with",
        dest="policies",
        metavar="DIR",
        help="say instead what the policies in DIR would change: who falls out, and from when",
    )


def _run(args: argparse.Namespace) -> int:
    wanted = targets(args.format or ["text"])
    root = find_root(args.root)
    tree = Tree.of(root)
    shelf = None if args.no_cache or args.policies is not None else _shelf(args, tree)
    before = shelf.find(one.format for one in wanted) if shelf is not None else None
    if before is not None:
        hand_out([(one.path, before.reports[one.format]) for one in wanted])
        return _code(before, args.fail_on)
    loaded = read_tree(tree)
    as_of = day_of(args, loaded.catalog)
    assessment = None
    if loaded.catalog is not None:
        assessment = assess(loaded.catalog, as_of)
        if assessment.errors:
            show_errors(assessment)
            return INTERNAL
        assessment = located(assessment, root, on_every_core("Finding lines"))
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
    reports = {one.format: registry()[one.format](report) for one in wanted}
    hand_out([(one.path, reports[one.format]) for one in wanted])
    if loaded.catalog is None or assessment is None:
        return DATA
    checked = Checked(
        reports=reports, worst=_worst(assessment), nothing=vacuous(loaded.catalog, assessment)
    )
    if shelf is not None:
        shelf.keep(checked)
    return _code(checked, args.fail_on)


def _shelf(args: argparse.Namespace, tree: Tree) -> Shelf | None:
    organisation = again.organisation(tree)
    return None if organisation is None else again.shelf(tree, day_of(args, organisation))


def _code(checked: Checked, level: str) -> int:
    if checked.nothing:
        tell(f"catalog: nothing was checked: {checked.nothing}")
        return VACUOUS
    if level == "never" or not checked.worst:
        return CLEAN
    return DATA if SEVERITY_ORDER[checked.worst] <= SEVERITY_ORDER[level] else CLEAN


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


def _worst(assessment: Assessment) -> str:
    """The gravest severity of a finding that is not waived, or ''."""
    found = {one.severity for one in assessment.findings if one.outcome is not Outcome.WAIVED}
    return min(found, key=SEVERITY_ORDER.__getitem__, default="")


COMMAND = Command(
    name="check",
    help="hold every supplier against the policies in force",
    options=_options,
    run=_run,
)
