"""A catalog that notes whom the evaluation of one supplier looks at besides that supplier."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.model.catalog import Catalog
from generator.model.records import Record

Names = Mapping[tuple[str, str], list[str]]


class Watched(Mapping[str, Record]):
    """The suppliers of a catalog. While it watches, it notes each that is asked for.

    Whoever goes through them meets ``some`` alone, where that is given; all can be asked for.
    """

    def __init__(self, suppliers: Mapping[str, Record], some: Container[str] | None = None) -> None:
        self._suppliers = suppliers
        self._some = some
        self._asked: set[str] | None = None
        self._all = False

    def begin(self) -> None:
        """From now on, note."""
        self._asked, self._all = set(), False

    def end(self) -> frozenset[str] | None:
        """What was asked for since; None when all were gone through."""
        found = None if self._all or self._asked is None else frozenset(self._asked)
        self._asked = None
        return found

    def __getitem__(self, key: str) -> Record:
        if self._asked is not None:
            self._asked.add(key)
        return self._suppliers[key]

    def __contains__(self, key: object) -> bool:
        if self._asked is not None:
            self._asked.add(str(key))
        return key in self._suppliers

    def __iter__(self) -> Iterator[str]:
        self._all = True
        some = self._some
        return iter([one for one in self._suppliers if some is None or one in some])

    def __len__(self) -> int:
        self._all = True
        return len(self._suppliers)


@dataclass(frozen=True, kw_only=True)
class WatchedCatalog(Catalog):
    """The same catalog, with the names of its firms worked out before."""

    names: Names = field(default_factory=dict)

    @cached_property
    def identities(self) -> Names:
        """As of the catalog; nothing has to be read for it."""
        return self.names
