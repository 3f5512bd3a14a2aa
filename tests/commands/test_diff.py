"""``catalog diff`` on real repositories: what git gives, what it must not do, what comes back."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.checks import registry
from generator.checks.base import Case
from tests.commands.conftest import Catalog

DAY = ("--as-of", "2026-11-22")
WIRE = "suppliers/brightwire.yml"
ACME = "suppliers/acme-electrics.yml"
MAY, REFUSED = "This change may be merged.", "This change is refused: "


class Repo:
    """A git repository with the small catalog in it."""

    def __init__(self, top: Path, root: Path) -> None:
        self.top, self.root = top, root

    def git(self, *words: str, **env: str) -> str:
        """Run git here, as somebody."""
        who = {
            f"GIT_{one}_{what}": "a@example.com"
            for one in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        done = subprocess.run(
            ["git", "-c", "commit.gpgsign=false", *words],
            cwd=self.top,
            env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, **who, **env},
            capture_output=True,
            check=True,
            text=True,
        )
        return done.stdout.strip()

    def commit(self, **env: str) -> str:
        """Everything as it lies there; the name of the commit."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "change", **env)
        return self.git("rev-parse", "HEAD")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text in a file, once."""
        file = self.root / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def repo(small: Path) -> Repo:
    """The small catalog at the top of a repository, committed on main."""
    found = Repo(small, small)
    found.git("init", "-q", "-b", "main")
    found.commit()
    return found


@pytest.fixture
def diff(repo: Repo, catalog: Catalog) -> Callable[..., object]:
    """Run ``catalog diff`` in the repository."""
    return lambda *words: catalog("diff", "--root", str(repo.root), *DAY, *words)


def spoil(repo: Repo) -> None:
    """Type over the end of a policy: a refusal."""
    repo.edit(WIRE, "2026-10-31", "2027-10-31")


def test_the_first_line_is_the_answer(repo: Repo, diff: Callable[..., object]) -> None:
    """What may be merged is exit 0, what may not is 1; what was there before is only counted."""
    repo.edit(WIRE, "Call the office.", "Call the desk.")
    repo.commit()
    ran = diff("HEAD^", "HEAD")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == MAY
    assert "brightwire" in ran.out
    assert "are in both states" in ran.out
    spoil(repo)
    repo.commit()
    ran = diff("HEAD^", "HEAD")
    assert ran.code == 1
    assert ran.out.splitlines()[0] == f"{REFUSED}1 thing that a change may not do."
    assert f"{WIRE}:18:7: REC-11 evidence-redated: " in ran.out


def test_without_a_second_revision_the_disk_counts(repo: Repo, diff: Callable[..., object]) -> None:
    """Tracked or not, added to the index or not."""
    spoil(repo)
    assert diff("HEAD").code == 1
    repo.git("checkout", "-q", "--", ".")
    assert diff("HEAD").code == 0
    text = (repo.root / ACME).read_text("utf-8")
    new = text.replace("acme-electrics", "new-one").replace("Acme Electrics", "New One")
    (repo.root / "suppliers/new-one.yml").write_text(
        new.replace("2027-12-31", "2026-01-31"), "utf-8"
    )
    ran = diff("HEAD")
    assert ran.code == 1
    assert "new-one: not there → Do not use" in ran.out


def test_nothing_is_checked_out_and_nothing_is_run(
    repo: Repo, diff: Callable[..., object], tmp_path: Path
) -> None:
    """Neither hooks nor filters nor monitors, whatever the repository sets; the index stays."""
    trap = tmp_path / "trap"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {trap}\ncat\n")
    script.chmod(0o755)
    for hook in ("post-checkout", "post-index-change", "pre-commit", "reference-transaction"):
        shutil.copy(script, repo.top / ".git" / "hooks" / hook)
    repo.git("config", "core.fsmonitor", str(script))
    repo.git("config", "filter.trap.smudge", str(script))
    repo.git("config", "diff.trap.textconv", str(script))
    repo.git("config", "diff.external", str(script))
    repo.git("config", "core.pager", str(script))
    (repo.top / ".gitattributes").write_text("* filter=trap diff=trap\n")
    for hook in (repo.top / ".git" / "hooks").iterdir():
        hook.chmod(0o644)
    base = repo.git("rev-parse", "HEAD")
    spoil(repo)
    head = repo.commit()
    for hook in (repo.top / ".git" / "hooks").iterdir():
        hook.chmod(0o755)
    trap.unlink(missing_ok=True)
    before = {
        one: one.read_bytes()
        for one in repo.top.rglob("*")
        if one.is_file() and ".git" not in one.parts
    }
    index = (repo.top / ".git" / "index").read_bytes()
    assert diff(base, head, "--no-cache").code == 1
    assert diff(base, "--no-cache").code == 1
    assert not trap.exists()
    assert (repo.top / ".git" / "index").read_bytes() == index
    after = {
        one: one.read_bytes()
        for one in repo.top.rglob("*")
        if one.is_file() and ".git" not in one.parts
    }
    assert after == before


def test_surroundings_lead_nowhere(
    repo: Repo, diff: Callable[..., object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """GIT_DIR and the like, as a hook of git sets them, are not heeded."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    assert diff("HEAD", "HEAD").code == 0


def test_a_replaced_object_is_not_heeded(repo: Repo, diff: Callable[..., object]) -> None:
    """A replacement would show another tree than the one that is merged."""
    good = repo.git("rev-parse", "HEAD")
    spoil(repo)
    bad = repo.commit()
    repo.git("replace", bad, good)
    assert diff(good, bad).code == 1


def test_forged_dates_change_nothing(repo: Repo, diff: Callable[..., object]) -> None:
    """The day is an option; what a commit says of its own is nobody's business."""
    spoil(repo)
    repo.commit(GIT_AUTHOR_DATE="2001-01-01T00:00:00Z", GIT_COMMITTER_DATE="2031-01-01T00:00:00Z")
    assert diff("HEAD^", "HEAD").code == 1


BAD_REVISIONS = (
    "nowhere",
    "--help",
    "-x",
    "--upload-pack=touch x",
    "HEAD..HEAD",
    "HEAD:suppliers",
    "$(touch x)",
    "a\nb",
    "",
    ":/change^{tree}",
    "@{upstream}",
    "HEAD^9",
    "\0",
)


@pytest.mark.parametrize("revision", BAD_REVISIONS, ids=ascii)
def test_a_revision_is_a_commit_or_exit_2(
    repo: Repo, diff: Callable[..., object], revision: str
) -> None:
    """One line, and nothing is done."""
    for words in (("--", revision, "HEAD"), ("--", "HEAD", revision)):
        ran = diff(*words)
        assert ran.code == 2
        assert ran.out == ""
        assert ran.err.count("\n") == 1
    assert not (repo.root / "x").exists()


def test_no_repository_is_exit_2(small: Path, catalog: Catalog) -> None:
    """There is nothing to compare with."""
    ran = catalog("diff", "--root", str(small), "HEAD", *DAY)
    assert ran.code == 2
    assert "git" in ran.err


def test_without_git_is_exit_2(
    diff: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what is missing."""
    monkeypatch.setenv("PATH", "/nowhere")
    ran = diff("HEAD")
    assert ran.code == 2
    assert "git is not installed" in ran.err


def test_only_plain_files_are_read(repo: Repo, diff: Callable[..., object]) -> None:
    """No link, no program, no repository within, no file with a hostile name."""
    (repo.root / "suppliers/link.yml").symlink_to("acme-electrics.yml")
    (repo.root / ACME).chmod(0o755)
    (repo.root / "suppliers/a\n::error::x.yml").write_text("id: x\n")
    inner = repo.git("rev-parse", "HEAD")
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{inner},suppliers/inner")
    repo.git("add", "-A", "suppliers")
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{inner},suppliers/inner")
    repo.git("commit", "-q", "-m", "x")
    ran = diff("HEAD^", "HEAD")
    assert ran.code == 1
    lines = [one for one in ran.out.splitlines() if "FILE-" in one]
    assert [one.partition(" error")[0] for one in lines] == [
        "suppliers/a\\n::error::x.yml:0:0: FILE-NAME",
        f"{ACME}:0:0: FILE-SPECIAL",
        "suppliers/inner:0:0: FILE-SPECIAL",
        "suppliers/link.yml:0:0: FILE-SYMLINK",
    ]


def test_what_merging_gives_is_judged(repo: Repo, diff: Callable[..., object]) -> None:
    """Main has gone on since: what came there is not removed by the branch."""
    repo.git("checkout", "-q", "-b", "branch")
    repo.edit(WIRE, "Call the office.", "Call the desk.")
    repo.commit()
    repo.git("checkout", "-q", "main")
    text = (repo.root / ACME).read_text("utf-8").replace("acme-electrics", "later")
    (repo.root / "suppliers/later.yml").write_text(text.replace("Acme Electrics", "Later"), "utf-8")
    repo.commit()
    objects = sorted(one.name for one in (repo.top / ".git" / "objects").rglob("*"))
    ran = diff("main", "branch")
    assert ran.code == 0
    assert "later" not in ran.out
    assert "this is what merging gives" in ran.out
    assert sorted(one.name for one in (repo.top / ".git" / "objects").rglob("*")) == objects
    repo.git("checkout", "-q", "branch")
    ran = diff("main")
    assert ran.code == 0
    assert "compared with where it left" in ran.out
    assert "later" not in ran.out


def test_two_green_changes_that_do_not_go_together(repo: Repo, diff: Callable[..., object]) -> None:
    """Each brings a supplier with the same number: the second is refused when it comes to it."""
    for name in ("one", "two"):
        repo.git("checkout", "-q", "-b", name, "main")
        text = (repo.root / ACME).read_text("utf-8").replace("acme-electrics", f"firm-{name}")
        text = text.replace("Acme Electrics", f"Firm {name}")
        number = 'identifiers: [{scheme: DUNS, id: "150483782"}]\n'
        (repo.root / f"suppliers/firm-{name}.yml").write_text(text + number, "utf-8")
        repo.commit()
        repo.git("checkout", "-q", "main")
    policy = (repo.root / "policies/insurance.yml").read_text("utf-8")
    twins = (
        "      - {id: one-record, check: REC-06, severity: error, "
        'applies_when: {status: ["approved"]}}\n'
    )
    (repo.root / "policies/insurance.yml").write_text(policy.rstrip("\n") + "\n" + twins, "utf-8")
    repo.commit()
    assert diff("main", "one").code == 0
    assert diff("main", "two").code == 0
    repo.git("merge", "-q", "--no-edit", "one")
    ran = diff("main", "two")
    assert ran.code == 1
    assert "REC-06" in ran.out


def test_what_cannot_be_merged_is_refused(repo: Repo, diff: Callable[..., object]) -> None:
    """Both sides changed one line."""
    for name in ("one", "two"):
        repo.git("checkout", "-q", "-b", name, "main")
        repo.edit(WIRE, "Call the office.", f"Call {name}.")
        repo.commit()
    ran = diff("one", "two", "--format", "json")
    assert ran.code == 1
    found = json.loads(ran.out)["refusals"]
    assert [(one["code"], one["rule"], one["path"]) for one in found] == [
        ("GOV-11", "merge-conflict", WIRE)
    ]


def test_unrelated_histories_are_compared_as_they_are(
    repo: Repo, diff: Callable[..., object]
) -> None:
    """As in a shallow clone; a note says so."""
    repo.git("checkout", "-q", "--orphan", "other")
    spoil(repo)
    repo.commit()
    ran = diff("main", "other")
    assert ran.code == 1
    assert "shallow" in ran.out


def test_a_catalog_in_a_folder_of_the_repository(
    tmp_path: Path, small: Path, catalog: Catalog
) -> None:
    """Files around it are not its business; paths are its own."""
    top = tmp_path / "mono"
    top.mkdir()
    shutil.move(small, top / "catalog")
    repo = Repo(top, top / "catalog")
    repo.git("init", "-q", "-b", "main")
    (top / "suppliers").mkdir()
    (top / "suppliers/Not-Ours.txt").write_text("x")
    repo.commit()
    spoil(repo)
    repo.commit()
    ran = catalog("diff", "--root", str(repo.root), *DAY, "HEAD^", "HEAD", "--format", "github")
    assert ran.code == 1
    assert f"::error file=catalog/{WIRE},line=18," in ran.out
    assert "Not-Ours" not in ran.out


def test_reports_go_to_their_files(repo: Repo, diff: Callable[..., object], tmp_path: Path) -> None:
    """Several at once; every format that a check has, a change has."""
    spoil(repo)
    repo.edit(ACME, "lifecycle_status: approved", "lifecycle_status: prospect")
    repo.commit()
    names = ("csv", "gitlab", "github", "json", "junit", "markdown", "sarif", "text", "xlsx")
    words = [word for one in names for word in ("--format", f"{one}={tmp_path / one}")]
    ran = diff("HEAD^", "HEAD", *words)
    assert (ran.code, ran.out) == (1, "")
    for one in names:
        assert (tmp_path / one).stat().st_size > 0
    found = json.loads((tmp_path / "json").read_text("utf-8"))
    assert found["answer"] == "refuse"
    assert {(one["code"], one["line"]) for one in found["refusals"]} == {
        ("REC-11", 18),
        ("LIF-04", 3),
    }
    assert (tmp_path / "text").read_text("utf-8").startswith(REFUSED)
    assert (tmp_path / "markdown").read_text("utf-8").startswith(f"## {REFUSED}")
    assert "REC-11" in (tmp_path / "sarif").read_text("utf-8")


def test_the_level_is_as_in_check(repo: Repo, diff: Callable[..., object]) -> None:
    """A new warning stops nothing unless it is asked to; a refusal stops whatever the level."""
    text = (repo.root / ACME).read_text("utf-8").replace("acme-electrics", "soon")
    text = text.replace("Acme Electrics", "Soon").replace("2027-12-31", "2026-12-10")
    (repo.root / "suppliers/soon.yml").write_text(text, "utf-8")
    repo.commit()
    assert diff("HEAD^", "HEAD").code == 0
    assert diff("HEAD^", "HEAD", "--fail-on", "warning").code == 1
    spoil(repo)
    repo.commit()
    assert diff("HEAD^", "HEAD", "--fail-on", "never").code == 1


def test_a_check_that_raises_is_exit_3(
    repo: Repo, diff: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is never a pass."""

    def raising(case: Case) -> object:
        raise RuntimeError("no")

    known = registry()
    monkeypatch.setitem(known, "INS-01", replace(known["INS-01"], run=raising))
    repo.edit(WIRE, "Call the office.", "Call the desk.")
    for words in (("HEAD",), ("HEAD", "--no-cache")):
        ran = diff(*words)
        assert (ran.code, ran.out) == (3, "")
        assert "INS-01" in ran.err


def test_an_empty_head_is_exit_4(repo: Repo, diff: Callable[..., object]) -> None:
    """A change that leaves nothing to check is no pass."""
    (repo.root / "policies/insurance.yml").unlink()
    repo.commit()
    ran = diff("HEAD^", "HEAD", "--fail-on", "never")
    assert ran.code == 4
    assert "nothing was checked" in ran.err


def test_the_day_is_the_bases(
    repo: Repo, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change cannot choose the time zone that it is judged in."""
    zones: list[str] = []

    class Zone:
        def __init__(self, name: str) -> None:
            zones.append(name)

    monkeypatch.setattr("generator.commands.base.ZoneInfo", Zone)
    monkeypatch.setattr(
        "generator.commands.base.datetime", type("Clock", (), {"now": staticmethod(_day)})
    )
    repo.edit("reference/organisation.yml", "Europe/London", "Pacific/Kiritimati")
    repo.commit()
    for words in (("HEAD^", "HEAD"), ("HEAD^", "HEAD", "--no-cache")):
        ran = catalog("diff", "--root", str(repo.root), *words)
        assert ran.code == 0
        assert "a day that was asked for" not in ran.out
    assert set(zones) == {"Europe/London"}


def _day(zone: object) -> object:
    from datetime import datetime

    return datetime(2026, 11, 22)


def test_what_is_remembered_is_not_committed_and_not_believed(
    repo: Repo, diff: Callable[..., object], tmp_path: Path
) -> None:
    """A warm run says the same; a file that a change brings along is as good as none."""
    (repo.top / ".gitignore").write_text("build/\n")
    repo.commit()
    repo.edit(WIRE, "Call the office.", "Call the desk.")
    repo.commit()
    first, second = diff("HEAD^", "HEAD"), diff("HEAD^", "HEAD")
    assert first == second
    (kept,) = (repo.root / "build/cache").glob("diff-*.json")
    forged = kept.read_bytes().replace(b'"do-not-use"', b'"ok"')
    kept.write_bytes(forged)
    assert diff("HEAD^", "HEAD") == first
    repo.git("add", "-f", "build")
    repo.edit(WIRE, "Call the desk.", "Call us.")
    repo.commit()
    ran = diff("HEAD^", "HEAD")
    assert ran.code == 1
    assert "GOV-08" in ran.out


def test_many_removals_need_the_flag(repo: Repo, diff: Callable[..., object]) -> None:
    """Prospects may go, and more than a tenth of all records only on purpose."""
    for name in ("p-one", "p-two"):
        text = f"id: {name}\nlegal_name: {name}\nlifecycle_status: prospect\n"
        (repo.root / f"suppliers/{name}.yml").write_text(text)
    repo.commit()
    for name in ("p-one", "p-two"):
        (repo.root / f"suppliers/{name}.yml").unlink()
    repo.commit()
    assert diff("HEAD^", "HEAD").code == 1
    assert diff("HEAD^", "HEAD", "--allow-removals").code == 0


def test_hostile_text_stays_text(repo: Repo, diff: Callable[..., object]) -> None:
    """What a record says forges no line, no command, no markup."""
    evil = '"</details>\\n::error::x |<b>`@everybody ##[group]x"'
    repo.edit(ACME, "how_to_order: Call the office.", f"how_to_order: {evil}")
    repo.commit()
    out = diff("HEAD^", "HEAD").out
    assert not any(one.lstrip().startswith(("::", "##[")) for one in out.splitlines())
    markdown = diff("HEAD^", "HEAD", "--format", "markdown").out
    assert markdown.count("</details>") == 1
    assert "<b>" not in markdown


def test_codeowners(repo: Repo, catalog: Catalog) -> None:
    """Written once, then current; behind when an owner changes; the gate says so too."""
    for name in ("facilities", "risk"):
        repo.edit(
            "reference/roles.yml",
            f"name: {name.title()}\n",
            f'name: {name.title()}\n    code_owner: "@org/{name}"\n',
        )
    words = ("codeowners", "--root", str(repo.root))
    assert catalog(*words).code == 2  # there is no @procurement-ops here
    words = (*words, "--keeper", "@risk")
    assert catalog(*words, "--check").code == 1
    assert catalog(*words).code == 0
    assert catalog(*words, "--check").code == 0
    text = (repo.top / ".github/CODEOWNERS").read_text("utf-8")
    assert "/suppliers/acme-electrics.yml @org/facilities\n" in text
    assert "/.github/ @org/risk\n" in text
    repo.commit()
    repo.edit(ACME, 'owner: "@facilities"', 'owner: "@risk"')
    ran = catalog("diff", "--root", str(repo.root), *DAY, "HEAD")
    assert ran.code == 1
    assert "GOV-10 codeowners-stale" in ran.out
    assert catalog(*words).code == 0
    assert catalog("diff", "--root", str(repo.root), *DAY, "HEAD").code == 0
