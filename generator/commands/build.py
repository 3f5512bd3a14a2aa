"""``catalog build``: load, evaluate, render, verify, publish."""

import argparse
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from generator import __version__
from generator.commands import history
from generator.commands.base import (
    CLEAN,
    DATA,
    INTERNAL,
    VACUOUS,
    Command,
    Progress,
    assess,
    day_of,
    find_root,
    read,
    show_errors,
    show_problems,
    tell,
    vacuous,
)
from generator.exports import all_files
from generator.load.record_history import History
from generator.model.catalog import Catalog
from generator.model.trend import Missing, Trend
from generator.pages import all_pages
from generator.pages.base import File, Page, Site
from generator.pages.languages import ENGLISH, catalogue, finished, languages, script_file
from generator.pages.texts import speaking
from generator.site.build import build_site
from generator.site.docs import PACKAGED
from generator.site.settings import BuildResult, NavItem, SiteSettings

NAV = (
    NavItem("home", "Home", "index.html"),
    NavItem("suppliers", "Suppliers", "suppliers/index.html"),
    NavItem("handbook", "Handbook", "handbook/index.html"),
    NavItem("compliance", "Compliance", "compliance/index.html"),
    NavItem("work", "Work", "work/index.html"),
    NavItem("data", "Data", "data/index.html"),
    NavItem("docs", "Docs", "docs/index.html"),
)


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site-dir", default="site", metavar="DIR", help="default: site")
    parser.add_argument(
        "--audience",
        choices=("internal", "public"),
        default="internal",
        help="who may read it: internal (default) shows staff's fields, public only public ones",
    )
    parser.add_argument(
        "--trend",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="look back over git's history for the trend page; default: up to "
        f"{history.SMALL:,} suppliers",
    )
    language_option(parser)


def language_option(parser: argparse.ArgumentParser) -> None:
    """The option of every command that builds the site."""
    parser.add_argument(
        "--language",
        choices=languages(),
        default="",
        help="of the interface; default: that of reference/organisation.yml, or English",
    )


def _run(args: argparse.Namespace) -> int:
    started = time.monotonic()
    root = find_root(args.root)
    site_dir = Path(args.site_dir)
    site_dir = site_dir if site_dir.is_absolute() else root / site_dir
    code, result, site = build_into(args, root, site_dir)
    if result is None or site is None:
        return code
    tell(
        f"Built {result.pages:,} pages and {result.files:,} files "
        f"({result.bytes / 1e6:.1f} MB) for {len(site.suppliers):,} suppliers "
        f"as of {site.as_of} in {time.monotonic() - started:.1f} s."
    )
    tell(f"Open {site_dir / 'index.html'}")
    return CLEAN


def build_into(
    args: argparse.Namespace, root: Path, site_dir: Path, say: Callable[[str], None] = tell
) -> tuple[int, BuildResult | None, Site | None]:
    """Build the site; the exit code, and what was built unless the code is not 0."""
    loaded = read(root)
    if loaded.catalog is None:
        show_problems(loaded)
        return DATA, None, None
    as_of = day_of(args, loaded.catalog)
    assessment = assess(loaded.catalog, as_of)
    if assessment.errors:
        show_errors(assessment)
        return INTERNAL, None, None
    nothing = vacuous(loaded.catalog, assessment)
    if nothing:
        say(f"catalog: nothing was checked: {nothing}; nothing was published")
        return VACUOUS, None, None
    repository = loaded.catalog.reference.organisation.get("repository") or {}
    site = Site(
        catalog=loaded.catalog,
        assessment=assessment,
        fields={
            kind: loaded.schemas.fields(kind)
            for kind in ("supplier", "policy", "waiver", "glossary")
        },
        audience=args.audience,
        commit=commit_of(root),
        edit_url=repository.get("edit_url", ""),
        site_url=repository.get("site_url", ""),
        tool_version=__version__,
        trend=_trend(args, root, loaded.catalog, as_of),
        history=History.of(root).joined(History.of(root, "policies")),
    )
    language = args.language or loaded.catalog.reference.organisation.get("language", ENGLISH)
    words = catalogue(language)
    with speaking(words):
        result = build_site(
            root=root,
            site_dir=site_dir,
            outputs=lambda: outputs(site, language),
            settings=SiteSettings(
                name=site.name,
                as_of=as_of,
                commit=site.commit,
                nav=NAV,
                tool_version=__version__,
                language="en-GB" if words is None else language,
                words=words,
                edit_url=site.edit_url if site.internal else "",
                packaged_docs=PACKAGED,
            ),
            progress=lambda _: None,
        )
    return CLEAN, result, site


def _trend(args: argparse.Namespace, root: Path, catalog: Catalog, as_of: date) -> Trend:
    """The look back, where it is asked for; or, unasked, where it costs seconds and no minutes."""
    asked = getattr(args, "trend", None)
    wanted = len(catalog.suppliers) <= history.SMALL if asked is None else asked
    if not wanted or args.audience != "internal":
        return Trend(missing=Missing.NOT_ASKED)
    return history.look_back(root, as_of, Progress("Looking back"))


def outputs(site: Site, language: str = ENGLISH) -> Iterator[Page | File]:
    """Every page and every export of the site."""
    yield from finished(all_pages(site))
    yield from finished(all_files(site))
    if language != ENGLISH:
        yield script_file(language)


def commit_of(root: Path) -> str:
    """The commit the records are of, short; '' outside git. ``+`` marks changes on top."""
    head = _git(root, "rev-parse", "--short=12", "HEAD")
    if not head:
        return ""
    changed = _git(root, "status", "--porcelain", "--", "suppliers", "policies", "reference")
    return head + ("+" if changed else "")


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


COMMAND = Command(name="build", help="build and publish the site", options=_options, run=_run)
