"""The structure is a promise: layers go one way, there is no cycle, one module knows the clock."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "generator"
# From the bottom up. A module may import its own layer and those before it, nothing above.
LAYERS = (
    "model",
    "load",
    "checks",
    "evaluate",
    "governance",
    "reports",
    "pages",
    "exports",
    "importer",
    "site",
    "commands",
    "cli",
)
# Layers that do not know each other although one stands above the other.
STRANGERS = {
    ("checks", "load"),
    ("evaluate", "load"),
    ("governance", "load"),
    ("reports", "load"),
    ("importer", "checks"),
    ("importer", "evaluate"),
    ("importer", "pages"),
    ("site", "checks"),
    ("site", "evaluate"),
    ("site", "load"),
    ("site", "importer"),
}


def modules() -> list[Path]:
    """Every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """``generator.model.dates``."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    """Every module of the package that ``path`` imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            if node.module.split(".")[0] == "generator":
                yield node.module
                for alias in node.names:
                    yield f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name.startswith("generator"))


def layer(module: str) -> str:
    """The layer of a module, '' for the package itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def graph() -> dict[str, set[str]]:
    """Module → modules it imports."""
    known = {name_of(path) for path in modules()}
    return {
        name_of(path): {one for one in imports(path) if one in known} - {name_of(path)}
        for path in modules()
    }


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_go_down_the_layers_only(path: Path) -> None:
    """No module imports a layer above its own, nor one it should not know."""
    mine = layer(name_of(path))
    if mine not in LAYERS:
        return
    for other in imports(path):
        theirs = layer(other)
        if theirs not in LAYERS or theirs == mine:
            continue
        assert LAYERS.index(theirs) < LAYERS.index(mine), f"{name_of(path)} imports {other}"
        assert (mine, theirs) not in STRANGERS, f"{name_of(path)} imports {other}"


def test_there_is_no_import_cycle() -> None:
    """Depth-first over all imports, package inits aside."""
    edges = {
        name: {one for one in found if one.count(".") != 1 or one in LAYERS}
        for name, found in graph().items()
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join([*trail[trail.index(name) :], name])
        if name in done:
            return
        for other in sorted(edges.get(name, ())):
            visit(other, (*trail, name))
        done.add(name)

    for name in sorted(edges):
        visit(name, ())


FORBIDDEN = {
    r"\b(date\.today|datetime\.now|datetime\.utcnow|time\.time)\b": {"commands/base.py"},
    # mkdocs.yml is the owner's own file, not a record.
    r"\byaml\.(safe_load|load|full_load|unsafe_load)\b": {"site/source.py"},
    r"(?m)^\s*(import|from) mkdocs\b": set(),
    r"\burlopen\b|\brequests\b": set(),
    r"\bprint\(": set(),
    r"\beval\(|\bexec\(|\bpickle\b": set(),
    r"\bfrom_string\(": set(),
}


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_dangerous_calls_stand_in_one_place_or_none(pattern: str) -> None:
    """The clock is read in one module; the others are not used at all."""
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        if re.search(pattern, path.read_text(encoding="utf-8"))
    }
    assert found <= FORBIDDEN[pattern]


def test_no_template_lets_markup_of_records_through() -> None:
    """``|safe`` is in no template: what a record holds stays text."""
    for template in PACKAGE.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        if "theme" not in template.parts:
            assert not re.search(r"\|\s*safe\b", text), template
