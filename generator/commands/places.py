"""Lines for what is reported of a change: looked up in the new state, in the files concerned."""

from collections.abc import Mapping
from dataclasses import replace

from generator.governance.model import Judgement, Refusal
from generator.load.catalog import nearest
from generator.load.snapshot import Snapshot
from generator.load.strict_yaml import places
from generator.model.assessment import Finding
from generator.model.records import Pointer

Found = Mapping[str, Mapping[Pointer, tuple[int, int]]]


def placed(judgement: Judgement, head: Snapshot) -> Judgement:
    """With a line and a column on whatever stands in a file of the new state."""
    paths = {one.finding.path for one in judgement.news}
    paths |= {one.path for one in judgement.refusals}
    paths |= {one.finding.path for one in judgement.resolved}
    wanted = sorted(paths & head.kinds.keys())
    found = {path: places(data) for path, data in head.read(wanted)}
    return replace(
        judgement,
        news=tuple(replace(one, finding=_finding(one.finding, found)) for one in judgement.news),
        resolved=tuple(
            replace(one, finding=_finding(one.finding, found)) for one in judgement.resolved
        ),
        refusals=tuple(_refusal(one, found) for one in judgement.refusals),
    )


def _place(path: str, pointer: Pointer, found: Found) -> tuple[int, int]:
    return nearest(found[path], pointer) if path in found else (0, 0)


def _finding(one: Finding, found: Found) -> Finding:
    line, column = _place(one.path, one.pointer, found)
    return replace(one, line=line, column=column)


def _refusal(one: Refusal, found: Found) -> Refusal:
    if one.line:
        return one
    line, column = _place(one.path, one.pointer, found)
    return replace(one, line=line, column=column)
