"""Documentation that is made from the code: the reference of fields, and the list of checks.

Pure functions: they give Markdown, and whoever calls them writes it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.checks.base import Check, Subject
from generator.exports._known_checks import BY_THE_LOADER, KNOWN_CHECKS
from generator.model.fields import Field
from generator.model.words import sentence
from generator.pages import _docstring as docstring
from generator.pages._wording import SUBJECT_WORDS

KINDS: Mapping[str, tuple[str, str]] = {
    "supplier": ("Supplier", "`suppliers/**/<id>.yml`"),
    "policy": ("Policy", "`policies/<id>.yml`"),
    "waiver": ("Waiver", "`policies/waivers/<id>.yml`"),
    "organisation": ("Organisation", "`reference/organisation.yml`"),
    "categories": ("Categories", "`reference/categories.yml`"),
    "roles": ("Roles", "`reference/roles.yml`"),
    "reciprocity": ("Reciprocity", "`reference/reciprocity.yml`"),
    "sites": ("Sites", "`reference/sites.yml`"),
    "exchange-rates": ("Exchange rates", "`reference/exchange-rates.yml`"),
    "holidays": ("Holidays", "`reference/holidays.yml`"),
    "glossary": ("Glossary", "`reference/glossary.yml`"),
}
_VISIBILITY = {
    "public": "any reader",
    "internal": "staff",
    "restricted": "nobody: it stays in the record",
}
_SPECIAL = str.maketrans(
    {char: f"\\{char}" for char in "\\`*_{}[]#!|"}
    | {"<": "&lt;", ">": "&gt;", "&": "&amp;", "\n": " "}
)
_CHOICES_SHOWN = 30
_EXAMPLE_SHOWN = 60


def docs_pages(fields: Mapping[str, Field], registry: Mapping[str, Check]) -> dict[str, str]:
    """Path in the repository → Markdown, for every generated page of the documentation."""
    return {
        "docs/fields.md": field_reference(fields),
        "docs/checks/index.md": check_index(registry),
    }


def field_reference(fields: Mapping[str, Field]) -> str:
    """Every field of every kind of record, from the schemas."""
    lines = [
        "# Field reference",
        "",
        "Every field of every record, made from `schemas/`. A field that is not here is an error.",
        "",
        "“Seen by” says who reads a field on a site: any reader, staff, or nobody. A restricted",
        "field stays in the record; a report names the field and not its value.",
        "",
        "Names with `[]` are lists: what follows them is said of each entry.",
    ]
    for kind, shape in fields.items():
        title, place = KINDS.get(kind, (sentence(kind), f"`{kind}`"))
        lines += ["", f"## {title}", "", f"{_prose(shape.description)}", "", f"File: {place}", ""]
        top = [(name, one) for name, one in shape.children.items() if _is_leaf(one)]
        if top:
            lines += [*_table(top), ""]
        for name, one in shape.children.items():
            if not _is_leaf(one):
                lines += _group(name, one)
    return "\n".join(lines).rstrip() + "\n"


def _group(name: str, shape: Field) -> Iterator[str]:
    listed = shape.item is not None
    yield f"### `{name}{'[]' if listed else ''}`"
    yield ""
    about = f"{shape.title}: {shape.description}" if shape.description else shape.title
    yield _prose(about)
    yield ""
    yield from _table(list(_leaves(shape.item if shape.item is not None else shape)))
    yield ""


def _is_leaf(shape: Field) -> bool:
    return bool(shape.visibility)


def _leaves(shape: Field, path: str = "") -> Iterator[tuple[str, Field]]:
    if _is_leaf(shape):
        yield path, shape
        return
    if shape.item is not None:
        yield from _leaves(shape.item, f"{path}[]")
    for name, child in shape.children.items():
        yield from _leaves(child, f"{path}.{name}" if path else name)


def _table(rows: list[tuple[str, Field]]) -> Iterator[str]:
    yield "| Field | What it is | Seen by |"
    yield "|---|---|---|"
    for path, one in rows:
        # A long name may break after a dot, so that the table fits a phone.
        name = _code(path).replace(".", ".<wbr>") + (" (needed)" if one.required else "")
        yield f"| {name} | {_what(one)} | {_VISIBILITY[one.visibility]} |"


def _what(field: Field) -> str:
    words = [f"**{_prose(field.title)}.** {_prose(field.description)}".strip()]
    choices = _choices(field)
    if choices:
        shown = ", ".join(_code(one) for one in choices[:_CHOICES_SHOWN])
        more = f" and {len(choices) - _CHOICES_SHOWN} more" if len(choices) > _CHOICES_SHOWN else ""
        words.append(f"One of: {shown}{more}.")
    if field.reference:
        named = field.reference.removeprefix("self:").replace(".", " ")
        words.append(f"Names one of: {_prose(named)}.")
    if choices and field.item is None:
        return " ".join(words)
    kind = sentence(_kind(field))
    words.append(f"{kind}." if field.example is None else f"{kind}, such as {_example(field)}.")
    return " ".join(words)


def _choices(field: Field) -> tuple[str, ...]:
    return field.choices or (field.item.choices if field.item is not None else ())


def _kind(field: Field) -> str:
    kind = field.kind
    if field.item is not None:
        kind = f"list of {field.item.format or field.item.kind}"
    elif field.format:
        kind = field.format
    # A date's or a code's length says nothing that its format does not.
    limits = field.limits if field.item is not None or not field.format else ""
    return _prose(f"{kind}, {limits}" if limits else kind)


def _example(field: Field) -> str:
    text = _yaml(field.example)
    return _code(text if len(text) <= _EXAMPLE_SHOWN else text[: _EXAMPLE_SHOWN - 1] + "…")


def _yaml(value: Any) -> str:
    """An example as one would write it, in flow style."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_yaml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_yaml(one) for one in value) + "]"
    if isinstance(value, str):
        return f'"{value}"'
    return str(value)


def _code(text: str) -> str:
    """Inline code that may stand in a cell of a table."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for char in "|`*_[]{}\\":
        escaped = escaped.replace(char, f"&#{ord(char)};")
    return f"<code>{escaped.replace(chr(10), ' ')}</code>"


def _prose(text: str) -> str:
    """Text as Markdown that shows it as it is."""
    return text.translate(_SPECIAL)


def check_index(registry: Mapping[str, Check]) -> str:
    """What is checked, with links to the pages on the site, and what is known and not yet."""
    lines = [
        "# Checks",
        "",
        f"{len(registry)} checks are in. Each has a page on the site with its method, its boundary",
        "and an example; the text is the docstring of its file in `generator/checks/`.",
        "",
        "“Guard” marks those that are made when records are read: a record that fails one stops",
        "the build.",
        "",
    ]
    for family, codes in _families(registry):
        lines += [f"## {family}", "", "| Check | What it asks | Looks at |", "|---|---|---|"]
        for code in codes:
            one = registry[code]
            guard = " (guard)" if one.subject is Subject.LOADER else ""
            lines.append(
                f"| [{code}](../../checks/{code}/index.html) | {_prose(one.title)}{guard} "
                f"| {_prose(SUBJECT_WORDS[one.subject])} |"
            )
        lines.append("")
    done = registry.keys() | BY_THE_LOADER
    missing = {code: name for code, name in KNOWN_CHECKS.items() if code not in done}
    lines += [
        "## Not yet",
        "",
        f"{len(missing)} more {'is' if len(missing) == 1 else 'are'} known to be worth making. "
        "The handbook may ask for what",
        f"{'it' if len(missing) == 1 else 'they'} would look at; until then people look. "
        "The loader also tells wrong identifiers",
        f"({', '.join(sorted(BY_THE_LOADER))}); that has no page of its own.",
        "",
    ]
    for family, codes in _families(missing):
        words = ", ".join(f"{code} {_prose(missing[code])}" for code in codes)
        lines.append(f"- **{_prose(family)}:** {words}")
    return "\n".join(lines).rstrip() + "\n"


def _families(codes: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    grouped: dict[str, list[str]] = {}
    for code in sorted(codes):
        grouped.setdefault(docstring.family(code), []).append(code)
    return [(name, grouped[name]) for name in docstring.in_order(grouped)]
