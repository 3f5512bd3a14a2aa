"""Records as loaded, and the typed reading of a supplier's record that checks use.

A :class:`Record` is plain data that passed its schema. A :class:`Supplier` reads it into the
things that checks talk about. Each of them keeps its pointer into the record, so that a
finding can name the line.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from generator.model.dates import Duration, Term, add_days, parse_date, parse_duration, term
from generator.model.money import Money, parse_money

Pointer = tuple[str | int, ...]
Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One file: its kind, its id, where it stands (relative to the root) and what it holds."""

    kind: str
    id: str
    path: str
    data: Data


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A part of a record with an id of its own."""

    id: str
    pointer: Pointer
    data: Data

    def text(self, key: str) -> str:
        """The text under ``key``, or ''."""
        value = self.data.get(key)
        return value if isinstance(value, str) else ""

    def date(self, key: str) -> date | None:
        """The date under ``key``."""
        return parse_date(self.data.get(key))

    def money(self, key: str) -> Money | None:
        """The money under ``key``."""
        return parse_money(self.data.get(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under ``key``, empty when absent."""
        return tuple(self.data.get(key) or ())

    def group(self, key: str) -> Data:
        """The object under ``key``, empty when absent."""
        return self.data.get(key) or {}

    @property
    def superseded(self) -> bool:
        """Whether a later record stands in its place."""
        return "superseded_by" in self.data or self.data.get("status") == "superseded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(Item):
    """A dated certificate of insurance. It is information about policies, not the policies."""

    @property
    def insured_name(self) -> str:
        """The insured as printed."""
        name = self.group("insured").get("name")
        return name if isinstance(name, str) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InsurancePolicy(Item):
    """One line of cover with its term; ``end_excl`` already follows the expiry convention."""

    line: str
    term: Term
    cancelled_on: date | None
    certificate: Certificate | None

    @property
    def number(self) -> str:
        """The policy number, or the id where none is recorded."""
        return self.text("policy_number") or self.id

    def limit(self, name: str) -> Money | None:
        """The limit of that name."""
        return parse_money(self.group("limits").get(name))

    @property
    def counts(self) -> bool:
        """Whether it may be relied on at all: a draft is no cover."""
        return self.data.get("status") != "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence(Item):
    """A licence of a person or firm."""

    term: Term

    @property
    def continues(self) -> bool:
        """Whether the authority says it stays in force while a renewal is pending."""
        return bool(self.group("continuation").get("applies"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit(Item):
    """A permit for an activity at a place."""

    term: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Certification(Item):
    """A certification or an assurance report."""

    term: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract(Item):
    """A contract. Only decisions are stored; its state on a day is derived.

    ``term`` ends where the record says. One that renews itself goes on after that; in which
    term it is on a day, :func:`generator.checks._contracts.present` works out.
    """

    term: Term
    signed_on: date | None
    value: Money | None

    @property
    def title(self) -> str:
        """The title, or the id."""
        return self.text("title") or self.id

    @property
    def open_ended(self) -> bool:
        """Whether it runs until someone ends it."""
        return bool(self.data.get("evergreen")) or self.renewal.get("type") == "evergreen"

    @property
    def renewal(self) -> Data:
        """The renewal terms."""
        return self.group("renewal")

    @property
    def renews_itself(self) -> bool:
        """Whether its paper says that it goes on for a further term unless notice is given."""
        return self.renewal.get("type") == "auto" and not self.open_ended

    @property
    def renewal_term(self) -> Duration | None:
        """How long one renewal lasts; None where that is not recorded."""
        found = parse_duration(self.renewal.get("term"))
        return found if found is not None and (found.months or found.days) else None

    @property
    def renewals_left(self) -> int | None:
        """How many renewals were left when the end was recorded; None without a limit."""
        most = self.renewal.get("max_renewals")
        return None if most is None else int(most) - int(self.renewal.get("renewals_exercised", 0))

    @property
    def dead(self) -> bool:
        """Whether it never came into force."""
        return "cancelled_on" in self.data


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer(Item):
    """What staff can buy: a category, in some jurisdictions."""

    category: str
    jurisdictions: tuple[str, ...]
    orderable: bool


class Supplier:
    """A typed reading of one supplier's record. Made for one evaluation, then dropped."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.data = record.data
        self.id = record.id

    @property
    def legal_name(self) -> str:
        """The name on the register."""
        return str(self.data["legal_name"])

    @property
    def status(self) -> str:
        """The lifecycle status, a decision of people."""
        return str(self.data["lifecycle_status"])

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name under which the firm may be known on its papers."""
        own = [self.legal_name, *self.texts("trading_names"), *self.texts("former_names")]
        own += [a["name"] for a in self.data.get("affiliates") or () if a.get("evidence")]
        return tuple(own)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts at the top of the record."""
        return tuple(self.data.get(key) or ())

    def _items(self, *path: str) -> Iterator[tuple[Pointer, Data]]:
        found: Any = self.data
        for key in path:
            found = found.get(key) or {}
        for index, data in enumerate(found or ()):
            yield (*path, index), data

    def listed(self, *path: str) -> tuple[Item, ...]:
        """The list at ``path`` (``"insurance", "exemptions"``), as items, in the record's order."""
        return tuple(
            Item(id=str(data.get("id", pointer[-1])), pointer=pointer, data=data)
            for pointer, data in self._items(*path)
        )

    @cached_property
    def certificates(self) -> tuple[Certificate, ...]:
        """Certificates of insurance, in the order of the record."""
        return tuple(
            Certificate(id=data["id"], pointer=pointer, data=data)
            for pointer, data in self._items("insurance", "certificates")
        )

    @cached_property
    def insurance_policies(self) -> tuple[InsurancePolicy, ...]:
        """Insurance policies, in the order of the record, drafts included."""
        certificates = {one.id: one for one in self.certificates}
        # Of several that show a policy it is the first by name: their order decides nothing.
        listed = {
            policy: one
            for one in sorted(self.certificates, key=lambda one: one.id, reverse=True)
            for policy in one.data.get("policies") or ()
        }
        return tuple(
            _insurance_policy(
                pointer,
                data,
                certificates.get(data.get("certificate", "")) or listed.get(data["id"]),
            )
            for pointer, data in self._items("insurance", "policies")
        )

    @cached_property
    def licences(self) -> tuple[Licence, ...]:
        """Licences, in the order of the record."""
        return tuple(
            Licence(
                id=data["id"],
                pointer=pointer,
                data=data,
                term=term(parse_date(data.get("issued_on")), parse_date(data.get("expires_on"))),
            )
            for pointer, data in self._items("licences")
        )

    @cached_property
    def permits(self) -> tuple[Permit, ...]:
        """Permits, in the order of the record."""
        return tuple(
            Permit(
                id=data["id"],
                pointer=pointer,
                data=data,
                term=term(parse_date(data.get("valid_from")), parse_date(data.get("valid_to"))),
            )
            for pointer, data in self._items("permits")
        )

    @cached_property
    def certifications(self) -> tuple[Certification, ...]:
        """Certifications and assurance reports, in the order of the record."""
        return tuple(
            Certification(
                id=data["id"],
                pointer=pointer,
                data=data,
                term=term(parse_date(data.get("issued_on")), parse_date(data.get("expires_on"))),
            )
            for pointer, data in self._items("certifications")
        )

    @cached_property
    def contracts(self) -> tuple[Contract, ...]:
        """Contracts, in the order of the record."""
        return tuple(_contract(pointer, data) for pointer, data in self._items("contracts"))

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """Offers, in the order of the record; without places of their own, the supplier's."""
        everywhere = self.texts("service_jurisdictions")
        return tuple(
            Offer(
                id=data["id"],
                pointer=pointer,
                data=data,
                category=data["category"],
                jurisdictions=tuple(data.get("jurisdictions") or everywhere),
                orderable=data.get("orderable_indicator", True),
            )
            for pointer, data in self._items("offers")
        )


def _insurance_policy(
    pointer: Pointer, data: Data, certificate: Certificate | None
) -> InsurancePolicy:
    # US liability policies end at 00:01 on the printed date; the form tells where it was issued.
    american = certificate is not None and certificate.text("form").startswith("ACORD")
    cancelled_on = parse_date(data.get("cancelled_on"))
    return InsurancePolicy(
        id=data["id"],
        pointer=pointer,
        data=data,
        line=data["line"],
        cancelled_on=cancelled_on,
        certificate=certificate,
        term=term(
            parse_date(data.get("policy_eff")),
            parse_date(data.get("policy_exp")),
            convention=data.get("expiry_convention") or ("exclusive" if american else "inclusive"),
            cut_short_on=cancelled_on,
        ),
    )


def _contract(pointer: Pointer, data: Data) -> Contract:
    value = data.get("value") or {}
    amounts = (parse_money(value.get(key)) for key in ("not_to_exceed", "initial"))
    evergreen = data.get("evergreen")
    terminated_on = parse_date(data.get("terminated_on"))
    signed_on = parse_date(data.get("signed_on"))
    return Contract(
        id=data["id"],
        pointer=pointer,
        data=data,
        signed_on=signed_on,
        value=next((amount for amount in amounts if amount is not None), None),
        # A contract that names no start takes effect when it is signed.
        term=term(
            parse_date(data.get("starts_on")) or signed_on,
            None if evergreen else parse_date(data.get("ends_on")),
            # Notice ends the contract at the end of the day named, like any printed end.
            cut_short_on=None if terminated_on is None else add_days(terminated_on, 1),
        ),
    )
