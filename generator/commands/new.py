"""``catalog new``: a commented skeleton of a record, that validates as it is."""

import argparse
import os
import re
from datetime import date
from pathlib import Path

from generator.commands.base import CLEAN, Command, UsageError, day_of, find_root, read, tell
from generator.load.schema import suggestion
from generator.model.catalog import Catalog
from generator.model.dates import add_days, add_months

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

SUPPLIER = """\
# yaml-language-server: $schema={schemas}supplier.schema.json
# Only these three fields are needed. A policy may ask for more; `catalog check` says what.
id: {id}
legal_name: {name}
lifecycle_status: prospect  # prospect, onboarding, approved, conditional, suspended, offboarding …

# summary: "What it does, in one sentence."
# registered_country: "GB"
# owner: "{role}"
# criticality: low  # low, medium, high, critical
# inherent_risk_tier: 4  # 1 is the highest
# access: [none]  # none, onsite, personal_data, network, keys_or_badges, funds …
# service_jurisdictions: ["GB"]
# contacts:
#   - {{role: orders, mailbox: "orders@example.com"}}
# offers:
#   - id: "offer-1"
#     category: {category}
#     description: "What staff can buy."
#     how_to_order: "Purchase order through the catalogue."
# contracts:
#   - id: "c-{year}-001"
#     title: "Framework agreement"
#     signed_on: "{today}"
#     starts_on: "{today}"
#     ends_on: "{in_a_year}"
#     categories: [{category}]
"""

POLICY = """\
# yaml-language-server: $schema=../schemas/policy.schema.json
id: {id}
title: {name}
version: "0.1"
status: draft  # draft, in_force, retired
review_by: "{in_a_year}"
summary: >-
  What do I have to do? Say it in two or three short sentences.
clauses:
  - id: {prefix}-1.1
    title: First rule
    text: >-
      A supplier must … for at least {{days}} days.
    modality: must  # must, must_not, should, may
    verification: human  # machine, partial, human
    parameters:
      days: 30
    # requirements:
    #   - id: {id}-first-rule
    #     check: INS-03
    #     applies_when: {{access: [onsite]}}
    #     warn_days: ["{{days}}"]
    #     severity: warning
"""

WAIVER = """\
# yaml-language-server: $schema=../../schemas/waiver.schema.json
id: {id}
requirement: {requirement}
supplier: {supplier}
reason: "Why the requirement cannot be met now."
risk_description: "What could go wrong meanwhile."
compensating_controls:
  - text: "What is done instead."
requested_by: "{role}"
approved_by: "{approver}"  # not the one who asks
approved_on: "{today}"
starts_on: "{today}"
expires_on: "{in_90_days}"
"""


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=("supplier", "policy", "waiver"))
    parser.add_argument("id", metavar="ID", help="small letters, digits and hyphens")
    parser.add_argument("--name", help="legal name or title (default: made from the id)")
    parser.add_argument("--folder", help="sub-folder of suppliers/", default="")
    parser.add_argument("--supplier", help="for a waiver: whose it is")
    parser.add_argument("--requirement", help="for a waiver: from which requirement")


def _run(args: argparse.Namespace) -> int:
    root = find_root(args.root)
    if not _ID.fullmatch(args.id) or not 2 <= len(args.id) <= 63:
        raise UsageError(f"'{args.id}': an id has 2 to 63 small letters, digits and single hyphens")
    catalog = read(root).catalog or Catalog()
    path = root / _place(args)
    text = _text(args, catalog, day_of(args, catalog))
    taken = catalog.suppliers.get(args.id) if args.kind == "supplier" else None
    if path.exists() or taken is not None:
        raise UsageError(f"{taken.path if taken else path.relative_to(root)} is already there")
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "w") as file:
        file.write(text)
    tell(f"Wrote {path.relative_to(root)}; fill it in, then run: catalog validate")
    return CLEAN


def _place(args: argparse.Namespace) -> Path:
    if args.kind == "supplier":
        folder = Path(args.folder)
        if folder.is_absolute() or ".." in folder.parts:
            raise UsageError(f"--folder {args.folder}: name a sub-folder of suppliers/")
        return Path("suppliers") / folder / f"{args.id}.yml"
    folder = Path("policies") if args.kind == "policy" else Path("policies/waivers")
    return folder / f"{args.id}.yml"


def _text(args: argparse.Namespace, catalog: Catalog, today: date) -> str:
    name = args.name or args.id.replace("-", " ").title()
    roles = sorted(catalog.reference.roles) or ["@owner", "@approver"]
    values = {
        "id": args.id,
        "name": _quoted(name),
        "schemas": "../" * (len(_place(args).parts) - 1) + "schemas/",
        "role": roles[0],
        "approver": roles[-1],
        "category": next(iter(sorted(catalog.reference.categories)), "a-category"),
        "prefix": re.sub("[^A-Z]", "", args.id.upper())[:3] or "POL",
        "year": today.year,
        "today": today.isoformat(),
        "in_a_year": add_days(add_months(today, 12), -1).isoformat(),
        "in_90_days": add_days(today, 90).isoformat(),
    }
    if args.kind != "waiver":
        return (SUPPLIER if args.kind == "supplier" else POLICY).format(**values)
    for what, known in (("supplier", catalog.suppliers), ("requirement", catalog.requirements)):
        given = getattr(args, what)
        if given is None:
            raise UsageError(f"a waiver needs --{what}")
        if given not in known:
            raise UsageError(f"--{what} {given}: there is none{suggestion(given, known)}")
    return WAIVER.format(**values, supplier=args.supplier, requirement=args.requirement)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


COMMAND = Command(
    name="new",
    help="write a commented skeleton of a record",
    options=_options,
    run=_run,
)
