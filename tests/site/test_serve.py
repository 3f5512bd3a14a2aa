"""The live preview: it serves, follows changes, and survives builds that fail."""

import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.site.errors import SiteUsageError
from generator.site.serve import serve
from generator.site.watch import changed, snapshot

PAGE = "<!doctype html><html><body><p>{}</p></body></html>"


class Preview:
    """A running preview of one watched file."""

    def __init__(self, folder: Path) -> None:
        self.record = folder / "records" / "one.yml"
        self.record.parent.mkdir()
        self.record.write_text("first")
        (folder / "secret.txt").write_text("secret")
        self.lines: list[str] = []
        self.stop = threading.Event()
        self.port = free_port()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()
        self.wait(lambda: any("http://" in line for line in self.lines))

    def run(self) -> None:
        serve(self.build, [self.record.parent], self.port, log=self.lines.append, stop=self.stop)

    def build(self, site: Path) -> None:
        text = self.record.read_text()
        if text == "bad":
            raise ValueError("one.yml:1:1: <bad>")
        (site / "a").mkdir(parents=True, exist_ok=True)
        (site / "index.html").write_text(PAGE.format(text))
        (site / "a/index.html").write_text(PAGE.format("a"))
        (site / "data.json").write_text("{}")

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()
        finally:
            connection.close()

    def wait(self, true: Callable[[], bool]) -> None:
        for _ in range(400):
            if true():
                return
            time.sleep(0.025)
        raise AssertionError(self.lines)

    def write(self, text: str) -> None:
        self.record.write_text(text)

    def close(self) -> None:
        self.stop.set()
        self.thread.join()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    running = Preview(tmp_path)
    yield running
    running.close()


def test_pages_are_served_fresh_and_with_the_reload_script(preview: Preview) -> None:
    for path in ("/", "/index.html", "/index.html?q=x"):
        status, headers, text = preview.get(path)
        assert (status, headers["Cache-Control"]) == (200, "no-store")
        assert '<p>first</p><script src="/__reload.js" defer></script></body>' in text
    assert preview.get("/__reload.js")[0] == 200
    assert preview.get("/data.json")[2] == "{}"
    assert preview.get("/gone.html")[0] == 404


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/a/../../secret.txt",
     "//etc/passwd", "/\\..\\secret.txt", "/%00"],
)  # fmt: skip
def test_nothing_outside_the_site_is_served(preview: Preview, path: str) -> None:
    status, _, text = preview.get(path)
    assert status in (400, 404)
    assert "secret" not in text


def test_another_site_s_name_for_this_machine_is_refused(preview: Preview) -> None:
    assert preview.get("/", Host="evil.example:8000")[0] == 403
    assert preview.get("/", Host=f"localhost:{preview.port}")[0] == 200


def test_a_change_is_built_and_a_failure_keeps_the_last_site(preview: Preview) -> None:
    version = preview.get("/__version")[2]
    preview.write("second")
    preview.wait(lambda: "second" in preview.get("/")[2])
    assert "changed: one.yml" in preview.lines
    assert preview.get("/__version")[2] != version
    preview.write("bad")
    preview.wait(lambda: "not built: one.yml:1:1: <bad>" in preview.lines)
    assert "second" in preview.get("/")[2]
    preview.write("third")
    preview.wait(lambda: "third" in preview.get("/")[2])


def test_a_port_in_use_is_a_wrong_usage(preview: Preview) -> None:
    with pytest.raises(SiteUsageError, match=f"127.0.0.1:{preview.port}: .*--port"):
        serve(preview.build, [], preview.port)


def test_other_machines_are_not_served(tmp_path: Path) -> None:
    with pytest.raises(SiteUsageError, match="this machine alone"):
        serve(lambda _site: None, [tmp_path], 0, host="0.0.0.0")


def test_ctrl_c_ends_it_well(tmp_path: Path) -> None:
    lines: list[str] = []

    def build(_site: Path) -> None:
        raise KeyboardInterrupt

    serve(build, [tmp_path], 0, log=lines.append)
    assert lines == ["ended"]


def test_a_first_build_that_fails_is_shown_as_text(tmp_path: Path) -> None:
    stop, seen = threading.Event(), list[Any]()

    def log(line: str) -> None:
        if line.startswith("http://"):
            port = int(line.split(":")[2].split("/")[0])
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/")
            answer = connection.getresponse()
            seen.extend((answer.status, answer.read().decode()))
            connection.close()
            stop.set()

    def build(_site: Path) -> None:
        raise ValueError("<script>x()</script>")

    serve(build, [tmp_path], 0, log=log, stop=stop)
    assert seen[0] == 503
    assert "<pre>&lt;script&gt;x()&lt;/script&gt;</pre>" in seen[1]


def test_what_changed_is_named(tmp_path: Path) -> None:
    for name in ("kept", "edited", "gone"):
        (tmp_path / name).write_text("x")
    (tmp_path / ".hidden").mkdir()
    before = snapshot([tmp_path, tmp_path / "kept", tmp_path / "missing"])
    (tmp_path / "edited").write_text("longer")
    (tmp_path / "gone").unlink()
    (tmp_path / "new").write_text("x")
    (tmp_path / ".hidden/x").write_text("x")
    after = snapshot([tmp_path])
    assert [Path(file).name for file in changed(before, after)] == ["edited", "gone", "new"]
