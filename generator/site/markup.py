"""Reading tags and links out of rendered HTML, without building a tree.

The pages are our own and well formed, so a scan of their tags is enough, and it is the only
thing that is fast enough for ten thousand of them.
"""

import re
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

TAG = re.compile(r"""<[a-zA-Z][^<>"']*+(?:"[^"]*+"[^<>"']*+|'[^']*+'[^<>"']*+)*+>""")
"""A start tag; quoted values may hold angle brackets."""

_NAME = re.compile(r"<([^\s/>]+)")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_RELATIVE = re.compile(r"[\w.#?%][^:\x00-\x20\x7f]*", re.ASCII)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


class Tag(NamedTuple):
    """A start tag: its name, and its attributes with their decoded values."""

    name: str
    attributes: dict[str, str]
    unquoted: tuple[str, ...] = ()


class Link(NamedTuple):
    """A link inside the site: the path as written, decoded, and its fragment."""

    path: str
    fragment: str


def parse_tag(text: str) -> Tag:
    """Take one match of ``TAG`` apart."""
    head = _NAME.match(text)
    assert head is not None, text
    attributes: dict[str, str] = {}
    unquoted: list[str] = []
    for name, raw in _ATTRIBUTE.findall(text, head.end()):
        if raw and raw[0] not in "\"'":
            unquoted.append(name.lower())
        else:
            raw = raw[1:-1]
        attributes.setdefault(name.lower(), unescape(raw))
    return Tag(head[1].lower(), attributes, tuple(unquoted))


def scheme_of(url: str) -> str | None:
    """The scheme in lower case, ``//`` for an address without one, None for a relative link.

    Browsers skip tabs, line breaks and leading control characters here, so this does too.
    """
    if not url or _RELATIVE.fullmatch(url):
        return None
    plain = "".join(char for char in url if char > " " and char != "\x7f")
    if plain[:2].replace("\\", "/") == "//":
        return "//"
    found = _SCHEME.match(plain)
    return found[0][:-1].lower() if found else None


def split_link(url: str) -> Link:
    """Take a relative link apart. The query plays no part in finding the file."""
    rest, _, fragment = url.partition("#")
    return Link(unquote(rest.partition("?")[0]), unquote(fragment))
