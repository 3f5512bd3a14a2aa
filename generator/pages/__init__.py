"""The registry of pages: every module of this folder with a ``pages`` function."""

import importlib
import pkgutil
from collections.abc import Iterator

from generator.pages.base import File, Page, Site


def all_pages(site: Site) -> Iterator[Page | File]:
    """Every page of the site, kind by kind in the order of their names."""
    for module in sorted(one.name for one in pkgutil.iter_modules(__path__)):
        loaded = importlib.import_module(f"{__name__}.{module}")
        if hasattr(loaded, "pages"):
            yield from loaded.pages(site)
