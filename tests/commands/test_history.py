"""The look back: the same for the same commit, from git's objects, kept by what it was made of."""

import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.commands import history
from generator.commands.history import look_back
from generator.evaluate import evaluate
from generator.load.git import Repository
from generator.model.assessment import Verdict
from generator.model.trend import Missing, Step
from tests.commands.conftest import Catalog
from tests.commands.test_drift import POLICY, SUPPLIER, git

TODAY = date(2026, 11, 22)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two suppliers since June whose cover ends in summer; one is renewed on 20 July."""
    root = tmp_path / "catalog"
    for folder in ("suppliers", "policies", "reference"):
        (root / folder).mkdir(parents=True)
    organisation = 'id: "us"\nname: Us\ntimezone: UTC\ncurrency: USD\n'
    (root / "reference/organisation.yml").write_text(organisation)
    (root / "reference/categories.yml").write_text(
        "categories:\n  - {id: cleaning, name: Cleaning}\n"
    )
    roles = 'roles:\n  - {id: "@facilities-cm", name: Facilities, mailbox: "f@example.com"}\n'
    (root / "reference/roles.yml").write_text(roles)
    (root / "policies/rules.yml").write_text(POLICY)
    for name, until in (("aa-firm", "2026-06-30"), ("bb-firm", "2026-07-10")):
        (root / f"suppliers/{name}.yml").write_text(SUPPLIER.format(name=name, until=until))
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one", day="2026-06-01")
    (root / "suppliers/bb-firm.yml").write_text(SUPPLIER.format(name="bb-firm", until="2027-06-30"))
    git(root, "commit", "-qam", "renewed", day="2026-07-20")
    return root


def test_each_month_is_judged_on_its_last_day_by_the_records_it_had(root: Path) -> None:
    """What was filed late shows from the day it was filed; time works on while nobody commits."""
    found = look_back(root, TODAY)
    assert found.step is Step.MONTH and found.missing is None
    good = {one.day.isoformat(): one.verdicts[Verdict.OK] for one in found.points}
    assert good == {
        "2026-06-30": 2,  # both still covered on their last day
        "2026-07-31": 1,
        "2026-08-31": 1,
        "2026-09-30": 1,
        "2026-10-31": 1,
    }
    assert [one.commit for one in found.points][:2] == [commit(root, "HEAD~1"), commit(root)]
    assert {one.in_use for one in found.points} == {2}


def commit(root: Path, name: str = "HEAD") -> str:
    """The full name of a commit."""
    with Repository.around(root) as repository:
        return repository.commit(name)


def test_a_second_look_evaluates_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is as good as new, and a file of the working tree can forge none of it."""
    first = look_back(root, TODAY)
    calls: list[Any] = []

    def counting(*words: Any) -> Any:
        calls.append(words)
        return evaluate(*words)

    monkeypatch.setattr(history, "evaluate", counting)
    assert look_back(root, TODAY) == first
    assert not calls
    (kept,) = (root / "build" / "cache").glob("trend-*.json")
    kept.write_bytes(kept.read_bytes().replace(b'"ok":2', b'"ok":9'))
    assert look_back(root, TODAY) == first
    assert calls


def test_only_what_is_new_is_evaluated(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A month later there is one more state to judge."""
    look_back(root, TODAY)
    days: list[date] = []

    def counting(catalog: Any, day: date, *words: Any) -> Any:
        days.append(day)
        return evaluate(catalog, day, *words)

    monkeypatch.setattr(history, "evaluate", counting)
    found = look_back(root, date(2026, 12, 2))
    assert days == [date(2026, 11, 30)]
    assert len(found.points) == 6


def test_the_working_tree_plays_no_part(root: Path) -> None:
    """Nor does a checkout happen: what is changed on the disk stays as it is, and is not seen."""
    before = look_back(root, TODAY)
    path = root / "suppliers/aa-firm.yml"
    path.write_text("nonsense")
    assert look_back(root, TODAY) == before
    assert path.read_text() == "nonsense"


def test_a_state_that_cannot_be_read_is_a_gap(root: Path) -> None:
    """It is named and breaks nothing; the states around it are there."""
    path = root / "suppliers/aa-firm.yml"
    good = path.read_text()
    path.write_text(good + "nonsense: yes-and-no\n")
    git(root, "commit", "-qam", "broken", day="2026-08-20")
    path.write_text(good)
    git(root, "commit", "-qam", "mended", day="2026-09-20")
    gaps = {one.day.month: one.gap for one in look_back(root, TODAY).points}
    assert gaps == {6: "", 7: "", 8: "suppliers/aa-firm.yml", 9: "", 10: ""}


def test_a_check_that_raises_in_a_state_of_the_past_is_a_gap(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Today's program may not know what to make of it: never an error of the build."""

    def raising(*_: Any) -> Any:
        raise KeyError("a field that was there then")

    monkeypatch.setattr(history, "evaluate", raising)
    assert {one.gap for one in look_back(root, TODAY).points} == {"KeyError"}


def test_a_day_of_the_past_sees_no_later_commit(root: Path) -> None:
    """A build as of a day looks back from that day."""
    found = look_back(root, date(2026, 7, 15))
    assert {one.commit for one in found.points} == {commit(root, "HEAD~1")}


def test_a_young_history_goes_change_by_change(root: Path) -> None:
    """Commits that changed no record are no points; the newest change is today's."""
    (root / "README.md").write_text("words")
    git(root, "add", ".")
    git(root, "commit", "-qm", "words", day="2026-07-20")
    found = look_back(root, date(2026, 7, 20))
    assert found.step is Step.DAY or found.step is Step.WEEK
    git(root, "checkout", "-q", "--orphan", "fresh")
    git(root, "commit", "-qm", "all", day="2026-11-21")
    assert look_back(root, TODAY).missing is Missing.NO_PAST
    path = root / "suppliers/aa-firm.yml"
    path.write_text(path.read_text().replace("2026-06-30", "2027-06-30"))
    git(root, "commit", "-qam", "renewed", day="2026-11-22")
    found = look_back(root, TODAY)
    assert found.step is Step.COMMIT
    assert [(one.day, one.verdicts[Verdict.OK]) for one in found.points] == [
        (date(2026, 11, 21), 1)
    ]


def test_a_shallow_clone_and_no_repository_say_so(root: Path, tmp_path: Path) -> None:
    """With part of a history the answer would depend on the clone: there is none, then."""
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{root}", str(clone)], check=True)
    assert look_back(clone, TODAY).missing is Missing.SHALLOW
    bare = tmp_path / "bare"
    bare.mkdir()
    assert look_back(bare, TODAY).missing in (Missing.NO_GIT, Missing.NO_PAST)


def trend_page(catalog: Catalog, root: Path, *words: str) -> str:
    """The page of a build."""
    site = root / "site"
    ran = catalog("build", "--root", str(root), "--as-of", TODAY.isoformat(), *words)
    assert ran.code == 0, ran.err
    return (site / "compliance/trend/index.html").read_text("utf-8")


def test_a_build_looks_back_unless_it_is_told_not_to(
    root: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small catalog by itself, a large one when asked; twice the same page."""
    page = trend_page(catalog, root)
    assert 'data-points="6"' in page
    assert trend_page(catalog, root) == page
    assert 'data-missing="not-asked"' in trend_page(catalog, root, "--no-trend")
    monkeypatch.setattr(history, "SMALL", 1)
    assert 'data-missing="not-asked"' in trend_page(catalog, root)
    assert trend_page(catalog, root, "--trend") == page
