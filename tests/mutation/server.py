"""The fork server: tests collected once, each change made and put to them in a child.

A plugin of pytest. In place of running the tests, it learns which of them run which line, and
then answers for one change after another.
"""

import ast
import gc
import os
import pickle
import resource
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.graft import forget, graft, is_leaf
from tests.mutation.places import place

NOTICED, NOT_NOTICED = 1, 0
_MEMORY = 4 << 30
# Those that are put to each change of their check, with the seconds that each is taken for: such as
# look at the check itself, and such as take too long to learn which lines they run.
_OF_A_WHOLE_CHECK = {
    "test_golden_words_of_what_a_check_takes": 0.0,
    "test_what_a_check_makes_of_a_record_is_a_value": 0.0,
    "test_what_comes_first_hides_nothing": 1.5,
    "test_what_a_clause_names_first_hides_nothing": 1.5,
}
# Those that need nothing of pytest, and leave nothing behind.
_CASES = (
    "test_a_case_comes_out_as_it_says",
    "test_golden_words_of_a_check",
    "test_golden_words_of_a_crowd",
    "test_the_order_of_a_crowd_changes_nothing",
    "test_a_figure_left_out_is_its_default",
    *_OF_A_WHOLE_CHECK,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one module, and how to make its source (in a child: it may spoil memory)."""

    path: str
    row: int
    column: int
    source: Callable[[], str]


@dataclass(slots=True)
class Server:
    """``work`` asks for changes one by one, and is told whether a test has noticed."""

    root: Path
    targets: Sequence[str]
    budget: float
    limit: int
    slow: float
    version: str
    kept: Path
    work: Callable[["Server"], None]
    items: list[pytest.Item] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    runs: dict[tuple[str, int], set[int]] = field(default_factory=dict)
    trees: dict[str, ast.Module] = field(default_factory=dict)
    _parsed: dict[str, Any] = field(default_factory=dict)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of running the tests."""
        self.items = list(session.items)
        self._learn()
        # What every child would have to make again.
        for item in [one for one in self.items if _is_case(one)][:1]:
            item.obj(**item.callspec.params)
        # A child that collects garbage would write to, and so copy, all it shares.
        gc.collect()
        gc.freeze()
        self.work(self)
        return True

    def _learn(self) -> None:
        """How long each test takes and which lines it runs; kept while nothing changes."""
        names = [one.nodeid for one in self.items]
        key = (self.version, tuple(self.targets), names)
        if self.kept.exists():
            known, self.seconds, self.runs = pickle.loads(self.kept.read_bytes())
            if known == key:
                return
        self._run_all()
        self.kept.write_bytes(pickle.dumps((key, self.seconds, self.runs)))

    def _run_all(self) -> None:
        with tempfile.NamedTemporaryFile() as file:
            pid = os.fork()
            if pid == 0:
                found = list(self._traced())
                Path(file.name).write_bytes(pickle.dumps(found))
                os._exit(0)
            os.waitpid(pid, 0)
            found = pickle.loads(Path(file.name).read_bytes())
        failed = [self.items[index].nodeid for index, (bad, _, _) in enumerate(found) if bad]
        if failed:
            print(f"left out, for they fail or are slow: {', '.join(failed)}")
        self.seconds = [seconds for _, seconds, _ in found]
        runs: dict[tuple[str, int], set[int]] = defaultdict(set)
        for index, (bad, _, lines) in enumerate(found):
            if not bad:
                for line in lines:
                    runs[line].add(index)
        self.runs = dict(runs)

    def _traced(self) -> Iterator[tuple[bool, float, set[tuple[str, int]]]]:
        signal.signal(signal.SIGPROF, _too_slow)
        wanted = {str(self.root / one): one for one in self.targets}
        for index, item in enumerate(self.items):
            if isinstance(item, pytest.Function) and item.originalname in _OF_A_WHOLE_CHECK:
                seconds = _OF_A_WHOLE_CHECK[item.originalname]
                yield False, seconds, self._lines_of_its_check(item)
                continue
            lines: set[tuple[str, int]] = set()

            def line(frame: FrameType, event: str, _: Any, lines: Any = lines) -> Any:
                if event == "line":
                    lines.add((wanted[frame.f_code.co_filename], frame.f_lineno))
                return line

            def call(frame: FrameType, event: str, _: Any, line: Any = line) -> Any:
                return line if frame.f_code.co_filename in wanted else None

            started = time.process_time()
            signal.setitimer(signal.ITIMER_PROF, self.slow)
            sys.settrace(call)
            bad = self._fails(index, item)
            sys.settrace(None)
            signal.setitimer(signal.ITIMER_PROF, 0)
            yield bad, time.process_time() - started, lines

    def _lines_of_its_check(self, item: pytest.Item) -> set[tuple[str, int]]:
        """All lines of the check that the test is named after."""
        path = f"generator/checks/{_code(item).replace('-', '_').lower()}.py"
        if path not in self.targets:
            return set()
        count = len((self.root / path).read_text("utf-8").splitlines())
        return {(path, number) for number in range(1, count + 1)}

    def _fails(self, index: int, item: pytest.Item) -> bool:
        following = self.items[index + 1] if index + 1 < len(self.items) else None
        return any(one.failed for one in runtestprotocol(item, nextitem=following, log=False))

    def parsed(self, path: str, parse: Callable[[str], Any]) -> Any:
        """The module as ``parse`` reads it, kept while changes of it are asked for."""
        if path not in self._parsed:
            self._parsed = {path: parse((self.root / path).read_text("utf-8"))}
        return self._parsed[path]

    def _tree(self, change: Change) -> ast.Module:
        if change.path not in self.trees:
            self.trees[change.path] = ast.parse((self.root / change.path).read_text("utf-8"))
        return self.trees[change.path]

    def tests(self, change: Change) -> list[int]:
        """The tests that run what is changed: those of its check first, then the quickest."""
        lines = place(self._tree(change), change.row, change.column).lines
        found: set[int] = set()
        for line in lines:
            found |= self.runs.get((change.path, line), set())
        if not lines:
            found = {
                one
                for (path, _), tests in self.runs.items()
                if path == change.path
                for one in tests
            }
        own = Path(change.path).stem.replace("_", "-").upper()

        def order(one: int) -> tuple[bool, float]:
            return _code(self.items[one]) != own, self.seconds[one]

        ordered = sorted(found, key=order)
        chosen, spent = [], 0.0
        for one in ordered:
            spent += self.seconds[one]
            if chosen and spent > self.budget:
                break
            chosen.append(one)
        return chosen

    def quick(self, change: Change) -> bool:
        """Whether the change can be made in a running process."""
        name = _name(change.path)
        if name == "generator.checks":
            return False
        return is_leaf(name) or place(self._tree(change), change.row, change.column).inside

    def noticed(self, changes: Sequence[Change]) -> Iterator[bool]:
        """Of each change, all of one module, whether a test notices it."""
        chosen = [self.tests(one) for one in changes]
        at = 0
        while at < len(changes):
            ahead = at
            while ahead < len(changes) and self._alike(changes[ahead], chosen[ahead]):
                ahead += 1
            if ahead > at:
                answers = self._in_turn(changes[at:ahead], chosen[at:ahead])
                yield from answers
                at += len(answers)
            else:
                yield self._alone(changes[at], chosen[at])
                at += 1

    def _alike(self, change: Change, chosen: Sequence[int]) -> bool:
        """Whether it leaves nothing behind, so that one child can answer for many such."""
        return self.quick(change) and all(_is_case(self.items[one]) for one in chosen)

    def _alone(self, change: Change, chosen: Sequence[int]) -> bool:
        """An answer from a child of its own."""
        if self.quick(change):
            return self._in_a_child(lambda: self._put(change, chosen))
        # What runs on import reaches too far to be exchanged in a running process.
        return self._in_a_child(lambda: _raises(change)) or self._on_disk(change, chosen)

    def _in_turn(self, changes: Sequence[Change], chosen: Sequence[Sequence[int]]) -> list[bool]:
        """Answers for the changes from one child; fewer than asked, if one is the end of it."""
        reading, writing = os.pipe()
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            try:
                os.close(reading)
                self._confine(self.limit + len(changes))
                signal.signal(signal.SIGPROF, _too_slow)
                before = (self.root / changes[0].path).read_text("utf-8")
                for change, tests in zip(changes, chosen, strict=True):
                    answer = self._timed(change, tests)
                    _put_in(change.path, before)
                    os.write(writing, b"1" if answer else b"0")
            finally:
                os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            answers = [one == ord("1") for one in pipe.read()]
        os.waitpid(pid, 0)
        return answers if len(answers) == len(changes) else [*answers, True]

    def _timed(self, change: Change, tests: Sequence[int]) -> bool:
        signal.setitimer(signal.ITIMER_PROF, self.limit / 2)
        try:
            return self._put(change, tests)
        except BaseException:
            return True
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def _confine(self, seconds: int) -> None:
        gc.disable()
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))

    def sound(self, path: str) -> bool:
        """Whether no test notices when the module is replaced by itself."""
        source = (self.root / path).read_text("utf-8")
        change = Change(path=path, row=0, column=0, source=lambda: source)
        return not self._in_a_child(lambda: self._put(change, self.tests(change)))

    def _in_a_child(self, run: Callable[[], bool]) -> bool:
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            answer = NOTICED
            try:
                self._confine(self.limit)
                signal.alarm(self.limit * 20)
                answer = NOTICED if run() else NOT_NOTICED
            finally:
                os._exit(answer)
        _, status = os.waitpid(pid, 0)
        return status != NOT_NOTICED

    def _put(self, change: Change, chosen: Sequence[int]) -> bool:
        _put_in(change.path, change.source())
        others = []
        for index in chosen:
            item = self.items[index]
            if _is_case(item):
                # A case needs none of what pytest prepares; what it raises is the answer.
                item.obj(**item.callspec.params)
            else:
                others.append(item)
        for item, following in zip_longest(others, others[1:]):
            if any(one.failed for one in runtestprotocol(item, nextitem=following, log=False)):
                return True
        return False

    def _on_disk(self, change: Change, chosen: Sequence[int]) -> bool:
        """The change written to the copy, and a pytest of its own."""
        path = self.root / change.path
        before, times = path.read_bytes(), path.stat()
        with tempfile.NamedTemporaryFile() as file:
            self._in_a_child(lambda: bool(Path(file.name).write_text(change.source(), "utf-8")))
            mutated = Path(file.name).read_bytes()
        try:
            path.write_bytes(mutated)
            ended = subprocess.run(
                [
                    sys.executable,
                    "-B",
                    "-W",
                    "ignore",
                    "-m",
                    "pytest",
                    "-x",
                    "-q",
                    "-p",
                    "no:cacheprovider",
                    *(self.items[one].nodeid for one in chosen),
                ],
                cwd=self.root,
                capture_output=True,
                timeout=self.limit * 20,
            )
            return ended.returncode != 0
        except subprocess.TimeoutExpired:
            return True
        finally:
            path.write_bytes(before)
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _name(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def _code(item: pytest.Item) -> str:
    """The code of the check that a test is named after (``[INS-01/pass-term]``), or ''."""
    return item.nodeid.rpartition("[")[2].rstrip("]").partition("/")[0]


def _is_case(item: pytest.Item) -> bool:
    return isinstance(item, pytest.Function) and item.originalname in _CASES


def _put_in(path: str, source: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graft(sys.modules[_name(path)], source)
    forget()


def _too_slow(number: int, frame: FrameType | None) -> None:
    raise TimeoutError("slower than what is put to every change")


def _raises(change: Change) -> bool:
    """Whether the module cannot even be imported."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module = sys.modules[_name(change.path)]
        given = {
            "__name__": module.__name__,
            "__package__": module.__package__,
            "__file__": module.__file__,
            "__path__": getattr(module, "__path__", []),
        }
        exec(compile(change.source(), "changed", "exec", dont_inherit=True), given)
    return False
