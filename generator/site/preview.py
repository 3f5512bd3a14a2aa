"""The server of the live preview. It answers this machine alone, and stores nothing."""

from functools import partial
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from generator.site.errors import SiteUsageError

_RELOAD = (Path(__file__).parent / "reload.js").read_bytes()
_TAG = b'<script src="/__reload.js" defer></script>'
_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'"
_LOCAL = frozenset(("localhost", "127.0.0.1"))


class State:
    """What the server needs to know of the builds: how many came out well, and what failed."""

    def __init__(self) -> None:
        self.version = 0
        self.failure = ""

    def token(self) -> str:
        """Changes whenever a page should be loaded again."""
        return f"{self.version}-{hash(self.failure) & 0xFFFFFFFF:x}"


class PreviewServer(ThreadingHTTPServer):
    """Serves one folder on one port. Raises SiteUsageError when the port is in use."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, host: str, port: int, site: Path, state: State) -> None:
        handler = partial(_Handler, directory=str(site), state=state)
        try:
            super().__init__((host, port), handler)
        except OSError as error:
            reason = error.strerror or str(error)
            raise SiteUsageError(f"{host}:{port}: {reason}; choose another --port") from error

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a browser that went away is no trouble of the builds."""


class _Handler(SimpleHTTPRequestHandler):
    server_version = "supplier-catalog"
    sys_version = ""

    def __init__(self, *args: Any, state: State, **kwargs: Any) -> None:
        self._state = state
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """Answer with a page, a file, or what the reload script asks for."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """The same without the content."""
        self._answer(body=False)

    def _answer(self, *, body: bool) -> None:
        path = self.path.partition("?")[0].partition("#")[0]
        if self.headers.get("Host", "localhost").rsplit(":", 1)[0] not in _LOCAL:
            # Another site's name that leads to this machine must not read the pages.
            self.send_error(HTTPStatus.FORBIDDEN, "Only for this machine")
        elif path == "/__reload.js":
            self._send(_RELOAD, "text/javascript", body)
        elif path == "/__version":
            self._send(self._state.token().encode(), "text/plain", body)
        elif "\0" in unquote(path):
            self.send_error(HTTPStatus.BAD_REQUEST, "Not a path")
        elif self._state.version == 0:
            self._send(_not_built(self._state.failure), "text/html; charset=utf-8", body, 503)
        elif (page := self._page(path)) is not None:
            self._send(_with_reload(page), "text/html; charset=utf-8", body)
        elif body:
            super().do_GET()
        else:
            super().do_HEAD()

    def _page(self, path: str) -> bytes | None:
        """The HTML at a path; None leaves it to the parent class."""
        place = Path(self.translate_path(path))
        if place.is_dir() and path.endswith("/"):
            place /= "index.html"
        if place.suffix != ".html" or path.endswith(".html/"):
            return None
        try:
            return place.read_bytes()
        except OSError:
            return None

    def list_directory(self, path: Any) -> None:
        """No listings: a folder without a page is not part of the site."""
        self.send_error(HTTPStatus.NOT_FOUND, "There is no page here")

    def end_headers(self) -> None:
        """Let no browser keep anything."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal is for the builds."""

    def _send(self, data: bytes, kind: str, body: bool, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if body:
            self.wfile.write(data)


def _with_reload(page: bytes) -> bytes:
    head, mark, tail = page.rpartition(b"</body>")
    return head + _TAG + mark + tail if mark else page


def _not_built(failure: str) -> bytes:
    text = escape(failure) or "The first build is under way."
    return (
        (
            '<!doctype html><html lang="en"><head>'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
            '<meta charset="utf-8"><title>Not built</title></head><body>'
            f"<main><h1>There is no site yet</h1><pre>{text}</pre></main></body></html>"
        )
        .encode()
        .replace(b"</body>", _TAG + b"</body>")
    )
