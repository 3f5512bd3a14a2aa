"""What the renderer gets: a folder of Markdown, and a configuration derived from mkdocs.yml.

Only hand-written pages and one empty page for each section go through it. The names of the
slots in those carry a digest of everything that goes in, so that no text can hold one.
"""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby
from pathlib import Path
from typing import Any

from generator.site.docs import Doc
from generator.site.errors import PublishError
from generator.site.settings import NavItem, SiteSettings

THEME = Path(__file__).parent.parent / "theme"
SHELLS = "_shells"
SLOTS = (
    "TITLE", "DESCRIPTION", "FEEDS", "CLASS", "DAY", "BODY", "EDIT",
    "AS_OF", "AS_OF_WORDS", "COMMIT", "VERSION", "ROOT",
)  # fmt: skip

_PACKAGE = Path(__file__).parent.parent
_OUTSIDE_INPUT = (b"INHERIT", b"!ENV", b"!relative", b"snippets", b"!!python")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Everything that decides what the renderer gives."""

    docs: tuple[Doc, ...]
    sections: tuple[str, ...]
    config: Mapping[str, Any]
    nonce: str
    cacheable: bool
    language: str = "en"
    words: Mapping[str, str] | None = None


def plan_source(
    *,
    root: Path,
    docs: Sequence[Doc],
    sections: Sequence[str],
    settings: SiteSettings,
    asset_versions: Mapping[str, str],
) -> Source:
    """Work out the configuration, and a digest of all that the renderer will read."""
    look = _look(root)
    own = look.read_bytes()
    config = _config(docs, settings, asset_versions) | {"INHERIT": str(look)}
    nonce = _digest(config, docs, sections, own)
    slots = {name: f"@@{name}:{nonce}@@" for name in SLOTS}
    config["extra"] = {**config["extra"], "slot": slots}
    cacheable = not any(mark in own for mark in _OUTSIDE_INPUT)
    return Source(
        docs=tuple(docs),
        sections=tuple(sections),
        config=config,
        nonce=nonce,
        cacheable=cacheable,
        language=settings.language,
        words=settings.words,
    )


def write_source(source: Source, folder: Path) -> tuple[Path, Path]:
    """Write the folder of Markdown and the configuration. Returns both paths."""
    docs, config = folder / "docs", folder / "mkdocs.yml"
    for doc in source.docs:
        place = docs / "docs" / doc.path
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(doc.source, place)
    (docs / SHELLS).mkdir(parents=True)
    for section in source.sections:
        text = f"---\ntemplate: shell.html\nsection: {json.dumps(section)}\n---\n"
        (docs / SHELLS / f"{section}.md").write_text(text, encoding="utf-8")
    settings = dict(source.config)
    if source.words:
        # The renderer looks for words inside the theme's own folder.
        settings["theme"] = {**settings["theme"], "custom_dir": str(folder / "theme")}
        shutil.copytree(THEME, folder / "theme")
        _write_words(source, folder / "theme" / "locales")
    # JSON is YAML, so no writer of YAML is needed.
    config.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
    return docs, config


def words_digest(words: Mapping[str, str] | None) -> str:
    """A digest of the words of another language; '' for English."""
    return sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()[:24] if words else ""


def _write_words(source: Source, locales: Path) -> None:
    # Only another language than English needs them, and their reader takes time to load.
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    catalog = Catalog(locale=source.language)
    for message, found in (source.words or {}).items():
        catalog.add(message, found)
    place = locales / source.language / "LC_MESSAGES" / "messages.mo"
    place.parent.mkdir(parents=True)
    with place.open("wb") as file:
        write_mo(file, catalog)


def _look(root: Path) -> Path:
    """The repository's mkdocs.yml, or the one that comes with the package (or its checkout)."""
    for folder in (root, _PACKAGE, _PACKAGE.parent):
        if (folder / "mkdocs.yml").is_file():
            return folder / "mkdocs.yml"
    raise PublishError(f"{root / 'mkdocs.yml'}: not there, and the package has none")


def _config(
    docs: Sequence[Doc], settings: SiteSettings, asset_versions: Mapping[str, str]
) -> dict[str, Any]:
    """What no mkdocs.yml may change, because the pages rely on it."""
    return {
        "site_name": settings.name,
        "docs_dir": "docs",
        "use_directory_urls": False,
        "strict": True,
        "plugins": [],
        "hooks": [],
        "theme": {
            "name": "material",
            "custom_dir": str(THEME),
            "locale": settings.language.partition("-")[0],
            "font": False,
            "static_templates": [],
        },
        "nav": _nav(docs),
        "not_in_nav": f"/{SHELLS}/\n",
        # The generator checks every link of every finished page itself, because a page may
        # link to one that the renderer never sees.
        "validation": {
            "nav": {"omitted_files": "warn", "not_found": "warn", "absolute_links": "warn"},
            "links": {
                "not_found": "info",
                "anchors": "info",
                "absolute_links": "warn",
                "unrecognized_links": "info",
            },
        },
        "extra": {
            "catalog": {
                "language": settings.language,
                "nav": [NavItem(*item)._asdict() for item in settings.nav],
                "versions": dict(asset_versions),
                "words": words_digest(settings.words),
                "english": ' lang="en"' if settings.words else "",
            }
        },
    }


def _nav(docs: Sequence[Doc]) -> list[dict[str, Any]]:
    nav: list[dict[str, Any]] = []
    pages = [doc for doc in docs if doc.is_page]
    for group, members in groupby(pages, key=lambda doc: doc.group):
        entries = [{doc.title: f"docs/{doc.path}"} for doc in members]
        if group:
            nav.append({group.replace("-", " ").replace("/", " / ").capitalize(): entries})
        else:
            nav.extend(entries)
    return nav


def _digest(
    config: Mapping[str, Any], docs: Sequence[Doc], sections: Sequence[str], look: bytes
) -> str:
    total = sha256()

    def add(*parts: bytes) -> None:
        for part in parts:
            total.update(len(part).to_bytes(8) + part)

    add(json.dumps([config, list(sections)], sort_keys=True).encode(), look)
    for doc in docs:
        add(doc.path.encode(), doc.source.read_bytes())
    for path in sorted(THEME.rglob("*.html")):
        add(path.relative_to(THEME).as_posix().encode(), path.read_bytes())
    for package in ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "Pygments"):
        add(package.encode(), _version(package).encode())
    return total.hexdigest()[:24]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
