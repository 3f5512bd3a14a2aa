"""What a tag of a published page must not be or have."""

from collections.abc import Iterator

from generator.site.markup import Tag, scheme_of

_REFUSED = frozenset(
    ("style", "base", "iframe", "frame", "frameset", "object", "embed", "applet", "portal")
)
_LINKS = ("href", "src", "action", "formaction", "poster", "data", "xlink:href", "cite")
_FETCHED = frozenset(("src", "poster", "data", "srcset"))
_FETCHED_BY_LINK = frozenset(("stylesheet", "icon", "preload", "manifest", "modulepreload"))
_GOES_TO = frozenset(("https", "http", "mailto", "tel"))
_DATA_BLOCKS = frozenset(("application/json", "application/ld+json"))


def tag_faults(tag: Tag) -> Iterator[str]:
    """What is wrong with a tag on its own; links inside the site are looked at elsewhere."""
    if tag.name in _REFUSED:
        yield f"a <{tag.name}> element"
    for name in tag.unquoted:
        yield f"attribute {name} of <{tag.name}> without quotes"
    for name in tag.attributes:
        if name == "style" or name.startswith("on"):
            yield f"attribute {name} on <{tag.name}>; the content security policy forbids it"
        if name in ("srcset", "ping", "background"):
            yield f"attribute {name} on <{tag.name}>"
    if _is_inline_script(tag):
        yield "an inline <script>; the content security policy forbids it"
    if tag.name == "meta" and tag.attributes.get("http-equiv", "").lower() == "refresh":
        yield "a <meta> that goes to another page"
    for name, url in urls(tag):
        if fault := _url_fault(tag, name, url):
            yield fault


def urls(tag: Tag) -> Iterator[tuple[str, str]]:
    """Attributes of a tag that hold an address, with the address."""
    for name in _LINKS:
        if name in tag.attributes:
            yield name, tag.attributes[name]


def _url_fault(tag: Tag, name: str, url: str) -> str | None:
    scheme = scheme_of(url)
    if scheme is None:
        return None
    fetched = name in _FETCHED or _is_fetched_link(tag)
    if scheme == "data" and tag.name in ("img", "link") and url.startswith("data:image/"):
        return None
    if fetched or name in ("action", "formaction"):
        return f"{name} {url[:100]!r} of <{tag.name}> is not part of the site"
    if scheme not in _GOES_TO:
        return f"{name} {url[:100]!r} of <{tag.name}> is not a link to a page"
    return None


def _is_inline_script(tag: Tag) -> bool:
    kind = tag.attributes.get("type", "").lower()
    return tag.name == "script" and "src" not in tag.attributes and kind not in _DATA_BLOCKS


def _is_fetched_link(tag: Tag) -> bool:
    rel = tag.attributes.get("rel", "").lower().split()
    return tag.name == "link" and not _FETCHED_BY_LINK.isdisjoint(rel)
