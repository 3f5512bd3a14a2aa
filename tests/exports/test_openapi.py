"""The description of the API fits what is written, key for key."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from generator.exports import api
from generator.load.catalog import Loaded
from generator.model.assessment import Assessment
from generator.model.catalog import Catalog
from generator.pages.base import Site
from tests.pages.handbook_catalog import HOSTILE, site, small


def documents(shown: Site) -> dict[str, Any]:
    """Every file of the API by its path in the folder."""
    return {
        one.path.removeprefix("api/v1/"): json.loads(one.data.decode()) for one in api.files(shown)
    }


def closed(shape: Any) -> Any:
    """The schema with every object closed that does not say otherwise."""
    if isinstance(shape, list):
        return [closed(one) for one in shape]
    if not isinstance(shape, dict):
        return shape
    found = {key: closed(one) for key, one in shape.items() if key != "example"}
    if "properties" in shape and isinstance(shape.get("type"), str | list):
        found.setdefault("additionalProperties", False)
    return found


def validator(description: Any, path: str, *, strict: bool) -> Draft202012Validator:
    """What validates the file that ``path`` of the description is about."""
    answer = description["paths"][path]["get"]["responses"]["200"]
    schema = answer["content"]["application/json"]["schema"]
    whole = {**schema, "components": description["components"]}
    if strict:
        # A policy's other keys are those of its record, which has a schema of its own.
        policy = whole["components"]["schemas"]["Policy"] | {"additionalProperties": True}
        schemas = whole["components"]["schemas"] | {"Policy": policy}
        whole = closed({**whole, "components": {"schemas": schemas}})
    return Draft202012Validator(whole, format_checker=FormatChecker())


def path_of(name: str) -> str:
    """The path in the description that a file comes under."""
    return "/suppliers/{id}.json" if name.startswith("suppliers/") else f"/{name}"


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_every_file_is_as_described_and_no_key_is_left_out(audience: str) -> None:
    """Strictly: a key that is written and not described is a fault of the description."""
    made = documents(site(audience=audience))
    check(made)


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_the_example_organisation_is_as_described(
    audience: str, loaded: Loaded, example: Catalog, assessment: Assessment
) -> None:
    """Every file, with all that real records hold."""
    kinds = ("supplier", "policy", "waiver")
    shown = Site(
        catalog=example,
        assessment=assessment,
        fields={kind: loaded.schemas.fields(kind) for kind in kinds},
        audience=audience,
    )
    check(documents(shown))


def check(made: dict[str, Any]) -> None:
    """Every file against its schema, strictly; and every described file is there."""
    description = made.pop("openapi.json")
    for name, data in made.items():
        found = validator(description, path_of(name), strict=True)
        assert [f"{name}: {one.message[:300]}" for one in found.iter_errors(data)] == []
    assert {path_of(name) for name in made} == set(description["paths"])


def test_hostile_texts_change_no_shape() -> None:
    """They are texts, wherever they stand."""
    shown = site(small())
    for one in shown.catalog.suppliers.values():
        one.data["trading_names"] = [HOSTILE]
    check(documents(shown))


def test_the_description_is_of_openapi_3_1() -> None:
    """Its parts are there, every reference leads somewhere, every schema is one."""
    description = documents(site())["openapi.json"]
    assert description["openapi"].startswith("3.1.")
    assert description["info"]["version"] == "1.0.0" and "v2" in description["info"]["description"]
    schemas = description["components"]["schemas"]
    for shape in schemas.values():
        Draft202012Validator.check_schema(shape)
    assert set(references(description)) == {f"#/components/schemas/{name}" for name in schemas}
    operations = [one["get"]["operationId"] for one in description["paths"].values()]
    assert len(operations) == len(set(operations))


def references(node: Any) -> list[str]:
    """Every ``$ref`` within."""
    if isinstance(node, list):
        return [found for one in node for found in references(one)]
    if not isinstance(node, dict):
        return []
    here = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
    return here + [found for one in node.values() for found in references(one)]


def test_examples_are_taken_from_the_files_and_fit() -> None:
    """Each path has one, and it is valid."""
    description = documents(site())["openapi.json"]
    for path, found in description["paths"].items():
        content = found["get"]["responses"]["200"]["content"]["application/json"]
        validator(description, path, strict=True).validate(content["example"])
    line = description["paths"]["/suppliers.json"]["get"]["responses"]["200"]["content"]
    assert line["application/json"]["example"]["suppliers"][0]["id"] == "acme"


def test_every_property_is_explained() -> None:
    """No key without a meaning."""
    description = documents(site())["openapi.json"]
    for name, shape in description["components"]["schemas"].items():
        for key, one in shape["properties"].items():
            assert "description" in one or "$ref" in one or "anyOf" in one, f"{name}.{key}"
