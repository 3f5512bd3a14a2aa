"""What an editor needs: each file names its schema, and each schema works from its file alone."""

import json
import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from referencing import Registry, Resource

from generator.load.modeline import MARK, leads_to_schema, modeline
from generator.load.schema import KINDS
from generator.load.strict_yaml import parse
from generator.load.tree import SourceFile, read_tree
from tests.conftest import ROOT

FOLDER = ROOT / "schemas"
SETTINGS = json.loads((ROOT / ".vscode/settings.json").read_text())
MAPPINGS = [
    SourceFile(path=one.relative_to(ROOT).as_posix(), kind="mapping", data=one.read_bytes())
    for one in sorted((ROOT / "docs/mappings").glob("*.yml"))
]
FILES = [*read_tree(ROOT)[0], *MAPPINGS]


def read_by_address(address: str) -> Resource[Any]:
    """A schema from the file at ``address``, as an editor has it: its ``$id`` leads nowhere."""
    document = json.loads(Path(address.removeprefix("file://")).read_text())
    del document["$id"]
    return Resource.from_contents(document)


FILES_ONLY: Any = Registry(retrieve=read_by_address)  # type: ignore[call-arg]


def resolved(node: dict[str, Any], base: str) -> tuple[dict[str, Any], str]:
    """The node with what its reference says underneath, by relative addresses alone."""
    while "$ref" in node:
        found = FILES_ONLY.resolver(base_uri=base).lookup(node["$ref"])
        rest = {key: value for key, value in node.items() if key != "$ref"}
        base = (
            node["$ref"].split("#")[0] and (FOLDER / node["$ref"].split("#")[0]).as_uri()
        ) or base
        node = {**found.contents, **rest}
    return node, base


def unexplained(node: dict[str, Any], base: str, path: str) -> list[str]:
    """The properties below ``node`` for which an editor has nothing to show."""
    node, base = resolved(node, base)
    found = []
    for name, own in (node.get("properties") or {}).items():
        child, where = resolved(own, base)
        if not (child.get("title") and child.get("description")):
            found.append(f"{path}.{name}")
        found += unexplained(child, where, f"{path}.{name}")
    for key in ("items", "additionalProperties"):
        if isinstance(node.get(key), dict):
            found += unexplained(node[key], base, f"{path}[]")
    return found


@pytest.mark.parametrize("kind", [*KINDS, "mapping"])
def test_hover_and_completion_have_words_for_every_property(kind: str) -> None:
    """A title and a description, own or of the definition that is referred to by its file."""
    base = (FOLDER / f"{kind}.schema.json").as_uri()
    document = read_by_address(base).contents
    assert unexplained(document, base, kind) == []
    assert document["title"] and document["description"]


def whole(value: Any, base: str) -> Any:
    """The schema with every relative reference in its place."""
    if isinstance(value, dict):
        node, where = resolved(value, base) if "$ref" in value else (value, base)
        return {key: whole(one, where) for key, one in node.items() if key != "$defs"}
    return [whole(one, base) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", [*KINDS, "mapping"])
def test_a_schema_alone_accepts_the_records_of_its_kind(kind: str) -> None:
    """Without an $id, without a registry: nothing but the files side by side."""
    base = (FOLDER / f"{kind}.schema.json").as_uri()
    validator = jsonschema_rs.Draft202012Validator(whole(read_by_address(base).contents, base))
    values = [parse(one.data, one.path)[0] for one in FILES if one.kind == kind]
    for value in values:
        if value is not None:
            assert [one.message for one in validator.iter_errors(value)] == []
    assert not validator.is_valid({"no such field": 1})


@pytest.mark.parametrize("source", FILES, ids=lambda one: one.path)
def test_every_record_names_its_schema(source: SourceFile) -> None:
    """On its first line, by a relative address that leads to the schema of its kind."""
    line = source.data.decode().splitlines()[0]
    assert line.startswith(MARK)
    assert leads_to_schema(line, source.path, ROOT)
    assert line == modeline(source.path, source.kind)


def matches(pattern: str, path: str) -> bool:
    """Whether a glob of the editor's settings, from the folder that is open, fits."""
    deep = re.sub(r"\*\*/", "", pattern)
    if "**/" in pattern:
        return fnmatchcase(f"/{path}", pattern.replace("**/", "*")) or fnmatchcase(f"/{path}", deep)
    return fnmatchcase(f"/{path}", pattern) and path.count("/") + 1 == pattern.count("/")


@pytest.mark.parametrize("source", FILES, ids=lambda one: one.path)
def test_the_settings_know_every_record(source: SourceFile) -> None:
    """Also where the first line is missing, one schema alone answers for the file."""
    found = [
        schema for schema, glob in SETTINGS["yaml.schemas"].items() if matches(glob, source.path)
    ]
    assert found == [f"./schemas/{source.kind}.schema.json"]


def test_the_settings_name_schemas_that_are_there() -> None:
    names = {Path(one).name for one in SETTINGS["yaml.schemas"]}
    assert names == {f"{kind}.schema.json" for kind in (*KINDS, "mapping")}
    assert all((ROOT / one).is_file() for one in SETTINGS["yaml.schemas"])
    extensions = json.loads((ROOT / ".vscode/extensions.json").read_text())
    assert extensions["recommendations"] == ["redhat.vscode-yaml"]


def test_the_editor_does_not_format_against_catalog_fmt() -> None:
    assert SETTINGS["yaml.format.enable"] is False
    assert SETTINGS["files.eol"] == "\n" and SETTINGS["files.insertFinalNewline"] is True


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("# yaml-language-server: $schema=../../schemas/supplier.schema.json", True),
        ("# yaml-language-server: $schema=../schemas/supplier.schema.json", False),
        ("# yaml-language-server: $schema=https://example.com/s.json", True),
        ("# yaml-language-server: $schema=", False),
        ("# yaml-language-server: $schema=\x00", False),
        ("# yaml-language-server: $schema=" + "x" * 5000, False),
    ],
)
def test_where_a_line_leads(line: str, leads: bool) -> None:
    assert leads_to_schema(line, "suppliers/north/a.yml", ROOT) is leads
