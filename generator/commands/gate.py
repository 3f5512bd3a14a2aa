"""``catalog gate SUPPLIER``: may this contract be signed, and if not, what is missing."""

import argparse
import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator.checks import registry
from generator.commands.base import (
    CLEAN,
    DATA,
    INTERNAL,
    VACUOUS,
    Command,
    UsageError,
    day_of,
    find_root,
    read,
    say,
    show_problems,
    tell,
)
from generator.evaluate.gate import Gate, Gatekeeper, Line, Proposal
from generator.load.formats import FORMATS
from generator.load.wording import suggestion
from generator.model import words
from generator.model.assessment import Outcome
from generator.model.catalog import Catalog
from generator.model.dates import parse_date
from generator.model.money import parse_money
from generator.model.records import Data
from generator.reports._letters import mailboxes
from generator.reports.base import line

_MARKS = {
    Outcome.PASS: "met",
    Outcome.FAIL: "not met",
    Outcome.UNKNOWN: "not known",
    Outcome.WAIVED: "waived",
}


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("supplier", metavar="SUPPLIER", help="the id of the supplier")
    parser.add_argument("--contract", metavar="ID", help="a contract on its record")
    parser.add_argument("--category", metavar="C", help="what is to be bought")
    parser.add_argument("--jurisdiction", metavar="J", help="where the work is, such as US-OR")
    parser.add_argument("--value", metavar="N", help="the most it may cost, such as 240000")
    parser.add_argument("--currency", metavar="CUR", help="of the value (default: ours)")
    parser.add_argument("--start", metavar="DATE", help="its first day")
    parser.add_argument("--end", metavar="DATE", help="its last day")
    parser.add_argument("--profile", metavar="P", help="the requirement profile it is to have")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _run(args: argparse.Namespace) -> int:
    loaded = read(find_root(args.root))
    if loaded.catalog is None:
        show_problems(loaded)
        return DATA
    catalog = loaded.catalog
    if args.supplier not in catalog.suppliers:
        hint = suggestion(args.supplier, catalog.suppliers)
        raise UsageError(f"there is no supplier '{line(args.supplier)}'{hint}")
    proposal = _proposal(args, catalog)
    try:
        answer = Gatekeeper(catalog).ask(args.supplier, day_of(args, catalog), proposal)
    except KeyError as missing:
        held = [one["id"] for one in catalog.suppliers[args.supplier].data.get("contracts") or ()]
        raise UsageError(
            f"--contract {line(str(missing.args[0]))}: {args.supplier} has no such contract"
            f"{suggestion(str(missing.args[0]), held)}"
        ) from None
    if answer.errors:
        for one in answer.errors:
            tell(f"catalog: the check {one.code} raised {line(one.message)}")
        return INTERNAL
    if args.format == "json":
        say(json.dumps(as_data(answer, catalog), indent=2, sort_keys=True))
    else:
        say("\n".join(text(answer, catalog)))
    if not answer.lines and not answer.reasons:
        tell("catalog: nothing was checked: no requirement applies to this")
        return VACUOUS
    return CLEAN if answer.may_sign else DATA


def _proposal(args: argparse.Namespace, catalog: Catalog) -> Proposal:
    described = [name for name in _DESCRIBES if getattr(args, name) is not None]
    if args.contract is not None:
        if described:
            raise UsageError(f"--contract and --{described[0]} exclude each other")
        return Proposal(contract=args.contract)
    if not described:
        return Proposal()
    if args.category is None:
        raise UsageError(f"--{described[0]} needs --category: say what is to be bought")
    if args.category not in catalog.reference.categories:
        hint = suggestion(args.category, catalog.reference.categories)
        raise UsageError(f"--category {line(args.category)}: there is no such category{hint}")
    return Proposal(
        category=args.category,
        jurisdiction=args.jurisdiction or "",
        data=_contract(args, catalog),
    )


_DESCRIBES = ("category", "jurisdiction", "value", "currency", "start", "end", "profile")


def _contract(args: argparse.Namespace, catalog: Catalog) -> dict[str, Any]:
    data: dict[str, Any] = {"categories": [args.category]}
    if args.jurisdiction is not None:
        if not FORMATS["jurisdiction"](args.jurisdiction):
            raise UsageError(f"--jurisdiction {line(args.jurisdiction)}: write it as US or US-OR")
        data["jurisdictions_of_work"] = [args.jurisdiction]
    if args.currency is not None and args.value is None:
        raise UsageError("--currency needs --value")
    if args.value is not None:
        ours = str(catalog.reference.organisation.get("currency", "USD"))
        money = {"amount": args.value.replace(",", ""), "currency": args.currency or ours}
        if parse_money(money) is None or not FORMATS["currency"](money["currency"]):
            raise UsageError(
                f"--value {line(args.value)}: write an amount as 240000 or 240000.00, and the "
                "currency as USD"
            )
        data["value"] = {"not_to_exceed": money}
    for option, field in (("start", "starts_on"), ("end", "ends_on")):
        given = getattr(args, option)
        if given is not None and parse_date(given) is None:
            raise UsageError(f"--{option} {line(given)}: write a date that exists, as YYYY-MM-DD")
        if given is not None:
            data[field] = given
    if args.start and args.end and args.end < args.start:
        raise UsageError("--end is before --start")
    if args.profile is not None:
        data["requirement_profile"] = args.profile
    return data


def text(answer: Gate, catalog: Catalog) -> Iterator[str]:
    """The answer for a person: yes or no first, then what is missing, then the rest."""
    record = catalog.suppliers[answer.supplier].data
    name = f"{line(str(record['legal_name']))} ({answer.supplier})"
    verdict = "may be signed" if answer.may_sign else "do not sign yet"
    if answer.may_sign and answer.conditions:
        verdict = "may be signed, with conditions"
    yield f"{name}: {verdict}, as of {words.day(answer.as_of)}."
    count = {one: sum(x.finding.outcome is one for x in answer.lines) for one in _MARKS}
    yield ", ".join(f"{number} {_MARKS[one]}" for one, number in count.items() if number) + "."
    for reason in answer.reasons:
        yield f"\n- {line(reason)}. Procurement has to approve it first."
    for one in answer.lines:
        if one.finding.outcome is not Outcome.PASS:
            yield from ("", *_open_line(one, record))
    met = [one for one in answer.lines if one.finding.outcome is Outcome.PASS]
    if met:
        yield "\nMet:"
        yield from (f"- {_title(one)}: {_required_held(one)}" for one in met)


def _open_line(one: Line, record: Data) -> Iterator[str]:
    found = one.finding
    weight = "" if one.stops else " (does not stop it)"
    when = f" from {words.day(one.from_day)}" if one.from_day else ""
    yield f"- {_MARKS[found.outcome].upper()}{when}{weight}: {line(found.message)}"
    yield f"  {_required_held(one)}"
    if found.outcome is Outcome.WAIVED and found.waived_until:
        yield f"  Waived until {words.day(found.waived_until)} by {found.waiver}."
    else:
        yield f"  {line(found.fix)}{_whom(found.code, record)}"
    rule = f"Clause {found.clause}, check {found.code}, {found.severity}"
    yield f"  {rule}; {found.responsible or 'procurement'} acts."


def _title(one: Line) -> str:
    return f"{registry()[one.finding.code].title} ({line(words.thing(one.finding.subject))})"


def _required_held(one: Line) -> str:
    found = one.finding
    required, held = found.required or "as the clause says", found.held or "as required"
    return f"required: {line(required)}; held: {line(held)}"


def _whom(code: str, record: Data) -> str:
    """The mailboxes to ask, where it is the supplier that has to send something."""
    found = mailboxes(code, record)
    return f" Ask {line(', '.join(found))}." if found else ""


def as_data(answer: Gate, catalog: Catalog) -> Mapping[str, Any]:
    """The answer for a script."""
    return {
        "as_of": answer.as_of.isoformat(),
        "supplier": answer.supplier,
        "may_sign": answer.may_sign,
        "reasons": list(answer.reasons),
        "lines": [
            {
                "requirement": one.finding.requirement,
                "code": one.finding.code,
                "policy": one.finding.policy,
                "clause": one.finding.clause,
                "subject": one.finding.subject,
                "outcome": str(one.finding.outcome),
                "severity": one.finding.severity,
                "stops": one.stops,
                "from": one.from_day.isoformat() if one.from_day else None,
                "required": one.finding.required,
                "held": one.finding.held,
                "message": one.finding.message,
                "fix": one.finding.fix,
                "responsible": one.finding.responsible,
                "waiver": one.finding.waiver,
            }
            for one in answer.lines
        ],
    }


COMMAND = Command(
    name="gate",
    help="say whether a contract may be signed: what is required against what is held",
    options=_options,
    run=_run,
)
