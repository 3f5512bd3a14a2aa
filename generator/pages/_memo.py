"""What several pages of one site need and only one has to work out.

It is kept on the site, as a cached property is, so that it lives and goes with it.
"""

from collections.abc import Callable
from typing import TypeVar

from generator.pages.base import Site

T = TypeVar("T")


def kept(site: Site, name: str, make: Callable[[], T]) -> T:
    """What ``make`` gives, made once for this site."""
    found: dict[str, T] = vars(site).setdefault("_memo", {})
    if name not in found:
        found[name] = make()
    return found[name]


def forget(site: Site, name: str) -> None:
    """Let go of what is large and was needed for the last time."""
    vars(site).get("_memo", {}).pop(name, None)
