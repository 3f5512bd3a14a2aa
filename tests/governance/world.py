"""Two states of a small catalog, in memory: a common base, and what a case does to it.

A case says what changes in the words of the records. ``cases/README.md`` shows the form.
"""

import copy
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from generator.checks import registry
from generator.commands.memory import Seen, seen
from generator.commands.places import placed
from generator.commands.states import Around
from generator.governance.codeowners import codeowners
from generator.governance.judge import judge, refused
from generator.governance.model import ChangeReport, Judgement
from generator.load.cache import Store
from generator.load.emit import emit
from generator.load.snapshot import Snapshot, of_files
from generator.load.strict_yaml import parse
from generator.model.assessment import Outcome

HERE = Path(__file__).parent
BASE = HERE / "base"
SCHEMAS = HERE.parents[1] / "schemas"
AS_OF = date(2026, 11, 22)
_STEP = re.compile(r"([a-z0-9_]+)|\[([^\]]+)\]")

Tree = dict[str, Any]
"""Path → a record's data, or text where the file is to hold just that."""


def read_yaml(path: Path) -> Any:
    """A file in the dialect of the records."""
    data, problems = parse(path.read_bytes(), path.name)
    assert data is not None, problems
    return data


@cache
def _base_tree() -> Tree:
    return {
        path.relative_to(BASE).as_posix(): read_yaml(path) for path in sorted(BASE.rglob("*.yml"))
    }


def base_tree() -> Tree:
    """The common base, a copy of its own."""
    return copy.deepcopy(_base_tree())


@cache
def schema_tree() -> Mapping[str, Any]:
    """The schemas, for cases that change one: a state with its own has all of them."""
    return {
        f"schemas/{path.name}": json.loads(path.read_text("utf-8"))
        for path in sorted(SCHEMAS.glob("*.schema.json"))
    }


@cache
def _text(data: str) -> bytes:
    return emit(json.loads(data)).encode()


def snapshot(tree: Tree) -> Snapshot:
    """The files that a tree stands for."""
    files = {}
    for path, data in tree.items():
        if isinstance(data, str):
            files[path] = data.encode("utf-8")
        elif path.endswith(".json"):
            files[path] = json.dumps(data).encode()
        else:
            files[path] = _text(json.dumps(data))
    return of_files(files)


def place(data: Any, where: str) -> tuple[Any, str | int]:
    """The thing that holds ``insurance.policies[gl-2026].policy_exp``, and the last step to it."""
    steps = [one or other for one, other in _STEP.findall(where)]
    for step in steps[:-1]:
        data = data[_key(data, step)]
    return data, _key(data, steps[-1])


def _key(data: Any, step: str) -> str | int:
    if isinstance(data, dict):
        return step
    if step.isdigit():
        return int(step)
    names = ("id", "role", "name", "by", "scheme", "currency", "text")
    for at, one in enumerate(data):
        if any(one.get(name) == step for name in names):
            return at
    raise KeyError(step)


def patched(tree: Tree, patch: Mapping[str, Any]) -> Tree:
    """The tree after a patch; its parts are done in the order in which they stand below."""
    found = copy.deepcopy(tree)
    if any(path.startswith("schemas/") for key in patch for path in _paths(patch[key])):
        found = {**copy.deepcopy(dict(schema_tree())), **found}
    for path, data in (patch.get("write") or {}).items():
        found[path] = data
    for path in patch.get("delete") or ():
        del found[path]
    for old, new in (patch.get("move") or {}).items():
        found[new] = found.pop(old)
    for path, changes in (patch.get("set") or {}).items():
        for where, value in changes.items():
            holder, key = place(found[path], where)
            holder[key] = value
    for path, changes in (patch.get("add") or {}).items():
        for where, items in changes.items():
            holder, key = place(found[path], where)
            holder.setdefault(key, []).extend(items)
    for path, places in (patch.get("remove") or {}).items():
        for where in places:
            holder, key = place(found[path], where)
            del holder[key]
    for path, places in (patch.get("reverse") or {}).items():
        for where in places:
            holder, key = place(found[path], where)
            holder[key].reverse()
    for path, how in (patch.get("text") or {}).items():
        found[path] = _LAYOUTS[how](found[path])
    return found


def _commented(data: Any) -> str:
    return "# Looked at today.\n" + emit(data).replace("\n", "  # so\n", 1)


def _reformatted(data: Any) -> str:
    """The fields in another order, everything on as few lines as JSON takes, all in quotes."""
    return json.dumps(dict(reversed(data.items())), indent=3) + "\n"


_LAYOUTS = {"reformatted": _reformatted, "commented": _commented}


def _paths(part: Any) -> Sequence[str]:
    return list(part) if isinstance(part, dict | list) else ()


def merged(base: Tree, one: Tree, other: Tree) -> Tree | None:
    """Both branches together, file by file; None where both changed the same one."""
    found = dict(one)
    for path in base.keys() | other.keys():
        if other.get(path) == base.get(path):
            continue
        if one.get(path) != base.get(path) and one.get(path) != other.get(path):
            return None
        if path in other:
            found[path] = other[path]
        else:
            found.pop(path, None)
    return copy.deepcopy(found)


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What came of a change: the judgement, and what of it stops it."""

    judgement: Judgement
    seen: Seen
    reasons: tuple[str, ...] = field(default=())

    @property
    def passes(self) -> bool:
        """Whether it may be merged."""
        return not refused(self.judgement, "error")


def rule(
    before: Tree,
    after: Tree,
    *,
    as_of: date = AS_OF,
    quick: bool = False,
    paths: Sequence[str] = (),
    owners: tuple[str | None, str | None] = (None, None),
    demanded: bool = False,
    memory: Store | None = None,
) -> Ruling:
    """The gate's ruling on the way from one tree to the other. No check may raise."""
    head = snapshot(after)
    around = Around(paths=frozenset(paths), codeowners=owners, demanded=demanded)
    one = seen(
        snapshot(before), head, registry(), around, lambda _: as_of, memory=memory, quick=quick
    )
    assert not any(found.errors for found in one.assessments), one.assessments
    judgement = placed(judge(one.change, one.left_out), head)
    return Ruling(judgement=judgement, seen=one, reasons=tuple(reasons(judgement)))


def reasons(judgement: Judgement) -> list[str]:
    """What stops it, each as ``CODE what about``, sorted."""
    found = [
        f"{one.code} {one.rule} {one.supplier or one.path}".strip() for one in judgement.refusals
    ]
    found += [f"{one.code} problem {one.path}" for one in judgement.problems]
    found += [
        f"{one.finding.code} {one.finding.severity} {one.finding.supplier or one.finding.subject}"
        for one in judgement.news
        if one.finding.severity in ("block", "error") and one.finding.outcome is not Outcome.WAIVED
    ]
    return sorted(set(found))


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case as its file says it."""

    name: str
    data: Mapping[str, Any]

    def trees(self) -> tuple[Tree, Tree]:
        """Both states."""
        before = patched(base_tree(), self.data.get("base") or {})
        head = self.data["head"] or {}
        if any(path.startswith("schemas/") for part in head.values() for path in _paths(part)):
            before = {**copy.deepcopy(dict(schema_tree())), **before}
        return before, patched(before, head)

    def ruling(self, *, quick: bool = False) -> Ruling:
        """What the gate says."""
        before, after = self.trees()
        return rule(
            before,
            after,
            quick=quick,
            paths=self.data.get("paths") or (),
            owners=self._codeowners(before, after),
            demanded=self.data.get("allow_removals", False),
        )

    def _codeowners(self, before: Tree, after: Tree) -> tuple[str | None, str | None]:
        words = self.data.get("codeowners")
        if not words:
            return (None, None)
        old, new = words
        was = _owners(old, before, "")
        return (was, was if new == "same" else _owners(new, after, was or ""))


def _owners(word: str, tree: Tree, was: str) -> str | None:
    if word == "none":
        return None
    if word == "theirs":
        return "* @everybody\n"
    if word == "by-hand":
        return was + "/suppliers/ @facilities-buyer\n"
    return codeowners(rule(tree, tree).seen.change.base.catalog)


def cases(folder: str) -> list[Case]:
    """The cases of a folder, in the order of their names."""
    return [
        Case(name=path.stem, data=read_yaml(path))
        for path in sorted((HERE / "cases" / folder).glob("*.yml"))
    ]


def report(ruling: Ruling, level: str = "error") -> ChangeReport:
    """The ruling as it is reported."""
    return ChangeReport(
        judgement=ruling.judgement, level=level, sources=("main", "change"), tool_version="test"
    )
