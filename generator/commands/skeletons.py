"""Commented skeletons of records: what is needed is there, what may follow stands behind #."""

import re
from collections.abc import Container, Mapping
from datetime import date

from generator.load.emit import is_plain, quoted
from generator.model.catalog import Catalog
from generator.model.dates import add_days, add_months

SUPPLIER = """\
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

_TEXTS = {"supplier": SUPPLIER, "policy": POLICY, "waiver": WAIVER}


def skeleton(
    kind: str, name: str, catalog: Catalog, today: date, subject: Mapping[str, str]
) -> str:
    """The record of that kind with the id ``name``, its titles made from the id.

    ``subject`` is the supplier and the requirement of a waiver.
    """
    roles = sorted(catalog.reference.roles) or ["@owner", "@approver"]
    title = name.replace("-", " ").title()
    values: Mapping[str, object] = {
        "id": _text(name),
        "name": _text(title),
        "role": roles[0],
        "approver": roles[-1],
        "category": next(iter(sorted(catalog.reference.categories)), "a-category"),
        "prefix": _prefix(name, catalog),
        "year": today.year,
        "today": today.isoformat(),
        "in_a_year": add_days(add_months(today, 12), -1).isoformat(),
        "in_90_days": add_days(today, 90).isoformat(),
    }
    return _TEXTS[kind].format(**values, **{key: _text(one) for key, one in subject.items()})


def _prefix(name: str, catalog: Catalog) -> str:
    """Letters of the id that no clause begins with yet."""
    letters = re.sub("[^A-Z]", "", name.upper()) or "POL"
    taken = {one.partition("-")[0] for one in catalog.clauses}
    wanted = [letters[:size] for size in range(3, min(len(letters), 24) + 1)] or [f"{letters:X<3}"]
    wanted += [f"{wanted[0]}{number}" for number in range(2, len(taken) + 3)]
    return next(one for one in wanted if one not in taken)


def _text(text: str) -> str:
    return text if is_plain(text) else quoted(text)


def without_hints(text: str, given: Container[str]) -> str:
    """The skeleton without the commented fields whose values are given."""
    lines = []
    skipping = False
    for line in text.splitlines(keepends=True):
        hint = re.match(r"# ([a-z_]+):", line)
        if hint:
            skipping = hint[1] in given
        elif not line.startswith("#  "):
            skipping = False
        if not skipping:
            lines.append(line)
    return "".join(lines)
