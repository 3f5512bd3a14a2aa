"""Changes in the text of a record: what was meant, all comments, and as few lines as can be."""

import copy
import difflib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.load.canonical import canonical
from generator.load.comments import comments_of
from generator.load.layout import Scalar
from generator.load.splice import NotSpliced, Splice
from generator.load.strict_yaml import parse
from generator.model.fields import Field
from tests.load.messy import KEYS, TEXTS, records, values

SHAPE = Field(name="x", children={key: Field(name=key) for key in KEYS})
PLAIN = Scalar(value=None)


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every path to a list or mapping that holds something."""
    if isinstance(value, dict | list) and value:
        yield path
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in pairs:
            yield from places(one, (*path, key))


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


def is_free(mapping: dict[str, Any], key: str) -> bool:
    """Whether nothing stands there, or something that can hold no comment."""
    return not isinstance(mapping.get(key), dict | list)


@given(records(), st.data())
@settings(max_examples=200)
def test_a_change_is_made_and_nothing_else(
    record: tuple[str, dict[str, Any]], data: st.DataObject
) -> None:
    """A field set or an item added anywhere, in any layout; every comment is still there."""
    text, value = record
    wanted = copy.deepcopy(value)
    splice = Splice(text.encode())
    path = data.draw(st.sampled_from(sorted(places(value), key=repr)))
    new = data.draw(values)
    target = at(wanted, path)
    if isinstance(target, list) and all(isinstance(key, str) for key in path):
        index = data.draw(st.integers(0, len(target) - 1))
        target.insert(index + 1, new)
        names = tuple(str(key) for key in path)
        splice.add_after(names, splice.entry(*path, index), new)
    elif isinstance(target, dict):
        key = data.draw(st.sampled_from([one for one in KEYS if is_free(target, one)]))
        target[key] = new
        owner = splice.entry(*path) if path else splice.root
        splice.put(owner, key, new, SHAPE, PLAIN)
    result = splice.result()
    assert parse(result, "a.yml") == (wanted, [])
    assert Counter(comments_of(result.decode())) == Counter(comments_of(text))


@given(records(), st.sampled_from(KEYS), st.sampled_from(TEXTS))
@settings(max_examples=100)
def test_in_a_canonical_record_nothing_else_is_written_again(
    record: tuple[str, dict[str, Any]], key: str, new: str
) -> None:
    """A field at the top: lines are added, or those of that field change."""
    assume(is_free(record[1], key))
    shape = Field(name="x")
    text = (canonical(record[0].encode(), "a.yml", shape).data or b"").decode()
    splice = Splice(text.encode())
    splice.put(splice.root, key, new, SHAPE, PLAIN)
    result = splice.result()
    before, after = text.splitlines(), result.decode().splitlines()
    gone = [one[2:] for one in difflib.ndiff(before, after) if one.startswith("- ")]
    if key not in record[1]:
        assert gone == []
    assert canonical(result, "a.yml", shape).line == 0


def spliced(text: str, *keys: str | int, **fields: Any) -> str:
    splice = Splice(text.encode())
    for key, value in fields.items():
        splice.put(splice.entry(*keys) if keys else splice.root, key, value, SHAPE, PLAIN)
    return splice.result().decode()


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("k0: x\nk2: z  # c\n", "k0: x\nk1: new\nk2: z  # c\n"),
        ("k0: x   # c\n# of k2\nk2: z", "k0: x   # c\nk1: new\n# of k2\nk2: z"),
        ("k0: |\n  a\n\n\nk2: z\n", "k0: |\n  a\nk1: new\n\n\nk2: z\n"),
        ("k0:\n  - a\n  # foot\n\nk2: z\n", "k0:\n  - a\n  # foot\nk1: new\n\nk2: z\n"),
        ("k0: [a,   # c\n b]\nk2: z\n", "k0: [a,   # c\n b]\nk1: new\nk2: z\n"),
        ("k0:   x\nk1:   'old'   # c\n", 'k0:   x\nk1: "new"  # c\n'),
        ("{k0: x, k2: z}\n", "k0: x\nk1: new\nk2: z\n"),
        ("k2: z\n", "k2: z\nk1: new\n"),
    ],
)
def test_where_a_new_field_goes(text: str, new: str) -> None:
    """Behind those before it in the schema, and before the comments of what follows."""
    assert spliced(text, k1="new") == new


def test_an_item_is_laid_out_like_the_one_before_it() -> None:
    """Brackets, quotes and empty lines as they are there."""
    text = 'k0:\n  - {k1: "a"}\n\n  - k1: b\n    k2: [c]\n\n  - k1: d\n'
    splice = Splice(text.encode())
    splice.add_after(("k0",), splice.entry("k0", 0), {"k1": "x"})
    splice.add_after(("k0",), splice.entry("k0", 2), {"k1": "v", "k2": ["z"]})
    assert splice.result().decode() == (
        'k0:\n  - {k1: "a"}\n\n  - {k1: "x"}\n\n  - k1: b\n    k2: [c]\n\n'
        "  - k1: v\n    k2: [z]\n\n  - k1: d\n"
    )


def test_a_change_that_would_lose_a_comment_is_refused() -> None:
    with pytest.raises(NotSpliced):
        spliced("k0:\n  # c\n  - a\n", k0="new")


def test_there_is_no_such_place() -> None:
    for path in (("k1",), ("k0", 2), ("k0", 0, "k1")):
        with pytest.raises(KeyError):
            Splice(b"k0: [a, b]\n").entry(*path)
