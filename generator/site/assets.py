"""The files that every page needs: style, script, icon. They come with the package."""

from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "assets"


def packaged_assets() -> dict[str, bytes]:
    """Site path to content of each file in ``generator/assets``, in order."""
    return {
        f"assets/{path.relative_to(FOLDER).as_posix()}": path.read_bytes()
        for path in sorted(FOLDER.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def versions(assets: dict[str, bytes]) -> dict[str, str]:
    """Site path to a query that changes with the content, so that no browser keeps an old file."""
    return {path: f"?v={sha256(data).hexdigest()[:8]}" for path, data in assets.items()}
