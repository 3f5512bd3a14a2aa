"""A renewal: which documents of a record get successors, and what is known of each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.commands.base import UsageError
from generator.load.renewal import (
    CERTIFICATES,
    KINDS,
    POLICIES,
    DocumentKind,
    Successor,
    next_id,
    successor,
)
from generator.load.typed import assign, field_at
from generator.load.wording import suggestion
from generator.model.dates import parse_date
from generator.model.fields import Field
from generator.model.records import Pointer

Data = Mapping[str, Any]
_MANY = 12


@dataclass(slots=True, kw_only=True)
class Renewal:
    """One document that gets a successor. ``facts`` is what the new paper says."""

    kind: DocumentKind
    old: Data
    index: int
    shape: Field
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """``insurance.policies/gl-2026``."""
        return f"{self.kind.key}/{self.old['id']}"

    def pointer(self, *inner: str) -> Pointer:
        """Where a field of the document stands in the record."""
        return (*self.kind.path, self.index, *inner)

    def says(self, path: str, value: Any) -> None:
        """Notes a fact of the new paper."""
        assign(self.facts, tuple(path.split(".")), value)

    def knows(self, path: str) -> bool:
        """Whether the fact is known."""
        here: Any = self.facts
        for name in path.split("."):
            if not isinstance(here, dict) or name not in here:
                return False
            here = here[name]
        return True

    def flag(self, name: str) -> str:
        """The field of this document, or of its evidence, that a flag means; '' for none."""
        inner = self.shape.children.get("evidence")
        if name in self.shape.children:
            return name
        return f"evidence.{name}" if inner and name in inner.children else ""

    def field(self, path: str) -> Field:
        """The field at a path."""
        return field_at(self.shape, path)[1]

    def new(self) -> Successor:
        """The successor."""
        old = dict(self.old)
        if self.kind is POLICIES and "certificate" not in self.facts:
            # The letter is one of a certificate, and the new policy is on none yet.
            old.pop("insurer_letter", None)
        if self.kind.key == "licences" and old.get("status") == "active":
            self.facts.setdefault("status", "active")
        return successor(self.kind, old, self.facts)


def find_document(record: Data, name: str, shape: Field) -> Renewal:
    """The document that ``name`` means: ``licences/or-elec``, an id, or ``certificate``.

    Raises UsageError.
    """
    listed = list(_documents(record))
    if name == "certificate":
        found = [one for one in listed if one[0] is CERTIFICATES and not _replaced(one[2])]
        what = "certificate of insurance that nothing supersedes"
    else:
        key, _, last = name.rpartition("/")
        found = [one for one in listed if one[2]["id"] == last and _is_kind(one[0], key)]
        what = f"document {name}"
    if len(found) != 1:
        names = [f"{kind.key}/{data['id']}" for kind, _, data in found or listed]
        if found:
            raise UsageError(f"there is more than one {what}: name one of {', '.join(names)}")
        hint = suggestion(name, names) or (
            f"; there is {', '.join(names[:_MANY])}" if names else ""
        )
        raise UsageError(f"the record has no {what}{hint}")
    kind, index, data = found[0]
    return _checked(renewal(kind, index, data, shape))


def renewal(kind: DocumentKind, index: int, data: Data, shape: Field) -> Renewal:
    """The renewal of one document, with no facts yet. ``shape`` is that of a supplier."""
    for name in kind.path:
        shape = shape.children[name]
    assert shape.item is not None
    return Renewal(kind=kind, old=data, index=index, shape=shape.item)


def _is_kind(kind: DocumentKind, key: str) -> bool:
    return key in ("", kind.key, kind.path[-1])


def _documents(record: Data) -> Iterator[tuple[DocumentKind, int, Data]]:
    for kind in KINDS.values():
        here: Any = record
        for name in kind.path:
            here = here.get(name) or {}
        for index, data in enumerate(here):
            yield kind, index, data


def _replaced(data: Data) -> bool:
    return "superseded_by" in data or data.get("status") == "superseded"


def _checked(found: Renewal) -> Renewal:
    later = found.old.get("superseded_by")
    if _replaced(found.old):
        hint = f" by {later}: renew that" if later else ""
        raise UsageError(f"{found.name} is superseded already{hint}")
    if found.old.get("status") == "draft":
        raise UsageError(f"{found.name} is a draft, and proves nothing: complete it instead")
    return found


def policies_of(record: Data, certificate: Data, shape: Field) -> list[Renewal]:
    """The policies on a certificate that nothing supersedes, in the record's order."""
    listed = certificate.get("policies") or ()
    return [
        renewal(kind, index, data, shape)
        for kind, index, data in _documents(record)
        if kind is POLICIES
        and (data["id"] in listed or data.get("certificate") == certificate["id"])
        and not _replaced(data)
        and data.get("status") not in ("draft", "cancelled")
    ]


def give_ids(renewals: list[Renewal], record: Data) -> None:
    """An id for each successor, and the links between certificate and policies."""
    for one in renewals:
        taken = {data["id"] for kind, _, data in _documents(record) if kind is one.kind}
        first = one.kind.term_of(one.old)[0]
        was, now = str(one.old.get(first, "")), str(one.facts.get(first, ""))
        one.facts.setdefault("id", next_id(str(one.old["id"]), was, now, taken))
    first_one, *others = renewals
    if first_one.kind is POLICIES and "certificate" not in first_one.facts:
        _keep_insurer(first_one, record)
    if first_one.kind is CERTIFICATES:
        first_one.facts["policies"] = [one.facts["id"] for one in others]
        for one in others:
            one.facts["certificate"] = first_one.facts["id"]
        if not others:
            del first_one.facts["policies"]


def _keep_insurer(one: Renewal, record: Data) -> None:
    """The name behind the insurer's letter on the old certificate, for a policy on none yet."""
    letter = one.old.get("insurer_letter")
    for kind, _, data in _documents(record):
        if kind is CERTIFICATES and data["id"] == one.old.get("certificate"):
            for insurer in data.get("insurers") or ():
                if letter and insurer.get("letter") == letter and "name" in insurer:
                    one.facts.setdefault("insurer", insurer["name"])


def needed(one: Renewal) -> list[str]:
    """The days that a successor cannot do without."""
    names = [name for name in one.kind.term_of(one.old) if name]
    perpetual = one.facts.get("perpetual") is True
    return [name for name in names if not (perpetual and name == "expires_on")]


def wrong_days(one: Renewal) -> str:
    """What is wrong with the term of the new document, or ''."""
    first, last = one.kind.term_of(one.old)
    days = {name: parse_date(one.facts.get(name)) for name in (first, last) if name}
    start, end = days.get(first), days.get(last)
    if start and end and end < start:
        return f"{one.name}: the new one ends on {end}, before it begins on {start}"
    decisive = last or first
    old, new = parse_date(one.old.get(decisive)), days.get(decisive)
    if old and new and (new <= old if last else new < old):
        words = one.field(decisive).title.lower()
        return f"{one.name}: {words} {new} is not later than {old}, that of the old one"
    return ""
