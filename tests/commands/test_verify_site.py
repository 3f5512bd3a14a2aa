"""``catalog verify-site``: a folder and a served site, whole, changed, hostile and slow."""

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from generator.commands import verify_site
from generator.site import live
from generator.site.manifest import Manifest, read_manifest
from tests.commands.conftest import Catalog

FILES = {
    "index.html": b"<p>home",
    "suppliers/acme/index.html": b"<p>acme",
    "api/v1/all.json": b"{}" * 70_000,
    "empty.txt": b"",
}


def written(folder: Path, files: dict[str, bytes]) -> str:
    """A site of these files, as a build leaves it. Returns its id."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    digests = {path: sha256(data).hexdigest() for path, data in files.items()}
    manifest = Manifest(as_of="2026-11-22", commit="abc123", tool_version="1", files=digests)
    (folder / "manifest.json").write_bytes(manifest.encode())
    return manifest.id


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    written(folder, FILES)
    return folder


def identity(site: Path) -> str:
    manifest = read_manifest(site)
    assert manifest is not None
    return manifest.id


Answer = Callable[[BaseHTTPRequestHandler], bool]


@dataclass(kw_only=True)
class Server:
    """Serves a folder below ``/catalog/``; ``special`` answers some paths in another way."""

    folder: Path
    special: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/catalog/"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        path = handler.path.removeprefix("/catalog/")
        self.asked.append(path)
        if path in self.special and self.special[path](handler):
            return
        try:
            data = (self.folder / path).read_bytes()
        except OSError:
            send(handler, 404, b"none")
        else:
            send(handler, 200, data)


def send(handler: BaseHTTPRequestHandler, status: int, data: bytes, **headers: str) -> bool:
    handler.send_response(status)
    for name, value in ({"Content_Length": str(len(data))} | headers).items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(data)
    return True


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    found = Server(folder=folder)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found.answer(self)

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """A client that went away is what some tests want."""

    with Quiet(("127.0.0.1", 0), Handler) as server:
        found.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield found
        server.shutdown()
        thread.join()


@pytest.fixture
def server(site: Path) -> Iterator[Server]:
    with served(site) as running:
        yield running


def test_a_whole_folder(site: Path, catalog: Catalog) -> None:
    ran = catalog("verify-site", str(site))
    assert (ran.code, ran.out) == (0, f"{identity(site)}\n")
    assert "4 files are as built, as of 2026-11-22 of commit abc123" in ran.err
    assert catalog("verify-site", str(site), "--expect", identity(site)).code == 0


def flip(site: Path) -> None:
    (site / "index.html").write_bytes(b"<p>Home")


def drop(site: Path) -> None:
    (site / "empty.txt").unlink()


def add(site: Path) -> None:
    (site / "::error::x\n##[error].html").write_bytes(b"x")


CHANGED = "index.html: changed since it was published\n"
MISSING = "empty.txt: in the manifest, but missing\n"
EXTRA = "\\u003a:error::x\\u000a#\\u0023[error].html: not in the manifest\n"


@pytest.mark.parametrize(
    ("changes", "out"),
    [
        ([flip], CHANGED),
        ([drop], MISSING),
        ([add], EXTRA),
        ([flip, drop, add], EXTRA + MISSING + CHANGED),
    ],
)
def test_each_difference_of_a_folder_is_named(
    changes: list[Callable[[Path], None]], out: str, site: Path, catalog: Catalog
) -> None:
    for change in changes:
        change(site)
    ran = catalog("verify-site", str(site))
    assert (ran.code, ran.out) == (1, out)
    assert f"{len(changes)} difference" in ran.err


def test_a_folder_without_a_manifest_is_no_site(tmp_path: Path, catalog: Catalog) -> None:
    ran = catalog("verify-site", str(tmp_path))
    assert ran.code == 1
    assert ran.out.startswith("manifest.json: missing, or not that of a site")


def test_a_forged_manifest_has_another_id(site: Path, catalog: Catalog) -> None:
    """Page and manifest changed together agree with each other; the id gives them away."""
    expected = identity(site)
    forged = written(site, FILES | {"index.html": b"<p>buy here"})
    assert catalog("verify-site", str(site)).code == 0
    ran = catalog("verify-site", str(site), "--expect", expected)
    assert ran.code == 1
    assert ran.out == f"manifest.json: the site has the id {forged}, expected is {expected}\n"


def test_a_manifest_with_a_wrong_id_of_its_own(site: Path, catalog: Catalog) -> None:
    value = json.loads((site / "manifest.json").read_bytes())
    value["files"]["index.html"] = "0" * 64
    (site / "manifest.json").write_text(json.dumps(value))
    assert catalog("verify-site", str(site)).code == 1


def test_an_empty_site_proves_nothing(tmp_path: Path, catalog: Catalog) -> None:
    written(tmp_path, {})
    assert catalog("verify-site", str(tmp_path)).code == 4


def test_a_whole_served_site(server: Server, site: Path, catalog: Catalog) -> None:
    ran = catalog("verify-site", server.url, "--expect", identity(site))
    assert (ran.code, ran.out) == (0, f"{identity(site)}\n"), ran
    assert sorted(server.asked) == sorted([*FILES, "manifest.json"])
    assert catalog("verify-site", f"{server.url}index.html").code == 0


def test_each_difference_of_a_served_site_is_named(
    server: Server, site: Path, catalog: Catalog
) -> None:
    """What is there besides cannot be seen from outside."""
    for change in (flip, drop, add):
        change(site)
    ran = catalog("verify-site", server.url)
    assert (ran.code, ran.out) == (1, MISSING + CHANGED)


def redirected(to: str) -> Answer:
    return lambda handler: send(handler, 302, b"over there", Location=to)


def cut_off(handler: BaseHTTPRequestHandler) -> bool:
    send(handler, 200, b"<p>", Content_Length="7")
    handler.close_connection = True
    return True


def too_big(handler: BaseHTTPRequestHandler) -> bool:
    return send(handler, 200, b"x" * (live.MAX_FILE + 1))


def hung_up(handler: BaseHTTPRequestHandler) -> bool:
    handler.close_connection = True
    handler.connection.close()
    return True


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (redirected("http://127.0.0.2/catalog/index.html"), "redirected to another server"),
        (redirected("//example.com/"), "redirected to another server"),
        (redirected("https://127.0.0.1/"), "redirected to another server"),
        (redirected("file:///etc/passwd"), "redirected to another server"),
        (redirected("http://[/"), "redirected to another server"),
        (redirected(""), "redirected to another server"),
        (redirected("index.html"), "redirected more than 5 times"),
        (lambda handler: send(handler, 500, b""), "the server answers 500"),
        (lambda handler: send(handler, 206, b"<p>home"), "the server answers 206"),
        (lambda handler: send(handler, 200, b"x", Content_Encoding="gzip"), "sends it packed"),
        (cut_off, "ends too early"),
        (too_big, "larger than 200,000 bytes"),
        (hung_up, "cannot be read: "),
    ],
)
def test_a_server_that_does_not_give_the_file(
    answer: Answer, says: str, server: Server, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is a difference, named; none is followed, hangs or raises."""
    monkeypatch.setattr(live, "MAX_FILE", 200_000)
    server.special["index.html"] = answer
    ran = catalog("verify-site", server.url)
    assert ran.code == 1, ran
    assert ran.out.startswith("index.html: ")
    assert says in ran.out
    assert ran.out.count("\n") == 1


def test_a_redirection_on_the_same_server_is_followed(
    server: Server, site: Path, catalog: Catalog
) -> None:
    shutil.copy(site / "index.html", site / "home")
    for to in ("/catalog/home", "home", f"{server.url}home"):
        server.special["index.html"] = redirected(to)
        assert catalog("verify-site", server.url).code == 0


def test_a_connection_that_was_ended_is_opened_again(
    server: Server, site: Path, catalog: Catalog
) -> None:
    """Many servers end a kept connection after some answers."""
    for path in FILES:

        def bye(handler: BaseHTTPRequestHandler, path: str = path) -> bool:
            send(handler, 200, (site / path).read_bytes())
            handler.close_connection = True  # without a word of it in the answer
            return True

        server.special[path] = bye
    assert catalog("verify-site", server.url).code == 0


def test_a_server_that_answers_too_slowly_is_left(
    server: Server, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A header line now and then: each comes in time, and it would never end."""
    monkeypatch.setattr(live, "SECONDS_IN_ALL", 0.3)
    ended = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> bool:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(1000):
            if ended.wait(0.05):
                break
            handler.wfile.write(b"X-%d: 1\r\n" % number)
        return True

    server.special["index.html"] = drip
    ran = catalog("verify-site", server.url)
    ended.set()
    assert ran.code == 1
    assert "index.html: not had within" in ran.out


def test_a_path_that_leads_out_is_not_asked_for(
    server: Server, site: Path, catalog: Catalog
) -> None:
    digests = {"../secret": "0" * 64, "a b\r\nHost: x": "0" * 64, "/etc/passwd": "0" * 64}
    manifest = Manifest(as_of="2026-11-22", commit="", tool_version="1", files=digests)
    (site / "manifest.json").write_bytes(manifest.encode())
    ran = catalog("verify-site", server.url)
    assert ran.code == 1
    assert ran.out.count("not a path that a site of ours may have") == 3
    assert server.asked == ["manifest.json"]


@pytest.mark.parametrize("data", [b"", b"[]", b'{"generator": "other"}', b"[" * 100_000])
def test_a_manifest_that_is_none(data: bytes, server: Server, site: Path, catalog: Catalog) -> None:
    (site / "manifest.json").write_bytes(data)
    ran = catalog("verify-site", server.url)
    assert (ran.code, ran.out) == (
        1,
        "manifest.json: not the manifest of a site that this tool built\n",
    )


def test_it_waits_for_the_expected_site(
    server: Server, site: Path, tmp_path: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old site is served, then the new one with an old page, then all of the new one."""
    monkeypatch.setattr(verify_site, "PAUSE", 0.0)
    new = tmp_path / "new"
    expected = written(new, FILES | {"index.html": b"<p>new"})
    asked: list[str] = []

    def manifest(handler: BaseHTTPRequestHandler) -> bool:
        asked.append("manifest")
        if len(asked) < 3:
            return False
        return send(handler, 200, (new / "manifest.json").read_bytes())

    def page(handler: BaseHTTPRequestHandler) -> bool:
        asked.append("page")
        return asked.count("page") > 2 and send(handler, 200, b"<p>new")

    server.special |= {"manifest.json": manifest, "index.html": page}
    ran = catalog("verify-site", server.url, "--expect", expected, "--wait", "600")
    assert (ran.code, ran.out) == (0, f"{expected}\n")
    assert server.asked.count("index.html") == 3
    assert server.asked.count("empty.txt") == 1, "what was right once is not asked for again"


def test_it_waits_no_longer_than_told(
    server: Server, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify_site, "PAUSE", 0.1)
    ran = catalog("verify-site", server.url, "--expect", "0" * 64, "--wait", "1")
    assert ran.code == 1
    assert ran.out.startswith("manifest.json: the site has the id")
    assert ran.out.count("\n") == 1
    assert len(server.asked) > 1


def test_nobody_is_there(catalog: Catalog, site: Path) -> None:
    with served(site) as gone:
        pass
    ran = catalog("verify-site", gone.url)
    assert ran.code == 1
    assert ran.out.startswith("manifest.json: cannot be read: ")


@pytest.mark.parametrize(
    "words",
    [
        ("no-such-folder",),
        ("ftp://example.com/",),
        ("http://",),
        ("http://me@127.0.0.1/",),
        ("http://127.0.0.1/?a=b",),
        ("http://127.0.0.1/#a",),
        ("http://127.0.0.1:x/",),
        ("http://127.0.0.1/a b",),
        ("http://127.0.0.1/\r\nHost: x",),
        ("http://ex\u00e4mple.com/",),
        ("http://[/",),
        (".", "--expect", "abc"),
        (".", "--wait", "5"),
        (".", "--expect", "0" * 64, "--wait", "-1"),
        (".", "--expect", "0" * 64, "--wait", "4000"),
    ],
)
def test_wrong_use(words: tuple[str, ...], catalog: Catalog) -> None:
    ran = catalog("verify-site", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


def test_a_folder_asks_nothing_of_the_network(
    site: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_socket(*_: Any, **__: Any) -> None:
        raise AssertionError("a socket was made")

    monkeypatch.setattr("socket.socket", no_socket)
    assert catalog("verify-site", str(site)).code == 0
