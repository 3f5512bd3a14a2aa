"""Rows become suppliers: which record each contract belongs to, and under which id."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from generator.importer.existing import Existing, Shelf
from generator.importer.ids import MAX_LOCAL, MAX_SLUG, RESERVED, free, slug
from generator.importer.report import Notes, shown
from generator.importer.rows import Taken
from generator.importer.search import Entry, Refusal, found_again


@dataclass(slots=True, kw_only=True, eq=False)
class Group:
    """A supplier with its rows, in the order of the register."""

    id: str
    name: str
    existing: Existing | None
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Plan:
    """All suppliers, and the entries that could be given to none."""

    groups: list[Group]
    refused: list[Refusal]


def make_plan(rows: Iterable[Taken], shelf: Shelf, notes: Notes) -> Plan:
    """Gives every row to its suppliers. The same rows and records always give the same plan."""
    entries = [Entry(taken=row, name=name) for row in rows for name in row.names]
    homes = found_again(entries, shelf, notes)
    groups: dict[str, Group] = {}
    placed: dict[tuple[str, int], Entry] = {}
    aliases = {entry.name.text: home for entry, home in homes.items()}
    taken = set(shelf.ids() | RESERVED)
    by_name: dict[str, str] = {}
    refused: list[Refusal] = []
    for entry in entries:
        home = homes.get(entry)
        if home is None:
            name = entry.name.text
            named = shelf.named(name)
            home = named[0] if len(named) == 1 else aliases.get(name)
            reason = _no_home(name, named, shelf) if home is None else ""
            if reason:
                refused.append((entry, "IMPORT-NAME", reason))
                continue
            if home is None and name not in by_name:
                by_name[name] = _supplier_id(name, taken, notes, entry.line)
        key = home.id if home else by_name[entry.name.text]
        name = home.legal_name if home else entry.name.text
        group = groups.setdefault(key, Group(id=key, name=name, existing=home))
        # Two names of one row may be those of one record, where people merged two.
        first = placed.setdefault((key, entry.line), entry)
        if first is entry:
            group.entries.append(entry)
        elif first.index is None:
            first.index = entry.index
    _name_contracts(entries, groups.values(), notes)
    return Plan(groups=list(groups.values()), refused=refused)


def _supplier_id(name: str, taken: set[str], notes: Notes, line: int) -> str:
    base = slug(name)
    found = free(base, taken, MAX_SLUG)
    if found != base:
        what = f"supplier {shown(name)}: the id {base} belongs to another: it got {found}"
        notes.say("IMPORT-ID", what, line)
    taken.add(found)
    return found


def _no_home(name: str, named: list[Existing], shelf: Shelf) -> str:
    if len(named) > 1:
        paths = " and ".join(one.path for one in named[:3])
        return f"supplier {shown(name)}: {paths} both have this name"
    broken = shelf.broken.get(slug(name))
    return f"supplier {shown(name)}: {broken} cannot be read: mend it first" if broken else ""


def _name_contracts(entries: list[Entry], groups: Iterable[Group], notes: Notes) -> None:
    """Gives each contract an id that no other row of the register and of the record has."""
    home = {entry: group for group in groups for entry in group.entries}
    ids: dict[str, set[str]] = {group.id: _ids(group) for group in home.values()}
    used: set[str] = set()
    by_row: dict[int, str] = {}
    for entry in entries:
        if entry in home and entry.index is not None:
            existing = home[entry].existing
            assert existing is not None
            entry.contract_id = str(existing.contracts()[entry.index].get("id"))
            used.add(entry.contract_id)
            by_row.setdefault(entry.line, entry.contract_id)
    for entry in entries:
        if entry not in home or entry.index is not None or entry.taken.contract is None:
            continue
        mine = ids[home[entry].id]
        shared = by_row.get(entry.line)
        if shared is None or shared in mine:
            base = str(entry.taken.contract["id"])
            shared = free(base, used | mine, MAX_LOCAL)
            if shared != base:
                again = (
                    f"number {shown(entry.taken.key[0])} is taken: the contract's id is {shared}"
                )
                notes.say("IMPORT-NUMBER", again, entry.line)
        entry.contract_id = shared
        by_row.setdefault(entry.line, shared)
        used.add(shared)
        mine.add(shared)


def _ids(group: Group) -> set[str]:
    contracts: list[Any] = list(group.existing.contracts()) if group.existing else []
    return {str(one.get("id")) for one in contracts}
