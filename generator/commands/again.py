"""The same files on the same day give the same reports: they are kept, and handed out again.

What is kept lies in ``build/cache``, where only this machine's own files are believed (see
``load/cache.py``). Its key says everything that a report is made from: each file of the catalog,
its schemas, the program, the day. Problems are never kept: who mends them wants to see them go.
"""

import base64
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.commands.output import folder_in_repository
from generator.load.cache import Store, program
from generator.load.catalog import Tree, read_record
from generator.load.git import GitError, Repository
from generator.load.reference_data import read_reference
from generator.load.tree import SourceFile
from generator.model.catalog import Catalog

_KEPT = 3
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


def organisation(tree: Tree) -> Catalog | None:
    """Enough of the catalog to know its day; None when that file has a problem."""
    for one in tree.files:
        if one.kind == "organisation":
            record, _ = read_record(one, tree.schemas)
            if record is None:
                return None
            return Catalog(reference=read_reference({record.kind: record}))
    return None


def shelf(tree: Tree, as_of: date) -> Shelf | None:
    """None where nothing can be kept, or nothing should be."""
    if tree.problems:
        return None
    try:
        with Repository.around(tree.root) as repository:
            store = Store.beside(tree.root, repository.own_folder, "check", _KEPT)
    except GitError:
        return None
    return None if store is None else Shelf(store=store, key=_key(tree, as_of))


def _key(tree: Tree, as_of: date) -> str:
    about = {
        **program(),
        "schemas": tree.schemas.digest,
        "files": _digest(tree.files),
        "folder": folder_in_repository(tree.root),
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
