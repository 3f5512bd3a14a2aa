"""``catalog check --with DIR``: what other policies would change, before anybody changes them."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from generator.checks import registry
from generator.commands.base import UsageError
from generator.evaluate.impact import Impact
from generator.load.catalog import Loaded, assemble, read_record
from generator.load.snapshot import of_files
from generator.load.tree import read_tree
from generator.model import words
from generator.model.assessment import Assessment
from generator.reports.base import line

FORMATS = ("text", "json")


def with_policies(root: Path, folder: str, loaded: Loaded) -> Loaded:
    """The repository at ``root`` with ``folder`` in the place of its policies.

    ``loaded`` is the repository as it is; what is not a policy is taken from there. Raises
    UsageError when there is no such folder, or it holds no policy.
    """
    place = Path(folder)
    if not place.is_dir():
        raise UsageError(f"--with {line(folder)}: there is no such folder")
    theirs = {
        f"policies/{one.relative_to(place).as_posix()}": one.read_bytes()
        for one in sorted(place.rglob("*"))
        if one.is_file() and not one.is_symlink()
    }
    files, _ = read_tree(root)
    ours = {one.path: one.data for one in files if not one.path.startswith("policies/")}
    snapshot = of_files({**ours, **theirs})
    if "policy" not in snapshot.kinds.values():
        raise UsageError(
            f"--with {line(folder)}: it holds no policy; copy the folder policies/, change the "
            "copy and name it here"
        )
    known = loaded.records.get("supplier", {}).values()
    fresh = snapshot.files(p for p, kind in snapshot.kinds.items() if kind != "supplier")
    read = [(one, read_record(one, loaded.schemas)) for one in fresh]
    return assemble(read, snapshot.problems, loaded.schemas, registry(), root=root, known=known)


def text(found: list[Impact], as_of: Assessment, folder: str) -> Iterator[str]:
    """Who falls out, and from when; then who gets better."""
    worse = [one for one in found if one.worse]
    better = [one for one in found if not one.worse]
    day = words.day(as_of.as_of)
    if not found:
        yield f"With the policies in {line(folder)}, no verdict changes in 400 days from {day}."
        return
    yield (
        f"With the policies in {line(folder)}, as of {day}: {len(worse)} "
        f"supplier{'' if len(worse) == 1 else 's'} would fall out or down, {len(better)} would "
        "come out better, on some day of the next 400."
    )
    for one in (*worse, *better):
        first = one.first
        yield (
            f"- from {words.day(first.start)}: {line(one.legal_name)} ({one.supplier}): "
            f"{first.before.label} → {first.after.label}"
        )
        yield from (f"    {line(reason)}" for reason in first.because[:3] if one.worse)
        for before, later in pairwise(one.shifts):
            change = "no longer differs" if later.before is later.after else later.after.label
            if later.after is not before.after or later.before is later.after:
                yield f"    from {words.day(later.start)}: {change}"


def data(found: list[Impact], assessment: Assessment) -> str:
    """The same for a script."""
    shown: dict[str, Any] = {
        "as_of": assessment.as_of.isoformat(),
        "impact": [
            {
                "supplier": one.supplier,
                "legal_name": one.legal_name,
                "worse": one.worse,
                "shifts": [
                    {
                        "from": x.start.isoformat(),
                        "before": str(x.before),
                        "after": str(x.after),
                        "because": list(x.because),
                    }
                    for x in one.shifts
                ],
            }
            for one in found
        ],
    }
    return json.dumps(shown, indent=2, sort_keys=True, ensure_ascii=True)
