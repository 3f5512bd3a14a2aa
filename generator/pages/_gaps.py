"""What is thin or missing: sources, answers for want of a record, fields, fingerprints."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.checks._sources import GONE, USABLE
from generator.model.assessment import Outcome, Verdict
from generator.model.fields import AUDIENCES, Field
from generator.model.places import covers
from generator.model.policy import Requirement
from generator.pages._memo import kept
from generator.pages._tallies import CATALOG
from generator.pages.base import Site

_LEVELS = ("critical", "high", "medium", "low")
PAPERS = (
    ("insurance", "certificates"),
    ("licences",),
    ("permits",),
    ("certifications",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A category in a place: the suppliers that may be used there today, and the others."""

    category: str
    place: str
    usable: tuple[str, ...]
    others: tuple[str, ...]
    criticality: str = ""

    @property
    def link(self) -> str:
        """The catalog with all of them."""
        return f"{CATALOG}?category={self.category}&place={self.place}"

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Sort key: none before one before more; of these, the most critical first."""
        level = _LEVELS.index(self.criticality) if self.criticality in _LEVELS else len(_LEVELS)
        return (len(self.usable), level, self.category, self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """What cannot be decided, by requirement and by supplier, the most first."""

    total: int
    requirements: tuple[tuple[str, int], ...]
    suppliers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """Papers of a kind: all, those without evidence, those whose document has no fingerprint."""

    kind: str
    total: int
    without_evidence: int
    without_hash: int


def sources(site: Site) -> list[Source]:
    """Each category in each place where a supplier offers it, the thinnest first.

    Offers that cannot be ordered, and suppliers that have left, are no source; one that works
    in the whole country is one for each place in it.
    """
    return kept(site, "sources", lambda: sorted(_sources(site), key=lambda one: one.order))


def _sources(site: Site) -> Iterator[Source]:
    for category, offers in _offers(site).items():
        for place in sorted({place for _, place, _ in offers}):
            here = [(who, verdict) for who, where, verdict in offers if covers(where, place)]
            usable = {who for who, verdict in here if verdict in USABLE}
            everybody = {who for who, _ in here}
            yield Source(
                category=category,
                place=place,
                usable=tuple(sorted(usable)),
                others=tuple(sorted(everybody - usable)),
                criticality=_worst(site, everybody),
            )


def _offers(site: Site) -> dict[str, list[tuple[str, str, Verdict]]]:
    """Category → supplier, place and verdict of each offer that can be ordered."""
    found: dict[str, list[tuple[str, str, Verdict]]] = {}
    for supplier in site.assessment.suppliers:
        if supplier.status in GONE:
            continue
        orderable = {one.category for one in site.reading(supplier.id).offers if one.orderable}
        for offer in supplier.offers:
            if offer.scope.category in orderable and offer.scope.jurisdiction:
                row = (supplier.id, offer.scope.jurisdiction, offer.verdict)
                found.setdefault(offer.scope.category, []).append(row)
    return found


def _worst(site: Site, suppliers: set[str]) -> str:
    found = {str(site.catalog.suppliers[one].data.get("criticality", "")) for one in suppliers}
    return next((level for level in _LEVELS if level in found), "")


def idle(site: Site) -> list[Requirement]:
    """The requirements that were held against nothing."""
    wanted = site.catalog.requirements
    return [wanted[one.requirement] for one in site.assessment.coverage.values() if not one.applied]


def undecided(site: Site) -> Undecided:
    """What cannot be decided for want of a record."""
    found = [one for one in site.assessment.findings if one.outcome is Outcome.UNKNOWN]
    by_rule = Counter(one.requirement for one in found)
    by_supplier = Counter(one.supplier for one in found if one.supplier is not None)
    return Undecided(
        total=len(found),
        requirements=tuple(_most_first(by_rule)),
        suppliers=tuple(_most_first(by_supplier)),
    )


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def never_filled(site: Site) -> list[tuple[str, str]]:
    """The fields of suppliers that no record fills: path and title, as far as the reader may see.

    A part that no record has at all is named once, without what would be in it.
    """
    return kept(site, "never-filled", lambda: _never_filled(site))


def _never_filled(site: Site) -> list[tuple[str, str]]:
    shape = site.fields["supplier"]
    left = _Left(shape)
    for record in site.catalog.suppliers.values():
        left.take(record.data)
        if left.done:
            break
    seen = AUDIENCES[site.audience]
    return [
        (".".join(path), field.title or field.name)
        for path, field in left.named()
        if any(leaf.visibility in seen for _, leaf in field.leaves())
    ]


class _Left:
    """What no record has filled so far. Whatever is filled throughout is not looked at again."""

    def __init__(self, shape: Field) -> None:
        self.shape = shape
        self.met = False
        inner = shape.item.children if shape.item is not None else shape.children
        self.children = {name: _Left(child) for name, child in inner.items()}
        self.open = set(self.children)

    @property
    def done(self) -> bool:
        return self.met and not self.open

    def take(self, data: Any) -> None:
        for one in data if isinstance(data, list) else (data,):
            self.met = True
            if not self.open or not isinstance(one, Mapping):
                continue
            for name, value in one.items():
                if name in self.open and value not in (None, [], {}, ""):
                    self.children[name].take(value)
                    if self.children[name].done:
                        self.open.discard(name)

    def named(self, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Field]]:
        for name, child in self.children.items():
            if name not in self.open:
                continue
            if not child.met:
                yield (*path, name), child.shape
            else:
                yield from child.named((*path, name))


def papers(site: Site) -> list[Papers]:
    """Papers on file by kind, superseded ones too: an auditor asks for the old ones."""
    return [_papers(site, path) for path in PAPERS]


def _papers(site: Site, path: tuple[str, ...]) -> Papers:
    total = silent = unhashed = 0
    for record in site.catalog.suppliers.values():
        found: Any = record.data
        for key in path:
            found = found.get(key) or {}
        for one in found:
            proof = one.get("evidence") or {}
            total += 1
            silent += not proof
            unhashed += bool(proof) and not proof.get("sha256")
    return Papers(kind=path[-1], total=total, without_evidence=silent, without_hash=unhashed)
