"""The registry of formats for a change: the modules of this folder with a NAME and a ``render``."""

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache

from generator.governance.model import ChangeReport


@cache
def registry() -> dict[str, Callable[[ChangeReport], str]]:
    """All formats by name, sorted."""
    found: dict[str, Callable[[ChangeReport], str]] = {}
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        if hasattr(loaded, "NAME"):
            found[loaded.NAME] = loaded.render
    return dict(sorted(found.items()))
