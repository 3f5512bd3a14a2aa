"""Letters to suppliers: one for each, with all that is open, each item required against held.

Plain text, drafted for a person to send; nothing here sends anything.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from email.message import EmailMessage
from email.policy import SMTP

from generator.model import words
from generator.model.assessment import SEVERITY_ORDER, Finding, Outcome, SupplierAssessment
from generator.model.catalog import Catalog
from generator.model.records import Data
from generator.reports.base import line

# Findings that the supplier or its broker can mend by sending something.
_THEIRS = ("INS-", "LIC-", "PMT-", "CRT-", "IDN-", "TAX-", "ETH-01", "ESG-", "DIV-")
_OPEN = (Outcome.FAIL, Outcome.UNKNOWN)
_ROLES = ("compliance", "account_manager", "orders")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A drafted letter. ``to`` and ``cc`` are mailboxes as the record holds them."""

    supplier: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    sender: str
    subject: str
    body: str

    def message(self, day: date) -> bytes:
        """As an ``.eml`` file that a mail program opens as a draft; the same for the same day."""
        mail = EmailMessage(policy=SMTP)
        mail["To"] = _header(", ".join(self.to))
        if self.cc:
            mail["Cc"] = _header(", ".join(self.cc))
        if self.sender:
            mail["From"] = _header(self.sender)
        mail["Subject"] = _header(self.subject)
        mail["Date"] = datetime.combine(day, time(8, 0)).strftime("%a, %d %b %Y %H:%M:%S +0000")
        mail["X-Unsent"] = "1"
        mail.set_content(self.body, cte="quoted-printable")
        return mail.as_bytes()


def _header(text: str) -> str:
    """One line without control characters: what a record holds must not begin a header."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def theirs(finding: Finding) -> bool:
    """Whether it is open, and the supplier is the one to mend it."""
    return finding.outcome in _OPEN and finding.code.startswith(_THEIRS)


def mailboxes(code: str, record: Data) -> tuple[str, ...]:
    """Whom to ask about a finding of that check: the broker about cover, compliance the rest."""
    if not code.startswith(_THEIRS):
        return ()
    wanted = ("insurance_broker", *_ROLES) if code.startswith("INS-") else _ROLES
    return next((found for role in wanted if (found := _of_role(record, role))), ())


def _of_role(record: Data, role: str) -> tuple[str, ...]:
    return tuple(
        one["mailbox"]
        for one in record.get("contacts") or ()
        if one.get("role") == role and one.get("mailbox")
    )


def letter(
    assessed: SupplierAssessment, catalog: Catalog, as_of: date, more: Iterable[str] = ()
) -> Letter | None:
    """What to write to a supplier; None when nothing of it is theirs to mend.

    ``more`` are further sentences about what is to come.
    """
    record = catalog.suppliers[assessed.id].data
    items = _items([one for one in assessed.findings if theirs(one)])
    coming = tuple(more)
    if not items and not coming:
        return None
    cover = any(one.code.startswith("INS-") for one in items) or bool(coming)
    to = next((found for role in _ROLES if (found := _of_role(record, role))), ())
    brokers = _of_role(record, "insurance_broker") if cover else ()
    count = len(items)
    what = f"{count} thing{'' if count == 1 else 's'} we need from you"
    return Letter(
        supplier=assessed.id,
        to=to or brokers,
        cc=tuple(one for one in brokers if one not in (to or brokers)),
        sender=_sender(record, catalog),
        subject=line(f"{assessed.legal_name}: {what if items else 'papers that end soon'}"),
        body="\n".join(_body(assessed, catalog, as_of, items, coming, cover=cover)) + "\n",
    )


def _items(found: Iterable[Finding]) -> list[Finding]:
    """The gravest finding of each topic: five findings about one lapsed policy are one request."""
    chosen: dict[tuple[str, str], Finding] = {}
    for one in sorted(found, key=lambda one: (SEVERITY_ORDER[one.severity], one.code)):
        chosen.setdefault((one.topic, one.required), one)
    return list(chosen.values())


def _sender(record: Data, catalog: Catalog) -> str:
    owner = catalog.reference.roles.get(str(record.get("owner", "")), {})
    procurement = catalog.reference.organisation.get("procurement") or {}
    return str(owner.get("mailbox") or procurement.get("mailbox") or "")


def _body(
    assessed: SupplierAssessment,
    catalog: Catalog,
    as_of: date,
    items: list[Finding],
    coming: tuple[str, ...],
    *,
    cover: bool,
) -> Iterator[str]:
    organisation = catalog.reference.organisation
    us = line(str(organisation.get("name", "Our organisation")))
    yield f"To {line(assessed.legal_name)}"
    yield ""
    yield f"This is what our records of {words.day(as_of)} show, and what we ask you for."
    for number, one in enumerate(items, start=1):
        yield ""
        yield f"{number}. {line(words.sentence(one.message))}."
        yield f"   Required: {line(one.required)} ({_clause(one, catalog)})"
        yield f"   On file:  {line(one.held) or 'nothing'}"
        yield f"   Please:   {line(one.fix)}"
        if one.act_by is not None:
            yield f"   By:       {words.day(max(one.act_by, as_of))}"
    if coming:
        yield ""
        yield "Coming up:"
        yield from (f"- {line(one)}" for one in coming)
    yield ""
    yield "How to send it: answer this message with the document as a PDF. There is no portal."
    entities = organisation.get("legal_entities") or ()
    if cover and entities:
        yield "A certificate of insurance names as certificate holder, letter for letter:"
        yield from (f"   {line(one['name'])}, {line(one.get('address', ''))}" for one in entities)
    grave = [one for one in items if one.severity in ("block", "error")]
    if grave:
        yield ""
        yield f"Until this is on file, our staff see: {assessed.verdict.label}."
    yield ""
    yield us
    sender = _sender(catalog.suppliers[assessed.id].data, catalog)
    if sender:
        yield line(sender)


def _clause(finding: Finding, catalog: Catalog) -> str:
    title = catalog.policies[finding.policy].title
    return f"clause {finding.clause} of our policy “{line(title)}”"
