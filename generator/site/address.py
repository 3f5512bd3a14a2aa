"""Where a site is served, and which addresses belong to it."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, urljoin, urlsplit

from generator.site.errors import SiteUsageError

_PORTS = {"http": 80, "https": 443}


class Unreadable(Exception):
    """A file of the site could not be had. The words say why, after the file's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a site is served. ``path`` has a slash at both ends."""

    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def parse(cls, given: str) -> Self:
        """Raises SiteUsageError for what is no plain http or https address."""
        if not given.isascii() or any(one <= " " or one == "\x7f" for one in given):
            raise SiteUsageError(f"{given}: an address is plain ASCII without spaces")
        try:
            parts = urlsplit(given)
            port = parts.port or _PORTS.get(parts.scheme, 0)
        except ValueError as error:
            raise SiteUsageError(f"{given}: not an address ({error})") from error
        if not port or not parts.hostname:
            raise SiteUsageError(f"{given}: not an http or https address")
        if "@" in parts.netloc or "?" in given or "#" in given:
            raise SiteUsageError(f"{given}: an address without a user, a query or a fragment")
        path = parts.path.removesuffix("index.html").rstrip("/") + "/"
        return cls(scheme=parts.scheme, host=parts.hostname, port=port, path=path)

    def url(self, path: str) -> str:
        """The address of a file of the site."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.path}{quote(path)}"

    def moved(self, url: str, to: str) -> str:
        """Where a redirection leads. Raises Unreadable unless the server is the same one."""
        with suppress(ValueError):
            found = urlsplit(urljoin(url, to))
            there = (found.scheme, found.hostname, found.port or _PORTS.get(found.scheme))
            same = there == (self.scheme, self.host, self.port)
            if to and same and found.path.isascii() and not found.query:
                return found.geturl()
        raise Unreadable("is redirected to another server")
