"""A published site at its address, held against its manifest.

What is there was perhaps not put there by us: sizes and times are bounded, a redirection to
another server is not followed, and a path is asked for only if a site of ours may hold it.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from typing import Self
from urllib.parse import urlsplit

from generator.site.address import Address, Unreadable
from generator.site.errors import PublishError
from generator.site.manifest import Manifest, parse_manifest
from generator.site.paths import MANIFEST, check_path

MAX_FILE = 128 * 1024 * 1024
MAX_MANIFEST = 64 * 1024 * 1024
SECONDS_A_PART = 30.0
SECONDS_IN_ALL = 1800.0
_AT_ONCE = 8
_HOPS = 5
_PART = 1 << 16
_MOVED = (301, 302, 303, 307, 308)
_HEADERS = {
    "Accept-Encoding": "identity",
    "Cache-Control": "no-cache",
    "User-Agent": "supplier-catalog",
}


class Live:
    """Reads the files of a site. Use it in a ``with``: it keeps a connection for each thread."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._own = threading.local()
        self._open: list[http.client.HTTPConnection] = []
        self._lock = threading.Lock()
        self._late = False
        self._timer = threading.Timer(SECONDS_IN_ALL, self._stop)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        for one in self._open:
            one.close()

    def manifest(self) -> Manifest:
        """Raises Unreadable when there is none, or none that this tool wrote."""
        parts: list[bytes] = []
        self._get(MANIFEST, MAX_MANIFEST, parts.append)
        found = parse_manifest(b"".join(parts))
        if found is None:
            raise Unreadable("not the manifest of a site that this tool built")
        return found

    def faults(self, files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Path and what is wrong with it, for each (path, digest) that is not as it should be."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for path, fault in pool.map(self._fault, files):
                if fault:
                    yield path, fault

    def _fault(self, file: tuple[str, str]) -> tuple[str, str]:
        path, digest = file
        total = sha256()
        try:
            check_path(path, "")
            self._get(path, MAX_FILE, total.update)
        except PublishError:
            return path, "not a path that a site of ours may have"
        except Unreadable as error:
            return path, str(error)
        return path, "" if total.hexdigest() == digest else "changed since it was published"

    def _get(self, path: str, limit: int, take: Callable[[bytes], object]) -> None:
        """Hand over one file in parts. Raises Unreadable."""
        url = self._address.url(path)
        for _ in range(_HOPS):
            answer = self._ask(url)
            try:
                if answer.status not in _MOVED:
                    _pour(answer, limit, take)
                    if self._late:  # what was cut off may look like the end of the file
                        raise self._unreadable(TimeoutError())
                    return
                url = self._address.moved(url, answer.getheader("Location") or "")
            except (OSError, http.client.HTTPException) as error:
                raise self._unreadable(error) from error
            finally:
                if not answer.isclosed():
                    self._drop()
        raise Unreadable(f"is redirected more than {_HOPS} times")

    def _ask(self, url: str) -> http.client.HTTPResponse:
        """The beginning of an answer."""
        path = urlsplit(url).path
        while True:
            connection, kept = self._connection()
            try:
                connection.request("GET", path, headers=_HEADERS)
                return connection.getresponse()
            except (OSError, http.client.HTTPException) as error:
                self._drop()
                # A kept connection may have been ended by the server: a new one is tried, once.
                if not kept or self._late:
                    raise self._unreadable(error) from error

    def _connection(self) -> tuple[http.client.HTTPConnection, bool]:
        """The connection of this thread, and whether it was used before."""
        kept: http.client.HTTPConnection | None = getattr(self._own, "connection", None)
        if kept is not None:
            return kept, True
        host, port = self._address.host, self._address.port
        if self._address.scheme == "https":
            made: http.client.HTTPConnection = http.client.HTTPSConnection(
                host, port, timeout=SECONDS_A_PART, context=ssl.create_default_context()
            )
        else:
            made = http.client.HTTPConnection(host, port, timeout=SECONDS_A_PART)
        self._own.connection = made
        with self._lock:
            self._open.append(made)
        return made, False

    def _drop(self) -> None:
        kept: http.client.HTTPConnection | None = getattr(self._own, "connection", None)
        if kept is not None:
            kept.close()
            self._own.connection = None

    def _stop(self) -> None:
        """The time is up, however slowly a server goes on answering."""
        self._late = True
        with self._lock:
            for one in self._open:
                if one.sock is not None:
                    with suppress(OSError):
                        one.sock.shutdown(socket.SHUT_RDWR)

    def _unreadable(self, error: Exception) -> Unreadable:
        if self._late:
            return Unreadable(f"not had within {SECONDS_IN_ALL:,.0f} seconds")
        worded = (error.strerror if isinstance(error, OSError) else "") or str(error)
        return Unreadable(f"cannot be read: {worded or type(error).__name__}")


def _pour(answer: http.client.HTTPResponse, limit: int, take: Callable[[bytes], object]) -> None:
    if answer.status == 404:
        raise Unreadable("in the manifest, but missing")
    if answer.status != 200:
        raise Unreadable(f"the server answers {answer.status}")
    if answer.getheader("Content-Encoding", "identity") != "identity":
        raise Unreadable("the server sends it packed, which was not asked for")
    seen = 0
    while part := answer.read(_PART):
        seen += len(part)
        if seen > limit:
            raise Unreadable(f"larger than {limit:,} bytes")
        take(part)
    if answer.length:
        raise Unreadable("ends too early")
