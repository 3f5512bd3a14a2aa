"""Two states compared with as little work as the change asks for.

When policies, reference data and schemas are the same, a supplier that did not change has the same
findings in both states, and the same as in an earlier run. So only what changed is evaluated, and
whatever looks at it: firms of the same name, firms that name it, firms whose waivers changed. What
is asked of the whole catalog is asked of the whole catalog. If any of this cannot be told, all is
evaluated; the answer is the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.commands.quick import Quick
from generator.commands.states import Around, Checks, change_of, evaluated, read_states
from generator.governance.judge import NONE_LEFT_OUT, Unchanged
from generator.governance.model import Change
from generator.load.cache import Store
from generator.load.catalog import Spread
from generator.load.snapshot import Snapshot
from generator.model.assessment import Assessment
from generator.model.catalog import Catalog

DayOf = Callable[[Catalog], date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A change, what was left out of it because it is the same in both, and all evaluations."""

    change: Change
    left_out: Unchanged
    assessments: tuple[Assessment, ...]


def seen(
    base: Snapshot,
    head: Snapshot,
    checks: Checks,
    around: Around,
    day_of: DayOf,
    *,
    memory: Store | None = None,
    spread: Spread = map,
    quick: bool = True,
) -> Seen:
    """The change between two states. ``day_of`` is asked with the old one."""
    if quick and same_rule_files(base, head):
        found = Quick(base, head, checks, memory, spread).compare(day_of)
        if found is not None:
            change = change_of(found.states, found.as_of, (*found.restricted, None), around)
            return Seen(change=change, left_out=found.left_out, assessments=found.assessments)
    states = read_states(base, head, checks, spread)
    as_of = day_of(states.base.readable)
    assessments = evaluated(states, as_of, spread)
    change = change_of(states, as_of, assessments, around)
    every = tuple(one for one in assessments if one is not None)
    return Seen(change=change, left_out=NONE_LEFT_OUT, assessments=every)


def same_rule_files(base: Snapshot, head: Snapshot) -> bool:
    """Whether nothing but suppliers and waivers differs, and every file has its place."""
    if base.problems or head.problems or base.schemas != head.schemas:
        return False
    return rule_files(base) == rule_files(head)


def rule_files(snapshot: Snapshot) -> dict[str, str]:
    """Path → digest of policies and reference data."""
    return {
        path: snapshot.digests[path]
        for path, kind in snapshot.kinds.items()
        if kind not in ("supplier", "waiver")
    }


def beside(root: Path, git_folder: Path) -> Store | None:
    """Where what was worked out for the catalog at ``root`` is kept."""
    return Store.beside(root, git_folder)
