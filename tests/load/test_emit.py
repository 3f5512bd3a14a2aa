"""What the writer writes, the strict reader and two other YAML tools read as the same value."""

from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from generator.load.characters import forbidden_in
from generator.load.emit import WIDTH, emit, entries, is_plain, items
from generator.load.strict_yaml import MAX_DEPTH, parse

TRAPS = [
    *("", " ", "  a", "a ", "~", "null", "Null", "true", "FALSE", "yes", "No", "NO", "on", "OFF"),
    *("y", "N", "=", "<<", "-", "--- a", "...", "?", ": a", "a: b", "a:", "a #b", "#a", "a#b"),
    *("012", "0", "-1", "+1", "1_000", "1,000", "0x1F", "0o17", "0b1", "1e3", "1.5", ".5", "5."),
    *("12:30", "12:30:45", "190:20:30.15", ".inf", "-.INF", ".nan", "2026-03-31", "2026-3-1"),
    *(
        "2026-03-31 10:00:00",
        "2026-13-99",
        "2026-02-30",
        "20260331",
        "1-2",
        "123456789012345678901",
    ),
    *("&a", "*a", "!a", "!!str a", "%a", "@a", "`a", "|", ">", "|-", "'a'", '"a"', "{a}", "[a]"),
    *(
        "a, b",
        "a]",
        "a}",
        "a\\b",
        'say "x"',
        "it's",
        "a\tb",
        "a\nb",
        "a\n",
        "\na",
        "a\n\nb",
        "a \nb",
    ),
    *("a\n b", "a\n\n", "\n", "# a\n# b", "---\n...", "a\u00a0b", "\u3000", "é", "日本語", "😀"),
    *("=1+1", "<script>", "../../etc", "http://a/b?c=d#e", "https://a.example/x", "a? b", "? a"),
    *(
        "x" * 300,
        "word " * 60 + "end",
        "wide  " * 40 + "end",
        "- " * 80,
        "a: " * 60,
        "# " * 70 + "x",
    ),
]

texts = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from(list(" \n\t:#-?&*!|>'\"%@`{}[],0123e.")),
    max_size=160,
).filter(lambda text: not forbidden_in(text))
names = texts.filter(lambda text: text != "<<")
scalars = (
    texts | st.sampled_from(TRAPS) | st.booleans() | st.none() | st.integers(-(10**17), 10**17)
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)


def depth(value: Any) -> int:
    inner = (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    )
    return 0 if inner is None else 1 + max(map(depth, inner), default=0)


def read(text: str) -> Any:
    value, problems = parse(text.encode("utf-8"), "a.yml")
    assert problems == []
    return value


@given(st.dictionaries(names, values, max_size=5))
@example({trap: trap for trap in TRAPS if trap != "<<"})
@example({"list": list(TRAPS)})
@example({"deep": [[], {}, [[], [{}]], {"a": [{"b": ["c"]}]}]})
@settings(max_examples=300, deadline=None)
def test_comes_back_as_the_same_value(record: dict[str, Any]) -> None:
    assume(depth(record) <= MAX_DEPTH)
    text = emit(record)
    assert read(text) == record
    assert emit(read(text)) == text
    assert text.endswith("\n") and "\r" not in text


@pytest.mark.parametrize("trap", TRAPS)
def test_a_tool_for_yaml_1_1_reads_the_same(trap: str) -> None:
    assert yaml.safe_load(emit({"a": trap, "b": [trap]})) == {"a": trap, "b": [trap]}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Colda Constructions Pty Ltd", "Colda Constructions Pty Ltd"),
        ("Bruce's Bobcats & Landscaping", "Bruce's Bobcats & Landscaping"),
        ("18fifty3 Group", "18fifty3 Group"),
        ("MGI Joyce|Dickson", "MGI Joyce|Dickson"),
        ("https://a.example/view?id=1", "https://a.example/view?id=1"),
        ("PO 18994", "PO 18994"),
        ("NO", '"NO"'),
        ("19009", '"19009"'),
        ("2026-03-31", '"2026-03-31"'),
        ("58665.00", '"58665.00"'),
        ("EROS: 644019", '"EROS: 644019"'),
        ("'2025.NCT.7055", '"\'2025.NCT.7055"'),
        ("a\u00a0b", '"a\\xa0b"'),
        (12, "12"),
        (True, "true"),
        (None, "null"),
        ([], "[]"),
        ({}, "{}"),
    ],
)
def test_quotes_only_where_a_tool_could_err(value: Any, written: str) -> None:
    assert emit({"a": value}) == f"a: {written}\n"


def test_layout() -> None:
    record = {"id": "ab", "list": ["x", {"id": "c", "value": {"amount": "1.00"}}], "NO": "no"}
    assert emit(record) == (
        'id: ab\nlist:\n  - x\n  - id: c\n    value:\n      amount: "1.00"\n"NO": "no"\n'
    )
    assert emit({"note": "One.\n\nTwo: # three"}) == "note: |-\n  One.\n\n  Two: # three\n"
    assert entries({"a": 1}, 4) == ["    a: 1"]
    assert items([{"a": 1, "b": 2}], 2) == ["  - a: 1", "    b: 2"]


def test_long_text_is_folded() -> None:
    text = "a word " * 40 + "end"
    lines = emit({"a": {"b": text}}).splitlines()
    assert lines[1] == "  b: >-" and max(map(len, lines)) <= WIDTH
    assert read(emit({"a": {"b": text}})) == {"a": {"b": text}}


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        "\x00",
        "a\u202eb",
        "\u200b",
        "\ufeff",
        "\u2028",
        10**18,
        {1: "a"},
        {"<<": 1},
        {"\x07": 1},
    ],
)
def test_refuses_what_a_record_cannot_hold(value: Any) -> None:
    with pytest.raises(
        ValueError, match=r"a record cannot hold|must be text|cannot be a name|digits"
    ):
        emit({"a": value})


def test_is_plain_is_false_for_nothing() -> None:
    assert not is_plain("")
