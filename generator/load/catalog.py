"""load(root) → Loaded: the only reader of records. One bad file hides no other.

Stages: tree → strict YAML → schema → references and policies → Catalog. Each stage works on
what the one before let through, and every problem of every file comes back in one run.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.load.formats import identifier_problem
from generator.load.policies import CheckSpec, read_policy, read_waiver
from generator.load.reference_data import read_reference
from generator.load.references import dangling, plan
from generator.load.schema import Schemas, find_schemas
from generator.load.secrets import secrets, suspicious
from generator.load.strict_yaml import parse, places
from generator.load.tree import SourceFile, read_tree
from generator.load.wording import Issue, quoted
from generator.model.catalog import Catalog
from generator.model.policy import Policy, Requirement, Waiver
from generator.model.problem import Problem
from generator.model.records import Pointer, Record

Spread = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]
"""How to apply a function to many files: ``map``, or the same on several cores."""
_LISTS = ("supplier", "policy", "waiver")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What was read. ``catalog`` is None when any problem is an error: nothing may be built.

    ``records`` are those that fit their schemas, by kind and id. ``readable`` is the catalog of
    what has no problem: two states of a repository can be compared in spite of an old one.
    """

    root: Path
    schemas: Schemas
    catalog: Catalog | None
    problems: tuple[Problem, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    records: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)
    readable: Catalog = field(default_factory=Catalog)


class _Sources:
    """The files by path, to look places up in when something is to be reported."""

    def __init__(self, files: Iterable[SourceFile]) -> None:
        self._data = {one.path: one.data for one in files}
        self._places: dict[str, dict[Pointer, tuple[int, int]]] = {}

    def problem(self, path: str, issue: Issue) -> Problem:
        pointer, code, message = issue
        if path not in self._places:
            self._places[path] = places(self._data[path])
        line, column = nearest(self._places[path], pointer)
        where = pointer_text(pointer)
        return Problem(
            code=code,
            message=f"{where}: {message}" if where else message,
            path=path,
            line=line,
            column=column,
        )


def nearest(found: Mapping[Pointer, tuple[int, int]], pointer: Pointer) -> tuple[int, int]:
    """The place of ``pointer``, or of the nearest thing around it."""
    for end in range(len(pointer), -1, -1):
        place = found.get(pointer[:end])
        if place is not None:
            return place
    return (1, 1)


def pointer_text(pointer: Pointer) -> str:
    """``insurance.policies[0].line``, in ASCII."""
    text = ""
    for key in pointer:
        text += f"[{key}]" if isinstance(key, int) else ("." if text else "") + str(key)
    return quoted(text, 200)[1:-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """What lies below ``root`` before any record of it is read, and what is wrong with names."""

    root: Path
    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]
    schemas: Schemas

    @classmethod
    def of(cls, root: Path) -> "Tree":
        """Raises NotADirectoryError when there is no such folder."""
        files, problems = read_tree(root)
        schemas = Schemas(find_schemas(root))
        return cls(root=root, files=tuple(files), problems=tuple(problems), schemas=schemas)


def load(root: Path, checks: Mapping[str, CheckSpec], spread: Spread = map) -> Loaded:
    """Read the whole repository below ``root``.

    Raises NotADirectoryError when there is no such folder.
    """
    return load_tree(Tree.of(root), checks, spread)


def load_tree(tree: Tree, checks: Mapping[str, CheckSpec], spread: Spread = map) -> Loaded:
    """Read all records of the tree."""
    read = spread(lambda source: read_record(source, tree.schemas), tree.files)
    listed = zip(tree.files, read, strict=True)
    return assemble(listed, tree.problems, tree.schemas, checks, root=tree.root)


Read = tuple[Record | None, list[Any]]
"""What came of one file: the record, or its problems (from YAML) or issues (from the schema)."""


def assemble(
    read: Iterable[tuple[SourceFile, Read]],
    problems: Iterable[Problem],
    schemas: Schemas,
    checks: Mapping[str, CheckSpec],
    *,
    root: Path,
    known: Iterable[Record] = (),
    partly: bool = False,
) -> Loaded:
    """The repository that these files make, with the ``problems`` that their names have already.

    ``known`` are suppliers that were read before under the same rules, and are taken as they are.
    ``partly``: in spite of files that cannot be read, references are looked up as far as they do
    not lead to what those files may hold.
    """
    listed = list(read)
    named, found = list(problems), list[Problem]()
    sources = _Sources(source for source, _ in listed)
    records: dict[str, list[Record]] = {"supplier": list(known)}
    skipped = frozenset(one.id for one in records["supplier"])
    for source, (record, wrong) in listed:
        found += wrong if record else _placed(wrong, sources, source.path)
        if record is not None:
            records.setdefault(record.kind, []).append(record)
    unique, wrong = _unique(records, sources)
    found += wrong
    hidden = frozenset[str]() if not (named or found) else None
    if partly:
        hidden = frozenset(kind for one in (*named, *found) for kind in _behind(one.path))
    catalog, wrong = _assemble(unique, schemas, checks, sources, hidden=hidden, skip=skipped)
    found += wrong
    bad = {one.path for one in found}
    found += named
    return Loaded(
        root=root,
        schemas=schemas,
        catalog=None if found else catalog,
        problems=tuple(sorted(found, key=lambda one: one.order)),
        counts={kind: len(one) for kind, one in sorted(unique.items()) if one},
        records=unique,
        readable=_without(catalog, bad) if bad else catalog,
    )


def _without(catalog: Catalog, bad: Container[str]) -> Catalog:
    """The catalog without the records of these files."""
    suppliers = {key: one for key, one in catalog.suppliers.items() if one.path not in bad}
    policies = {key: one for key, one in catalog.policies.items() if one.path not in bad}
    kept = replace(catalog, suppliers=suppliers, policies=policies)
    return replace(
        kept,
        waivers=tuple(
            one
            for one in catalog.waivers
            if one.path not in bad
            and one.supplier in suppliers
            and one.requirement in kept.requirements
        ),
    )


def read_record(source: SourceFile, schemas: Schemas) -> Read:
    """One file: the record, or its problems (from YAML) or issues (from the schema)."""
    data, problems = parse(source.data, source.path)
    if data is None:
        return None, list(problems)
    issues = schemas.issues(source.kind, data)
    issues += _beyond_schema(source, data)
    if issues:
        return None, issues
    name = str(data["id"]) if source.kind in _LISTS else source.kind
    return Record(kind=source.kind, id=name, path=source.path, data=data), []


def misfits(source: SourceFile, schemas: Schemas) -> list[Problem]:
    """How the record in a file that can be read fails to fit ``schemas``, each with its place."""
    record, wrong = read_record(source, schemas)
    return [] if record is not None else _placed(wrong, _Sources([source]), source.path)


def _placed(found: Iterable[Any], sources: _Sources, path: str) -> list[Problem]:
    return [one if isinstance(one, Problem) else sources.problem(path, one) for one in found]


def _beyond_schema(source: SourceFile, data: Mapping[str, Any]) -> list[Issue]:
    issues: list[Issue] = []
    stem = source.path.rsplit("/", 1)[-1].removesuffix(".yml")
    name = data.get("id")
    if source.kind in _LISTS and isinstance(name, str) and name != stem:
        issues.append((("id",), "REC-02", f"{quoted(name)} is not the file's name, {quoted(stem)}"))
    if source.kind == "supplier":
        for index, one in enumerate(_dicts(data.get("identifiers"))):
            wrong = identifier_problem(str(one.get("scheme", "")), str(one.get("id", "")))
            if wrong:
                issues.append((("identifiers", index, "id"), "IDN-02", wrong))
        issues += _twice(data, _WITH_IDS)
    if source.kind == "glossary":
        issues += _twice(data, (("terms",),))
    if suspicious(source.data.decode("utf-8")):
        issues += [
            (pointer, "REC-09", f"this looks like {kind}; it must not be kept in git")
            for pointer, kind in secrets(data)
        ]
    return issues


def _dicts(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


_WITH_IDS = (
    ("offers",),
    ("insurance", "certificates"),
    ("insurance", "policies"),
    ("insurance", "exemptions"),
    ("insurance", "gap_attestations"),
    ("bonds",),
    ("licences",),
    ("permits",),
    ("certifications",),
    ("contracts",),
    ("reviews",),
    ("risks",),
    ("checklists",),
    ("screenings",),
    ("conflict_declarations",),
    ("statements",),
    ("access_grants",),
    ("incidents",),
    ("changes",),
)


def _twice(data: Mapping[str, Any], lists: Iterable[Sequence[str]]) -> list[Issue]:
    issues: list[Issue] = []
    for path in lists:
        found: Any = data
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        seen: set[str] = set()
        for index, one in enumerate(_dicts(found)):
            name = str(one.get("id", ""))
            if name in seen:
                issues.append(((*path, index, "id"), "REC-02", f"{quoted(name)} is there twice"))
            seen.add(name)
    return issues


def _unique(
    records: Mapping[str, list[Record]], sources: _Sources
) -> tuple[dict[str, dict[str, Record]], list[Problem]]:
    unique: dict[str, dict[str, Record]] = {}
    problems = []
    for kind, found in records.items():
        mine = unique.setdefault(kind, {})
        for record in found:
            first = mine.setdefault(record.id, record)
            if first is not record:
                message = f"{quoted(record.id)} is already the id of {first.path}"
                problems.append(sources.problem(record.path, (("id",), "REC-02", message)))
    return {kind: dict(sorted(found.items())) for kind, found in unique.items()}, problems


def _assemble(
    records: Mapping[str, dict[str, Record]],
    schemas: Schemas,
    checks: Mapping[str, CheckSpec],
    sources: _Sources,
    *,
    hidden: frozenset[str] | None,
    skip: frozenset[str],
) -> tuple[Catalog, list[Problem]]:
    problems: list[Problem] = []
    policies: dict[str, Policy] = {}
    for record in records.get("policy", {}).values():
        policy, issues = read_policy(record, checks)
        policies[policy.id] = policy
        problems += _placed(issues, sources, record.path)
    problems += _same_ids(policies, sources)
    waivers = [read_waiver(record) for record in records.get("waiver", {}).values()]
    catalog = Catalog(
        suppliers=records.get("supplier", {}),
        policies=policies,
        waivers=tuple(waivers),
        reference=read_reference(
            {kind: one[kind] for kind, one in records.items() if kind not in _LISTS}
        ),
    )
    # While a file is missing from the catalog, everything that names it would seem to dangle.
    if hidden is not None:
        asked = {
            kind: [one for name, one in found.items() if kind != "supplier" or name not in skip]
            for kind, found in records.items()
        }
        problems += _references(asked, catalog, schemas, checks, waivers, sources, hidden)
    return catalog, problems


def _same_ids(policies: Mapping[str, Policy], sources: _Sources) -> list[Problem]:
    problems = []
    seen: dict[tuple[str, str], str] = {}
    for policy in policies.values():
        for clause in policy.clauses:
            pairs: list[tuple[str, Pointer, str]] = [(clause.id, (*clause.pointer, "id"), "clause")]
            pairs += [(one.id, (*one.pointer, "id"), "requirement") for one in clause.requirements]
            for name, pointer, what in pairs:
                if (what, name) in seen:
                    message = f"the {what} {quoted(name)} is already in {seen[what, name]}"
                    problems.append(sources.problem(policy.path, (pointer, "REC-02", message)))
                seen[what, name] = policy.path
    return problems


class _Anything(Sequence[str]):
    """The ids in files that cannot be read: any."""

    def __contains__(self, value: object) -> bool:
        return True

    def __len__(self) -> int:
        return 0

    def __getitem__(self, index: Any) -> Any:
        raise IndexError(index)


_BEHIND = {
    "suppliers": ("supplier",),
    "policies": ("policy", "clause", "requirement", "waiver"),
    "reference": ("category", "role", "site", "calendar"),
}


def _behind(path: str) -> Iterable[str]:
    """The kinds of things that a file may hold."""
    return _BEHIND.get(path.partition("/")[0].casefold(), ())


def _references(
    records: Mapping[str, list[Record]],
    catalog: Catalog,
    schemas: Schemas,
    checks: Mapping[str, CheckSpec],
    waivers: Iterable[Waiver],
    sources: _Sources,
    hidden: frozenset[str],
) -> list[Problem]:
    requirements: Mapping[str, Requirement] = catalog.requirements
    known: dict[str, Iterable[str]] = {
        "supplier": catalog.suppliers.keys(),
        "category": catalog.reference.categories.keys(),
        "role": catalog.reference.roles.keys(),
        "site": catalog.reference.sites.keys(),
        "policy": catalog.policies.keys(),
        "clause": catalog.clauses.keys(),
        "requirement": requirements.keys(),
        "check": checks.keys(),
        "waiver": {one.id for one in waivers},
        "calendar": catalog.reference.calendars.keys(),
        **dict.fromkeys(hidden, _Anything()),
    }
    problems: list[Problem] = []
    for kind, found in records.items():
        where = plan(schemas.fields(kind))
        for record in found:
            issues = dangling(record.data, where, known)
            if kind == "policy":
                issues = [
                    (pointer, "POL-04" if "see" in pointer else code, message)
                    for pointer, code, message in issues
                    if "check" not in pointer
                ]
            problems += _placed(issues, sources, record.path)
    return problems
