"""Dates that are coming: what ends, what has to be decided, what is to be reviewed.

Whose they are, and what they are called, comes from the projected record. The days themselves
come from the typed reading, so that a policy's last day follows its expiry convention.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from generator.checks._contracts import (
    decision,
    notice,
    notice_owed,
    present,
    renewing,
    running,
)
from generator.checks._cover import succeeded
from generator.evaluate.supplier import HORIZON_DAYS
from generator.model.asof import AsOf
from generator.model.dates import add_days, parse_date
from generator.model.records import Certification, Contract, Licence, Permit, Supplier
from generator.model.words import LINES
from generator.pages._memo import kept
from generator.pages._shown import shown
from generator.pages.base import Site, clause_path, supplier_path
from generator.pages.texts import listing, plain, sentence, text

_FIELDS = (
    *("licences", "permits", "certifications", "contracts", "reviews", "review_due_on"),
    "owner",
)
LEFT_OUT = ("inactive", "blocked")
NOTICE_CHECK = "CON-06"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Coming:
    """One day in the calendar: what it is, whose, and where to read more.

    ``kind`` is what it is about: insurance, licence, permit, certification, contract, notice,
    review, waiver or policy. ``ends`` says that something lapses if nobody acts. ``key`` stays
    the same when the day or the words change: it names the paper and not its date. ``supplier``
    is an id, ``owner`` a role; '' where there is none.
    """

    day: date
    who: str
    what: str
    kind: str
    path: str
    note: str = ""
    ends: bool = False
    key: str = ""
    supplier: str = ""
    owner: str = ""


def coming(site: Site, days: int = HORIZON_DAYS) -> list[Coming]:
    """What the next days bring, at most the horizon's, sorted. For staff: empty for others."""
    last = add_days(site.as_of, min(days, HORIZON_DAYS))
    return [one for one in kept(site, "coming", lambda: _all(site)) if one.day <= last]


def _all(site: Site) -> list[Coming]:
    if not site.internal:
        return []
    last = add_days(site.as_of, HORIZON_DAYS)
    found = [
        one
        for assessed in site.assessment.suppliers
        if assessed.status not in LEFT_OUT
        for one in _of_supplier(site, assessed.id)
    ]
    found += [*_waivers(site), *_policies(site)]
    return sorted(one for one in found if site.as_of <= one.day <= last)


class _Entry(NamedTuple):
    day: date | None
    what: str
    kind: str
    id: str
    note: str = ""
    ends: bool = True


def _of_supplier(site: Site, name: str) -> Iterator[Coming]:
    supplier, seen = site.reading(name), shown(site, name, *_FIELDS)
    owner = str(seen.get("owner", ""))
    for entries in (
        _papers(supplier, seen),
        *(_contract(site, one, seen) for one in supplier.contracts),
        _reviews(seen),
    ):
        for one in entries:
            if one.day is not None:
                yield Coming(
                    day=one.day,
                    who=supplier.legal_name,
                    what=one.what,
                    kind=one.kind,
                    path=supplier_path(name),
                    note=one.note,
                    ends=one.ends,
                    key=f"{name}/{one.kind}/{one.id}",
                    supplier=name,
                    owner=owner,
                )


def _papers(supplier: Supplier, seen: Mapping[str, Any]) -> Iterator[_Entry]:
    together: dict[tuple[date | None, bool], list[tuple[str, str]]] = {}
    for policy in supplier.insurance_policies:
        if policy.counts and not policy.superseded:
            renewed = succeeded(policy, supplier.insurance_policies)
            lines = together.setdefault((policy.term.last_day, renewed), [])
            lines.append((LINES.get(policy.line, plain(policy.line)), policy.id))
    for (last, renewed), lines in together.items():
        # Lines that end together are renewed together: one day, one message.
        named = listing(sorted({line for line, _ in lines}))
        what = text("Insurance: last day of %(lines)s", lines=named)
        note = text("renewal on file") if renewed else ""
        yield _Entry(last, what, "insurance", min(name for _, name in lines), note, not renewed)
    papers: tuple[tuple[str, str, str, Iterable[Licence | Permit | Certification]], ...] = (
        ("licences", "licence_type", "licence", supplier.licences),
        ("permits", "activity", "permit", supplier.permits),
        ("certifications", "scheme", "certification", supplier.certifications),
    )
    for key, field, kind, items in papers:
        for one in items:
            if not one.superseded:
                name = sentence(plain(_text(seen, key, one.id, field)))
                yield _Entry(one.term.last_day, _last_day(kind, name), kind, one.id)


def _last_day(kind: str, name: str) -> str:
    if kind == "licence":
        return text("%(name)s licence: last day", name=name)
    if kind == "permit":
        return text("%(name)s permit: last day", name=name)
    return text("%(name)s: last day", name=name)


def _text(seen: Mapping[str, Any], key: str, name: str, field: str) -> str:
    """A text of the part with that id, as the audience may see it; the id where it may not."""
    for one in seen.get(key) or ():
        if one.get("id") == name:
            return str(one.get(field, name))
    return name


def _contract(site: Site, contract: Contract, seen: Mapping[str, Any]) -> Iterator[_Entry]:
    if contract.dead or contract.superseded:
        return
    title = _text(seen, "contracts", contract.id, "title")
    today, reference = AsOf(site.as_of), site.catalog.reference
    now = present(contract, today, reference)
    if not contract.open_ended:
        note = text("renews itself") if renewing(contract, today, now, reference) else ""
        note = text("the next one is on file") if contract.data.get("renewed_by") else note
        what = text("Contract: %(title)s, last day", title=title)
        yield _Entry(now.last_day, what, "contract", contract.id, note, not note)
    dates = notice(contract, now, reference, decide_days(site))
    if dates is None or not now.renews or not running(contract, today, reference):
        return
    if not notice_owed(contract, today, now, dates.receipt_by):
        return
    name = contract.id
    if not decision(contract, today, now):
        what = text("Contract: %(title)s, decide whether it goes on", title=title)
        yield _Entry(dates.decide_by, what, "notice", f"{name}/decide")
    # Deciding to leave is not enough: the notice still has to go.
    what = text("Contract: %(title)s, last day to send notice", title=title)
    yield _Entry(dates.send_by, what, "notice", f"{name}/send")
    what = text("Contract: %(title)s, notice must have arrived", title=title)
    yield _Entry(dates.receipt_by, what, "notice", f"{name}/receipt")


def month_name(year: int, month: int) -> str:
    """``December 2026`` in the reader's language."""
    names = (
        *(text("January"), text("February"), text("March"), text("April"), text("May")),
        *(text("June"), text("July"), text("August"), text("September"), text("October")),
        *(text("November"), text("December")),
    )
    return f"{names[month - 1]} {year}"


def decide_days(site: Site) -> int:
    """The days for deciding: the handbook's figure, or else the organisation's."""
    return kept(site, "decide-days", lambda: _decide_days(site))


def _decide_days(site: Site) -> int:
    for requirement in site.catalog.requirements.values():
        days = requirement.params.get("decide_days")
        if requirement.check == NOTICE_CHECK and isinstance(days, int):
            return days
    return int(site.catalog.reference.organisation.get("decision_lead_days", 30))


def _reviews(seen: Mapping[str, Any]) -> Iterator[_Entry]:
    """When the record, and each kind of review by the newest of its kind, is due again."""
    day = parse_date(seen.get("review_due_on"))
    yield _Entry(day, text("Review of the record"), "review", "record", ends=False)
    newest: dict[tuple[str, str], tuple[str, str]] = {}
    for one in seen.get("reviews") or ():
        key = (one.get("kind", ""), one.get("contract", ""))
        entry = (one.get("performed_on", ""), one.get("next_due_on", ""))
        newest[key] = max(entry, newest.get(key, ("", "")))
    for (kind, contract), (_, due) in newest.items():
        what = sentence(text("%(kind)s review", kind=plain(kind)).strip())
        name = f"{kind}/{contract}".rstrip("/")
        yield _Entry(parse_date(due), what, "review", name, ends=False)


def _waivers(site: Site) -> Iterator[Coming]:
    for waiver in site.catalog.waivers:
        requirement = site.catalog.requirements.get(waiver.requirement)
        assessed = site.suppliers.get(waiver.supplier)
        if requirement is None or assessed is None:
            continue
        if site.assessment.waivers[waiver.id].state == "without_effect":
            continue
        yield Coming(
            day=waiver.expires_on,
            who=assessed.legal_name,
            what=text("Waiver %(id)s (%(rule)s): last day", id=waiver.id, rule=waiver.requirement),
            kind="waiver",
            path=supplier_path(waiver.supplier),
            ends=True,
            key=f"waiver/{waiver.id}",
            supplier=waiver.supplier,
            owner=str(shown(site, waiver.supplier, "owner").get("owner", "")),
        )


def _policies(site: Site) -> Iterator[Coming]:
    for policy in site.catalog.policies.values():
        if policy.status == "in_force" and policy.review_by is not None:
            yield Coming(
                day=policy.review_by,
                who=policy.title,
                what=text("Review of the policy"),
                kind="policy",
                path=clause_path(policy.id),
                key=f"policy/{policy.id}",
                owner=policy.owner,
            )
