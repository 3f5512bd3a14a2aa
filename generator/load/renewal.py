"""What a renewed document takes over from the one before it, and what it must not.

Who holds the document, what it is about and what it requires stays as a rule, and is taken over
for a person to compare. What one paper alone can prove is never taken over: its dates and
numbers, that an endorsement is on file, that somebody verified it, what somebody decided about it.
Fields that are not named here count as such.
"""

import copy
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_PROVISION = ("ticked", "forms", "basis", "entity_named")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKind:
    """A list of documents in a supplier's record.

    ``terms`` are the pairs of fields in which a document may say its first and last day; '' where
    there is no such day. ``carried`` is taken over whole, ``parts`` in part.
    """

    path: tuple[str, ...]
    name: str
    terms: tuple[tuple[str, str], ...]
    carried: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    has_status: bool = False

    @property
    def key(self) -> str:
        """``insurance.policies``."""
        return ".".join(self.path)

    def term_of(self, old: Mapping[str, Any]) -> tuple[str, str]:
        """The fields in which a successor of ``old`` says its first and last day."""
        used = [pair for pair in self.terms if any(name and name in old for name in pair)]
        return (used or list(self.terms))[0]


CERTIFICATES = DocumentKind(
    path=("insurance", "certificates"),
    name="certificate of insurance",
    terms=(("date", ""),),
    carried=(
        *("form", "producer", "insured", "insurers", "certificate_holder"),
        "description_of_operations",
    ),
    has_status=True,
)
POLICIES = DocumentKind(
    path=("insurance", "policies"),
    name="insurance policy",
    terms=(("policy_eff", "policy_exp"),),
    carried=(
        *("line", "insurer_letter", "insurer", "expiry_convention", "basis", "limits"),
        *("aggregate_applies_per", "auto_scope", "per_statute", "states_covered"),
        *("proprietor_excluded", "retroactive_date", "extended_reporting_period"),
        *("schedule_of_underlying", "deductible", "retention_sir", "territory"),
        "exclusions_noted",
    ),
    parts={
        "addl_insd": _PROVISION,
        "subr_wvd": _PROVISION,
        "primary_noncontributory": _PROVISION,
        "notice_of_cancellation": ("days",),
    },
    has_status=True,
)
_OTHERS = (
    DocumentKind(
        path=("insurance", "exemptions"),
        name="exemption",
        terms=(("issued_on", "expires_on"),),
        carried=("line", "jurisdictions", "reason"),
    ),
    DocumentKind(
        path=("bonds",),
        name="bond",
        terms=(("starts_on", "ends_on"),),
        carried=("kind", "contract", "surety", "penal_sum"),
    ),
    DocumentKind(
        path=("licences",),
        name="licence",
        terms=(("issued_on", "expires_on"),),
        carried=(
            *("licence_type", "number", "holder_name", "qualifier", "issuing_authority"),
            *("jurisdiction", "locality", "classifications", "disciplinary_flag"),
            *("monetary_limit", "bond", "source_url"),
        ),
    ),
    DocumentKind(
        path=("permits",),
        name="permit",
        terms=(("valid_from", "valid_to"),),
        carried=(
            *("activity", "site", "contract", "project", "issuing_authority", "permit_holder"),
            *("internal_owner", "jurisdiction", "locality", "hold_point"),
        ),
    ),
    DocumentKind(
        path=("certifications",),
        name="certification",
        terms=(("issued_on", "expires_on"), ("period_start", "period_end")),
        carried=(
            *("scheme", "edition", "certificate_number", "issuer", "accreditation_body"),
            *("scope_statement", "scope_tags", "sites", "report_type", "tsc"),
        ),
    ),
    DocumentKind(
        path=("screenings",),
        name="screening",
        terms=(("performed_on", ""),),
        carried=("kind", "lists", "name_screened"),
    ),
)
KINDS: Mapping[str, DocumentKind] = {one.key: one for one in (CERTIFICATES, POLICIES, *_OTHERS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """The new document. ``carried`` are the fields taken over, ``left`` those that were not."""

    data: dict[str, Any]
    carried: tuple[str, ...]
    left: tuple[str, ...]


def successor(kind: DocumentKind, old: Mapping[str, Any], facts: Mapping[str, Any]) -> Successor:
    """What stands in the place of ``old``: the facts of the new paper, and what is taken over."""
    kept = {name: old[name] for name in kind.carried if name in old}
    for name, parts in kind.parts.items():
        inner = {part: old[name][part] for part in parts if part in old.get(name, {})}
        if inner:
            kept[name] = inner
    carried = tuple(one for one in kept if one not in facts)
    data = _joined(copy.deepcopy(kept), facts)
    if kind.has_status:
        data["status"] = "active"
    left = [one for one in old if one not in data and one not in ("status", "superseded_by")]
    for name in kind.parts:
        left += [f"{name}.{one}" for one in old.get(name, {}) if one not in data.get(name, {})]
    return Successor(data=data, carried=carried, left=tuple(dict.fromkeys(left)))


def _joined(data: dict[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    for name, value in more.items():
        inner = data.get(name)
        money = isinstance(value, dict) and "amount" in value
        if isinstance(value, dict) and isinstance(inner, dict) and not money:
            _joined(inner, value)
        else:
            data[name] = copy.deepcopy(value)
    return data


def next_id(old: str, was: str, now: str, taken: Container[str]) -> str:
    """The id of the successor: ``gl-2026`` becomes ``gl-2027``, ``or-elec`` ``or-elec-2027``.

    ``was`` and ``now`` are the first days of the two, or '' where they are not known.
    """
    found = list(_YEAR.finditer(old))
    if found and now:
        last = found[-1]
        years = int(now[:4]) - int(was[:4]) if was else int(now[:4]) - int(last[0])
        base = f"{old[: last.start()]}{int(last[0]) + years}{old[last.end() :]}"
    else:
        base = f"{old}-{now[:4]}" if now else old
    candidate, count = base, 2
    while candidate in taken:
        candidate, count = f"{base}-{count}", count + 1
    return candidate
