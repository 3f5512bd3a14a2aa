"""The list of what a site consists of. It is written last, and marks a folder as ours."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.site.paths import MANIFEST
from generator.site.settings import SiteSettings

GENERATOR = "supplier-catalog"
_IGNORED = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """``files`` maps each site path to the SHA-256 of its content, without the manifest itself."""

    as_of: str
    commit: str
    tool_version: str
    files: Mapping[str, str]

    @property
    def id(self) -> str:
        """A digest of the whole site."""
        lines = "".join(f"{self.files[path]}  {path}\n" for path in sorted(self.files))
        return sha256(lines.encode()).hexdigest()

    def encode(self) -> bytes:
        """As JSON, the same bytes for the same site."""
        value = {
            "as_of": self.as_of,
            "commit": self.commit,
            "files": dict(self.files),
            "generator": GENERATOR,
            "id": self.id,
            "tool_version": self.tool_version,
        }
        return json.dumps(value, indent=1, sort_keys=True, ensure_ascii=True).encode() + b"\n"


def make_manifest(files: Mapping[str, str], settings: SiteSettings) -> Manifest:
    """The manifest of a site about to be published."""
    return Manifest(
        as_of=settings.as_of.isoformat(),
        commit=settings.commit,
        tool_version=settings.tool_version,
        files=files,
    )


def read_manifest(site: Path) -> Manifest | None:
    """The manifest of a folder; None unless the folder is a site that this tool built."""
    try:
        return parse_manifest((site / MANIFEST).read_bytes())
    except OSError:
        return None


def parse_manifest(data: bytes) -> Manifest | None:
    """A manifest from its bytes; None unless this tool wrote them and they are whole."""
    try:
        value: Any = json.loads(data)
        if value["generator"] != GENERATOR:
            return None
        files = {str(path): str(digest) for path, digest in value["files"].items()}
        found = Manifest(
            as_of=str(value["as_of"]),
            commit=str(value["commit"]),
            tool_version=str(value["tool_version"]),
            files=files,
        )
        return found if found.id == value["id"] else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def walk(site: Path) -> Iterator[str]:
    """The site paths of all files in a folder, but for the manifest and what systems drop."""
    base = os.fspath(site)
    folders = [base]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif entry.name not in _IGNORED:
                    path = entry.path[len(base) + 1 :].replace(os.sep, "/")
                    if path != MANIFEST:
                        yield path


def compare(site: Path, manifest: Manifest) -> tuple[str, ...]:
    """How a published folder differs from its manifest, one sentence each; empty when it is whole.

    Raises OSError when the folder cannot be read.
    """
    there = set(walk(site))
    said = [f"{path}: in the manifest, but missing" for path in manifest.files.keys() - there]
    said += [f"{path}: not in the manifest" for path in there - manifest.files.keys()]
    for path in manifest.files.keys() & there:
        if sha256((site / path).read_bytes()).hexdigest() != manifest.files[path]:
            said.append(f"{path}: changed since it was published")
    return tuple(sorted(said))
