"""What of a policy is a rule, and what explains it."""

import re
from collections.abc import Iterator
from typing import Any

from generator.model.records import Data

_POLICY = ("status", "effective_from", "scope", "applies_to", "exceptions")
_CLAUSE = ("text", "modality", "verification", "parameters")
# Who acts and how is help; whom it binds, to what, how much it matters and since when is the rule.
_HELP = ("responsible", "how_to_fix")
_WORDS = re.compile(r"\W+")


def normative(base: Data, head: Data) -> list[str]:
    """What of the rules differs, in words; empty where only explanations do."""
    found = [name for name in _POLICY if _plain(base.get(name)) != _plain(head.get(name))]
    before = {one["id"]: one for one in base["clauses"]}
    after = {one["id"]: one for one in head["clauses"]}
    for name in dict.fromkeys([*before, *after]):
        if name not in before or name not in after:
            found.append(f"clause {name}")
        else:
            found += _clause(name, before[name], after[name])
    return found


def _clause(name: str, base: Data, head: Data) -> Iterator[str]:
    for field in _CLAUSE:
        if _plain(base.get(field)) != _plain(head.get(field)):
            yield f"clause {name}, {field}"
    before, after = (
        {one["id"]: _rule(one) for one in clause.get("requirements") or ()}
        for clause in (base, head)
    )
    for one in dict.fromkeys([*before, *after]):
        if before.get(one) != after.get(one):
            yield f"requirement {one}"


def _rule(requirement: Data) -> dict[str, Any]:
    return {key: value for key, value in requirement.items() if key not in _HELP}


def _plain(value: Any) -> Any:
    """Texts without case, spaces and punctuation: a comma makes no new version."""
    return _WORDS.sub(" ", value).strip().casefold() if isinstance(value, str) else value


def version(text: str) -> tuple[int, ...]:
    """``3.10`` is above ``3.9``; ``3`` and ``3.0`` are one."""
    parts = [int(one) for one in text.split(".")]
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return tuple(parts)
