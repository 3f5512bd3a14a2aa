"""The registry of report formats: every module of this folder with a NAME and a ``render``."""

import importlib
import pkgutil
from functools import cache

from generator.reports.base import Render


@cache
def registry() -> dict[str, Render]:
    """All formats by name, sorted."""
    found: dict[str, Render] = {}
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        if hasattr(loaded, "NAME"):
            found[loaded.NAME] = loaded.render
    return dict(sorted(found.items()))
