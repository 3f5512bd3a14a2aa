"""The YAML to change for a finding: what a renewal of the document adds to the record.

Made by the code that ``catalog renew`` writes with, from what the audience may see. The days
and numbers of the new paper are not known yet: its first day is the day after the old one's, it
runs as long, and comments say what to enter from the paper.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.load.emit import items, leaf
from generator.load.renewal import CERTIFICATES, KINDS, POLICIES, DocumentKind, next_id, successor
from generator.load.typed import ordered
from generator.model.assessment import Finding
from generator.model.dates import add_days, add_months, parse_date
from generator.model.fields import Field
from generator.model.words import plain
from generator.pages.base import Site
from generator.pages.texts import text
from generator.reports.base import line

_NEW = {"INS": POLICIES, **{code: KINDS[key] for code, key in (
    ("LIC", "licences"), ("PMT", "permits"), ("CRT", "certifications"), ("SCR", "screenings"),
)}}  # fmt: skip
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A change to a record. ``steps`` are pairs of what to do and the YAML for it."""

    path: str
    line: int
    title: str
    command: str
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    kind: DocumentKind
    shape: Field
    data: Mapping[str, Any]
    taken: frozenset[str]


def snippets(site: Site, found: list[Finding]) -> list[Snippet]:
    """For each document that the findings point at, once; the first few."""
    chosen: dict[str, Snippet] = {}
    for one in found:
        made = _snippet(site, one)
        if made is not None and len(chosen) < _SHOWN:
            chosen.setdefault(made.title, made)
    return list(chosen.values())


def _snippet(site: Site, found: Finding) -> Snippet | None:
    if found.supplier is None:
        return None
    document = _document(site, found)
    kind = _NEW.get(found.code.partition("-")[0])
    try:
        if document is not None:
            return _renewal(site, found, document)
        return _addition(site, found, kind) if kind is not None else None
    except ValueError:
        return None  # it holds what the dialect of records cannot write


def _document(site: Site, found: Finding) -> _Document | None:
    """The document that the finding points at, as the audience may see it."""
    assert found.supplier is not None
    for kind in KINDS.values():
        size = len(kind.path)
        if found.pointer[:size] != kind.path or len(found.pointer) <= size:
            continue
        listed = _listed(site.catalog.suppliers[found.supplier].data, kind)
        index = found.pointer[size]
        if not isinstance(index, int) or index >= len(listed):
            return None
        name = listed[index].get("id")
        seen = {one.get("id"): one for one in _listed(site.record(found.supplier), kind)}
        old = seen.get(name)
        if old is None or old.get("superseded_by") or old.get("status") in ("draft", "superseded"):
            return None
        taken = frozenset(str(one.get("id")) for one in listed)
        return _Document(kind=kind, shape=_shape(site, kind), data=old, taken=taken)
    return None


def _listed(record: Mapping[str, Any], kind: DocumentKind) -> list[Mapping[str, Any]]:
    here: Any = record
    for name in kind.path:
        here = here.get(name) or {} if isinstance(here, Mapping) else {}
    return list(here) if isinstance(here, list) else []


def _shape(site: Site, kind: DocumentKind) -> Field:
    shape = site.fields["supplier"]
    for name in kind.path:
        shape = shape.children[name]
    assert shape.item is not None
    return shape.item


def _renewal(site: Site, found: Finding, document: _Document) -> Snippet:
    kind, old = document.kind, document.data
    facts = _term(kind, old, site.as_of)
    first = kind.term_of(old)[0]
    new = next_id(
        str(old["id"]), str(old.get(first, "")), str(facts.get(first, "")), document.taken
    )
    # A letter is one of a certificate, and the new policy is on none yet.
    kept = {key: value for key, value in old.items() if key != "insurer_letter"}
    made = successor(kind, kept if kind is POLICIES else old, {"id": new, **facts})
    if kind is CERTIFICATES:
        made.data.pop("policies", None)
    closing = {**({"status": "superseded"} if kind.has_status else {}), "superseded_by": new}
    flags = "".join(f" --{name.replace('_', '-')} {value}" for name, value in facts.items())
    name = f"{kind.key}/{old['id']}"
    return Snippet(
        path=found.path,
        line=found.line,
        title=text("%(kind)s %(id)s: its renewal", kind=kind.name.capitalize(), id=old["id"]),
        command=line(f"catalog renew {found.supplier} {name}{flags}"),
        steps=(
            (
                text("In %(where)s, in the entry %(id)s, set:", where=kind.key, id=old["id"]),
                "\n".join(_entries(closing)),
            ),
            (
                text("After that entry add, and enter what the new paper shows:"),
                _yaml(kind, ordered(made.data, document.shape), facts, made.left),
            ),
        ),
    )


def _addition(site: Site, found: Finding, kind: DocumentKind) -> Snippet | None:
    """The first document of a kind: what an entry needs at the least."""
    assert found.supplier is not None
    shape = _shape(site, kind)
    subject = found.subject.partition("/")[2]
    facts: dict[str, Any] = {}
    about = kind.name
    for name, field in shape.children.items():
        if field.required:
            facts[name] = field.example
        if field.choices and subject in field.choices:
            facts[name], about = subject, plain(subject)
    term = _term(kind, {}, site.as_of)
    facts |= term
    taken = {str(one.get("id")) for one in _listed(site.record(found.supplier), kind)}
    facts["id"] = next_id(kind.name.replace(" ", "-"), "", site.as_of.isoformat(), taken)
    if kind.has_status:
        facts["status"] = "active"
    where = text("In %(where)s add, and enter what the paper shows:", where=kind.key)
    return Snippet(
        path=found.path,
        line=found.line,
        title=text("%(kind)s: the first entry", kind=about.capitalize()),
        command="",
        steps=((where, _yaml(kind, ordered(facts, shape), term, ())),),
    )


def _term(kind: DocumentKind, old: Mapping[str, Any], as_of: date) -> dict[str, str]:
    """First and last day of the new paper, if it follows the old one and runs as long."""
    first, last = kind.term_of(old)
    start, end = parse_date(old.get(first)), parse_date(old.get(last)) if last else None
    months = 12
    if start and end:
        months = max(1, round((end - start).days / 30.44))
    begin = as_of
    if end is not None and end >= as_of:
        begin = end if kind is POLICIES else add_days(end, 1)
    found = {first: begin.isoformat()}
    if last:
        stop = add_months(begin, months)
        found[last] = (stop if kind is POLICIES else add_days(stop, -1)).isoformat()
    return found


def _yaml(
    kind: DocumentKind, data: Mapping[str, Any], facts: Mapping[str, str], left: tuple[str, ...]
) -> str:
    """The entry as lines of a record, at its depth, with what to enter from the paper."""
    margin = " " * (2 * len(kind.path))
    found = []
    for one in items([data], len(margin)):
        name, _, rest = one.removeprefix(margin)[2:].partition(":")
        found.append(f"{one}  # from the new paper" if name in facts and rest else one)
    more = [name for name in left if name not in data]
    if more:
        found.append(f"{margin}  # also, as the paper shows: {', '.join(more)}")
    return "\n".join(found)


def _entries(data: Mapping[str, str]) -> Iterator[str]:
    for name, value in data.items():
        yield from leaf(f"{name}:", value, 2)
