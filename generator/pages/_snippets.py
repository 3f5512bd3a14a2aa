"""The YAML to change for a finding: what a renewal of the document adds to the record.

Made by the code that ``catalog renew`` writes with, from what the audience may see. The days
and numbers of the new paper are not known yet: its first day is the day after the old one's, it
runs as long, and comments say what to enter from the paper.
"""

from collections.abc import Mapping
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

_FIRST = {"INS-01": POLICIES, "SCR-01": KINDS["screenings"], "SCR-04": KINDS["screenings"]}
"""Checks that ask for a document of which there is none, and the kind that they ask for."""
_LOOKED_UP = "LIC-08"
_SOON_DAYS = 180
"""A document that ends later is not renewed yet: something else is to be done about it."""
_CHECK = "check against the paper"
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
    document, first = _document(site, found), _FIRST.get(found.code)
    try:
        if document is not None and found.code == _LOOKED_UP:
            return _looked_up(site, found, document)
        if document is not None:
            return _renewal(site, found, document) if _ends(document, site.as_of) else None
        return _addition(site, found, first) if first is not None else None
    except ValueError:
        return None  # it holds what the dialect of records cannot write


def _ends(document: _Document, as_of: date) -> bool:
    """Whether the document has ended, or ends so soon that its renewal is the next thing."""
    old, last = document.data, document.kind.term_of(document.data)[1]
    if old.get("cancelled_on"):
        return True
    if not last:
        return True  # it is as good as its date, and a new one takes its place
    end = parse_date(old.get(last))
    return end is not None and end <= add_days(as_of, _SOON_DAYS)


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
        title=text("%(kind)s %(id)s: its renewal", kind=_kind(kind), id=old["id"]),
        # The command renews the policies of a certificate with it, and asks for their days.
        command=""
        if kind is CERTIFICATES
        else line(f"catalog renew {found.supplier} {name}{flags}"),
        steps=(
            (
                text("In %(where)s, in the entry %(id)s, set:", where=kind.key, id=old["id"]),
                _set(kind, closing),
            ),
            (
                text("After that entry add, and enter what the new paper shows:"),
                _yaml(kind, ordered(made.data, document.shape), facts, made.left),
            ),
        ),
    )


def _looked_up(site: Site, found: Finding, document: _Document) -> Snippet:
    """Nothing is renewed: that somebody looked it up is recorded."""
    name, day = document.data["id"], site.as_of.isoformat()
    told = text(
        "Look it up. In %(where)s, in the entry %(id)s, set:", where=document.kind.key, id=name
    )
    data = {"last_verified_on": day, "verification_method": "primary_source_lookup"}
    return Snippet(
        path=found.path,
        line=found.line,
        title=text("%(kind)s %(id)s: looked up", kind=_kind(document.kind), id=name),
        command="",
        steps=((told, _set(document.kind, data)),),
    )


def _kind(kind: DocumentKind) -> str:
    return kind.name.capitalize()


def _addition(site: Site, found: Finding, kind: DocumentKind) -> Snippet | None:
    """The first document of a kind: what an entry needs at the least."""
    assert found.supplier is not None
    shape = _shape(site, kind)
    subject = found.subject.partition("/")[2]
    facts: dict[str, Any] = {}
    about = ""
    for name, field in shape.children.items():
        if field.required:
            facts[name] = field.example
        if field.choices and subject in field.choices:
            facts[name], about = subject, plain(subject)
    if not about:
        return None
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
    if end is not None and end >= as_of and not old.get("cancelled_on"):
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
        found.append(f"{one}  # {_CHECK}" if name in facts and rest else one)
    more = [name for name in left if name not in data]
    if more:
        found.append(f"{margin}  # also, as the paper shows: {', '.join(more)}")
    return "\n".join(found)


def _set(kind: DocumentKind, data: Mapping[str, str]) -> str:
    """Fields of an entry as lines of a record, at their depth."""
    margin = " " * (2 * len(kind.path) + 2)
    lines = (one for name, value in data.items() for one in leaf(f"{name}:", value, 2))
    return "\n".join(margin + one for one in lines)
