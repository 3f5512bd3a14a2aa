"""The registry of exports: every module of this folder with a ``files`` function."""

import importlib
import pkgutil
from collections.abc import Iterator

from generator.pages.base import File, Site


def all_files(site: Site) -> Iterator[File]:
    """Every export, kind by kind in the order of their names."""
    for module in sorted(one.name for one in pkgutil.iter_modules(__path__)):
        loaded = importlib.import_module(f"{__name__}.{module}")
        if hasattr(loaded, "files"):
            yield from loaded.files(site)
