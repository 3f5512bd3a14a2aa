"""The YAML that the work page offers is what the record's dialect and schema accept."""

import copy
from typing import Any

import pytest

from generator.cli import main
from generator.load.catalog import Loaded
from generator.load.renewal import KINDS
from generator.load.strict_yaml import parse
from generator.model.assessment import Finding, Outcome
from generator.pages._snippets import Snippet, snippets
from generator.pages.base import Site
from tests.conftest import ROOT
from tests.pages.conftest import HOSTILE


def offered(site: Site) -> list[tuple[Finding, Snippet]]:
    """Every change that is offered for a finding of the example organisation."""
    return [
        (one, made)
        for one in site.assessment.findings
        if one.supplier and one.outcome in (Outcome.FAIL, Outcome.UNKNOWN)
        for made in snippets(site, [one])
    ]


def read(yaml: str, path: tuple[str, ...]) -> Any:
    """What the lines say, at the place in a record that they are indented for."""
    head = "".join(f"{'  ' * depth}{name}:\n" for depth, name in enumerate(path))
    data, problems = parse(f"{head}{yaml}\n".encode(), "suppliers/x.yml")
    assert not problems, problems
    here: Any = data
    for name in path:
        here = here[name]
    return here


def applied(record: dict[str, Any], kind: Any, found: Finding, made: Snippet) -> dict[str, Any]:
    """The record after the change."""
    new = copy.deepcopy(record)
    here: Any = new
    for name in kind.path:
        here = here.setdefault(name, [] if name == kind.path[-1] else {})
    index = found.pointer[len(kind.path)] if len(found.pointer) > len(kind.path) else None
    if len(made.steps) == 2:
        set_, entry = (yaml for _, yaml in made.steps)
        assert isinstance(index, int)
        here[index] |= read("  " * len(kind.path) + "- id: x\n" + set_, kind.path)[0] | {
            "id": here[index]["id"]
        }
        here.insert(index + 1, read(entry, kind.path)[0])
    elif index is not None:
        yaml = "  " * len(kind.path) + "- id: x\n" + made.steps[0][1]
        here[index] |= read(yaml, kind.path)[0] | {"id": here[index]["id"]}
    else:
        here.append(read(made.steps[0][1], kind.path)[0])
    return new


def kind_of(found: Finding) -> Any:
    """The kind of document that the change is about."""
    for kind in KINDS.values():
        if found.pointer[: len(kind.path)] == kind.path:
            return kind
    return KINDS["insurance.policies" if found.code.startswith("INS") else "screenings"]


def test_every_change_that_is_offered_gives_a_valid_record(site: Site, loaded: Loaded) -> None:
    """Read by the reader of records, put in its place, and held against the schema."""
    found = offered(site)
    assert len(found) > 30
    assert {len(made.steps) for _, made in found} == {1, 2}
    for finding, made in found:
        record = dict(site.catalog.suppliers[str(finding.supplier)].data)
        new = applied(record, kind_of(finding), finding, made)
        issues = loaded.schemas.issues("supplier", new)
        assert not issues, f"{finding.supplier} {made.title}: {issues}"


def test_a_renewal_names_its_successor_and_what_to_enter(site: Site) -> None:
    """The old one is closed, and never deleted; the command does the same."""
    finding, made = next(
        (one, two)
        for one, two in offered(site)
        if one.code == "INS-01" and one.pointer[:2] == ("insurance", "policies") and two.command
    )
    (_, closing), (_, entry) = made.steps
    old = site.catalog.suppliers[str(finding.supplier)].data["insurance"]["policies"]
    name = old[finding.pointer[2]]["id"]
    kind = KINDS["insurance.policies"]
    new = read(entry, kind.path)[0]
    assert f"superseded_by: {new['id']}" in closing and "status: superseded" in closing
    assert new["id"] != name and "policy_number" not in new and "certificate" not in new
    assert entry.count("# check against the paper") == 2
    assert made.command.startswith(f"catalog renew {finding.supplier} insurance.policies/{name} ")


def test_what_ends_far_off_or_is_superseded_is_not_renewed(site: Site) -> None:
    """A licence that only has to be looked up again is not replaced."""
    looked = [made for one, made in offered(site) if one.code == "LIC-08"]
    assert looked and all("last_verified_on" in one.steps[0][1] for one in looked)
    assert all(len(one.steps) == 1 and not one.command for one in looked)


def test_one_document_is_offered_once_for_a_supplier(site: Site) -> None:
    """Five findings about one policy are one change; more than three would bury the page."""
    for assessed in site.assessment.suppliers:
        made = snippets(site, list(assessed.findings))
        assert len(made) <= 3
        assert len({one.title for one in made}) == len(made)


@pytest.mark.parametrize("audience", ["internal"])
def test_hostile_texts_stay_texts_or_are_not_offered(hostile: Site, audience: str) -> None:
    """What the dialect cannot write is left out; nothing becomes a key."""
    for one, made in offered(hostile):
        for _, yaml in made.steps:
            assert "\u202e" not in yaml
            for part in yaml.splitlines():
                assert not part.lstrip().startswith("<script"), one.code
    assert HOSTILE


def test_the_command_does_what_is_offered(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """One of each kind of document, tried without writing: it names the same successor."""
    chosen = {}
    for finding, made in offered(site):
        if made.command:
            chosen.setdefault(kind_of(finding).key, made)
    assert len(chosen) > 3
    for key, made in chosen.items():
        words = made.command.split()[1:]
        code = main([*words, "--dry-run", "--root", str(ROOT), "--as-of", "2026-11-22"])
        told = capsys.readouterr()
        assert code == 0, f"{made.command}: {told.err}"
        new = read(made.steps[1][1], KINDS[key].path)[0]["id"]
        assert f"{new} supersedes {key}/" in told.err
