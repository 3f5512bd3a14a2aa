"""The old site stays byte for byte unless the new one is whole."""

import errno
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.pages.base import File, Page
from generator.site import build as build_module
from generator.site import staging as staging_module
from generator.site import swap
from generator.site.errors import Interrupted, PublishError
from generator.site.lock import site_lock
from generator.site.manifest import compare, read_manifest
from generator.site.staging import spare_of
from generator.site.swap import previous
from tests.site.helpers import SETTINGS, build, content, fingerprint, page, small


def second() -> Iterator[Page | File]:
    return small("second")


def fails(error: BaseException, after: int = 0) -> Any:
    """A stand-in that works a number of times and then raises."""
    count = iter(range(10**9))

    def stand_in(original: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            if next(count) >= after:
                raise error
            return original(*args, **kwargs)

        return call

    return stand_in


def test_what_is_published_is_in_the_manifest(root: Path, site: Path) -> None:
    result = build(root, site)
    files = content(site)
    manifest = read_manifest(site)
    assert manifest is not None
    assert manifest.files.keys() == files.keys() - {"manifest.json"}
    assert compare(site, manifest) == ()
    assert (manifest.as_of, manifest.commit) == ("2026-11-22", SETTINGS.commit)
    assert (result.pages, result.files) == (13, len(files))
    assert result.bytes == sum(len(data) for data in files.values())


def test_a_site_that_was_tampered_with_is_told(root: Path, site: Path) -> None:
    build(root, site)
    manifest = read_manifest(site)
    assert manifest is not None
    (site / "index.html").write_bytes(b"x")
    (site / "suppliers/s1/index.html").unlink()
    (site / "extra.html").write_bytes(b"x")
    assert compare(site, manifest) == (
        "extra.html: not in the manifest",
        "index.html: changed since it was published",
        "suppliers/s1/index.html: in the manifest, but missing",
    )
    text = (site / "manifest.json").read_text()
    (site / "manifest.json").write_text(text.replace(manifest.files["index.html"], "0" * 64))
    assert read_manifest(site) is None


@pytest.mark.parametrize("exchanges", [True, False])
def test_a_new_site_takes_the_place_of_the_old(
    root: Path, site: Path, exchanges: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchanges:
        monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)
    for text in ("first", "second", "third"):
        build(root, site, lambda text=text: small(text))  # type: ignore[misc]
        assert content(site)["api/v1/all.json"].startswith(text.encode())
    assert not previous(site).exists()
    assert not list(site.parent.glob("*.staging-*"))


@pytest.mark.parametrize("after", [0, 1, 7, 10])
@pytest.mark.parametrize("name", ["open", "write", "mkdir", "unlink"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_fails_leaves_the_old_site(
    root: Path, site: Path, name: str, after: int, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(root, site)
    build(root, site)
    before = fingerprint(site)
    if name == "mkdir":
        staging_module.remove_tree(spare_of(site))
    error = OSError(number, os.strerror(number), f"{site}/the/file")

    class Failing:
        def __getattr__(self, attribute: str) -> Any:
            return getattr(os, attribute)

    failing = Failing()
    setattr(failing, name, fails(error, after)(getattr(os, name)))
    monkeypatch.setattr(staging_module, "os", failing)
    with pytest.raises(PublishError, match="the old site is unchanged") as caught:
        build(root, site, second)
    assert os.strerror(number) in str(caught.value)
    assert f"{site}/the/file" in str(caught.value)
    monkeypatch.undo()
    assert fingerprint(site) == before
    assert not list(site.parent.glob("*.staging-*"))
    build(root, site, second)
    assert content(site)["api/v1/all.json"].startswith(b"second")


@pytest.mark.parametrize(
    "stage", ["render_all", "packaged_assets", "make_manifest", "_sync", "swap_in"]
)
@pytest.mark.parametrize("exchanges", [True, False])
def test_a_failure_at_any_stage_leaves_the_old_site(
    root: Path, site: Path, stage: str, exchanges: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(root, site)
    before = fingerprint(site)
    if not exchanges:
        monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)
    monkeypatch.setattr(build_module, stage, fails(OSError(errno.EIO, "broken", "place"))(None))
    with pytest.raises(PublishError, match=r"^place: broken\n.*the old site is unchanged$"):
        build(root, site, second)
    assert fingerprint(site) == before


@pytest.mark.parametrize("error", [ValueError("bad"), KeyboardInterrupt(), OSError(5, "io", "f")])
def test_pages_that_raise_leave_the_old_site(root: Path, site: Path, error: Any) -> None:
    build(root, site)
    before = fingerprint(site)

    def raises() -> Iterator[Page | File]:
        yield from second()
        raise error

    with pytest.raises(PublishError if isinstance(error, OSError) else type(error)):
        build(root, site, raises)
    assert fingerprint(site) == before
    assert not list(site.parent.glob("*.staging-*"))


def test_a_rename_that_fails_halfway_puts_the_old_site_back(
    root: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(root, site)
    before = fingerprint(site)
    monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if ".staging-" in self.name and target == site:
            raise OSError(errno.EACCES, "denied", str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PublishError, match="denied"):
        build(root, site, second)
    assert fingerprint(site) == before


def test_a_swap_cut_off_between_its_renames_is_mended(root: Path, site: Path) -> None:
    """The old site is put back first; the build then replaces it, or fails and leaves it."""
    build(root, site)
    before = fingerprint(site)
    site.rename(previous(site))

    def broken() -> Iterator[Page | File]:
        yield page("index.html", '<a href="gone.html">x</a>')

    with pytest.raises(PublishError, match="the old site is unchanged"):
        build(root, site, broken)
    assert fingerprint(site) == before
    assert not previous(site).exists()


def test_what_killed_builds_left_is_put_to_use(root: Path, site: Path) -> None:
    build(root, site)
    for number in (1, 2, 3):
        left = site.with_name(f".site.staging-99999-{number}")
        (left / "a").mkdir(parents=True)
        (left / "a/x.html").write_text("half")
    build(root, site)
    assert not list(site.parent.glob("*.staging-*"))
    assert "a/x.html" not in content(site)
    assert sorted(path.name for path in site.parent.iterdir()) == [
        ".site.lock", ".site.spare", "site",
    ]  # fmt: skip


def test_a_second_build_of_the_same_site_does_not_wait(root: Path, site: Path) -> None:
    build(root, site)
    before = fingerprint(site)
    with site_lock(site), pytest.raises(PublishError, match="another build is running"):
        build(root, site, second)
    assert fingerprint(site) == before
    build(root, site, second)


def test_sigterm_cleans_up(root: Path, site: Path) -> None:
    build(root, site)
    before = fingerprint(site)
    handler = signal.getsignal(signal.SIGTERM)

    def stopped() -> Iterator[Page | File]:
        yield from second()
        os.kill(os.getpid(), signal.SIGTERM)
        yield from ()

    with pytest.raises(Interrupted, match=r"SIGTERM\n.*the old site is unchanged"):
        build(root, site, stopped)
    assert fingerprint(site) == before
    assert not list(site.parent.glob("*.staging-*"))
    assert signal.getsignal(signal.SIGTERM) is handler


def test_sigterm_in_the_swap_waits_for_its_end(
    root: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(root, site)
    real = swap.swap_in

    def killed(new: Path, place: Path) -> Path | None:
        os.kill(os.getpid(), signal.SIGTERM)
        return real(new, place)

    monkeypatch.setattr(build_module, "swap_in", killed)
    with pytest.raises(Interrupted, match="the new site is published"):
        build(root, site, second)
    assert content(site)["api/v1/all.json"].startswith(b"second")
    manifest = read_manifest(site)
    assert manifest is not None
    assert compare(site, manifest) == ()


def test_a_build_in_a_thread_works(root: Path, site: Path) -> None:
    """Signals are for the main thread; the preview may build in another."""
    thread = threading.Thread(target=build, args=(root, site))
    thread.start()
    thread.join()
    assert read_manifest(site) is not None


def test_the_first_build_that_fails_says_that_nothing_is_there(root: Path, site: Path) -> None:
    with pytest.raises(PublishError, match="nothing was published"):
        build(root, site, lambda: [page("../x.html")])
    assert not site.exists()


def test_an_unknown_section_is_named(root: Path, site: Path) -> None:
    with pytest.raises(PublishError, match=r"x\.html: no section is named 'elsewhere'"):
        build(root, site, lambda: [page("x.html", section="elsewhere")])


@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_the_same_input_gives_the_same_bytes(
    root: Path, tmp_path: Path, umask: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also from another root, into another folder, over another site, in another zone."""
    build(root, tmp_path / "one/site")
    other = tmp_path / "two"
    other.mkdir()
    (root / "build").rename(other / "build")
    build(other, other / "public", second)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.chdir(tmp_path)
    old = os.umask(umask)
    try:
        build(other, Path("two/public"))
    finally:
        os.umask(old)
    assert content(tmp_path / "one/site") == content(other / "public")
