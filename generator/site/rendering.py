"""From the docs to rendered shells and pages, by way of a cache keyed by everything read."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.site.assets import versions
from generator.site.docs import Doc, find_docs
from generator.site.errors import PublishError
from generator.site.renderer import Renderer
from generator.site.settings import SiteSettings
from generator.site.source import SHELLS, Source, plan_source, write_source

BUILD = "build"
_CACHE = "rendered"
_KEPT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What came out: one shell for each section, one HTML text for each hand-written page.

    The texts still hold slots, whose marks end in ``nonce``. ``files`` are the docs that are
    not Markdown, such as pictures.
    """

    shells: dict[str, str]
    pages: tuple[tuple[Doc, str], ...]
    files: tuple[Doc, ...]
    nonce: str


def render_all(
    *,
    root: Path,
    sections: Sequence[str],
    settings: SiteSettings,
    assets: dict[str, bytes],
    renderer: Renderer,
) -> Rendered:
    """Render, or read what an earlier run rendered from the very same input."""
    source = plan_source(
        root=root,
        docs=find_docs(*(one for one in (settings.packaged_docs, root / "docs") if one)),
        sections=sections,
        settings=settings,
        asset_versions=versions(assets),
    )
    kept = root / BUILD / _CACHE / source.nonce
    if source.cacheable and (cached := _read(source, kept)) is not None:
        return cached
    with _workshop(root) as folder:
        docs, config = write_source(source, folder)
        out = folder / "out"
        renderer.render(docs, config, out)
        rendered = _read(source, out)
        if rendered is None:
            raise PublishError(f"{out}: the renderer ended well but left pages out")
        if source.cacheable:
            _keep(out, kept)
    return rendered


def _read(source: Source, out: Path) -> Rendered | None:
    """What the folder holds; None when anything is missing or cut short."""
    try:
        shells = {name: _whole(out / SHELLS / f"{name}.html") for name in source.sections}
        pages = tuple((doc, _whole(out / doc.rendered_path)) for doc in source.docs if doc.is_page)
    except (OSError, ValueError):
        return None
    files = tuple(doc for doc in source.docs if not doc.is_page)
    return Rendered(shells=shells, pages=pages, files=files, nonce=source.nonce)


def _whole(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if not text.rstrip().endswith("</html>"):
        raise ValueError(path)
    return text


@contextmanager
def _workshop(root: Path) -> Iterator[Path]:
    """A folder of our own: below the root, or in the system's place where that is read-only."""
    folder = None
    try:
        (root / BUILD).mkdir(exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="site-src-", dir=root / BUILD))
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="catalog-site-src-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _keep(out: Path, kept: Path) -> None:
    """Move the HTML into the cache. A cache that cannot be written is no reason to fail."""
    try:
        for path in sorted(out.rglob("*"), reverse=True):
            if path.is_file() and path.suffix != ".html":
                path.unlink()
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()
        kept.parent.mkdir(parents=True, exist_ok=True)
        out.replace(kept)
        by_age = sorted(kept.parent.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        for old in by_age[:-_KEPT]:
            shutil.rmtree(old, ignore_errors=True)
    except OSError:
        shutil.rmtree(out, ignore_errors=True)
