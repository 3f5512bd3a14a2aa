"""The registry of rules about changes: every module of this folder with a CODE, a NAME and a
``run``. Its docstring says why, and what to do instead.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from generator.governance.model import Change, Refusal, Rule


@cache
def registry() -> tuple[Rule, ...]:
    """All rules, by code and name."""
    modules = [
        importlib.import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__)
    ]
    found = [
        Rule(code=one.CODE, name=one.NAME, run=one.run, doc=one.__doc__ or "")
        for one in modules
        if hasattr(one, "CODE")
    ]
    return tuple(sorted(found, key=lambda one: (one.code, one.name)))


def refusals(change: Change) -> Iterator[Refusal]:
    """What any rule refuses, each with the code and the name of its rule."""
    for rule in registry():
        for one in rule.run(change):
            yield replace(one, code=rule.code, rule=rule.name)
