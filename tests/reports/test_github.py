"""GitHub: the runner, written down again, carries out the commands we meant and no other."""

from dataclasses import replace
from itertools import groupby
from typing import Any

import pytest

from generator.model.assessment import Finding, Outcome
from generator.model.problem import Problem
from generator.reports import github, registry
from generator.reports.base import Report
from tests.reports.hostile import AS_OF, findings, problems, report, shown
from tests.reports.runner import Command, commands
from tests.reports.sample import finding, sample

LEVELS = {"block": "error", "error": "error", "warning": "warning", "info": "notice"}
TEXT_FORMATS = sorted(set(registry()) - {"xlsx"})


@pytest.mark.parametrize(
    ("output", "name"),
    [
        ("::error::x", "error"), ("  \u00a0\t::error file=a::x", "error"), ("::ERROR::x", "error"),
        ("a\r::add-mask::x", "add-mask"), ("a ##[error]x", "error"), ("###[group]x", "group"),
        ("x\r\n\u3000::notice::x", "notice"),
    ],
)  # fmt: skip
def test_the_emulator_sees_what_a_runner_sees(output: str, name: str) -> None:
    """Or all that follows would prove nothing."""
    assert [one.name for one in commands(output)] == [name]


@pytest.mark.parametrize("output", ["a ::error::x", "::nothing::x", ":error::x", "# #[error]x", ""])
def test_the_emulator_sees_no_more(output: str) -> None:
    """No command without its mark or its name."""
    assert commands(output) == []


def test_the_emulator_stops_and_starts_again() -> None:
    """Nothing counts until the token comes."""
    output = "::stop-commands::t1\n::error::a\n##[error]b\n::t1::\n::error::c"
    assert [one.data for one in commands(output)] == ["t1", "c"]


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_no_format_forges_a_command_in_a_log(name: str) -> None:
    """Printed into a step's output, with 14,000 hostile texts in it."""
    rendered = registry()[name](report())
    assert isinstance(rendered, str)
    meant = {"error", "warning", "notice", "stop-commands"} if name == "github" else set()
    done = commands(rendered)
    assert {one.name for one in done} == meant
    assert len(done) == (1 + 10 + 10 + 10 if name == "github" else 0)


def expected(one: Finding | Problem) -> Command:
    """The annotation of a hostile finding or problem."""
    place: dict[str, str] = {}
    if one.path:
        place["file"] = kept(shown(one.path))
        if one.line:
            place |= {"line": str(one.line), "col": str(max(one.column, 1))}
    code = short(shown(one.code), 200)
    if isinstance(one, Problem):
        place["title"] = kept(f"{code} (error)")
        return Command(name="error", properties=place, data=short(shown(one.message), 2_000))
    about = short(f"{shown(one.code)} {one.severity}", 200)
    place["title"] = kept(shown(f"{about} ({short(shown(one.clause), 50)})"))
    state = " (unknown)" if one.outcome is Outcome.UNKNOWN else ""
    data = short(shown(one.message), 2_000) + state
    if one.fix:
        data += "\n" + short(f"To mend it: {shown(one.fix)}", 900)
    return Command(name=LEVELS[one.severity], properties=place, data=data)


def kept(value: str) -> str:
    """A value whose first character is no equals sign, which the runner would lose."""
    return f"\\u003d{value[1:]}" if value.startswith("=") else value


def short(text: str, length: int) -> str:
    """Cut, with an ellipsis."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def test_each_hostile_annotation_comes_back_as_meant() -> None:
    """Twelve findings at a time, so that all are shown: level, file, line, title, message."""
    seen = 0
    for start in range(0, len(findings()), 12):
        some = findings()[start : start + 12]
        done = commands(str(github.render(report(some, ()))))
        meant = sorted(
            (one for one in some if one.outcome is not Outcome.WAIVED), key=lambda one: one.order
        )
        assert done[:-1] == [expected(one) for one in meant]
        assert done[-1].name == "stop-commands"
        seen += len(meant)
    assert seen == 800
    for start in range(0, len(problems()), 10):
        done = commands(str(github.render(report((), problems()[start : start + 10]))))
        assert done[:-1] == [expected(one) for one in problems()[start : start + 10]]


def many(severity: str, count: int, **changes: Any) -> tuple[Finding, ...]:
    """Findings that differ in their names only."""
    return tuple(
        finding(severity=severity, supplier=f"{severity}-{one:03d}", **changes)
        for one in range(count)
    )


def told(found: tuple[Finding, ...], **changes: Any) -> list[Command]:
    """What the runner makes of them, the switching off aside."""
    rendered = github.render(replace(sample(found), **changes))
    assert isinstance(rendered, str)
    return [one for one in commands(rendered) if one.name != "stop-commands"]


def test_the_worst_come_first_and_the_last_line_counts_the_rest() -> None:
    """Ten of a level are shown, the counting line among the ten notices."""
    found = many("info", 12) + many("error", 7) + many("warning", 10) + many("block", 5)
    done = told(found)
    assert [(name, len(list(some))) for name, some in groupby(done, lambda one: one.name)] == [
        ("error", 10), ("warning", 10), ("notice", 10),
    ]  # fmt: skip
    assert ["block" in one.properties["title"] for one in done[:10]] == [True] * 5 + [False] * 5
    assert done[-1] == Command(
        name="notice",
        properties={"title": "5 more (not shown here)"},
        data="Not shown as annotations: 2 errors, 0 warnings, 3 notices. "
        "They are in the log of this step.",
    )


def test_all_that_fits_needs_no_counting_line() -> None:
    """Ten of each level are all shown."""
    found = many("info", 10) + many("error", 10) + many("warning", 10)
    rendered = str(github.render(sample(found)))
    assert len(told(found)) == 30
    assert rendered.splitlines()[-1].startswith("::catalog-")


def test_what_is_new_comes_before_what_is_worse() -> None:
    """The one new error is shown, and says so, though twelve blocks are older."""
    fresh = finding(severity="error", fingerprint="new")
    done = told((*many("block", 12), fresh), new=frozenset({"new"}))
    assert done[0].properties["title"].startswith("New: ")
    assert not done[1].properties["title"].startswith("New: ")
    assert done[-1].properties["title"] == "3 more (not shown here)"


def test_waived_findings_are_not_annotated() -> None:
    """They are in the log alone."""
    assert told(many("error", 3, outcome=Outcome.WAIVED, waiver="w-1")) == []


def test_paths_start_at_the_top_of_the_repository() -> None:
    """Where the catalog is a folder in it, too."""
    [one] = told((finding(path="suppliers/acme.yml", line=3, column=5),), folder="data/catalog/")
    assert one.properties["file"] == "data/catalog/suppliers/acme.yml"
    assert (one.properties["line"], one.properties["col"]) == ("3", "5")


def test_what_has_no_line_names_none() -> None:
    """A runner refuses line 0."""
    [one] = told((finding(path="reference/categories.yml", line=0, column=0),))
    assert set(one.properties) == {"file", "title"}


def test_records_that_do_not_load_are_annotated() -> None:
    """Each problem on its line."""
    bad = Problem(code="YAML-X", message="no", path="suppliers/a.yml", line=4, column=2)
    broken = Report(as_of=AS_OF, assessment=None, problems=(bad,), tool_version="1.0")
    first, stopped = commands(str(github.render(broken)))
    assert first.properties == {
        "file": "suppliers/a.yml", "line": "4", "col": "2", "title": "YAML-X (error)",
    }  # fmt: skip
    assert first.data == "no"
    assert stopped.name == "stop-commands"


def test_the_token_changes_with_the_text() -> None:
    """So no text can hold the token that ends it."""
    tokens = {
        next(one.data for one in commands(str(github.render(sample((finding(message=words),)))))
             if one.name == "stop-commands")
        for words in ("a", "b")
    }  # fmt: skip
    assert len(tokens) == 2
