"""The texts of the interface: which there are, and which of them a language lacks.

``python -m tests.texts --missing`` lists what has no translation; ``--update`` writes the texts
into the catalogues, keeps their translations, and drops what nobody says any more.
"""

import argparse
import ast
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes
from jinja2.ext import babel_extract

from generator.checks import registry
from generator.commands.build import NAV
from generator.model.assessment import VERDICT_LABELS
from generator.model.words import LIMITS, LINES, OTHER, plain, sentence
from generator.pages.languages import ENGLISH, LOCALES, languages
from generator.pages.texts import SEVERITIES

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "generator"
OPTIONS = {"newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true"}
KEYWORDS = ("_", "gettext", "ngettext")
SPEAKERS = {"text": 1, "counted": 2, "plain_text": 1, "known": 1, "message": 1}
SCRIPTS = {"catalogText": (0, 1), "catalogCount": (0, 2), "catalogFill": (1, 1)}
MODEL = "generator/pages/texts.py"
"""Where the interface takes words of the model from, and gives them in the language."""

Found = Iterator[tuple[str, str]]


def messages() -> dict[str, list[str]]:
    """Every text of the interface, with the files that say it."""
    found: dict[str, set[str]] = defaultdict(set)
    for extract in (of_templates, of_python, of_scripts, of_the_model):
        for message, path in extract():
            found[message].add(path)
    return {message: sorted(found[message]) for message in sorted(found)}


def of_templates() -> Found:
    """``_("…")``, ``ngettext``, ``{% trans %}``, and the words of ``| count("…")``."""
    environment = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True)
    for path in sorted(PACKAGE.rglob("*.html")):
        name = path.relative_to(ROOT).as_posix()
        with path.open("rb") as file:
            for _, _, said, _ in babel_extract(file, KEYWORDS, (), OPTIONS):
                for one in (said,) if isinstance(said, str) else said or ():
                    if one is not None:
                        yield one, name
        for filtered in environment.parse(path.read_text("utf-8")).find_all(nodes.Filter):
            if filtered.name == "count":
                words = [one.value for one in filtered.args if isinstance(one, nodes.Const)]
                for one in words if len(words) > 1 else [*words, *(f"{word}s" for word in words)]:
                    yield f"%(num)s {one}", name


def of_python() -> Found:
    """Literals of ``text("…")`` and ``counted("…", "…", n)``, by whatever name they came in."""
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text("utf-8")
        if "generator.pages" not in source or "text" not in source:
            continue
        name = path.relative_to(ROOT).as_posix()
        tree = ast.parse(source)
        names = _speakers(tree) if name != MODEL else {one: one for one in SPEAKERS}
        if re.search(r"^_ = ", source, re.MULTILINE):
            names["_"] = "message"  # marks the literals of a table
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (speaker := _called(node, names)):
                for argument in node.args[: SPEAKERS[speaker]]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value, name
                    elif isinstance(argument, ast.IfExp):
                        for branch in (argument.body, argument.orelse):
                            if isinstance(branch, ast.Constant):
                                yield str(branch.value), name


def _speakers(tree: ast.Module) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "generator.pages.texts":
            found |= {a.asname or a.name: a.name for a in node.names if a.name in SPEAKERS}
        elif isinstance(node, ast.ImportFrom) and node.module == "generator.pages":
            for alias in node.names:
                if alias.name == "texts":
                    found |= {f"{alias.asname or 'texts'}.{one}": one for one in SPEAKERS}
    return found


def _called(node: ast.Call, names: dict[str, str]) -> str:
    function = node.func
    if isinstance(function, ast.Name):
        return names.get(function.id, "")
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return names.get(f"{function.value.id}.{function.attr}", "")
    return ""


def of_scripts() -> Found:
    """Literals of ``catalogText``, ``catalogCount`` and ``catalogFill``, or their short names."""
    for path in sorted((PACKAGE / "assets").glob("*.js")):
        source = path.read_text("utf-8")
        name = path.relative_to(ROOT).as_posix()
        for speaker, (first, number) in SCRIPTS.items():
            short = re.findall(rf"\b(\w+) = window\.{speaker}\b", source)
            for call in re.finditer(rf"\b(?:{'|'.join([speaker, *short])})\(", source):
                for argument in _arguments(source, call.end())[first : first + number]:
                    for literal in re.findall(r'^"(?:[^"\\]|\\.)*"$', argument.strip()):
                        yield json.loads(literal), name


def _arguments(source: str, at: int) -> list[str]:
    """The arguments of a call, from behind its opening bracket."""
    found, depth, start = [], 0, at
    while at < len(source):
        sign = source[at]
        if sign in "\"'`":
            at = re.compile(rf"(?:[^{sign}\\]|\\.)*").match(source, at + 1).end()  # type: ignore[union-attr]
        elif sign in "([{":
            depth += 1
        elif sign in ")]}" and depth:
            depth -= 1
        elif sign == ")":
            return [*found, source[start:at]]
        elif sign == "," and not depth:
            found.append(source[start:at])
            start = at + 1
        at += 1
    return found


def of_the_model() -> Found:
    """Words for codes that the model has: verdicts, severities, lines of insurance, limits."""
    groups = (VERDICT_LABELS.values(), SEVERITIES, LINES.values(), LIMITS.values(), OTHER.values())
    for group in groups:
        for word in group:
            yield word, MODEL
    for word in sorted(_of_schemas() | _of_checks()):
        if re.search("[a-z]{2}", word):
            yield word, MODEL
    for item in NAV:
        yield item.label, "generator/theme/partials/header.html"
    yield from ((word, MODEL) for word in ("and", "or", "1,234.5"))


def _of_schemas() -> set[str]:
    """What fields are called, and the words for the values that one may choose from."""
    found: set[str] = set()

    def walk(shape: object) -> None:
        if isinstance(shape, dict):
            chosen = [*shape.get("enum", ()), shape.get("const")]
            found.update(plain(one) for one in chosen if isinstance(one, str))
            found.update(one for one in [shape.get("title")] if isinstance(one, str))
            for one in shape.values():
                walk(one)
        elif isinstance(shape, list):
            for one in shape:
                walk(one)

    for path in sorted((ROOT / "schemas").glob("*.json")):
        walk(json.loads(path.read_text("utf-8")))
    return found


def _of_checks() -> set[str]:
    """What the figures of checks are called."""
    return {sentence(plain(one.name)) for check in registry().values() for one in check.params}


def translated(language: str) -> dict[str, str]:
    """The texts that the language has, with their translations."""
    with (LOCALES / f"{language}.po").open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id and one.string}


def _kept(place: Path) -> dict[str, str]:
    with place.open("rb") as file:
        catalog = read_po(file)
    found = [*catalog.obsolete.values(), *catalog]
    return {str(one.id): str(one.string) for one in found if one.id and one.string}


def missing(language: str) -> dict[str, list[str]]:
    """Texts without a translation, with the files that say them."""
    known = translated(language)
    return {message: paths for message, paths in messages().items() if message not in known}


def update(language: str, more: dict[str, str] | None = None) -> int:
    """Write the catalogue again: every text, with the translations there are. Those missing.

    A translation of what nobody says any more is kept below as obsolete, for a text that returns.
    """
    place = LOCALES / f"{language}.po"
    known = (_kept(place) if place.exists() else {}) | (more or {})
    catalog = Catalog(
        locale=language, project="supplier-catalog", charset="utf-8", fuzzy=False, header_comment=""
    )
    found = messages()
    for message, paths in found.items():
        catalog.add(message, known.get(message, ""), locations=[(path, 0) for path in paths])
    for message in sorted(set(known) - set(found)):
        catalog.obsolete[message] = Message(message, known[message])
    with place.open("wb") as file:
        write_po(file, catalog, width=100, omit_header=True, include_lineno=False)
    return len(set(found) - set(known))


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.texts", description=__doc__)
    parser.add_argument("--missing", action="store_true", help="list texts without a translation")
    parser.add_argument("--update", action="store_true", help="write the catalogues again")
    parser.add_argument("--fill", type=Path, help="with --update: JSON of translations to take in")
    parser.add_argument("--language", choices=[one for one in languages() if one != ENGLISH])
    args = parser.parse_args()
    lacking = 0
    for language in [args.language] if args.language else languages()[1:]:
        if args.update:
            more = json.loads(args.fill.read_text("utf-8")) if args.fill else {}
            update(language, more)
        found = missing(language)
        lacking += len(found)
        if args.missing:
            for message, paths in found.items():
                sys.stdout.write(f"{language}\t{json.dumps(message)}\t{', '.join(paths)}\n")
        sys.stdout.write(f"{language}: {len(messages())} texts, {len(found)} not translated\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
