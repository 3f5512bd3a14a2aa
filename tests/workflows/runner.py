"""A runner that runs the workflows on this machine, step by step, as the host's would.

Commands are run as they stand; actions of others are played by what is written here. A job gets a
fresh folder and only the rights that its workflow gives it.
"""

import json
import shutil
import subprocess
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import yaml

from tests.workflows import stand_ins
from tests.workflows.expressions import filled, holds

REPOSITORY = "someone/supplier-catalog"


def parsed(path: Path) -> dict[str, Any]:
    """A workflow; its ``on`` is no boolean."""
    loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(loaded, dict)
    return loaded


@dataclass(kw_only=True)
class Event:
    """What made the host start a workflow."""

    name: str
    sha: str
    ref: str = "refs/heads/main"
    payload: dict[str, Any] = field(default_factory=dict)
    inputs: dict[str, Any] = field(default_factory=dict)


@dataclass(kw_only=True)
class Done:
    """A job that ended."""

    result: str = "success"
    outputs: dict[str, str] = field(default_factory=dict)
    log: str = ""
    summary: str = ""
    ran: list[str] = field(default_factory=list)


class Runner:
    """Runs workflows of ``origin``; what they keep outside of it is in ``artifacts`` and ``gh``."""

    def __init__(self, origin: Path, folder: Path, engine: Path) -> None:
        self.origin, self.folder = origin, folder
        self.vars: dict[str, str] = {}
        self.artifacts: dict[str, Path] = {}
        self.given: dict[str, Path] = {}
        self.live: ThreadingHTTPServer | None = None
        self.actions: list[str] = []
        self._jobs = 0
        self._gh = folder / "gh.json"
        make = shutil.which("make")
        assert make is not None
        stand_ins.put(folder / "bin", make, engine)
        self.told(issues=[], rules=[], attested=[], calls=[], uploaded="")

    @property
    def gh(self) -> dict[str, Any]:
        """What gh knows: issues, rules, attested digests, and each call."""
        found: dict[str, Any] = json.loads(self._gh.read_text())
        return found

    def told(self, **more: Any) -> None:
        """Let gh know it."""
        before = self.gh if self._gh.exists() else {}
        self._gh.write_text(json.dumps(before | more))

    def run(self, name: str, event: Event, **given: Done) -> dict[str, Done]:
        """All jobs of a workflow, each after those that it needs; but not those ``given``.

        What those would have kept is in ``self.given``.
        """
        self.artifacts = dict(self.given)
        workflow = parsed(self.origin / ".github/workflows" / name)
        assert event.name in workflow["on"], f"{name} is not for {event.name}"
        assert workflow["permissions"] == {}
        done: dict[str, Done] = dict(given)
        while len(done) < len(workflow["jobs"]):
            for key, job in workflow["jobs"].items():
                if key not in done and set(job.get("needs", ())) <= done.keys():
                    done[key] = _Job(self, workflow, key, job, event, done).run()
        return done

    def serve(self, artifact: Path) -> str:
        """Serve the site that was handed on, as Pages would. Returns its address."""
        site = self.new_folder()
        with tarfile.open(artifact / "artifact.tar") as archive:
            archive.extractall(site, filter="data")
        return self.serve_folder(site)

    def serve_folder(self, site: Path) -> str:
        """Serve a folder. Returns its address."""
        self.close()
        self.live = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Pages, directory=str(site)))
        Thread(target=self.live.serve_forever, args=(0.01,), daemon=True).start()
        return f"http://127.0.0.1:{self.live.server_port}/"

    def close(self) -> None:
        """End what serves the site."""
        if self.live is not None:
            self.live.shutdown()
            self.live.server_close()

    def new_folder(self) -> Path:
        """For a job."""
        self._jobs += 1
        found = self.folder / f"job-{self._jobs}"
        found.mkdir()
        return found

    def environment(self, rights: list[str], home: Path) -> dict[str, str]:
        """What a machine has that nobody was on before."""
        home.mkdir(exist_ok=True)
        return {
            "PATH": f"{self.folder / 'bin'}:/usr/local/bin:/usr/bin:/bin",
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "CI": "true",
            "STAND_IN_GH": str(self._gh),
            "STAND_IN_RIGHTS": json.dumps(rights),
        }


class _Job:
    def __init__(
        self,
        runner: Runner,
        workflow: Mapping[str, Any],
        key: str,
        job: Mapping[str, Any],
        event: Event,
        before: Mapping[str, Done],
    ) -> None:
        self._runner, self._workflow, self._job, self._event = runner, workflow, job, event
        self._needs = {one: before[one] for one in job.get("needs", ())}
        self._steps: dict[str, Any] = {}
        self._done = Done()
        self._folder = runner.new_folder()
        for name in ("work", "temp", "files"):
            (self._folder / name).mkdir()
        self.key = key
        self.rights = [f"{one}: {to}" for one, to in dict(job["permissions"]).items()]
        rights = self.rights + [one.replace("write", "read") for one in self.rights]
        self._env = runner.environment(rights, self._folder / "home")

    @property
    def _work(self) -> Path:
        return self._folder / "work"

    def _contexts(self) -> dict[str, Any]:
        event = self._event
        github = {
            "event": event.payload,
            "event_name": event.name,
            "ref": event.ref,
            "ref_name": event.ref.rpartition("/")[2],
            "sha": event.sha,
            "repository": REPOSITORY,
            "token": f"token of {self.key}",
        }
        needs = {
            name: {"result": one.result, "outputs": one.outputs}
            for name, one in self._needs.items()
        }
        return {
            "github": github,
            "needs": needs,
            "steps": self._steps,
            "vars": self._runner.vars,
            "inputs": event.inputs,
            "runner": {"temp": str(self._folder / "temp")},
        }

    def run(self) -> Done:
        failed = any(one.result != "success" for one in self._needs.values())
        if not holds(self._job.get("if"), self._contexts(), failed):
            self._done.result = "skipped"
            return self._done
        failed = False
        for number, step in enumerate(self._job["steps"]):
            if holds(step.get("if"), self._contexts(), failed):
                self._done.ran.append(step["name"])
                failed |= not self._step(number, step)
        self._done.result = "failure" if failed else "success"
        for name, value in self._job.get("outputs", {}).items():
            self._done.outputs[name] = filled(value, self._contexts())
        return self._done

    def _step(self, number: int, step: Mapping[str, Any]) -> bool:
        outputs: dict[str, str] = {}
        if "id" in step:
            self._steps[step["id"]] = {"outputs": outputs}
        if "run" in step:
            return self._shell(number, step, outputs)
        given = {key: filled(one, self._contexts()) for key, one in step.get("with", {}).items()}
        name = step["uses"].partition("@")[0].removeprefix("actions/").replace("-", "_")
        self._runner.actions.append(name)
        play = getattr(self, f"_{name}")
        try:
            play(given, outputs)
        except (OSError, subprocess.CalledProcessError) as error:
            self._done.log += f"{step['name']}: {error}\n"
            return False
        return True

    def _shell(self, number: int, step: Mapping[str, Any], outputs: dict[str, str]) -> bool:
        files = self._folder / "files"
        script = files / f"{number}.sh"
        script.write_text(step["run"])
        env = dict(self._env)
        for level in (self._workflow, self._job, step):
            for key, value in level.get("env", {}).items():
                env[key] = filled(value, self._contexts())
        output, summary = files / f"{number}.output", files / f"{number}.summary"
        output.touch()
        summary.touch()
        env |= {
            "GITHUB_ACTIONS": "true",
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_WORKSPACE": str(self._work),
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_SHA": self._event.sha,
            "GITHUB_REF": self._event.ref,
            "RUNNER_TEMP": str(self._folder / "temp"),
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self._work,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=300,
            check=False,
        )
        self._done.log += done.stdout.decode("utf-8", "backslashreplace")
        self._done.summary += summary.read_text()
        for row in output.read_text().splitlines():
            name, equals, value = row.partition("=")
            assert equals
            outputs[name] = value
        return done.returncode == 0

    def _git(self, *words: str, cwd: Path) -> None:
        env = self._env | {"GIT_CONFIG_NOSYSTEM": "1"}
        subprocess.run(["git", *words], cwd=cwd, env=env, check=True, capture_output=True)

    def _checkout(self, given: dict[str, str], outputs: dict[str, str]) -> None:
        assert "contents: read" in self.rights
        assert given["persist-credentials"] == "false"
        place = self._work / given.get("path", ".")
        place.mkdir(exist_ok=True)
        event = self._event
        depth = [] if given.get("fetch-depth") == "0" else ["--depth=1"]
        refs = [f"+{event.sha}:{event.ref.replace('refs/pull', 'refs/remotes/pull')}"]
        if not depth:
            refs.append("+refs/heads/*:refs/remotes/origin/*")
        self._git("init", "-q", "-b", "unborn", cwd=place)
        if "sparse-checkout" in given:
            self._git("sparse-checkout", "set", given["sparse-checkout"], cwd=place)
        self._git("fetch", "-q", *depth, self._runner.origin.as_uri(), *refs, cwd=place)
        self._git("checkout", "-q", "--detach", event.sha, cwd=place)

    def _setup_python(self, given: dict[str, str], outputs: dict[str, str]) -> None:
        assert given["python-version"] == "3.11"
        outputs["python-path"] = str(self._runner.folder / "bin/python3")

    def _upload_artifact(self, given: dict[str, str], outputs: dict[str, str]) -> None:
        source = self._work / given["path"]
        assert int(given["retention-days"]) <= 90
        if not source.exists() or not any(source.iterdir()):
            if given["if-no-files-found"] == "error":
                raise OSError(f"{given['name']}: no files were found")
            return
        assert given["name"] not in self._runner.artifacts, "a second artifact of one name"
        place = self._runner.new_folder()
        hidden = shutil.ignore_patterns(".*")
        shutil.copytree(source, place, dirs_exist_ok=True, ignore=hidden)
        self._runner.artifacts[given["name"]] = place

    def _upload_pages_artifact(self, given: dict[str, str], outputs: dict[str, str]) -> None:
        place = self._runner.new_folder()
        with tarfile.open(place / "artifact.tar", "w") as archive:
            archive.add(given["path"], ".")
        self._runner.artifacts["github-pages"] = place

    def _download_artifact(self, given: dict[str, str], outputs: dict[str, str]) -> None:
        source = self._runner.artifacts.get(given["name"])
        if source is None:
            raise OSError(f"{given['name']}: there is no such artifact")
        shutil.copytree(source, self._work / given["path"], dirs_exist_ok=True)

    def _attest_build_provenance(self, given: dict[str, str], outputs: dict[str, str]) -> None:
        assert {"id-token: write", "attestations: write"} <= set(self.rights)
        assert given["subject-name"] == "manifest.json"
        self._runner.told(attested=[*self._runner.gh["attested"], given["subject-digest"]])

    def _deploy_pages(self, given: dict[str, str], outputs: dict[str, str]) -> None:
        assert {"id-token: write", "pages: write"} <= set(self.rights)
        outputs["page_url"] = self._runner.serve(self._runner.artifacts["github-pages"])


class _Pages(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Nothing."""


def shell(
    commands: list[str], cwd: Path, env: Mapping[str, str]
) -> "subprocess.CompletedProcess[str]":
    """Commands one after the other in one shell, as GitLab runs a script."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", "\n".join(commands)],
        cwd=cwd,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
