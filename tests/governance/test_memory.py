"""The short way and the long way to compare two states say the same, whatever is remembered."""

import copy
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks import registry
from generator.checks.base import Case, Result
from generator.commands.quick import Quick
from generator.load import cache
from generator.load.cache import KEPT_FILES, Store
from generator.model.assessment import Outcome
from tests.governance.world import HERE, Tree, base_tree, cases, read_yaml, rule

IDS = (
    *("allround", "barred", "gone", "halfway", "leaving", "paused", "prospect-one"),
    *("bright-clean", "northgate-electric", "sparkhouse", "ledgerlark", "plainpost"),
)
STATUSES = ("approved", "conditional", "suspended", "inactive", "blocked", "prospect")
ids = st.sampled_from(IDS)


def world() -> Tree:
    """The base with rules that look at neighbours, and some who are."""
    tree = base_tree()
    tree["policies/neighbours.yml"] = read_yaml(HERE / "neighbours.yml")
    of(tree, "leaving")["replacement"] = "halfway"
    of(tree, "ledgerlark")["parent"] = {"supplier": "halfway"}
    return tree


def of(tree: Tree, name: str) -> dict[str, object]:
    """A supplier's record, wherever it stands; {} when it is gone."""
    return next((one for path, one in tree.items() if path.endswith(f"/{name}.yml")), {})


def put(name: str, **fields: object) -> Callable[[Tree], None]:
    """Set fields of a supplier that is there."""

    def change(tree: Tree) -> None:
        record = of(tree, name)
        if record:
            record.update(copy.deepcopy(fields))

    return change


def move(name: str) -> Callable[[Tree], None]:
    """Move a supplier's file to another folder."""

    def change(tree: Tree) -> None:
        for path in [one for one in tree if one.endswith(f"/{name}.yml")]:
            tree[f"suppliers/moved/{name}.yml"] = tree.pop(path)

    return change


def drop(name: str) -> Callable[[Tree], None]:
    """Delete a supplier, with what leads to it."""

    def change(tree: Tree) -> None:
        for path in [one for one in tree if one.endswith(f"/{name}.yml")]:
            del tree[path]
        for path, one in list(tree.items()):
            if one.get("supplier") == name:
                del tree[path]
            for key in ("replacement", "parent"):
                if name in (one.get(key), (one.get("parent") or {}).get("supplier")):
                    one.pop(key, None)

    return change


def waive(name: str, requirement: str) -> Callable[[Tree], None]:
    """File a waiver, or take it away again."""

    def change(tree: Tree) -> None:
        path = f"policies/waivers/wv-{name}.yml"
        if path in tree or not of(tree, name):
            tree.pop(path, None)
            return
        tree[path] = {
            **tree.get("policies/waivers/wv-2026-001.yml", base_tree()[W1]),
            "id": f"wv-{name}",
            "supplier": name,
            "requirement": requirement,
            "scope": {},
        }

    return change


W1 = "policies/waivers/wv-2026-001.yml"
steps = st.one_of(
    st.builds(
        lambda name, status: put(name, lifecycle_status=status), ids, st.sampled_from(STATUSES)
    ),
    st.builds(lambda name, other: put(name, replacement=other), ids, st.just("none")),
    st.builds(lambda name, other: put(name, legal_name=f"{other} Ltd"), ids, ids),
    st.builds(
        lambda name, level: put(name, criticality=level), ids, st.sampled_from(["low", "high"])
    ),
    st.builds(
        lambda name, access: put(name, access=[access]), ids, st.sampled_from(["none", "onsite"])
    ),
    st.builds(lambda name: put(name, offers=[{"id": "o", "category": "catering"}]), ids),
    st.builds(move, ids),
    st.builds(drop, st.sampled_from(["gone", "barred", "sparkhouse", "bright-clean"])),
    st.builds(waive, ids, st.sampled_from(["gl-present", "owners-screened"])),
    st.builds(lambda name, country: put(name, registered_country=country), ids, st.just("DE")),
)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A place for what is remembered, with a key of its own, over all examples."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / ".git").mkdir()
        yield Path(name)


@settings(max_examples=25)
@given(st.lists(steps, max_size=3), st.lists(steps, min_size=1, max_size=3))
def test_the_short_way_says_the_same(
    folder: Path, first: list[Callable[[Tree], None]], second: list[Callable[[Tree], None]]
) -> None:
    """With what earlier comparisons left behind, and without: the same judgement to the letter."""
    memory = Store.beside(folder, folder / ".git")
    states = [world()]
    for part in (first, second):
        states.append(copy.deepcopy(states[-1]))
        for step in part:
            step(states[-1])
    for before, after in ((0, 1), (1, 2), (0, 2)):
        expected = rule(states[before], states[after]).judgement
        assert rule(states[before], states[after], quick=True).judgement == expected
        found = rule(states[before], states[after], quick=True, memory=memory)
        assert found.judgement == expected


@pytest.mark.parametrize("case", cases("refused")[::4] + cases("passes")[::4], ids=lambda c: c.name)
def test_every_fourth_case_goes_both_ways(case: object) -> None:
    """The same judgement, each finding and each word of it."""
    long, short = case.ruling(), case.ruling(quick=True)  # type: ignore[attr-defined]
    assert short.judgement == long.judgement


def evaluated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The suppliers that the short way evaluates, as it goes on."""
    found: list[str] = []
    note = Quick._note

    def noting(self: Quick, record: object, *rest: object) -> None:
        found.append(record.id)  # type: ignore[attr-defined]
        note(self, record, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Quick, "_note", noting)
    return found


def test_only_what_changed_is_evaluated_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time, one supplier in two states; and whoever looks at it."""
    memory = Store.beside(folder, folder / ".git")
    before, after = world(), world()
    put("northgate-electric", summary="Words.")(after)
    rule(before, after, quick=True, memory=memory)
    seen = evaluated(monkeypatch)
    rule(before, after, quick=True, memory=memory)
    assert seen == ["northgate-electric"] * 2
    seen.clear()
    put("halfway", summary="Words.")(after)
    rule(before, after, quick=True, memory=memory)
    # One has it as parent, another as replacement; their rules look at it.
    assert sorted(set(seen)) == ["halfway", "leaving", "ledgerlark", "northgate-electric"]


def test_what_rests_on_another_record_is_forgotten_with_it(folder: Path) -> None:
    """What was remembered with the other record as it is now is not true of how it was."""
    memory = Store.beside(folder, folder / ".git")
    was, now, other = world(), world(), world()
    put("halfway", lifecycle_status="offboarding")(now)  # it was to take over from one that leaves
    put("sparkhouse", summary="Words.")(other)
    for before, after in ((was, now), (was, other), (now, was), (other, was)):
        found = rule(before, after, quick=True, memory=memory)
        assert found.judgement == rule(before, after).judgement


def same_both_ways(folder: Path, *states: Tree) -> None:
    """Each state against the next, the short way with what is remembered, and the long way."""
    memory = Store.beside(folder, folder / ".git")
    for before, after in pairwise(states):
        found = rule(before, after, quick=True, memory=memory)
        assert found.judgement == rule(before, after).judgement


def test_where_a_record_stands_is_not_remembered_of_another_state(folder: Path) -> None:
    """A finding about the catalog names the file, and the file had moved."""
    was, moved, cured = world(), world(), world()
    for tree in (moved, cured):
        move("sparkhouse")(tree)
    put("sparkhouse", lifecycle_status="suspended")(cured)
    same_both_ways(folder, was, was, moved, cured)


def test_a_record_that_names_what_is_gone_is_looked_at(folder: Path) -> None:
    """It did not change, and is wrong now."""
    was, now = world(), world()
    del now["suppliers/halfway.yml"]
    same_both_ways(folder, was, was, now)
    assert "REC-03" in rule(was, now, quick=True).reasons[0]


def test_a_check_that_looks_at_everybody_is_asked_of_everybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing tells whose change would turn its answer, so nothing is remembered."""

    def run(case: Case) -> Iterator[Result]:
        many = sum(one.data.get("criticality") == "low" for one in case.catalog.suppliers.values())
        outcome = Outcome.FAIL if many > 3 else Outcome.PASS
        yield Result(outcome=outcome, subject="record/everybody", message=f"{many} of them")

    known = registry()
    monkeypatch.setitem(known, "CAT-04", replace(known["CAT-04"], run=run))
    was, now = world(), world()
    put("paused", criticality="low")(now)
    (tmp_path / ".git").mkdir()
    same_both_ways(tmp_path, was, now, was)
    assert any(one.finding.code == "CAT-04" for one in rule(was, now).judgement.news)


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "build" / "cache").glob("diff-*.json"))


DAMAGES = {
    "empty": lambda data: b"",
    "cut": lambda data: data[: len(data) // 2],
    "one byte": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "another code": lambda data: b"0" * 64 + data[64:],
    "no JSON": lambda data: data.partition(b"\n")[0] + b"\n{",
    "a verdict turned": lambda data: data.replace(b'"do-not-use"', b'"ok"'),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_what_is_damaged_or_forged_is_not_believed(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    """The answer is the same, and what is kept is whole again."""
    (tmp_path / ".git").mkdir()
    memory = Store.beside(tmp_path, tmp_path / ".git")
    before, after = base_tree(), base_tree()
    put("sparkhouse", summary="Words.")(after)
    expected = rule(before, after, quick=True, memory=memory).judgement
    assert expected.existing["block"] == 1
    (path,) = kept(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    assert rule(before, after, quick=True, memory=memory).judgement == expected
    assert path.read_bytes() == whole


def test_another_machine_believes_nothing(tmp_path: Path) -> None:
    """A file that comes with a checkout was made with another key."""
    here, there = tmp_path / "here", tmp_path / "there"
    for one in (here, there):
        (one / ".git").mkdir(parents=True)
    stores = [Store.beside(one, one / ".git") for one in (here, there)]
    assert stores[0] is not None
    assert stores[1] is not None
    stores[0].save("a key", {"verdict": "ok"})
    assert stores[0].load("a key") == {"verdict": "ok"}
    assert stores[0].load("another key") is None
    os.renames(here / "build", there / "build")
    assert stores[1].load("a key") is None


def test_a_link_leads_nowhere(tmp_path: Path) -> None:
    """A change may bring links into the working tree; nothing is written through them."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "build").symlink_to(tmp_path / "elsewhere")
    memory = Store.beside(tmp_path, tmp_path / ".git")
    assert memory is not None
    memory.save("a key", {"verdict": "ok"})
    assert not list((tmp_path / "elsewhere").iterdir())
    assert memory.load("a key") is None


def test_the_key_is_the_owners_alone(tmp_path: Path) -> None:
    """It is made once, outside the working tree, for nobody else to read."""
    first = Store.beside(tmp_path, tmp_path)
    assert first == Store.beside(tmp_path, tmp_path)
    (key,) = tmp_path.iterdir()
    assert key.stat().st_mode & 0o777 == 0o600
    assert Store.beside(tmp_path, tmp_path / "no such folder") is None


def test_old_files_go(tmp_path: Path) -> None:
    """Each day and each change of the rules makes a new one."""
    memory = Store.beside(tmp_path, tmp_path)
    assert memory is not None
    for number in range(KEPT_FILES + 3):
        memory.save(f"key {number}", {"number": number})
    assert len(kept(tmp_path)) == KEPT_FILES
    assert memory.load(f"key {KEPT_FILES + 2}") == {"number": KEPT_FILES + 2}


def test_another_program_or_day_remembers_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept says all that it was made from."""
    (tmp_path / ".git").mkdir()
    memory = Store.beside(tmp_path, tmp_path / ".git")
    tree = base_tree()
    rule(tree, tree, quick=True, memory=memory)
    monkeypatch.setattr(cache, "engine_digest", lambda: "another")
    rule(tree, tree, quick=True, memory=memory)
    assert len(kept(tmp_path)) == 2
