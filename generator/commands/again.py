"""The same files on the same day give the same reports: they are kept, and handed out again.

What is kept lies in ``build/cache``, where only this machine's own files are believed (see
``load/cache.py``). Its key says everything that a report is made from: each file of the catalog,
its schemas, the program, the day. Problems are never kept: who mends them wants to see them go.
"""

import base64
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import __version__
from generator.commands.output import folder_in_repository
from generator.load.cache import Store, engine_digest
from generator.load.catalog import read_record
from generator.load.git import GitError, Repository
from generator.load.reference_data import read_reference
from generator.load.schema import Schemas, find_schemas
from generator.load.tree import SourceFile, read_tree
from generator.model.catalog import Catalog

_KEPT = 3
_ENGINE = ("model", "load", "checks", "evaluate", "reports", "commands")
_PACKAGE = Path(__file__).resolve().parents[1]
Content = str | bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The reports of one check by format, and what its exit code follows from.

    ``worst`` is the gravest severity of a finding that is not waived, '' without any; ``nothing``
    says why the run checked nothing, '' when it did.
    """

    reports: Mapping[str, Content]
    worst: str
    nothing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Where the reports of this tree on this day are kept."""

    store: Store
    key: str

    def find(self, formats: Iterable[str]) -> Checked | None:
        """What an earlier run gave, if it had all these formats."""
        found = self.store.load(self.key)
        if found is None or not set(formats) <= found["reports"].keys():
            return None
        reports = {name: _read(one) for name, one in found["reports"].items()}
        return Checked(reports=reports, worst=found["worst"], nothing=found["nothing"])

    def keep(self, checked: Checked) -> None:
        """For the next run."""
        reports = {name: _written(one) for name, one in checked.reports.items()}
        document = {"reports": reports, "worst": checked.worst, "nothing": checked.nothing}
        self.store.save(self.key, document)


class Tree:
    """The files of a catalog as they lie on the disk."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files, self._problems = read_tree(root)

    def organisation(self) -> Catalog | None:
        """Enough of the catalog to know its day; None when that file has a problem."""
        for one in self._files:
            if one.kind == "organisation":
                record, _ = read_record(one, Schemas(find_schemas(self._root)))
                if record is None:
                    return None
                return Catalog(reference=read_reference({record.kind: record}))
        return None

    def shelf(self, as_of: date) -> Shelf | None:
        """None where nothing can be kept, or nothing should be."""
        if self._problems:
            return None
        try:
            with Repository.around(self._root) as repository:
                store = Store.beside(self._root, repository.own_folder, "check", _KEPT)
        except GitError:
            return None
        return None if store is None else Shelf(store=store, key=self._key(as_of))

    def _key(self, as_of: date) -> str:
        schemas = sorted(find_schemas(self._root).glob("*.json"))
        about = {
            "version": __version__,
            "python": sys.version,
            "engine": engine_digest(_PACKAGE, _ENGINE),
            "schemas": [
                (one.name, hashlib.sha256(one.read_bytes()).hexdigest()) for one in schemas
            ],
            "files": _digest(self._files),
            "folder": folder_in_repository(self._root),
            "as_of": as_of.isoformat(),
        }
        return json.dumps(about, sort_keys=True)


def _digest(files: Iterable[SourceFile]) -> str:
    found = hashlib.sha256()
    for one in files:
        found.update(os.fsencode(f"{one.path}\0{len(one.data)}\0"))
        found.update(one.data)
    return found.hexdigest()


def _written(content: Content) -> Mapping[str, str]:
    if isinstance(content, str):
        return {"text": content}
    return {"bytes": base64.b64encode(content).decode("ascii")}


def _read(one: Mapping[str, str]) -> Content:
    return one["text"] if "text" in one else base64.b64decode(one["bytes"])
