"""Holding the finished pages against the rules, before anyone can see them.

Pages are read while they are written, as text that is at hand. What they link to can only be
judged when all files are known, so each target is kept once, with the first page that names it.
"""

import posixpath
import re
from collections.abc import Callable, Collection
from html import unescape

from generator.site.markup import TAG, parse_tag, scheme_of, split_link
from generator.site.rules import tag_faults, urls

_ID = re.compile(r'\sid="([^"]*)"')
_CSS_OUTSIDE = re.compile(r"@import|url\(\s*[\"']?\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_REMEMBERED = 100_000


class Verifier:
    """Collects what pages hold and name, and says what is wrong with it.

    ``base`` is the path below which the site will be served, such as ``/catalog/``; links that
    start with it are allowed on pages served at any address.
    """

    def __init__(self, base: str = "") -> None:
        self._base = base
        self._faults: list[str] = []
        self._settled: dict[int, set[str]] = {}
        self._fragments: dict[str, tuple[str, ...]] = {}
        self._targets: dict[str, tuple[str, str]] = {}
        self._anchors: dict[tuple[str, str], tuple[str, str]] = {}

    def page(self, path: str, html: str) -> None:
        """Take in one finished page."""
        depth = path.count("/")
        settled = self._settled.setdefault(depth, set())
        tags = set(TAG.findall(html))
        for text in tags - settled:
            if self._tag(path, depth, text) and len(settled) < _REMEMBERED:
                settled.add(text)
        for text in tags:
            if '="#' in text:
                self._local(path, text, html, tags)

    def stylesheet(self, path: str, css: str) -> None:
        """Take in one stylesheet: it must not fetch anything from elsewhere."""
        if found := _CSS_OUTSIDE.search(css):
            self._faults.append(f"{path}: {found[0]!r} fetches from outside the site")

    def faults(self, files: Collection[str], read: Callable[[str], bytes]) -> list[str]:
        """All that is wrong, given the site's paths and a way to read them. Sorted."""
        said = list(self._faults)
        for target, (page, url) in self._targets.items():
            if target not in files:
                said.append(f"{page}: link {url!r} leads to {_missing(target, files)}")
        known: dict[str, set[str]] = {}
        for (target, fragment), (page, url) in self._anchors.items():
            if target not in files:
                continue
            if target not in known:
                known[target] = _ids(TAG.findall(read(target).decode("utf-8")))
            if fragment not in known[target]:
                said.append(f"{page}: link {url!r}: nothing in {target} has the id {fragment!r}")
        return sorted(said)

    def _tag(self, path: str, depth: int, text: str) -> bool:
        """Judge one tag. True when it means the same on every page of this depth."""
        tag = parse_tag(text)
        faults = [f"{path}: {fault}" for fault in tag_faults(tag)]
        self._faults += faults
        same = not faults
        for _, url in urls(tag):
            if scheme_of(url) is None and not url.startswith("#"):
                same &= self._link(path, depth, url)
        return same

    def _link(self, path: str, depth: int, url: str) -> bool:
        """Keep where a link leads. True when it does not depend on the page's own folder."""
        link = split_link(url)
        if link.path.startswith("/"):
            if not self._base or not link.path.startswith(self._base):
                self._faults.append(f"{path}: link {url!r} starts at the root of a server")
                return False
            target = link.path[len(self._base) :]
        elif link.path:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link.path))
            target += "/" if link.path.endswith("/") else ""
        else:
            target = path
        self._targets.setdefault(target, (path, url))
        if link.fragment:
            self._anchors.setdefault((target, link.fragment), (path, url))
        return link.path.startswith("../" * depth) and depth > 0

    def _local(self, path: str, text: str, html: str, tags: Collection[str]) -> None:
        """Judge the links of a tag to places on its own page."""
        fragments = self._fragments.get(text)
        if fragments is None:
            found = [split_link(url).fragment for _, url in urls(parse_tag(text)) if url[:1] == "#"]
            fragments = tuple(fragment for fragment in found if fragment)
            if len(self._fragments) < _REMEMBERED:
                self._fragments[text] = fragments
        for fragment in fragments:
            # Nearly always the plain text is there, and finding it costs next to nothing.
            if f' id="{fragment}"' not in html and fragment not in _ids(tags):
                self._faults.append(f"{path}: link '#{fragment}': nothing on the page has this id")


def _ids(tags: Collection[str]) -> set[str]:
    return {unescape(found[1]) for tag in tags if (found := _ID.search(tag))}


def _missing(target: str, files: Collection[str]) -> str:
    if target.startswith("../") or target == "..":
        return "a place outside the site"
    folder = target.rstrip("/")
    index = f"{folder}/index.html" if folder != "." else "index.html"
    if index in files:
        return f"a folder; name {index}, so that it opens from a disk too"
    return f"{target}, which does not exist"
