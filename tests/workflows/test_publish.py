"""publish.yml, run: what was built is attested, held against its manifest, served."""

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workflows.conftest import Host
from tests.workflows.runner import Done, Event, Runner

JOBS = ("build", "attest", "deploy", "verify")


def push(host: Host) -> Event:
    return Event(name="push", sha=host.main)


def results(done: dict[str, Done]) -> tuple[str, ...]:
    return tuple(done[name].result for name in JOBS)


def test_the_site_is_built_attested_served_and_verified(host: Host, runner: Runner) -> None:
    done = runner.run("publish.yml", push(host))
    assert results(done) == ("success",) * 4, [one.log for one in done.values()]
    assert runner.gh["attested"] == [done["build"].outputs["digest"]]
    assert done["build"].outputs["id"] in done["verify"].log
    with tarfile.open(runner.artifacts["github-pages"] / "artifact.tar") as archive:
        page = archive.extractfile("./suppliers/acme-electrics/index.html")
        assert page is not None
        text = page.read().decode()
    assert "Acme Electrics Ltd" in text
    assert "Facilities" not in text, "what is published by default is for everybody's eyes"


@pytest.fixture(scope="module")
def built(
    small_snapshot: Path, engine: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Done, Path, Path]:
    """A build of the small organisation: the job, what it kept, and its manifest's digest."""
    folder = tmp_path_factory.mktemp("built")
    runner = Runner(small_snapshot, folder, engine)
    event = push(Host(folder=small_snapshot))
    none = {name: Done(result="skipped") for name in JOBS[1:]}
    done = runner.run("publish.yml", event, **none)["build"]
    assert done.result == "success", done.log
    return done, runner.artifacts["github-pages"], folder


Change = Callable[[dict[str, bytes]], None]


def flipped(files: dict[str, bytes]) -> None:
    files["index.html"] = files["index.html"].replace(b"<", b"[", 1)


def missing(files: dict[str, bytes]) -> None:
    del files["index.html"]


def extra(files: dict[str, bytes]) -> None:
    files["login.html"] = b"<p>password?"


def forged(files: dict[str, bytes]) -> None:
    """A page and its digest, and even the id that the manifest says of itself."""
    extra(files)
    manifest = json.loads(files["manifest.json"])
    manifest["files"]["login.html"] = "0" * 64
    files["manifest.json"] = json.dumps(manifest).encode()


def tampered(archive: Path, to: Path, change: Change) -> None:
    with tarfile.open(archive) as old:
        files = {
            one.name.removeprefix("./"): part.read()
            for one in old.getmembers()
            if (part := old.extractfile(one)) is not None
        }
    change(files)
    with tarfile.open(to, "w") as new:
        for name, data in files.items():
            entry = tarfile.TarInfo(f"./{name}")
            entry.size = len(data)
            new.addfile(entry, io.BytesIO(data))


def deploy(host: Host, runner: Runner, built: tuple[Done, Path, Path], change: Change) -> Done:
    place = runner.given["github-pages"] = runner.new_folder()
    tampered(built[1] / "artifact.tar", place / "artifact.tar", change)
    return runner.run("publish.yml", push(host), build=built[0], verify=Done())["deploy"]


def nothing(files: dict[str, bytes]) -> None:
    """As it was built."""


@pytest.mark.parametrize("change", [flipped, missing, extra, forged])
def test_what_is_not_what_was_built_is_not_deployed(
    change: Change, host: Host, runner: Runner, built: tuple[Done, Path, Path]
) -> None:
    done = deploy(host, runner, built, change)
    assert done.result == "failure"
    assert done.ran[-1] == "Hold it against what was built"
    assert "deploy_pages" not in runner.actions


def test_what_is_not_attested_is_not_deployed(
    host: Host, runner: Runner, built: tuple[Done, Path, Path]
) -> None:
    """Unless attestations are switched off, as some plans have none."""
    other = Done(outputs={**built[0].outputs, "digest": f"sha256:{'0' * 64}"})
    done = deploy(host, runner, (other, *built[1:]), nothing)
    assert done.result == "failure"
    assert "no attestation was found" in done.log
    runner.vars["CATALOG_ATTEST"] = "off"
    assert deploy(host, runner, (other, *built[1:]), nothing).result == "success"
    assert "attest_build_provenance" in runner.actions


def test_a_site_that_is_not_served_is_red(
    host: Host, runner: Runner, built: tuple[Done, Path, Path]
) -> None:
    """The host said that it deployed; something else is there."""
    for change, result in ((flipped, "failure"), (nothing, "success")):
        place = runner.given["github-pages"] = runner.new_folder()
        tampered(built[1] / "artifact.tar", place / "artifact.tar", change)
        deployed = Done(outputs={"url": runner.serve(place)})
        given = {"build": built[0], "attest": Done(), "deploy": deployed}
        done = runner.run("publish.yml", push(host), **given)
        assert done["verify"].result == result, done["verify"].log
