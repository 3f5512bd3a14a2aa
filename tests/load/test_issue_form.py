"""The issue form and its answers: made from the schema, read as hostile text."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.issue_body import MAX_BYTES, Issue, read_issue
from generator.load.issue_form import issue_form, questions
from generator.load.schema import Schemas
from generator.load.strict_yaml import parse
from tests.conftest import ROOT

SHAPE = Schemas(ROOT / "schemas").fields("supplier")
FORM = ROOT / ".github/ISSUE_TEMPLATE/new-supplier.yml"
LABELS = [one.label for one in questions(SHAPE)]

ANSWERS = {
    "Legal name": "Dunmore Electric Ltd",
    "Trading names": "Dunmore\nDunmore, Sons & Co",
    "Summary": "Repairs.\n\nAlso at night.",
    "Website": "_No response_",
    "Registered country": "GB",
    "Service jurisdictions": "GB, US-OR\n- DE",
    "Offer: Category": "electrical",
    "Sourcing model": "services",
    "Access": "onsite, keys_or_badges",
    "Contact: Mailbox": "",
}
RECORD = {
    "legal_name": "Dunmore Electric Ltd",
    "trading_names": ["Dunmore", "Dunmore, Sons & Co"],
    "summary": "Repairs.\n\nAlso at night.",
    "registered_country": "GB",
    "service_jurisdictions": ["GB", "US-OR", "DE"],
    "offers": [{"category": "electrical", "id": "offer-1"}],
    "sourcing_model": "services",
    "access": ["onsite", "keys_or_badges"],
    "lifecycle_status": "prospect",
}


def body(answers: dict[str, str]) -> str:
    """An issue as the forge renders the answers of a form."""
    return "\n\n".join(f"### {label}\n\n{answer}" for label, answer in answers.items())


def read(text: str) -> Issue:
    return read_issue(text.encode("utf-8", "surrogatepass"), "issue.md", SHAPE)


def test_golden_issue_form() -> None:
    """The form follows the schema. `make bless` writes it."""
    text = issue_form(SHAPE)
    if os.environ.get("BLESS"):
        FORM.parent.mkdir(parents=True, exist_ok=True)
        FORM.write_text(text, encoding="utf-8")
    kept = FORM.read_text(encoding="utf-8") if FORM.is_file() else ""
    assert text == kept, "the issue form is out of date: look at it, then `make bless`"


def test_the_form_keeps_the_rules_of_the_forge() -> None:
    """Its keys, labels and ids, each of them once, and no reserved word to choose."""
    form: Any = parse(issue_form(SHAPE).encode(), "form.yml")[0]
    assert form["name"] and form["description"] and len(form["body"]) > 5
    inputs = [one for one in form["body"] if one["type"] != "markdown"]
    for key in ("id",):
        names = [one[key] for one in inputs]
        assert len(names) == len({*names}) and all(set(name) <= IDS for name in names)
    labels = [one["attributes"]["label"] for one in inputs]
    assert labels == LABELS and len(labels) == len({*labels})
    for one in inputs:
        assert set(one) == {"type", "id", "attributes", "validations"}
        assert one["type"] in ("input", "textarea", "dropdown")
        options = one["attributes"].get("options", ["x"])
        assert options and len(options) == len({*options}) and "none" not in options
        assert all(isinstance(option, str) for option in options)
    assert [one["id"] for one in inputs if one["validations"]["required"]] == ["legal_name"]


IDS = frozenset("abcdefghijklmnopqrstuvwxyz_-")


def test_nothing_restricted_is_asked_for() -> None:
    """An issue is read by more people than a record's restricted fields."""
    assert {one.field.visibility for one in questions(SHAPE)} == {"public", "internal"}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_answers_become_a_record(line_end: str) -> None:
    issue = read(body(ANSWERS).replace("\n", line_end))
    assert (issue.record, issue.problems) == (RECORD, [])
    assert issue.lines["Trading names"] == 5


@pytest.mark.parametrize("answer", ["_No response_", "", "None", "  \n\n "])
def test_an_empty_answer_is_none(answer: str) -> None:
    issue = read(body({**dict.fromkeys(LABELS, answer), "Legal name": "Dunmore"}))
    assert issue.problems == []
    assert issue.record == {"legal_name": "Dunmore", "lifecycle_status": "prospect"}


def test_the_reserved_word_comes_back() -> None:
    assert read(body({"Access": "none of these"})).record["access"] == ["none"]
    assert read(body({"Access": "none"})).problems != []


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "no filled-in form"),
        ("hello", 1, "before the first question"),
        ("### Nickname\n\nx", 1, "'Nickname' is no question of the form"),
        ("### Legl name\n\nx", 1, "did you mean 'Legal name'?"),
        ("### Legal name\n\nx\n\n### Legal name\n\ny", 5, "answered twice"),
        ("### Legal name\n\nx\n\n### Summary\n\n## Title", 7, "no answer may begin with #"),
        ("#### Legal name\n\nx", 1, "is no question"),
        ("###   Summary\n\nx\n\n###\n", 5, "is no question"),
        ("### Access\n\nonsite, everything", 1, "none of the words to choose from"),
        ("### Sourcing model\n\ngoods, works", 1, "none of the words to choose from"),
        ("### Legal name\n\na\u202eb", 3, "U+202E"),
        ("### Legal name\n\na\x1b[2Jb", 3, "U+001B"),
        ("### Legal name\n\na\ud800", 1, "not UTF-8"),
        ("x" * (MAX_BYTES + 1), 1, "larger than"),
    ],
)
def test_what_does_not_fit_is_a_problem_with_its_line(text: str, line: int, says: str) -> None:
    problems = read(text).problems
    assert [one.line for one in problems][:1] == [line]
    assert says in problems[0].message
    assert all(one.message.isascii() and one.message.isprintable() for one in problems)


HOSTILE = [
    *("### Legal name", "### ", "#", "id: evil", "::error::x", "%0A::set-output", "<script>"),
    *("`rm -rf /`", "$(id)", "${{ github.token }}", "---", "- a: b", "&a *a", "!!python/object"),
    *("\u202e", "\x00", "=1+1", "_No response_", "```yaml", "\n", "\r", "{{ x }}", "Evil Ltd"),
]


@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=12) | st.sampled_from(LABELS)))
@settings(max_examples=200)
def test_any_text(parts: list[str]) -> None:
    """Never raises; what comes out holds the answers as texts, and the form's fields alone."""
    issue = read("\n".join(parts))
    assert issue.problems or issue.record
    allowed = {one.pointer[0] for one in questions(SHAPE)} | {"lifecycle_status"}
    assert set(issue.record) <= allowed


@given(st.sampled_from(HOSTILE), st.sampled_from(LABELS))
def test_an_answer_changes_its_own_field_alone(text: str, label: str) -> None:
    """Whatever stands in one answer, the others say what they said."""
    issue = read(body({**ANSWERS, label: f"x {text} y"}))
    pointer = next(one.pointer for one in questions(SHAPE) if one.label == label)
    for key, value in RECORD.items():
        if key != pointer[0] and not issue.problems:
            assert issue.record[key] == value


def test_the_form_is_where_the_forge_looks() -> None:
    assert FORM.relative_to(ROOT) == Path(".github/ISSUE_TEMPLATE/new-supplier.yml")
