"""Where a site may be put. Nothing that this tool did not build is ever replaced."""

import os
from itertools import islice
from pathlib import Path

from generator.site.errors import SiteUsageError
from generator.site.manifest import read_manifest, walk

PROTECTED = (
    "suppliers", "policies", "reference", "schemas", "docs", "generator", "tests", "benchmarks",
    ".git", ".github", ".venv", "build/rendered",
)  # fmt: skip
_SHOWN = 3


def check_place(root: Path, site_dir: Path) -> Path:
    """The absolute place of the site. Raises SiteUsageError when it holds or may hold sources."""
    place = Path.cwd() / site_dir
    if place.is_symlink():
        raise SiteUsageError(f"{site_dir}: a symbolic link; name the folder that it points to")
    if place.exists() and not place.is_dir():
        raise SiteUsageError(f"{site_dir}: a file; the site needs a folder")
    real, base = Path(os.path.realpath(place)), Path(os.path.realpath(root))
    if real.name in ("", ".", "..") or base.is_relative_to(real):
        raise SiteUsageError(
            f"{site_dir}: the repository is in it; name a folder for the site alone"
        )
    for name in PROTECTED:
        source = Path(os.path.realpath(base / name))
        if real.is_relative_to(source):
            raise SiteUsageError(f"{site_dir}: lies in {name}/, which holds the sources")
        if source.is_relative_to(real):
            raise SiteUsageError(f"{site_dir}: {name}/ is in it, which holds the sources")
    return real


def check_ours(place: Path, site_dir: Path) -> None:
    """Raise SiteUsageError when the folder holds anything but a site that this tool built."""
    if not place.exists() or not any(place.iterdir()):
        return
    manifest = read_manifest(place)
    if manifest is None:
        raise SiteUsageError(
            f"{site_dir}: not empty, and not a site that this tool built; "
            "name another folder, or delete this one yourself"
        )
    strange = list(islice((path for path in walk(place) if path not in manifest.files), _SHOWN))
    if strange:
        raise SiteUsageError(
            f"{site_dir}: holds files that no build put there "
            f"({', '.join(sorted(strange))}); move them away first"
        )
