"""The canonical layout: the same value, each comment at its entry, and no second way."""

import re
from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load import strict_yaml
from generator.load.canonical import Canonical, canonical, unified
from generator.load.comments import comments_of
from generator.load.emit import WIDTH, emit
from generator.load.strict_yaml import parse
from generator.model.fields import Field
from tests.load.messy import KEYS, records, values
from tests.load.test_strict_yaml import TOKENS


def shape(depth: int) -> Field:
    """Half of the keys, backwards, so that sorting has something to do."""
    if not depth:
        return Field(name="x")
    inner = shape(depth - 1)
    return Field(name="x", children=dict.fromkeys(reversed(KEYS[::2]), inner), item=inner)


SHAPE = shape(4)


def formatted(text: str, line: str = "") -> str:
    """``text`` in canonical layout, after the checks that hold for all texts."""
    value, problems = parse(unified(text.encode()), "a.yml")
    assert problems == []
    result = canonical(text.encode(), "a.yml", SHAPE, line)
    assert result.problems == () and result.data is not None
    new = result.data.decode()
    assert parse(result.data, "a.yml") == (value, [])
    clean = unified(text.encode()).decode()
    before, after = (Counter(comments_of(one)) - Counter([line]) for one in (clean, new))
    assert after == before
    assert canonical(result.data, "a.yml", SHAPE, line) == Canonical(data=result.data)
    assert (result.line == 0) == (new == text)
    assert all(one == one.rstrip() for one in new.split("\n"))
    assert "\n\n\n" not in new and new.endswith("\n") and not new.endswith("\n\n")
    return new


def key_column(line: str) -> int:
    return len(line) - len(line.lstrip(" -"))


def stands_right(lines: list[str], place: int, what: str, owner: str) -> bool:
    """Whether the comment in line ``place`` is where its words say."""
    name = owner.rpartition(".")[2]
    start = "-" if name.isdigit() else f"{name}:"
    if what == "above":
        below = next(one for one in lines[place + 1 :] if one.strip()[:1] not in ("#", ""))
        return below.lstrip(" ").startswith(start) or below.lstrip(" -").startswith(start)
    if what == "behind":
        # Behind a hyphen there is no room: then it is above the item.
        line = lines[place].lstrip(" -")
        return name.isdigit() or line.startswith(start)
    column = key_column(lines[place])
    outer = (
        one
        for one in reversed(lines[:place])
        if one.strip()[:1] not in ("#", "") and len(one) - len(one.lstrip(" ")) < column
    )
    return owner == "root" or name.isdigit() or next(outer).lstrip(" -").startswith(start)


@given(records())
@settings(max_examples=250)
def test_value_and_comments_stay(record: tuple[str, dict[str, Any]]) -> None:
    """Whatever a record looks like; and each comment stays with its entry."""
    text, value = record
    assert parse(text.encode(), "a.yml")[0] == value
    lines = formatted(text).splitlines()
    for place, line in enumerate(lines):
        found = re.search(r"# (above|behind|foot of) ([\w.]+) \d+$", line)
        if found:
            assert stands_right(lines, place, found[1], found[2]), (text, line)


@given(st.dictionaries(st.sampled_from(KEYS), values, min_size=1, max_size=6))
@settings(max_examples=150)
def test_what_the_writer_of_new_records_writes_is_canonical(value: dict[str, Any]) -> None:
    """But for the order of the keys, which is the caller's."""
    text = emit(value)
    assert canonical(text.encode(), "a.yml", Field(name="x")).line == 0


@given(st.lists(st.text("abc:", min_size=1, max_size=12), max_size=60), st.integers(0, 12))
@settings(max_examples=60)
def test_words_are_folded_at_the_width(words: list[str], deep: int) -> None:
    value: Any = {"k0": " ".join(["x", *words]), "k1": [" ".join(["x", *words])]}
    for _ in range(deep):
        value = {"k": value}
    text = formatted(emit(value))
    assert max(map(len, text.splitlines())) <= WIDTH


EXTRA = [
    *("# c\n", "  # d\n", " #e\n", "    # f\n", "a: 1\n", "b:\n", "  c: 2\n", "  - d\n", "- e\n"),
    *(
        "id: [a, # g\n b]\n",
        "k: |\n   t\n\n",
        "- {a: b}\n",
        "\n",
        "- - ",
        "f: >-  # h\n  x\n",
        "  ",
    ),
]


@given(st.integers(0, 2**32))
@settings(max_examples=60)
def test_anything_that_is_a_record(seed: int) -> None:
    """Thrown together from pieces of YAML; both parsers lead to the same layout."""
    random = Random(seed)
    for _ in range(60):
        kinds = random.sample(TOKENS, random.randint(0, 6)) + random.sample(EXTRA, 6)
        text = random.choice(["", "k: ", "k:\n- ", "a: 1\n"])
        text += "".join(random.choices(kinds, k=random.randint(1, 30)))
        data = text.encode("utf-8", "replace")
        if parse(unified(data), "a.yml")[0] is not None:
            new = formatted(data.decode())
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(strict_yaml, "HAS_LIBYAML", False)
                assert formatted(data.decode()) == new


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("k0: 'x'\n", 'k0: "x"\n'),
        ('"k0": x\n', "k0: x\n"),
        ('k0: "x"\n', 'k0: "x"\n'),
        ("k0: 2026-01-31\n", 'k0: "2026-01-31"\n'),
        ("k0: +44 113\n", 'k0: "+44 113"\n'),
        ("k0: x # c", "k0: x  # c\n"),
        ("k0:\n- x\n-   - z\n", "k0:\n  - x\n  - - z\n"),
        ("k0: { k1: x,k3: [ ] }\n", "k0: {k1: x, k3: []}\n"),
        ("k0:\n  k1: 1\n  # foot\nk3: 2\n", "k0:\n  k1: 1\n  # foot\nk3: 2\n"),
        ("k0: [x, # c\n  z]\n", "k0:\n  - x  # c\n  - z\n"),
        ("k0: # c\n  [x]\n", "k0: [x]  # c\n"),
        ("k0:\n  # c\n  x\n", "# c\nk0: x\n"),
        ("k0:\n  -  # c\n    k1: x\n", "k0:\n  # c\n  - k1: x\n"),
        ("k0:\n  - k0: x\n    # c\n    k2: z\n", "k0:\n  # c\n  - k2: z\n    k0: x\n"),
        ("k0: >\n  x\n  y\n\n  z\n", "k0: >\n  x y\n\n  z\n"),
        ("k0: |  # c\n    x\n\n     y\n", "k0: |  # c\n  x\n\n   y\n"),
        ("k0: a\n  b # c\n", "k0: a b  # c\n"),
        ("---\n# c\nk0: x\n", "# c\nk0: x\n"),
        ("? k0\n: x\n", "k0: x\n"),
        ("{ k0: x }\n", "k0: x\n"),
        ("k0: x\n\n\n\nk1: z\n\n\n", "k0: x\n\nk1: z\n"),
        ("k0: x\r\nk1: |\r\n  a\r\n  b\r\n", "k0: x\nk1: |\n  a\n  b\n"),
        ("\ufeffk0: x\r", "k0: x\n"),
        ("# of k0\nk0: x\nk2: z\n", "k2: z\n# of k0\nk0: x\n"),
        ("# of the file\n\nk0: x\nk2: z\n", "# of the file\n\nk2: z\nk0: x\n"),
        ("{}\n", "{}\n"),
        ("# c\n{ # d\n}\n", "# c\n# d\n{}\n"),
    ],
)
def test_layout(text: str, new: str) -> None:
    """One way to write each value."""
    assert formatted(text) == new


def test_known_keys_are_sorted_and_others_follow_the_one_before_them() -> None:
    assert formatted("z: 0\nk0: 1\nx: 2\nk10: 3\n") == "z: 0\nk10: 3\nk0: 1\nx: 2\n"


def test_brackets_stay_while_they_fit() -> None:
    """At the width; one character more, and each entry has its line."""
    word = "w" * (WIDTH - len("k0: [, x]"))
    assert formatted(f"k0: [{word}, x]\n") == f"k0: [{word}, x]\n"
    assert formatted(f"k0: [{word}w, x]\n") == f"k0:\n  - {word}w\n  - x\n"


LINE = "# yaml-language-server: $schema=../schemas/supplier.schema.json"


@pytest.mark.parametrize("text", ["k0: x\n", "# about\nk0: x\n", "# about\n\nk0: x\n", "{}\n"])
def test_the_line_that_names_the_schema_comes_first(text: str) -> None:
    assert formatted(text, LINE).splitlines()[0] == LINE
    assert formatted(f"# first\n{LINE}\n{text}", LINE).splitlines()[0] == LINE
    other = "# yaml-language-server: $schema=https://example.com/own.json"
    assert formatted(f"{other}\n{text}").splitlines()[0] == other


@pytest.mark.parametrize(
    "data", [b"a: NO\n", b"a: [\n", b"", b"\xff", b"a: \x00", b"- a\n", b"a:\n"]
)
def test_what_is_no_record_is_not_touched(data: bytes) -> None:
    result = canonical(data, "a.yml", SHAPE)
    assert result.data is None and result.problems == tuple(parse(unified(data), "a.yml")[1])
    assert result.problems[0].path == "a.yml"


def test_a_layout_that_would_change_the_value_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the writer ever be wrong, the file stays."""
    monkeypatch.setattr("generator.load.canonical.relay", lambda layout: "k0: true\n")
    assert canonical(b"k0: 1\n", "a.yml", SHAPE).problems[0].code == "FMT-REFUSED"
    monkeypatch.setattr("generator.load.canonical.relay", lambda layout: "k0: 1\n")
    assert canonical(b"k0: 1 # c\n", "a.yml", SHAPE).problems[0].code == "FMT-REFUSED"
