"""Schemas: jsonschema-rs decides, jsonschema words the errors of the few that fail.

Both get the same format functions, so that the answer does not hang on what is installed.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import jsonschema_rs
from referencing import Registry, Resource

from generator.load.formats import FORMATS
from generator.load.wording import Issue
from generator.model.fields import Field

PACKAGED = Path(__file__).resolve().parents[2] / "schemas"
_BUNDLED = Path(__file__).resolve().parents[1] / "schemas"
KINDS = (
    "supplier",
    "policy",
    "waiver",
    "organisation",
    "categories",
    "roles",
    "reciprocity",
    "sites",
    "exchange-rates",
    "holidays",
    "glossary",
)


class Schemas:
    """The schemas of one repository, compiled once."""

    def __init__(self, folder: Path, documents: Mapping[str, dict[str, Any]] | None = None) -> None:
        """Those in ``folder``, or the ``documents`` given in their stead, by file name.

        A repository whose own schemas are older than the program has none for newer kinds of
        records; for these the program's own hold.
        """
        self.folder = folder
        self.documents: dict[str, dict[str, Any]] = (
            dict(documents) if documents is not None else {**_own(folder), **_in(folder)}
        )
        pairs = [(doc["$id"], doc) for doc in self.documents.values()]
        self._registry: Registry[Any] = Registry().with_resources(
            (uri, Resource.from_contents(doc)) for uri, doc in pairs
        )
        self._fast_registry = jsonschema_rs.Registry(pairs)
        self._validators: dict[str, Any] = {}
        self._fields: dict[str, Field] = {}

    @cached_property
    def digest(self) -> str:
        """Other schemas, another digest."""
        text = json.dumps(self.documents, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def document(self, kind: str) -> dict[str, Any]:
        """The schema of a kind of record."""
        return self.documents[f"{kind}.schema.json"]

    def valid(self, kind: str, data: Any) -> bool:
        """Whether ``data`` fits the schema of its kind."""
        if kind not in self._validators:
            self._validators[kind] = jsonschema_rs.Draft202012Validator(
                self.document(kind),
                registry=self._fast_registry,
                validate_formats=True,
                formats=dict(FORMATS),
            )
        return bool(self._validators[kind].is_valid(data))

    def issues(self, kind: str, data: Any) -> list[Issue]:
        """Everything that is wrong, in words; empty when ``data`` fits."""
        if self.valid(kind, data):
            return []
        # Loading what words errors takes longer than most runs need for all of their records.
        from generator.load.schema_issues import issues

        return issues(self.document(kind), self._registry, data, self.fields(kind))

    def fields(self, kind: str) -> Field:
        """The kind's fields as a tree, all references resolved."""
        if kind not in self._fields:
            document = self.document(kind)
            resolver = self._registry.resolver(base_uri=document["$id"])
            self._fields[kind] = _field(kind, document, resolver, "", False)
        return self._fields[kind]


def _in(folder: Path) -> dict[str, dict[str, Any]]:
    return {
        path.name: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.schema.json"))
    }


def _own(instead_of: Path) -> dict[str, dict[str, Any]]:
    """The program's own, unless that is the folder which is read anyway."""
    folders = (PACKAGED, _BUNDLED)
    if instead_of in folders:
        return {}
    return next((found for one in folders if (found := _in(one))), {})


def find_schemas(root: Path) -> Path:
    """The repository's own schemas, or those that came with the package."""
    for folder in (root / "schemas", PACKAGED, _BUNDLED):
        if (folder / "supplier.schema.json").is_file():
            return folder
    raise FileNotFoundError("schemas/supplier.schema.json")


def _field(name: str, node: Mapping[str, Any], resolver: Any, above: str, required: bool) -> Field:
    while "$ref" in node:
        resolved = resolver.lookup(node["$ref"])
        resolver = resolved.resolver
        node = {**resolved.contents, **{k: v for k, v in node.items() if k != "$ref"}}
    visibility = node.get("x-visibility") or above
    children = {
        key: _field(key, child, resolver, visibility, key in node.get("required", ()))
        for key, child in (node.get("properties") or {}).items()
    }
    item = (
        _field("*", node["items"], resolver, visibility, False)
        if isinstance(node.get("items"), dict)
        else None
    )
    # The place that carries the mark is the leaf, even if it is money with parts of its own.
    leaf = bool(visibility) and not above
    return Field(
        name=name,
        title=node.get("title", ""),
        description=node.get("description", ""),
        kind=_kind(node, item),
        visibility=visibility if leaf or not (children or item) else "",
        reference=node.get("x-reference") or (item.reference if item else ""),
        format=node.get("format", ""),
        choices=tuple(str(one) for one in node.get("enum", ())),
        example=(node.get("examples") or [None])[0],
        required=required,
        limits=_limits(node),
        children=children,
        item=item,
    )


def _kind(node: Mapping[str, Any], item: Field | None) -> str:
    if item is not None:
        return "list"
    properties = node.get("properties") or {}
    if set(properties) == {"amount", "currency"}:
        return "money"
    if properties:
        return "object"
    kinds = node.get("type", "string")
    kind = kinds if isinstance(kinds, str) else " or ".join(kinds)
    return {"string": "text", "boolean": "yes or no", "integer": "whole number"}.get(kind, kind)


def _limits(node: Mapping[str, Any]) -> str:
    words = {
        "maxLength": "at most {} characters",
        "minimum": "from {}",
        "maximum": "to {}",
        "maxItems": "at most {} entries",
    }
    return ", ".join(text.format(node[key]) for key, text in words.items() if key in node)
