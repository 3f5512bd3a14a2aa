"""Sites for the tests of pages: the example organisation's, and two that differ in their texts."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import html5lib
import pytest

from generator.load.catalog import Loaded
from generator.model.assessment import Assessment, Finding, OfferVerdict, Segment
from generator.model.catalog import Catalog
from generator.model.fields import Field
from generator.model.records import Record
from generator.model.reference import Reference
from generator.pages.base import File, Page, Site

HOSTILE = (
    "</script></p><script>alert(1)</script>\"' onload=alert(2) x='<img src=x> & {{ 7*7 }} \u202e"
)
TAME = "A text of the same kind"
KINDS = ("supplier", "policy", "waiver")

Output = Page | File
Skeleton = list[tuple[int, str, tuple[str, ...]]]


@pytest.fixture(scope="session")
def site(loaded: Loaded, example: Catalog, assessment: Assessment) -> Site:
    """The example organisation's site for staff."""
    return Site(
        catalog=example,
        assessment=assessment,
        fields={kind: loaded.schemas.fields(kind) for kind in KINDS},
        edit_url="https://example.com/edit/main",
    )


@pytest.fixture(scope="session")
def public(site: Site) -> Site:
    """The same for anybody."""
    return replace(site, audience="public")


@pytest.fixture(scope="session")
def hostile(site: Site) -> Site:
    """Every text that a person wrote is hostile."""
    return reworded(site, HOSTILE)


@pytest.fixture(scope="session")
def tame(site: Site) -> Site:
    """Every text that a person wrote is another, harmless one."""
    return reworded(site, TAME)


def reworded(site: Site, text: str) -> Site:
    """The site with ``text`` in place of every free text of records, reference and findings.

    It goes round the schemas on purpose: what they would stop must do no harm either.
    """
    catalog, assessment = site.catalog, site.assessment
    shape = site.fields["supplier"]
    suppliers = {
        name: Record(kind="supplier", id=name, path=one.path, data=_texts(one.data, shape, text))
        for name, one in catalog.suppliers.items()
    }
    return replace(
        site,
        catalog=replace(
            catalog, suppliers=suppliers, reference=_reference(catalog.reference, text)
        ),
        assessment=replace(
            assessment,
            suppliers=tuple(
                replace(
                    one,
                    legal_name=text,
                    because=_same(one.because, text),
                    offers=tuple(_offer(offer, text) for offer in one.offers),
                    timeline=tuple(_segment(part, text) for part in one.timeline),
                    findings=tuple(_finding(part, text) for part in one.findings),
                )
                for one in assessment.suppliers
            ),
        ),
    )


def _same(because: tuple[str, ...], text: str) -> tuple[str, ...]:
    return (text,) if because else ()


def _offer(offer: OfferVerdict, text: str) -> OfferVerdict:
    return replace(offer, because=_same(offer.because, text))


def _segment(segment: Segment, text: str) -> Segment:
    return replace(segment, because=_same(segment.because, text))


def _finding(found: Finding, text: str) -> Finding:
    return replace(
        found, message=text, fix=text, required=text, held=text, subject=text, topic=text
    )


def _reference(reference: Reference, text: str) -> Reference:
    return replace(
        reference,
        organisation=dict(reference.organisation) | {"name": text},
        categories={
            name: replace(one, name=text, data=dict(one.data) | _named(text))
            for name, one in reference.categories.items()
        },
        roles={name: dict(one) | {"name": text} for name, one in reference.roles.items()},
        sites={name: dict(one) | {"name": text} for name, one in reference.sites.items()},
    )


def _named(text: str) -> dict[str, Any]:
    return {"name": text, "description": text, "words": [text]}


def _texts(data: Any, shape: Field | None, text: str) -> Any:
    if shape is None:
        return data
    if isinstance(data, Mapping):
        return {key: _texts(one, shape.children.get(key), text) for key, one in data.items()}
    if isinstance(data, list):
        return [_texts(one, shape.item, text) for one in data]
    if not isinstance(data, str) or shape.choices or shape.reference:
        return data
    if shape.format == "email":
        return f"{text}@example.com"
    return data if shape.format or shape.name in ("id", "amount") else text


def bodies(pages: Callable[[Site], Iterator[Output]], site: Site) -> dict[str, str]:
    """The bodies of a kind of page by path."""
    return {one.path: one.body for one in pages(site) if isinstance(one, Page)}


def tree(body: str) -> Any:
    """The body as a browser reads it, into elements of the standard library."""
    return html5lib.parse(body, namespaceHTMLElements=False)


def skeleton(body: str) -> Skeleton:
    """Every element with its depth and the names of its attributes."""
    found: Skeleton = []

    def walk(element: Any, depth: int) -> None:
        if isinstance(element.tag, str):
            found.append((depth, element.tag, tuple(sorted(element.attrib))))
            for child in element:
                walk(child, depth + 1)

    walk(tree(body), 0)
    return found


INLINE = {"a", "abbr", "code", "em", "small", "span", "strong", "time", "wbr"}


def text_of(element: Any) -> str:
    """All text in an element, white space folded; blocks stand apart."""
    out: list[str] = []

    def walk(one: Any) -> None:
        space = "" if one.tag in INLINE else " "
        out.append(space + (one.text or "" if isinstance(one.tag, str) else ""))
        for child in one:
            walk(child)
            out.append(child.tail or "")
        out.append(space)

    walk(element)
    return " ".join("".join(out).split())


def links(root: Any) -> list[str]:
    """Every address that a page leads to or fetches."""
    return [
        one.attrib[name]
        for one in root.iter()
        if isinstance(one.tag, str)
        for name in ("href", "src", "action")
        if name in one.attrib
    ]
