"""``catalog new``: a commented skeleton that validates, filled from flags, answers or an issue."""

import argparse
import re
from pathlib import Path
from typing import Any

from generator.commands.asking import FieldCheck, ask, can_ask, question_for
from generator.commands.base import (
    CLEAN,
    DATA,
    Command,
    UsageError,
    day_of,
    find_root,
    say,
    tell,
)
from generator.commands.from_issue import record_from_issue
from generator.commands.records import Trial, create_record
from generator.commands.skeletons import skeleton, without_hints
from generator.load.canonical import canonical
from generator.load.emit import Style
from generator.load.layout import Scalar
from generator.load.modeline import modeline
from generator.load.schema import find_schemas
from generator.load.splice import Splice
from generator.load.tree import SourceFile
from generator.load.typed import NotTyped, assign, field_at, ordered, typed
from generator.model.fields import Field
from generator.model.problem import Problem
from generator.reports.text import problem_line

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MAIN = {
    "supplier": (
        *("legal_name", "summary", "registered_country", "website", "owner", "sourcing_model"),
        *("criticality", "inherent_risk_tier", "access", "service_jurisdictions"),
    ),
    "policy": ("title", "summary", "owner", "review_by"),
    "waiver": (
        *("supplier", "requirement", "reason", "risk_description", "requested_by", "approved_by"),
        *("approved_on", "starts_on", "expires_on"),
    ),
}
_NAMES = {"supplier": "legal_name", "policy": "title"}
_FLAGS = tuple(dict.fromkeys(name for names in _MAIN.values() for name in names))


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=tuple(_MAIN))
    parser.add_argument("id", metavar="ID", help="small letters, digits and hyphens")
    parser.add_argument("--name", help="legal name or title (default: made from the id)")
    parser.add_argument("--folder", help="sub-folder of suppliers/", default="")
    for name in _FLAGS:
        kinds = ", ".join(kind for kind, names in _MAIN.items() if name in names)
        parser.add_argument(
            f"--{name.replace('_', '-')}", metavar="VALUE", help=f"{name} of a {kinds}"
        )
    parser.add_argument(
        "--set",
        metavar="FIELD=VALUE",
        action="append",
        default=[],
        help="any other field; may be repeated",
    )
    parser.add_argument(
        "--from-issue", metavar="FILE", help="a filled-in issue form; - is standard input"
    )


def _run(args: argparse.Namespace) -> int:
    root = find_root(args.root)
    if not _ID.fullmatch(args.id) or not 2 <= len(args.id) <= 63:
        raise UsageError(f"'{args.id}': an id has 2 to 63 small letters, digits and single hyphens")
    path = _place(args).as_posix()
    trial = Trial(root)
    taken = trial.loaded.readable.suppliers.get(args.id) if args.kind == "supplier" else None
    if (root / path).exists() or taken is not None:
        raise UsageError(f"{taken.path if taken else path} is already there")
    shape = trial.schemas.fields(args.kind)
    text, facts, problems = _content(args, trial, shape)
    if problems:
        return _refuse(problems)
    data = _filled(text, facts, shape, path, args.kind, root)
    problems = trial.problems_with(SourceFile(path=path, kind=args.kind, data=data))
    if problems:
        return _refuse(problems)
    create_record(root / path, data)
    tell(f"Wrote {path}; fill it in, then run: catalog validate")
    return CLEAN


def _content(
    args: argparse.Namespace, trial: Trial, shape: Field
) -> tuple[str, dict[str, Any], list[Problem]]:
    """The skeleton, what is known of the record, and what is wrong with the issue."""
    catalog = trial.loaded.readable
    today = day_of(args, catalog)
    facts = _flags(args, shape)
    if args.from_issue is not None:
        if args.kind != "supplier":
            raise UsageError("--from-issue: the form is one for suppliers")
        record, problems = record_from_issue(args.from_issue, trial)
        text = f"id: {args.id}\nlegal_name: x\nlifecycle_status: prospect\n"
        return text, {**record, **facts}, problems
    check = FieldCheck(trial.schemas, args.kind, catalog)
    if can_ask():
        _ask(args.kind, shape, facts, check)
    subject = _subject(facts, check, shape) if args.kind == "waiver" else {}
    return skeleton(args.kind, args.id, catalog, today, subject), facts, []


def _refuse(problems: list[Problem]) -> int:
    for one in problems:
        say(problem_line(one))
    tell("Nothing was written: the record would not be valid.")
    return DATA


def _place(args: argparse.Namespace) -> Path:
    if args.kind == "supplier":
        folder = Path(args.folder)
        if folder.is_absolute() or ".." in folder.parts:
            raise UsageError(f"--folder {args.folder}: name a sub-folder of suppliers/")
        return Path("suppliers") / folder / f"{args.id}.yml"
    folder = Path("policies") if args.kind == "policy" else Path("policies/waivers")
    return folder / f"{args.id}.yml"


def _flags(args: argparse.Namespace, shape: Field) -> dict[str, Any]:
    given = [(f"--{one.replace('_', '-')}", one, getattr(args, one)) for one in _FLAGS]
    if args.name is not None:
        if args.kind not in _NAMES:
            raise UsageError(f"--name: a {args.kind} has none")
        given.append(("--name", _NAMES[args.kind], args.name))
    for assignment in args.set:
        path, equals, text = assignment.partition("=")
        if not equals:
            raise UsageError(f"--set {assignment}: write FIELD=VALUE")
        given.append((f"--set {path}", path.strip(), text))
    facts: dict[str, Any] = {}
    for flag, path, text in given:
        if text is None:
            continue
        try:
            pointer, field = field_at(shape, path)
            assign(facts, pointer, typed(text, field))
        except NotTyped as error:
            raise UsageError(f"{flag}: {error}") from error
    if facts.get("id", args.id) != args.id:
        raise UsageError("--set id: the id is what stands behind the kind")
    return facts


def _ask(kind: str, shape: Field, facts: dict[str, Any], check: FieldCheck) -> None:
    tell("An empty answer leaves a field as it is in the skeleton.")
    for name in _MAIN[kind]:
        field = shape.children[name]
        if name not in facts:
            needed = kind == "waiver" and name in _SUBJECT
            answer = ask(question_for(field), check.text((name,), field), needed=needed)
            if answer:
                facts[name] = typed(answer, field)


_SUBJECT = ("supplier", "requirement")


def _subject(facts: dict[str, Any], check: FieldCheck, shape: Field) -> dict[str, str]:
    """Whose waiver it is, and from what."""
    for name in _SUBJECT:
        if name not in facts:
            raise UsageError(f"a waiver needs --{name}")
        wrong = check.text((name,), shape.children[name])(str(facts[name]))
        if wrong:
            raise UsageError(f"--{name} {facts[name]}: {wrong}")
    return {name: str(facts.pop(name)) for name in _SUBJECT}


def _filled(
    text: str, facts: dict[str, Any], shape: Field, path: str, kind: str, root: Path
) -> bytes:
    """The skeleton with the facts in it, in canonical layout."""
    values = {name: value for name, value in facts.items() if name != "id"}
    splice = Splice(without_hints(text, values).encode("utf-8"))
    for name, value in ordered(values, shape).items():
        field = shape.children[name]
        style = Style.QUOTED if field.format or field.reference else Style.PLAIN
        splice.put(splice.root, name, value, shape, Scalar(value=None, style=style))
    points = find_schemas(root) == root / "schemas"
    line = modeline(path, kind) if points else ""
    result = canonical(splice.result(), path, shape, line, root)
    assert result.data is not None, result.problems
    return result.data


COMMAND = Command(
    name="new",
    help="write a commented skeleton of a record",
    options=_options,
    run=_run,
)
