"""Which paths a site may hold. Pages come from records, so their paths are not to be trusted."""

import re
import unicodedata

from generator.site.errors import PublishError

MANIFEST = "manifest.json"
_SAFE = re.compile(r"[A-Za-z0-9_@~+=()\[\],.\-]+(?:/[A-Za-z0-9_@~+=()\[\],.\-]+)*")
_SEGMENT_MAX = 200
_DEVICES = re.compile(r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")


def check_path(path: str, source: str) -> None:
    """Raise PublishError unless the path stays inside the site and works on every system."""
    if not _SAFE.fullmatch(path):
        raise PublishError(f"{_named(path, source)}: not a plain relative path")
    for part in path.split("/"):
        if part in (".", ".."):
            raise PublishError(f"{_named(path, source)}: leaves its folder")
        if part.startswith(".") or part.endswith(".") or _DEVICES.fullmatch(part):
            raise PublishError(f"{_named(path, source)}: {part!r} is not a name for a file")
        if len(part) > _SEGMENT_MAX:
            raise PublishError(f"{_named(path, source)}: a name of {len(part)} characters")
    if fold(path) == MANIFEST:
        raise PublishError(f"{_named(path, source)}: the site's manifest has this name")


def fold(path: str) -> str:
    """The path as a system compares it that ignores case."""
    return unicodedata.normalize("NFC", path).casefold()


def _named(path: str, source: str) -> str:
    return f"{path!r} from {source}" if source else repr(path)
