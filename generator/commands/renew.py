"""``catalog renew``: a document gets a successor. The old one stays, and names it."""

import argparse
import copy
import difflib
from collections.abc import Iterable
from typing import Any

from generator.commands.asking import FieldCheck, can_ask
from generator.commands.base import CLEAN, DATA, Command, UsageError, find_root, say, tell
from generator.commands.records import Trial, replace_record
from generator.commands.renew_facts import FLAGS, ask_facts, check_days, take_flags
from generator.commands.renew_notes import tell_renewals
from generator.commands.renewing import (
    Renewal,
    find_document,
    give_ids,
    policies_of,
)
from generator.load.canonical import says_the_same
from generator.load.renewal import CERTIFICATES
from generator.load.splice import NotSpliced, Splice
from generator.load.strict_yaml import parse
from generator.load.tree import SourceFile
from generator.load.typed import ordered
from generator.load.wording import suggestion
from generator.model.fields import Field
from generator.model.problem import Problem
from generator.reports.base import line
from generator.reports.text import problem_line


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("supplier", metavar="SUPPLIER", help="the supplier's id")
    parser.add_argument(
        "document", metavar="DOCUMENT", help="such as licences/or-elec, or certificate"
    )
    parser.add_argument("--id", help="id of the new document (default: made from the old one)")
    for name in FLAGS:
        help_ = f"{name} of the new document, or of its evidence"
        parser.add_argument(f"--{name.replace('_', '-')}", metavar="VALUE", help=help_)
    parser.add_argument(
        "--set",
        metavar="FIELD=VALUE",
        action="append",
        default=[],
        help="any other field; with a certificate also POLICY.FIELD=VALUE; may be repeated",
    )
    parser.add_argument("--file", metavar="FILE", help="the new paper: its SHA-256 is recorded")
    parser.add_argument(
        "--without",
        metavar="POLICY",
        action="append",
        default=[],
        help="with a certificate: a policy that is not on the new one; may be repeated",
    )
    parser.add_argument("--dry-run", action="store_true", help="show the change, write nothing")


def _run(args: argparse.Namespace) -> int:
    trial = Trial(find_root(args.root))
    source = trial.supplier(args.supplier)
    record, _ = parse(source.data, source.path)
    problems = [one for one in trial.loaded.problems if one.path == source.path]
    if record is None or problems:
        return _refuse(problems, f"{source.path} is not valid: mend it first.")
    shape = trial.schemas.fields("supplier")
    renewals = _chosen(record, args, shape)
    take_flags(renewals, args)
    if can_ask():
        ask_facts(renewals, FieldCheck(trial.schemas, "supplier", trial.loaded.readable))
    check_days(renewals)
    give_ids(renewals, record)
    new = _changed(record, renewals, shape)
    data = _written(source, new, renewals, shape)
    wrong = trial.problems_with(SourceFile(path=source.path, kind="supplier", data=data))
    if wrong:
        return _refuse(wrong, "Nothing was written: the record would not be valid.")
    if args.dry_run:
        _show(source, data)
    else:
        replace_record(trial.root / source.path, source.data, data)
    tell_renewals(source.path, record, new, renewals, shape, dry_run=args.dry_run)
    return CLEAN


def _refuse(problems: Iterable[Problem], why: str) -> int:
    for one in problems:
        say(problem_line(one))
    tell(why)
    return DATA


def _chosen(record: dict[str, Any], args: argparse.Namespace, shape: Field) -> list[Renewal]:
    found = find_document(record, args.document, shape)
    if args.id:
        found.facts["id"] = args.id
    if found.kind is not CERTIFICATES:
        if args.without:
            raise UsageError("--without: there are policies on a certificate of insurance only")
        return [found]
    policies = policies_of(record, found.old, shape)
    ids = [one.old["id"] for one in policies]
    for name in args.without:
        if name not in ids:
            raise UsageError(f"--without {name}: not on {found.name}{suggestion(name, ids)}")
    return [found, *(one for one in policies if one.old["id"] not in args.without)]


def _changed(record: dict[str, Any], renewals: list[Renewal], shape: Field) -> dict[str, Any]:
    """The record as it is to be."""
    new = copy.deepcopy(record)
    for one in sorted(renewals, key=lambda one: one.index, reverse=True):
        items: Any = new
        for name in one.kind.path:
            items = items[name]
        items[one.index] = {**items[one.index], **_closing(one)}
        items.insert(one.index + 1, ordered(one.new().data, one.shape))
    return new


def _closing(one: Renewal) -> dict[str, str]:
    """What is added to the old document. That it was cancelled stays so."""
    status = {"status": "superseded"} if one.kind.has_status else {}
    if one.old.get("status") == "cancelled":
        status = {}
    return {**status, "superseded_by": str(one.facts["id"])}


def _written(
    source: SourceFile, new: dict[str, Any], renewals: list[Renewal], shape: Field
) -> bytes:
    splice = Splice(source.data)
    entries = [splice.entry(*one.kind.path, one.index) for one in renewals]
    for one, entry in zip(renewals, entries, strict=True):
        like = splice.entry(*one.kind.path, one.index, "id")
        for name, value in _closing(one).items():
            splice.put(entry, name, value, one.shape, like.value)
    for one, entry in zip(renewals, entries, strict=True):
        splice.add_after(one.kind.path, entry, ordered(one.new().data, one.shape))
    try:
        data = splice.result()
    except NotSpliced:
        data = b""
    if not says_the_same(data.decode("utf-8"), new):
        raise UsageError(f"{source.path} is laid out too oddly: run catalog fmt {source.path}")
    return data


def _show(source: SourceFile, data: bytes) -> None:
    old, new = (one.decode("utf-8").splitlines() for one in (source.data, data))
    for text in difflib.unified_diff(old, new, source.path, source.path, lineterm="", n=2):
        say(line(text))


COMMAND = Command(
    name="renew",
    help="supersede a document by its renewal",
    options=_options,
    run=_run,
)
