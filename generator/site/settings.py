"""What a build is told, and what it tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple


class NavItem(NamedTuple):
    """A link of the header: its section, its words, and its path from the site's root."""

    section: str
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings:
    """What all pages share.

    ``edit_url`` is put before a record's repository path; empty means no edit links.
    ``site_url`` is where the site will be served; empty means no sitemap and no page for
    unknown addresses, because both need absolute addresses. ``nav`` are the header's links.
    """

    name: str
    as_of: date
    commit: str
    nav: tuple[NavItem, ...]
    tool_version: str
    language: str = "en-GB"
    words: Mapping[str, str] | None = None
    """English text → the language's, where it is another one."""
    edit_url: str = ""
    site_url: str = ""
    packaged_docs: Path | None = None
    """Documentation to put beneath the repository's own docs/."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What was published: HTML pages, all files, and their size in bytes."""

    pages: int
    files: int
    bytes: int
