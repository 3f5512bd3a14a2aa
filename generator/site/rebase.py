"""Moving a rendered page to another path, with its relative links following."""

import posixpath
import re
from collections.abc import Mapping

from generator.site.markup import TAG, scheme_of

_LINK = re.compile(r'(\s(?:href|src|action)=")([^"]*)(?=")')


def relative(target: str, page: str) -> str:
    """The link from the page at one site path to the file at another."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


def rebase(
    html: str, old: str, new: str, moved: Mapping[str, str] | None = None, base: str = ""
) -> str:
    """Rewrite the links of a page that moves from site path ``old`` to ``new``.

    ``moved`` maps the old paths of other pages to their new ones. Links that leave the site,
    and those within the page, stay as they are. With ``base``, such as ``/catalog/``, links
    start there instead of at the page.
    """
    targets = moved or {}

    def link(found: re.Match[str]) -> str:
        url = found[2]
        path, tail = _split(url)
        if not path or path.startswith("/") or scheme_of(url) is not None:
            return found[0]
        target = posixpath.normpath(posixpath.join(posixpath.dirname(old), path))
        goal = targets.get(target, target)
        there = base + goal if base else relative(goal, new)
        return found[1] + there + ("/" if path.endswith("/") else "") + tail

    def tag(found: re.Match[str]) -> str:
        return _LINK.sub(link, found[0])

    return TAG.sub(tag, html)


def _split(url: str) -> tuple[str, str]:
    cut = min((at for at in (url.find("?"), url.find("#")) if at >= 0), default=len(url))
    return url[:cut], url[cut:]
