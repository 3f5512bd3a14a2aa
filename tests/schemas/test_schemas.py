"""The schemas hold what they promise: closed, limited, annotated, with examples that are true."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import jsonschema_rs
import pytest
from referencing import Registry, Resource

FOLDER = Path(__file__).parents[2] / "schemas"
SCHEMAS: dict[str, dict[str, Any]] = {
    path.name: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.json"))
}
NO_RECORDS = {"common.schema.json", "mapping.schema.json", "report.schema.json"}
DATA = sorted(set(SCHEMAS) - NO_RECORDS)
BASE = "https://example.org/supplier-catalog/schemas/"
REGISTRY: Any = Registry().with_resources(
    (schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()
)
RUST = jsonschema_rs.Registry([(schema["$id"], schema) for schema in SCHEMAS.values()])

ANNOTATIONS = {"title", "description", "examples", "x-reference", "x-visibility"}
KEYWORDS = ANNOTATIONS | {
    *("$schema", "$id", "$ref", "$defs", "type", "format", "pattern", "enum", "required"),
    *("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "maxProperties"),
    *("propertyNames", "additionalProperties", "properties", "items", "if", "then"),
}
FORMATS = {"date", "uri", "email", "country", "jurisdiction", "currency", "duration", "lei"}
REFERENCES = {
    *("supplier", "category", "role", "site", "policy", "clause", "requirement", "check"),
    *("waiver", "calendar", "self:insurance.certificates", "self:insurance.policies"),
    *("self:licences", "self:permits", "self:certifications", "self:contracts", "self:reviews"),
    *("self:screenings", "self:bonds", "self:insurance.exemptions", "self:offers"),
}
MAPS = {
    ("mapping.schema.json", "/$defs/constants"),
    ("mapping.schema.json", "/$defs/fields"),
    ("mapping.schema.json", "/properties/values"),
    ("mapping.schema.json", "/properties/values/additionalProperties"),
    ("policy.schema.json", "/$defs/clause/properties/parameters"),
    ("policy.schema.json", "/$defs/requirement/properties/params"),
    ("report.schema.json", "/properties/summary/properties/contracts"),
}


class Node(NamedTuple):
    """A subschema: the file it is written in and the pointer to it there."""

    file: str
    pointer: str
    schema: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.file}#{self.pointer}"


def children(node: Node) -> Iterator[Node]:
    for key in ("properties", "$defs"):
        for name, schema in node.schema.get(key, {}).items():
            yield Node(node.file, f"{node.pointer}/{key}/{name}", schema)
    for key in ("items", "additionalProperties", "propertyNames", "if", "then"):
        if isinstance(node.schema.get(key), dict):
            yield Node(node.file, f"{node.pointer}/{key}", node.schema[key])


def nodes(file: str) -> Iterator[Node]:
    stack = [Node(file, "", SCHEMAS[file])]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(children(node))


def resolved(schema: dict[str, Any], file: str) -> tuple[dict[str, Any], str]:
    """The schema with what its $ref says underneath its own words, and the file of the target."""
    if "$ref" not in schema:
        return schema, file
    found = REGISTRY.resolver(BASE + file).lookup(schema["$ref"])
    target, where = resolved(found.contents, schema["$ref"].split("#")[0] or file)
    return {**target, **{key: value for key, value in schema.items() if key != "$ref"}}, where


class Place(NamedTuple):
    """A place in a record: its dotted path, what may stand there, and who may see it."""

    path: str
    own: dict[str, Any]
    schema: dict[str, Any]
    visibility: str | None
    is_leaf: bool


def is_scalar(schema: dict[str, Any]) -> bool:
    return not {"object", "array"} & set(kinds(schema))


def kinds(schema: dict[str, Any]) -> list[str]:
    kind = schema.get("type", [])
    return [kind] if isinstance(kind, str) else list(kind)


def places(
    own: dict[str, Any], file: str, path: str = "", visibility: str | None = None
) -> Iterator[Place]:
    """Every place of a record: a leaf is a scalar, a list of scalars, money or an open map."""
    schema, where = resolved(own, file)
    visibility = own.get("x-visibility", visibility)
    items = resolved(schema["items"], where)[0] if "items" in schema else None
    mixed = len(kinds(schema)) > 1
    is_map = isinstance(schema.get("additionalProperties"), dict)
    leaf = is_scalar(schema) or mixed or is_map or (items is not None and is_scalar(items))
    yield Place(path, own, schema, visibility, leaf)
    if leaf:
        return
    for name, child in schema.get("properties", {}).items():
        yield from places(child, where, f"{path}.{name}".lstrip("."), visibility)
    if items is not None:
        yield from places(schema["items"], where, f"{path}[]", visibility)


def validator(schema: dict[str, Any]) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(schema, registry=RUST, validate_formats=True)


def example_record(own: dict[str, Any], file: str) -> Any:
    """A record that fills every field with its first example."""
    if "examples" in own:
        return own["examples"][0]
    schema, where = resolved(own, file)
    if "properties" in schema:
        return {key: example_record(sub, where) for key, sub in schema["properties"].items()}
    return [example_record(schema["items"], where)]


ALL_NODES = [node for file in SCHEMAS for node in nodes(file)]
DATA_NODES = [node for node in ALL_NODES if node.file != "report.schema.json"]
PLACES = [(file, place) for file in DATA for place in places(SCHEMAS[file], file)]
PATTERNS = sorted({node.schema["pattern"] for node in ALL_NODES if "pattern" in node.schema})
FULL = {file: example_record(SCHEMAS[file], file) for file in DATA}
MINIMAL = {"id": "northgate-electric", "legal_name": "Northgate", "lifecycle_status": "approved"}


@pytest.mark.parametrize("file", SCHEMAS)
def test_is_valid_and_compiles(file: str) -> None:
    schema = SCHEMAS[file]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == BASE + file
    validator(schema)


@pytest.mark.parametrize("file", SCHEMAS)
def test_is_laid_out_with_two_spaces(file: str) -> None:
    lines = (FOLDER / file).read_text(encoding="utf-8").splitlines()
    indents = [len(line) - len(line.lstrip(" ")) for line in lines]
    steps = [after - before for before, after in pairwise(indents)]
    assert not any("\t" in line or line != line.rstrip() for line in lines)
    assert all(indent % 2 == 0 for indent in indents) and max(steps) == 2


def test_only_known_keywords_formats_and_references() -> None:
    for node in ALL_NODES:
        assert set(node.schema) <= KEYWORDS, node
        assert node.schema.get("format", "date") in FORMATS, node
        assert node.schema.get("x-reference", "role") in REFERENCES, node


def test_references_within_a_record_name_a_list_of_it() -> None:
    lists = {place.path for file, place in PLACES if file == "supplier.schema.json"}
    assert {one.removeprefix("self:") for one in REFERENCES if one.startswith("self:")} <= lists


def test_required_keys_exist() -> None:
    for node in ALL_NODES:
        assert set(node.schema.get("required", ())) <= set(node.schema.get("properties", ())), node


def test_every_definition_is_used() -> None:
    defined = {str(node) for node in ALL_NODES if re.fullmatch(r"/\$defs/\w+", node.pointer)}
    targets = {
        (node.schema["$ref"].split("#")[0] or node.file) + "#" + node.schema["$ref"].split("#")[1]
        for node in ALL_NODES
        if "$ref" in node.schema
    }
    assert defined == targets


def test_every_object_is_closed() -> None:
    found = set()
    for node in ALL_NODES:
        if "object" not in kinds(node.schema) and "properties" not in node.schema:
            continue
        if isinstance(node.schema.get("additionalProperties"), dict):
            assert {"propertyNames", "maxProperties"} <= set(node.schema), node
            found.add((node.file, node.pointer))
        else:
            assert node.schema.get("additionalProperties") is False, node
    assert found == MAPS


def test_everything_has_a_limit() -> None:
    for node in DATA_NODES:
        kind = set(kinds(node.schema))
        if "string" in kind:
            assert node.schema["maxLength"] <= 16384, node
        if "array" in kind:
            assert node.schema["maxItems"] <= 500, node
        if "integer" in kind:
            assert node.schema["minimum"] <= node.schema["maximum"], node
        assert "number" not in kind and "null" not in kind, node


@pytest.mark.parametrize("file", DATA)
def test_every_place_is_explained(file: str) -> None:
    for name, place in PLACES:
        if name != file or place.path.endswith("[]"):
            continue
        # A part of money takes its words from the common definition, its visibility from above.
        words = {"title", "description"} | ({"examples"} if place.is_leaf else set())
        assert words <= set(place.schema), place.path
        assert all(place.schema[word] for word in words), place.path
        if place.path:
            assert {"title", "description"} <= set(place.own), place.path
        if place.is_leaf:
            assert place.visibility in {"public", "internal", "restricted"}, place.path


def test_visibility_is_said_at_each_leaf_or_at_its_money() -> None:
    for file, place in PLACES:
        if place.is_leaf and "x-visibility" not in place.own:
            assert re.search(r"\.(amount|currency)$", place.path), (file, place.path)


def test_examples_are_valid() -> None:
    count = 0
    for node in ALL_NODES:
        if node.schema.get("examples"):
            check = validator({"$ref": f"{BASE}{node}"})
            for example in node.schema["examples"]:
                assert check.is_valid(example), (str(node), example)
                count += 1
    assert count > 400


@pytest.mark.parametrize("file", DATA)
def test_a_record_made_of_the_examples_is_valid(file: str) -> None:
    assert [e.message for e in validator(SCHEMAS[file]).iter_errors(FULL[file])] == []


def misspelt(value: Any) -> Iterator[tuple[str, Any]]:
    """The value once for each key in it, with that key's last letter dropped."""
    if isinstance(value, list):
        for index, one in enumerate(value):
            for key, wrong in misspelt(one):
                yield key, [*value[:index], wrong, *value[index + 1 :]]
    elif isinstance(value, dict):
        for key, one in value.items():
            rest = {name: other for name, other in value.items() if name != key}
            yield key, {**rest, key[:-1]: one}
            if key not in {"parameters", "params"}:
                yield from ((f"{key}.{path}", {**rest, key: bad}) for path, bad in misspelt(one))


@pytest.mark.parametrize("file", DATA)
def test_every_misspelt_key_is_refused(file: str) -> None:
    check = validator(SCHEMAS[file])
    wrong = list(misspelt(FULL[file]))
    assert wrong and [path for path, record in wrong if check.is_valid(record)] == []


@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({}, True),
        ({"legl_name": "Northgate"}, False),
        ({"legal_name": None}, False),
        ({"legal_name": " "}, False),
        ({"id": "Northgate"}, False),
        ({"id": "north--gate"}, False),
        ({"id": "n"}, False),
        ({"lifecycle_status": "aproved"}, False),
        ({"registered_country": False}, False),
        ({"website": "http://example.com/"}, False),
        ({"website": "https://user@example.com/"}, False),
        ({"website": "javascript:alert(1)"}, False),
        ({"annual_spend_estimate": {"amount": "1000.50", "currency": "USD"}}, True),
        ({"annual_spend_estimate": {"amount": 1000, "currency": "USD"}}, False),
        ({"annual_spend_estimate": {"amount": "1e3", "currency": "USD"}}, False),
        ({"annual_spend_estimate": {"amount": "-1", "currency": "USD"}}, False),
        ({"status_since": "2026-02-30"}, False),
        ({"contracts": [{"id": "PO_26725", "title": "Panel"}]}, True),
        ({"contracts": [{"id": "PO 26725", "title": "Panel"}]}, False),
        ({"contracts": [{"id": "c-1"}]}, False),
        ({"inherent_risk_tier": 5}, False),
    ],
)
def test_supplier(change: dict[str, Any], valid: bool) -> None:
    assert validator(SCHEMAS["supplier.schema.json"]).is_valid({**MINIMAL, **change}) is valid


@pytest.mark.parametrize("key", MINIMAL)
def test_supplier_needs_three_fields(key: str) -> None:
    record = {name: value for name, value in MINIMAL.items() if name != key}
    assert not validator(SCHEMAS["supplier.schema.json"]).is_valid(record)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_pattern_is_anchored_ascii_and_linear(pattern: str) -> None:
    bare = re.sub(r"\[[^\]]*\]", "C", pattern)  # each class is one letter from here on
    assert bare.startswith("^") and bare.endswith("$") and bare.count("^") == bare.count("$") == 1
    assert "." not in bare and "(?" not in bare
    assert set(re.findall(r"\\(.)", pattern)) <= set("nru")
    while group := re.search(r"\(([^()]*)\)(.?)", bare):
        assert not (group[2] in "*+{" and group[2] and re.search(r"[*+?{]", group[1])), pattern
        bare = bare.replace(group[0], "G" + ("" if group[2] == "?" else group[2]), 1)
    assert "|" not in bare and not re.search(r"[*+}][*+{]", bare)


@pytest.mark.parametrize("node", [n for n in ALL_NODES if "pattern" in n.schema], ids=str)
def test_pattern_refuses_line_breaks_and_foreign_digits(node: Node) -> None:
    check = validator({"type": "string", "pattern": node.schema["pattern"]})
    for example in node.schema.get("examples", []):
        if not isinstance(example, str):
            continue
        assert check.is_valid(example)
        for wrong in (f"{example}\n", f"\n{example}", f"{example}\u2028", f"{example}\r"):
            assert not check.is_valid(wrong), wrong
        foreign = re.sub("[0-9]", "\u0663", example)
        free = "\\u2028" in node.schema["pattern"]
        assert free or foreign == example or not check.is_valid(foreign)


def test_report() -> None:
    check = validator(SCHEMAS["report.schema.json"])
    counts = {"block": 0, "error": 1, "warning": 0, "info": 0}
    verdicts = {"ok": 0, "conditional": 0, "ask": 1, "do-not-use": 0}
    offer = {"category": "electrical-repair", "jurisdiction": None, "verdict": "ask"}
    finding: dict[str, Any] = {
        "fingerprint": "a1", "code": "INS-07", "requirement": "gl-occurrence", "policy": "ins",
        "clause": "INS-3.1", "supplier": None, "subject": "", "outcome": "unknown",
        "severity": "error", "message": "m", "fix": "f", "path": "suppliers/a.yml", "line": 0,
        "column": 0, "last_day": None, "act_by": "2026-12-01", "responsible": "", "waiver": None,
    }  # fmt: skip
    supplier = {"id": "a1", "legal_name": "A", "verdict": "ask", "offers": [offer], "timeline": []}
    report = {
        "as_of": "2026-11-22",
        "summary": {"suppliers": 1, "verdicts": verdicts, "findings": counts},
        "suppliers": [supplier],
        "findings": [finding],
        "problems": [],
    }
    assert [error.message for error in check.iter_errors(report)] == []
    assert not check.is_valid({**report, "findings": [{**finding, "outcome": "passed"}]})
    assert not check.is_valid({**report, "extra": 1})
    for key in report:
        assert not check.is_valid({name: part for name, part in report.items() if name != key})
