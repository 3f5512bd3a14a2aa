"""A build killed at any moment leaves a whole site: the old one or the new one."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.pages.base import Page
from generator.site import swap
from generator.site.manifest import compare, read_manifest
from generator.site.swap import previous
from tests.site.helpers import build, content, page, small

ROUNDS = 12
EVENTS = frozenset(("open", "os.rename", "os.mkdir", "os.rmdir", "os.remove"))
CHILD = """
import sys
from pathlib import Path
import generator.site.swap as swap
from tests.site.helpers import build, page
root, site, text, exchanges = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
if exchanges == "False":
    swap.exchange = lambda one, other: False
def outputs(turn):
    yield page("index.html", f"{text} {turn}", section="home")
    yield page("suppliers/index.html", f"{text} {turn}")
    for n in range(100):
        yield page(f"suppliers/s{n}/index.html", f"{text} {turn} {n} " * 50)
print("ready", flush=True)
turn = 0
while True:
    turn += 1
    build(root, site, lambda: outputs(turn))
    print("published", flush=True)
"""


def test_kill_at_random_moments(root: Path, site: Path) -> None:
    build(root, site)
    moments = random.Random(7)
    seen = set()
    for turn in range(ROUNDS):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(root), str(site), f"turn{turn}", str(turn % 2 == 0)],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert child.stdout is not None
        child.stdout.readline()
        if turn % 4:
            # Some are killed in their first build; on a slow machine that would be all of them.
            child.stdout.readline()
        time.sleep(moments.uniform(0.05, 0.4))
        child.send_signal(signal.SIGKILL)
        _, said = child.communicate()
        assert child.returncode == -signal.SIGKILL, said.decode()
        seen.add(whole(site))
    assert len(seen) > ROUNDS // 2, "the builds that were killed have to have published some"
    build(root, site, small)
    assert content(site)["api/v1/all.json"].startswith(b"first")
    assert leftovers(site) == []


@pytest.mark.parametrize("exchanges", [True, False])
def test_kill_before_each_step_on_the_disk(
    root: Path, site: Path, exchanges: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each opening, renaming, making and deleting near the site, one after the other."""
    if not exchanges:
        monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)
    build(root, site, lambda: tiny("old"))
    old = whole(site)
    build(root, site, lambda: tiny("new"))
    new = whole(site)
    seen = []
    for step in range(1, 1000):
        build(root, site, lambda: tiny("old"))
        if not killed_at(step, lambda: build(root, site, lambda: tiny("new")), site.parent):
            break
        seen.append(whole(site))
        assert seen[-1] in (old, new)
        build(root, site, lambda: tiny("old"))
        assert whole(site) == old
        assert leftovers(site) == []
    assert seen.count(old) > 20
    assert new in seen, "the last steps come after the swap"


def tiny(text: str) -> Iterator[Page]:
    """As little as the header links to."""
    yield page("index.html", text, section="home")
    yield page("suppliers/index.html", text)
    yield page(f"suppliers/{text}/index.html", text)


def killed_at(step: int, act: Callable[[], object], near: Path) -> bool:
    """Act in a child that dies before its step on the disk of that number; False if it has less."""
    child = os.fork()
    if child == 0:
        steps = iter(range(1, step))

        def hook(event: str, args: tuple[object, ...]) -> None:
            if event in EVENTS and str(near) in str(args) and next(steps, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            act()
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


def whole(site: Path) -> str:
    """The id of the site, which must be whole; between two renames it stands aside."""
    there = site if site.exists() else previous(site)
    manifest = read_manifest(there)
    assert manifest is not None
    assert compare(there, manifest) == ()
    return manifest.id


def leftovers(site: Path) -> list[str]:
    """What stands beside the site that should not."""
    known = {site.name, f".{site.name}.lock", f".{site.name}.spare"}
    return sorted({path.name for path in site.parent.iterdir()} - known)
