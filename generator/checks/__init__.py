"""The registry of checks: every module of this folder that holds one. Nothing else lists them."""

import importlib
import pkgutil
from functools import cache

from generator.checks.base import Check


@cache
def registry() -> dict[str, Check]:
    """All checks by code, sorted."""
    found: dict[str, Check] = {}
    for module in pkgutil.iter_modules(__path__):
        if module.name.startswith("_") or module.name == "base":
            continue
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        for value in vars(loaded).values():
            if isinstance(value, Check):
                if value.code in found:
                    raise RuntimeError(f"two checks share the code {value.code}")
                found[value.code] = value
    return dict(sorted(found.items()))
