"""What is public about a supplier or a category as schema.org data, for search engines.

Public fields alone, on the staff's site too: such data is made to be copied. It says who a firm
is and what it offers where; whether we may use it is no statement that schema.org has a word
for, so no verdict is in it.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from generator.load.formats import place_name
from generator.model.fields import project
from generator.pages.base import Site, category_path, supplier_path
from generator.reports.base import line

_FIELDS = (
    *("legal_name", "trading_names", "summary", "registered_country", "website"),
    *("offers", "service_jurisdictions"),
)
_OFFERS_SHOWN = 50
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
Data = dict[str, Any]


def of_supplier(site: Site, supplier: str) -> Markup:
    """The data block of a supplier's page."""
    data = site.catalog.suppliers[supplier].data
    wanted = {key: data[key] for key in _FIELDS if key in data}
    seen: Mapping[str, Any] = project(wanted, site.fields["supplier"], "public") or {}
    name = line(str(seen.get("legal_name", supplier)))
    found: Data = {"@type": "Organization", "name": name, "identifier": supplier}
    found |= _address(site, supplier_path(supplier))
    if seen.get("trading_names"):
        found["alternateName"] = [line(one) for one in seen["trading_names"]]
    if seen.get("summary"):
        found["description"] = line(seen["summary"])
    if str(seen.get("website", "")).startswith("https://"):
        found["sameAs"] = seen["website"]
    if seen.get("registered_country"):
        found["address"] = {
            "@type": "PostalAddress",
            "addressCountry": seen["registered_country"],
        }
    offers = list(_offers(site, seen))[:_OFFERS_SHOWN]
    if offers:
        found["makesOffer"] = offers
    trail = [("Suppliers", "suppliers/index.html"), (name, supplier_path(supplier))]
    return _block(found, _trail(site, trail))


def of_category(site: Site, category: str) -> Markup:
    """The data block of a category's page: who offers it."""
    reference = site.catalog.reference
    path = category_path(category)
    names = dict.fromkeys(name for name, _, _ in site.offered.get(category, ()))
    members = [
        {
            "@type": "ListItem",
            "position": number,
            "item": {
                "@type": "Organization",
                "name": line(site.suppliers[name].legal_name),
                **_address(site, supplier_path(name)),
            },
        }
        for number, name in enumerate(list(names)[:_OFFERS_SHOWN], start=1)
    ]
    found: Data = {
        "@type": "ItemList",
        "name": line(reference.category_name(category)),
        "numberOfItems": len(names),
        "itemListElement": members,
        **_address(site, path),
    }
    trail = [("Categories", "categories/index.html")]
    for one in reversed(reference.lineage(category)):
        trail.append((line(reference.category_name(one)), category_path(one)))
    return _block(found, _trail(site, trail))


def _offers(site: Site, seen: Mapping[str, Any]) -> Iterator[Data]:
    for one in seen.get("offers") or ():
        category = str(one.get("category", ""))
        places = one.get("jurisdictions") or seen.get("service_jurisdictions") or ()
        service: Data = {"@type": "Service"}
        if category:
            service["name"] = line(site.catalog.reference.category_name(category))
            service["category"] = category
        if one.get("description"):
            service["description"] = line(one["description"])
        offer: Data = {"@type": "Offer", "itemOffered": service}
        if places:
            offer["areaServed"] = [
                {"@type": "AdministrativeArea", "name": place_name(place), "identifier": place}
                for place in places
            ]
        yield offer


def _trail(site: Site, steps: list[tuple[str, str]]) -> Data:
    """The way from the top to the page."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, **_item(site, path)}
            for number, (name, path) in enumerate(steps, start=1)
        ],
    }


def _item(site: Site, path: str) -> Data:
    return {"item": _url(site, path)} if site.site_url else {}


def _address(site: Site, path: str) -> Data:
    """Where a thing is told about; only a site with a known address can say so."""
    return {"@id": _url(site, path), "url": _url(site, path)} if site.site_url else {}


def _url(site: Site, path: str) -> str:
    return f"{site.site_url.rstrip('/')}/{path}"


def _block(*parts: Data) -> Markup:
    """A data block. It is never run; its escapes keep it from ending before its end."""
    data = {"@context": "https://schema.org", "@graph": list(parts)}
    text = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return Markup(f'<script type="application/ld+json">{text.translate(_ESCAPES)}</script>')
