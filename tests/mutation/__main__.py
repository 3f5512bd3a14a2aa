"""``python -m tests.mutation``: see README.md beside this file."""

import argparse
import hashlib
import os
import pickle
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import cosmic_ray.commands
import pytest
from cosmic_ray.ast import get_ast
from cosmic_ray.config import load_config
from cosmic_ray.modules import find_modules
from cosmic_ray.mutating import MutationVisitor, mutate_code
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkerOutcome, WorkItem, WorkResult

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COPY = Path(os.environ.setdefault("MUTATION_COPY", str(ROOT / "build" / "mutation" / "copy")))
WORK = COPY.parent
COPIED = ("generator", "tests", "schemas", "policies", "suppliers", "reference", "docs")
TESTS = ("tests/model", "tests/checks", "tests/evaluate")
# Random catalogs and the example on every day: too slow to be put to thousands of changes.
SLOW = ("test_every_day", "test_timeline", "test_metamorphic", "is_what_its_name_says")
OF_A_CHECK = (
    "comes_out_as_it_says",
    "golden_words",
    "order_of_a_crowd",
    "is_its_default",
    "hides_nothing",
    "makes_of_a_record",
)
LEFT_OUT = ("-k", " and ".join(f"not {one}" for one in SLOW))


def main() -> int:
    """Make the changes, or list those that survived. The score is printed at the end."""
    asked = _asked()
    config = load_config(str(HERE / "targets.toml"))
    paths = [Path(one) for one in config["module-path"]]
    found = find_modules(paths)
    modules = sorted(str(one) for one in found)
    wanted = [one for one in modules if not asked.paths or one.startswith(tuple(asked.paths))]
    if asked.survivors:
        for line in survivors(wanted):
            print(line)
        return 0
    if Path.cwd() != COPY:
        _copy()
        return subprocess.run(
            [sys.executable, "-m", "tests.mutation", *sys.argv[1:]], cwd=COPY
        ).returncode
    for one in wanted:
        _prepare(one, fresh=asked.fresh, again=asked.again)
    # Not before here: what is changed is imported from the copy.
    from tests.mutation.server import Server

    server = Server(
        root=COPY,
        targets=wanted,
        budget=asked.budget,
        slow=asked.slow,
        limit=int(config.timeout),
        version=_version(),
        kept=WORK / "lines.pickle",
        work=lambda it: _work(it, wanted, asked.upto),
    )
    pytest.main(["-q", "-p", "no:cacheprovider", *_tests(wanted, asked.tests)], plugins=[server])
    return score(wanted)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("paths", nargs="*", help="modules or folders; all when none is named")
    parser.add_argument("--fresh", action="store_true", help="forget what was found before")
    parser.add_argument("--again", action="store_true", help="put the survivors to the test again")
    parser.add_argument("--survivors", action="store_true", help="show what nothing noticed")
    parser.add_argument("--budget", type=float, default=2.0, help="seconds of tests for a change")
    parser.add_argument("--slow", type=float, default=4.0, help="leave out tests slower than this")
    parser.add_argument("--tests", action="append", help="tests to use, in place of the usual")
    parser.add_argument("--upto", type=float, default=1e9, help="stop after so many minutes")
    return parser.parse_args()


def _tests(modules: list[str], asked: list[str] | None) -> tuple[str, ...]:
    """What pytest is to collect: of checks alone their cases will do."""
    if asked:
        return (*LEFT_OUT, *asked)
    names = [Path(one).stem for one in modules if Path(one).parent.name == "checks"]
    if len(names) < len(modules) or any(one.startswith("_") or one == "base" for one in names):
        return (*LEFT_OUT, *TESTS)
    codes = " or ".join(one.replace("_", "-").upper() for one in names)
    return (
        "-k",
        f"({' or '.join(OF_A_CHECK)}) and ({codes})",
        "tests/checks",
    )


def _copy() -> None:
    """The files as they are now, where nobody edits them."""
    copy = COPY
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir(parents=True)
    for one in COPIED:
        shutil.copytree(ROOT / one, copy / one, ignore=shutil.ignore_patterns("__pycache__"))
    for one in ("pyproject.toml", "mkdocs.yml", "README.md"):
        shutil.copy2(ROOT / one, copy / one)


def _version() -> str:
    """Of all that is changed and all that notices."""
    found = hashlib.sha256()
    for one in sorted([*COPY.glob("generator/**/*.py"), *COPY.glob("tests/**/*.*")]):
        found.update(one.read_bytes() if one.is_file() else b"")
    return found.hexdigest()


def _session(module: str) -> Path:
    return WORK / "sessions" / (module.removesuffix(".py").replace("/", ".") + ".sqlite")


def _prepare(module: str, *, fresh: bool, again: bool) -> None:
    """The session of a module as it is now, with what is known already."""
    session = _session(module)
    session.parent.mkdir(parents=True, exist_ok=True)
    said = session.with_suffix(".sha256")
    now = hashlib.sha256((COPY / module).read_bytes()).hexdigest()
    if fresh or not said.exists() or said.read_text("ascii") != now:
        session.unlink(missing_ok=True)
        with use_db(session) as db:
            cosmic_ray.commands.init([COPY / module], db, {})
        said.write_text(now, "ascii")
    elif again:
        with use_db(session) as db:
            done = [(item, result) for item, result in db.completed_work_items]
            kept = [(item.job_id, result) for item, result in done if result.is_killed]
            items = db.work_items
            db.clear()
            db.add_work_items(items)
            for job, result in kept:
                db.set_result(job, result)


def _work(server: Any, modules: Iterable[str], minutes: float) -> None:
    """All changes that have no answer, those that need a process of their own last."""
    until = time.monotonic() + minutes * 60
    for quick in (True, False):
        for module in modules:
            with use_db(_session(module)) as db:
                pending = sorted(db.pending_work_items, key=lambda one: _position(one.mutations[0]))
                if pending and quick and not server.sound(module):
                    raise SystemExit(f"{module}: tests fail with nothing changed")
                asked = [(item, _change(server, module, item)) for item in pending]
                now = [(item, change) for item, change in asked if server.quick(change) is quick]
                found: dict[bool, list[str]] = {True: [], False: []}
                answers = server.noticed([change for _, change in now])
                for (item, _), answer in zip(now, answers, strict=False):
                    found[answer].append(item.job_id)
                    if time.monotonic() > until:
                        break
                for answer, jobs in found.items():
                    db.set_multiple_results(jobs, _result(answer))
                if now:
                    print(f"{module}: {_figures(db)}", flush=True)


def _position(spec: MutationSpec) -> tuple[tuple[int, int], str, int]:
    return (spec.start_pos, spec.operator_name, spec.occurrence)


def _change(server: Any, module: str, item: WorkItem) -> Any:
    from tests.mutation.server import Change

    spec = item.mutations[0]
    tree = server.parsed(module, lambda text: pickle.dumps(get_ast(text)))
    operator = get_operator(spec.operator_name)(**(spec.operator_args or {}))
    row, column = spec.start_pos

    def source() -> str:
        changed = MutationVisitor(spec.occurrence, operator).walk(pickle.loads(tree))
        return str(changed.get_code())

    return Change(path=module, row=row, column=column, source=source)


def _result(noticed: bool) -> WorkResult:
    outcome = TestOutcome.KILLED if noticed else TestOutcome.SURVIVED
    return WorkResult(worker_outcome=WorkerOutcome.NORMAL, test_outcome=outcome, output="", diff="")


def _figures(db: WorkDB) -> str:
    results = [result for _, result in db.results]
    return f"{sum(one.is_killed for one in results)} of {len(results)}"


def survivors(modules: Iterable[str]) -> Iterator[str]:
    """The changes that no test noticed: where, and the line before and after."""
    for module in modules:
        with use_db(_session(module)) as db:
            done = [item for item, result in db.completed_work_items if not result.is_killed]
        before = (COPY / module).read_text("utf-8")
        for item in sorted(done, key=lambda one: _position(one.mutations[0])):
            spec = item.mutations[0]
            operator = get_operator(spec.operator_name)(**(spec.operator_args or {}))
            after = mutate_code(before, operator, spec.occurrence) or ""
            yield f"{module}:{spec.start_pos[0]} {spec.operator_name.removeprefix('core/')}"
            for old, new in zip(before.splitlines(), after.splitlines(), strict=False):
                if old != new:
                    yield f"  - {old.strip()}"
                    yield f"  + {new.strip()}"
                    break


def score(modules: Iterable[str]) -> int:
    """Print noticed and all, for each folder. 1 when some change has no answer yet."""
    figures: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for module in modules:
        folder, name = module.rsplit("/", 1)
        group = f"{folder}/_*" if name.startswith("_") and "checks" in folder else folder
        with use_db(_session(module)) as db:
            for key in (group, "all"):
                figures[key][0] += sum(one.is_killed for _, one in db.results)
                figures[key][1] += db.num_results
                figures[key][2] += db.num_work_items
    for key, (noticed, answered, known) in sorted(figures.items()):
        share = 100 * noticed / answered if answered else 0.0
        print(f"{key}: {noticed} of {answered} noticed, {share:.1f} % ({known} changes)")
    return int(figures["all"][1] < figures["all"][2])


if __name__ == "__main__":
    sys.exit(main())
