"""What was worked out once, kept for the next run: below ``build/cache``, and never trusted.

A change may bring a file to any place of the working tree, so each file carries a code that only
this machine can make: its key lies in git's own folder, where nothing that is checked out gets to.
A file that is damaged, forged or of another version is as good as none.
"""

import hashlib
import hmac
import json
import os
import secrets
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import __version__

KEPT_FILES = 6
_ENGINE = ("model", "load", "checks", "evaluate", "reports", "commands")
_PACKAGE = Path(__file__).resolve().parents[1]
_KEY_NAME = "supplier-catalog-cache.key"
_KEY_BYTES = 32
_MOST_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A folder of JSON documents, each under a key that says all that it was made from.

    ``kind`` says of what; of each kind a few of the newest are kept.
    """

    root: Path
    secret: bytes
    kind: str = "diff"
    most: int = KEPT_FILES

    @classmethod
    def beside(
        cls, root: Path, git_folder: Path, kind: str = "diff", most: int = KEPT_FILES
    ) -> "Store | None":
        """The store of the catalog at ``root``; None where none can be kept."""
        secret = _secret(git_folder / _KEY_NAME)
        return None if secret is None else cls(root=root, secret=secret, kind=kind, most=most)

    @property
    def _folder(self) -> Path:
        return self.root / "build" / "cache"

    def _path(self, key: str) -> Path:
        return self._folder / f"{self.kind}-{hashlib.sha256(key.encode()).hexdigest()[:32]}.json"

    def load(self, key: str) -> Mapping[str, Any] | None:
        """The document under ``key``; None when there is none, or none to be trusted."""
        try:
            descriptor = os.open(self._path(key), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
            with os.fdopen(descriptor, "rb") as stream:
                data = stream.read(_MOST_BYTES)
            code, _, body = data.partition(b"\n")
            if not hmac.compare_digest(code, self._code(key, body)):
                return None
            found = json.loads(body)
        except (OSError, ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None

    def save(self, key: str, document: Mapping[str, Any]) -> None:
        """Keep it. Whatever goes wrong: there is nothing to remember, then."""
        body = json.dumps(document, separators=(",", ":"), allow_nan=False).encode("ascii")
        path = self._path(key)
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        with suppress(OSError):
            if self._led_away():
                return
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / ".gitignore").write_text("*\n", "utf-8")  # nobody adds it by mistake
            aside.write_bytes(self._code(key, body) + b"\n" + body)
            aside.replace(path)
            self._tidy()
        with suppress(OSError):
            aside.unlink(missing_ok=True)

    def _code(self, key: str, body: bytes) -> bytes:
        return hmac.new(self.secret, key.encode() + b"\0" + body, "sha256").hexdigest().encode()

    def _led_away(self) -> bool:
        return any(one.is_symlink() for one in (self._folder.parent, self._folder))

    def _tidy(self) -> None:
        found = sorted(
            self._folder.glob(f"{self.kind}-*.json"),
            key=lambda one: one.stat().st_mtime,
            reverse=True,
        )
        for one in found[self.most :]:
            one.unlink(missing_ok=True)


def _secret(path: Path) -> bytes | None:
    """The machine's own key, made on first use; readable by its owner alone."""
    with suppress(OSError):
        fresh = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(fresh, "wb") as stream:
            stream.write(secrets.token_bytes(_KEY_BYTES))
    try:
        found = path.read_bytes()
    except OSError:
        return None
    return found if len(found) == _KEY_BYTES else None


def program() -> dict[str, str]:
    """What an answer depends on besides its input: another program, another answer."""
    return {"version": __version__, "python": sys.version, "engine": engine_digest()}


def engine_digest() -> str:
    """A digest of the program's own text, as far as it finds and says what is found."""
    found = hashlib.sha256()
    for layer in _ENGINE:
        for path in sorted((_PACKAGE / layer).rglob("*.py")):
            data = path.read_bytes()
            found.update(f"{path.relative_to(_PACKAGE).as_posix()}\0{len(data)}\0".encode())
            found.update(data)
    return found.hexdigest()
