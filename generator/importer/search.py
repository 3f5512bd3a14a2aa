"""Which rows are contracts in the records already, and where these stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.importer.existing import Existing, Shelf
from generator.importer.report import Notes, shown
from generator.importer.rows import LINKS, Name, Taken, is_same, source_key


@dataclass(slots=True, kw_only=True, eq=False)
class Entry:
    """One row for one supplier: its contract is new, or stands at ``index`` of the record."""

    taken: Taken
    name: Name
    index: int | None = None
    contract_id: str = ""

    @property
    def line(self) -> int:
        """The row's number."""
        return self.taken.row.number


Refusal = tuple[Entry, str, str]
"""A row that a supplier cannot take, the code of the problem, and why."""


class _Search:
    """Finds the contracts that are in the records already, each for one entry."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._used: set[tuple[str, int]] = set()
        self.homes: dict[Entry, Existing] = {}

    def claim(self, entry: Entry, candidates: Iterable[tuple[Existing, int]]) -> bool:
        """Gives the first of the candidates that is not taken to the entry."""
        for home, index in candidates:
            if (home.path, index) not in self._used:
                self._used.add((home.path, index))
                self.homes[entry] = home
                entry.index = index
                return True
        return False

    def same_source(self, entry: Entry) -> list[tuple[Existing, int]]:
        """Contracts from the same row in records with the entry's name."""
        mine = {one.path for one in self._shelf.named(entry.name.text)}
        return [one for one in self._shelf.imported(entry.taken.key) if one[0].path in mine]

    def untouched(self, entry: Entry) -> list[tuple[Existing, int]]:
        """Those of them that say what the row says."""
        wanted = {
            key: value
            for key, value in (entry.taken.contract or {}).items()
            if key not in ("id", "source", *LINKS)
        }
        candidates = ((one, one[0].contracts()[one[1]]) for one in self.same_source(entry))
        return [
            one
            for one, there in candidates
            if wanted == {key: value for key, value in there.items() if key in wanted}
            and wanted.keys() >= there.keys() - {"id", "source", *LINKS}
        ]

    def same_id(self, entry: Entry) -> list[tuple[Existing, int]]:
        """Contracts entered by hand, in such records, with the id of the row's number."""
        wanted = (entry.taken.contract or {})["id"]
        return [
            (home, index)
            for home in self._shelf.named(entry.name.text)
            for index, contract in enumerate(home.contracts())
            if contract.get("id") == wanted and not source_key(contract)[0]
        ]

    def under_another_name(self, entry: Entry) -> list[tuple[Existing, int]]:
        """Contracts from the same row in other records, as when people merge or rename them."""
        wanted = entry.taken.contract or {}
        found = self._shelf.imported(entry.taken.key)
        return [one for one in found if is_same(one[0].contracts()[one[1]], wanted)]


def found_again(entries: list[Entry], shelf: Shelf, notes: Notes) -> dict[Entry, Existing]:
    """The records that hold the contracts of entries already; sets ``index`` of those."""
    search = _Search(shelf)
    left = [one for one in entries if one.taken.contract is not None]
    # Where rows share number and supplier, each has to find its own contract again, whatever the
    # order of the rows: what is filled in later would end up in the wrong one.
    left = [one for one in left if not search.claim(one, search.untouched(one))]
    left = [one for one in left if not search.claim(one, search.same_source(one))]
    left = [one for one in left if not search.claim(one, search.same_id(one))]
    for entry in left:
        if search.claim(entry, search.under_another_name(entry)):
            path = search.homes[entry].path
            remark = f"supplier {shown(entry.name.text)}: {path} has its contracts"
            notes.row("IMPORT-ELSEWHERE", f"{remark}, under another name", entry.line)
    return search.homes
