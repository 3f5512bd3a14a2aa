"""The history of the records, from one ``git log``: whole, shallow, in a sub-folder, or none."""

import os
import subprocess
from pathlib import Path

import pytest

from generator.load import record_history as history
from generator.load.record_history import SHOWN, History

RECORD = "id: acme\nsummary: {summary}\noffers:\n  - id: a\n"
PATH = "suppliers/acme.yml"


class Work:
    """A repository to make history in. Every commit has a day of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.day = folder, 0
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str) -> str:
        """What git says; hooks and settings of this machine are out of it."""
        stamp = f"2026-01-{self.day + 1:02d}T12:00:00Z"
        told = {"GIT_AUTHOR_NAME": "Ada Author", "GIT_COMMITTER_NAME": "Cy Committer"}
        mails = {f"GIT_{one}_EMAIL": "nobody@example.com" for one in ("AUTHOR", "COMMITTER")}
        days = {f"GIT_{one}_DATE": stamp for one in ("AUTHOR", "COMMITTER")}
        plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(
            ["git", "-C", str(self.folder), *words],
            env={**os.environ, **told, **mails, **days, **plain},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def write(self, text: str, path: str = PATH) -> None:
        """A file in the working tree."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def commit(self, subject: str) -> str:
        """Everything that is there, as one commit; its name."""
        self.day += 1
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", subject)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """A repository with a record that was added and changed once."""
    made = Work(tmp_path / "work")
    made.write(RECORD.format(summary="First"))
    made.commit("Add Acme")
    made.write(RECORD.format(summary="Second"))
    made.commit("Say it better")
    return made


def test_who_changed_what_when(work: Work) -> None:
    """Newest first, with the author as recorded and the fields that differ."""
    found = History.of(work.folder)
    changes = found.pasts[PATH].changes
    assert [(one.kind, one.fields, one.subject) for one in changes] == [
        ("changed", ("summary",), "Say it better"),
        ("added", (), "Add Acme"),
    ]
    assert [one.author for one in changes] == ["Ada Author"] * 2
    assert [str(one.on) for one in changes] == ["2026-01-03", "2026-01-02"]
    assert changes[0].commit == work.git("rev-parse", "HEAD")
    assert (found.known, found.cut, found.uncommitted) == (True, False, frozenset())


def test_a_field_that_came_and_one_that_went(work: Work) -> None:
    """Both are changes of the record; an order of lines below a field is one of that field."""
    work.write("id: acme\nowner: x\noffers:\n  - id: b\n")
    work.commit("Turn it over")
    assert History.of(work.folder).pasts[PATH].changes[0].fields == ("owner", "offers", "summary")


def test_a_catalog_in_a_sub_folder(work: Work) -> None:
    """Paths are those of the catalog; what lies beside it is not looked at."""
    work.write(RECORD.format(summary="Other"), "purchasing/suppliers/other.yml")
    work.commit("Add Other")
    found = History.of(work.folder / "purchasing")
    assert list(found.pasts) == ["suppliers/other.yml"]
    work.write("id: other\n", "purchasing/suppliers/other.yml")
    assert History.of(work.folder / "purchasing").uncommitted == {"suppliers/other.yml"}


def test_what_is_not_committed(work: Work) -> None:
    """Changed, new and staged files are all uncommitted."""
    work.write(RECORD.format(summary="Third"))
    work.write("id: new\n", "suppliers/deep/new.yml")
    work.write("id: staged\n", "suppliers/staged.yml")
    work.git("add", "suppliers/staged.yml")
    assert History.of(work.folder).uncommitted == {
        PATH,
        "suppliers/deep/new.yml",
        "suppliers/staged.yml",
    }


def test_a_shallow_copy_claims_nothing_of_its_first_commit(work: Work, tmp_path: Path) -> None:
    """Git calls every record new there. It is left out, and the history says that it is cut."""
    work.write("id: b\n", "suppliers/b.yml")
    work.commit("Add B")
    there = tmp_path / "shallow"
    work.git("clone", "-q", "--depth", "2", work.folder.as_uri(), str(there))
    found = History.of(there)
    assert (found.known, found.cut) == (True, True)
    assert [one.subject for one in found.pasts["suppliers/b.yml"].changes] == ["Add B"]
    assert PATH not in found.pasts


def test_a_copy_without_old_files(work: Work, tmp_path: Path) -> None:
    """Who and when is told without asking the network for which fields."""
    work.git("config", "uploadpack.allowFilter", "true")
    there = tmp_path / "partial"
    work.git("clone", "-q", "--filter=blob:none", work.folder.as_uri(), str(there))
    changes = History.of(there).pasts[PATH].changes
    assert [(one.subject, one.fields) for one in changes] == [
        ("Say it better", ()),
        ("Add Acme", ()),
    ]


def test_no_repository_and_no_commit(tmp_path: Path) -> None:
    """An unpacked archive, and a repository without a commit, have no history and fail nothing."""
    bare = tmp_path / "archive"
    (bare / "suppliers").mkdir(parents=True)
    assert History.of(bare) == History()
    fresh = Work(tmp_path / "fresh")
    fresh.write("id: a\n")
    assert not History.of(fresh.folder).known


def test_without_git(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git is not installed, there is no history."""
    monkeypatch.setenv("PATH", "")
    assert History.of(work.folder) == History()


def test_hostile_names_and_subjects(work: Work) -> None:
    """Marks that turn text around, control characters and a forged start are no more than text."""
    work.write(RECORD.format(summary="Third"))
    work.git("config", "user.name", "x")
    work.day += 1
    work.git("add", "-A")
    subject = f"\x01{'0' * 40} \u202eevil\u202c \x1b[31m<b>" + "y" * 400
    work.git("commit", "-q", "--author", "Eve \x1b]0;x <eve@example.com>", "-m", subject)
    newest = History.of(work.folder).pasts[PATH].changes[0]
    assert newest.commit == work.git("rev-parse", "HEAD")
    assert newest.subject.startswith(f"{'0' * 40} evil [31m<b>yyy")
    assert len(newest.subject) == 160
    assert newest.author == "Eve ]0;x"
    assert len(History.of(work.folder).pasts[PATH].changes) == 3


def test_settings_of_the_machine_change_nothing(work: Work) -> None:
    """Whatever people have set for git, the history is the same, and no hook runs."""
    before = History.of(work.folder)
    for key, value in (
        ("log.showRoot", "false"),
        ("diff.renames", "copies"),
        ("log.mailmap", "true"),
        ("core.abbrev", "4"),
        ("core.fsmonitor", "touch hooked"),
        ("status.showUntrackedFiles", "no"),
    ):
        work.git("config", key, value)
    work.write("Bob Other <nobody@example.com>\n", ".mailmap")
    assert History.of(work.folder) == before
    assert not (work.folder / "hooked").exists()


def test_long_histories_are_told_in_part(work: Work) -> None:
    """The newest changes are told, the others counted."""
    for number in range(SHOWN + 3):
        work.write(RECORD.format(summary=f"Number {number}"))
        work.commit(f"Change {number}")
        work.day = 5
    past = History.of(work.folder).pasts[PATH]
    assert len(past.changes) == SHOWN
    assert past.older == 5
    assert past.changes[0].subject == f"Change {SHOWN + 2}"


def test_limits(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the limits, fields are not looked up, and older commits are not asked for."""
    monkeypatch.setattr(history, "MOST_COMPARED", 0)
    assert History.of(work.folder).pasts[PATH].changes[0].fields == ()
    monkeypatch.setattr("generator.load.git.MOST_COMMITS", 0)
    monkeypatch.setattr(history, "MOST_COMMITS", 0)
    found = History.of(work.folder)
    assert found.cut
    assert [one.subject for one in found.pasts[PATH].changes] == ["Say it better"]


def test_policies_have_a_history_beside_suppliers(work: Work) -> None:
    """Joined, each path has its own."""
    work.write("id: insurance\n", "policies/insurance.yml")
    work.commit("Add the policy")
    suppliers, policies = History.of(work.folder), History.of(work.folder, "policies")
    both = suppliers.joined(policies)
    assert both.known and not both.cut
    assert both.pasts == {**suppliers.pasts, **policies.pasts}
    assert [one.subject for one in both.pasts["policies/insurance.yml"].changes] == [
        "Add the policy"
    ]
    assert PATH in both.pasts and PATH not in policies.pasts
    assert History().joined(policies).known and not History().joined(History()).known
