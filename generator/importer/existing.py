"""The supplier records that are there already, found by name and by where contracts came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.importer.characters import clean_line
from generator.importer.rows import source_key
from generator.load.strict_yaml import parse
from generator.load.tree import SourceFile, read_tree

Key = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Existing:
    """A record on disk. ``path`` is relative to the root, ``data`` is the file's content."""

    path: str
    data: bytes
    record: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The file's name, which is the supplier's id."""
        return _stem(self.path)

    @property
    def legal_name(self) -> str:
        """The legal name, cleaned like the names of a register."""
        return clean_line(str(self.record.get("legal_name", "")))

    def names(self) -> list[str]:
        """Legal, trading and former names."""
        found = [self.record.get("legal_name")]
        for key in ("trading_names", "former_names"):
            listed = self.record.get(key)
            found += listed if isinstance(listed, list) else []
        return [clean_line(one) for one in found if isinstance(one, str)]

    def contracts(self) -> list[Mapping[str, Any]]:
        """The contracts, as they stand in the record."""
        found = self.record.get("contracts")
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


class Shelf:
    """All records of a repository that bear on an import.

    ``broken`` are the ids of suppliers whose files cannot be read. ``known`` are the ids of
    categories, roles and sites, for the references of what is imported.
    """

    def __init__(self, files: Iterable[SourceFile]) -> None:
        self.records: list[Existing] = []
        self.broken: dict[str, str] = {}
        self.known: dict[str, set[str]] = {"category": set(), "role": set(), "site": set()}
        self._by_name: dict[str, list[Existing]] = {}
        self._by_key: dict[Key, list[tuple[Existing, int]]] = {}
        for one in files:
            if one.kind == "supplier":
                self._add(one)
            elif one.kind in ("categories", "roles", "sites"):
                self._know(one)

    def _add(self, source: SourceFile) -> None:
        record, _ = parse(source.data, source.path)
        if record is None:
            self.broken[_stem(source.path)] = source.path
            return
        found = Existing(path=source.path, data=source.data, record=record)
        self.records.append(found)
        for name in dict.fromkeys(found.names()):
            self._by_name.setdefault(name, []).append(found)
        for index, contract in enumerate(found.contracts()):
            if any(key := source_key(contract)):
                self._by_key.setdefault(key, []).append((found, index))

    def _know(self, source: SourceFile) -> None:
        data, _ = parse(source.data, source.path)
        listed = (data or {}).get(source.kind)
        kind = "category" if source.kind == "categories" else source.kind.removesuffix("s")
        ids = (
            one.get("id")
            for one in (listed if isinstance(listed, list) else ())
            if isinstance(one, dict)
        )
        self.known[kind] |= {one for one in ids if isinstance(one, str)}

    def ids(self) -> set[str]:
        """The ids that are taken."""
        return {one.id for one in self.records} | set(self.broken)

    def named(self, name: str) -> list[Existing]:
        """The records with this legal name; without any, those that trade or traded under it."""
        found = self._by_name.get(name, [])
        legal = [one for one in found if one.legal_name == name]
        return legal or found

    def imported(self, key: Key) -> list[tuple[Existing, int]]:
        """The contracts that came from a row with this key, with their places in the records."""
        return self._by_key.get(key, [])


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yml")


def read_shelf(root: Path) -> Shelf:
    """Reads the records below ``root``; a repository without any is an empty shelf."""
    return Shelf(read_tree(root)[0])
