"""Schemas: jsonschema-rs decides, jsonschema words the errors of the few that fail.

Both get the same format functions, so that the answer does not hang on what is installed.
"""

import difflib
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
from referencing import Registry, Resource

from generator.load.formats import EXPECTED, FORMATS
from generator.model.fields import Field
from generator.model.records import Pointer

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

_MANY_WORDS = 300

Issue = tuple[Pointer, str, str]
"""A pointer, a problem code and a message."""


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

    @cached_property
    def _checker(self) -> jsonschema.FormatChecker:
        checker = jsonschema.FormatChecker(formats=())
        for name, function in FORMATS.items():
            checker.checks(name)(
                lambda value, test=function: not isinstance(value, str) or test(value)
            )
        return checker

    def issues(self, kind: str, data: Any) -> list[Issue]:
        """Everything that is wrong, in words; empty when ``data`` fits."""
        if self.valid(kind, data):
            return []
        validator = jsonschema.Draft202012Validator(
            self.document(kind), registry=self._registry, format_checker=self._checker
        )
        shape = self.fields(kind)
        found = [issue for error in validator.iter_errors(data) for issue in _worded(error, shape)]
        # A pattern's $ lets Python pass a trailing newline that the other refuses.
        return found or [((), "REC-01", "does not fit its schema")]

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


def suggestion(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'expires_on'?`` or ''."""
    wanted, words = str(word), list(known)
    if len(words) > _MANY_WORDS:
        # Comparing with ten thousand ids takes longer than reading them: the likely ones only.
        words = [one for one in words if abs(len(one) - len(wanted)) < 3 and one[:1] == wanted[:1]][
            :_MANY_WORDS
        ]
    close = difflib.get_close_matches(wanted, words, n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""


def quoted(value: Any, limit: int = 60) -> str:
    """A value from a record as ASCII, cut to length, safe to print anywhere."""
    text = json.dumps(value, ensure_ascii=True)
    text = f"'{text[1:-1]}'" if isinstance(value, str) else text
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _worded(error: jsonschema.ValidationError, shape: Field) -> Iterator[Issue]:
    pointer: Pointer = tuple(error.absolute_path)
    value: Any = error.instance
    here = _nearest(shape, pointer)
    shown = "this value" if here and here.visibility == "restricted" else quoted(value)
    rule = str(error.validator)
    limit: Any = error.validator_value
    if rule == "additionalProperties":
        schema: Any = error.schema
        known = (schema.get("properties") or {}).keys()
        for key in sorted(set(value) - set(known)):
            hint = suggestion(key, known)
            yield (*pointer, key), "REC-01", f"{quoted(key)} is not a field here{hint}"
    elif rule == "required":
        yield pointer, "REC-01", str(error.message).replace("is a required property", "is missing")
    elif rule == "enum":
        hint = suggestion(str(value), map(str, limit))
        wanted = ", ".join(map(str, limit[:_MANY])) + (", …" if len(limit) > _MANY else "")
        yield pointer, "REC-01", f"{shown} is not one of: {wanted}{hint}"
    elif rule == "type":
        yield pointer, *_type_issue(value, limit, shown)
    elif rule == "format":
        yield pointer, "REC-01", f"{shown} is not {EXPECTED.get(limit, 'of the format ' + limit)}"
    elif rule == "pattern":
        example = here.example if here else None
        hint = f", such as {quoted(example)}" if example is not None else ""
        yield pointer, "REC-01", f"{shown} does not have the right form{hint}"
    elif rule in _BOUNDS:
        yield pointer, "REC-01", _BOUNDS[rule].format(limit)
    elif rule in ("anyOf", "oneOf") and error.context:
        title = here.title.lower() if here and here.title else "value"
        yield pointer, "REC-01", f"{shown} is no valid {title}"
    else:
        yield pointer, "REC-01", f"{shown} breaks the rule '{rule}'"


_MANY = 12
_BOUNDS = {
    "maxLength": "is longer than {} characters",
    "minLength": "is shorter than {} characters",
    "minimum": "is less than {}",
    "maximum": "is more than {}",
    "maxItems": "has more than {} entries",
    "minItems": "has fewer than {} entries",
    "maxProperties": "has more than {} entries",
    "uniqueItems": "holds an entry twice",
}
_TYPES = {
    "string": "a text",
    "integer": "a whole number",
    "boolean": "true or false",
    "object": "a group of fields",
    "array": "a list",
}


def _type_issue(value: Any, wanted: Any, shown: str) -> tuple[str, str]:
    kinds = [wanted] if isinstance(wanted, str) else list(wanted)
    words = " or ".join(_TYPES.get(one, one) for one in kinds)
    if "string" in kinds and isinstance(value, bool | int):
        return "REC-13", f"{shown} must be a text: write it in quotes"
    if isinstance(value, dict | list):
        shown = _TYPES["object" if isinstance(value, dict) else "array"]
    if value is None:
        return "REC-01", f"must be {words}; where nothing is known, remove the line"
    return "REC-01", f"{shown} must be {words}"


def _nearest(shape: Field, pointer: Pointer) -> Field | None:
    for end in range(len(pointer), -1, -1):
        found = shape.at(pointer[:end])
        if found is not None:
            return found
    return None
