"""The registry of report formats: every module of this folder with a NAME and a ``render``."""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from generator.reports.base import Render


@cache
def _formats() -> dict[str, ModuleType]:
    modules = [
        importlib.import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__)
    ]
    found = {one.NAME: one for one in modules if hasattr(one, "NAME")}
    return dict(sorted(found.items()))


@cache
def registry() -> dict[str, Render]:
    """All formats by name, sorted."""
    return {name: one.render for name, one in _formats().items()}


@cache
def binary() -> frozenset[str]:
    """The formats that are no text, and so have no place on a terminal."""
    return frozenset(name for name, one in _formats().items() if getattr(one, "BINARY", False))
