"""The API described for programs: ``api/v1/openapi.json`` (OpenAPI 3.1).

Its examples are the first entries of the very files that it describes.
"""

from collections.abc import Mapping
from typing import Any

from generator.exports._api_shapes import (
    COMPONENTS,
    ENVELOPE,
    INDEX,
    ITEMS,
    SUPPLIER,
    named,
    several,
    thing,
)
from generator.pages._documents import SCHEMA_VERSION, Document
from generator.pages.base import Site
from generator.reports.base import line

PROMISE = (
    "Within v1 no key is renamed, removed or given another meaning; new keys and new files may "
    "be added at any time. A change that breaks this comes as v2, and v1 stays beside it for a "
    "year."
)
NAME = "openapi"


def description(
    site: Site, documents: list[Document], examples: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """The whole description. ``examples`` holds file name → what is in it besides the envelope."""
    paths = {f"/{one.name}.json": _path(one.name, one.what, _list(one)) for one in documents}
    needed, more = SUPPLIER
    full = thing("A supplier in full.", {**ENVELOPE, **needed}, more)
    supplier = _path("supplier", "one supplier in full", full, ("id",))
    about = thing("The index.", {**ENVELOPE, **INDEX})
    index = _path("index", "every file, and the promise", about)
    paths |= {"/suppliers/{id}.json": supplier, "/index.json": index}
    for path, found in paths.items():
        example = examples.get(path.strip("/").removesuffix(".json"))
        if example is not None:
            content = found["get"]["responses"]["200"]["content"]["application/json"]
            content["example"] = {**_envelope(site), **example}
    return {
        "openapi": "3.1.1",
        "info": {
            "title": line(f"{site.name}: supplier catalog"),
            "version": f"{SCHEMA_VERSION}.0.0",
            "summary": "Suppliers, verdicts, categories, the handbook and what is checked.",
            "description": f"Plain files; no key is needed. {PROMISE}",
        },
        "servers": [{"url": ".", "description": "The folder that this file is in."}],
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": dict(COMPONENTS)},
    }


def _envelope(site: Site) -> dict[str, str]:
    return {
        "schema_version": SCHEMA_VERSION,
        "as_of": site.as_of.isoformat(),
        "commit": site.commit,
    }


def _list(one: Document) -> dict[str, Any]:
    item = named(ITEMS[one.name])
    return thing(one.what.capitalize() + ".", {**ENVELOPE, one.name: several(item, one.what)})


def _path(name: str, what: str, schema: dict[str, Any], given: tuple[str, ...] = ()) -> Any:
    answer = {"description": what, "content": {"application/json": {"schema": schema}}}
    missing = {"description": "There is no such file."}
    operation: dict[str, Any] = {
        "operationId": f"get{name.capitalize()}",
        "summary": what,
        "responses": {"200": answer, **({"404": missing} if given else {})},
    }
    if given:
        operation["parameters"] = [
            {"name": one, "in": "path", "required": True, "schema": {"type": "string"}}
            for one in given
        ]
    return {"get": operation}
