"""The strict reader: what it reads, what it refuses and where, and that both parsers agree."""

import calendar
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.load import strict_yaml
from generator.load.characters import MAX_REPORTED, describe, forbidden_in, shown
from generator.load.scalars import FIRST_CHARACTERS, Refusal, resolve
from generator.load.strict_yaml import parse, places
from generator.model.problem import Problem

CASES = Path(__file__).parent / "cases"
RECORD = (CASES / "record.txt").read_bytes()


def rows(name: str, columns: int) -> list[list[str]]:
    """The rows of a table in ``cases``; the last column is a file, with Python's escapes."""
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [f"{line} ".split(" | ", columns - 1) for line in lines if line and line[0] != "#"]


def unescaped(text: str) -> bytes:
    text = text.removesuffix(" ")
    return text.encode("ascii").decode("unicode_escape").encode("latin-1")


def found(problems: list[Problem]) -> list[str]:
    return [f"{one.code}@{one.line}:{one.column}" for one in problems]


def both(data: bytes) -> tuple[Any, list[Problem]]:
    """What ``parse`` makes of ``data``, after checks that hold for all data whatsoever."""
    results = []
    with pytest.MonkeyPatch.context() as patch:
        for has_libyaml in (False, True):
            patch.setattr(strict_yaml, "HAS_LIBYAML", has_libyaml)
            results.append((*parse(data, "a.yml"), places(data)))
    value, problems, where = results[0]
    assert all(repr(one) == repr(results[0]) for one in results), data
    assert (value is None) == bool(problems) == (where == {})
    assert problems == sorted(problems, key=lambda problem: problem.order)
    lines = data.decode("utf-8", "replace").removesuffix("\n").split("\n")
    for one in problems:
        assert one.path == "a.yml" and one.message.isascii() and one.message.isprintable()
        assert 1 <= one.line <= len(lines), (data, one)
        assert 1 <= one.column <= len(lines[one.line - 1]) + 1, (data, one)
    if value is not None:
        json.dumps(value, allow_nan=False)
        assert not forbidden_in(json.dumps(value, ensure_ascii=False))
    return value, problems


# Tables


@pytest.mark.parametrize(("value", "document"), rows("accepted.txt", 2))
def test_reads(value: str, document: str) -> None:
    """Each row of cases/accepted.txt, and nothing else comes with it."""
    read, problems = both(unescaped(document))
    assert problems == []
    assert repr(read) == repr(json.loads(value))


@pytest.mark.parametrize(("name", "expected", "document"), rows("refused.txt", 3))
def test_refuses(name: str, expected: str, document: str) -> None:
    """Each row of cases/refused.txt, with all its problems at their places."""
    value, problems = both(unescaped(document))
    assert value is None
    assert sorted(found(problems)) == sorted(expected.split()), name


@pytest.mark.parametrize(("words", "document"), rows("messages.txt", 2))
def test_message_says_how_to_mend(words: str, document: str) -> None:
    """Each row of cases/messages.txt: the words are in the message, which is short."""
    problems = both(unescaped(document))[1]
    assert any(words in problem.message for problem in problems), problems
    assert max(len(problem.message) for problem in problems) < 160


def test_reads_a_whole_record() -> None:
    """A record as people write it equals the same record in JSON."""
    value, problems = both(RECORD)
    assert problems == []
    assert value == json.loads((CASES / "record.json").read_text("utf-8"))


# Plain scalars

SCALARS = [line.split(" ", 1) for line in (CASES / "scalars.txt").read_text("utf-8").splitlines()]
SCALARS = [pair for pair in SCALARS if len(pair) == 2 and pair[0] != "#"]
CODES = {"differ": "YAML-AMBIGUOUS", "noday": "YAML-DATE"}


def test_the_table_of_scalars_is_large_and_free_of_doubles() -> None:
    """At least 150 scalars on which tools differ."""
    assert len({text for _, text in SCALARS}) == len(SCALARS)
    assert sum(kind == "differ" for kind, _ in SCALARS) >= 150


@pytest.mark.parametrize(("kind", "text"), SCALARS)
def test_scalar(kind: str, text: str) -> None:
    """Without quotes it is what the table says, wherever it stands; in quotes it is text."""
    expected = {"text": text}.get(kind) if kind in ("text", *CODES) else json.loads(text)
    for template in ("a: {}\n", "a: {} # c\n", "a:\n  - {}\n", "a: {}", "a:\n  {}\n"):
        value, problems = both(template.format(text).encode())
        if kind in CODES:
            assert [one.code for one in problems] == [CODES[kind]]
        else:
            assert value == {"a": [expected] if "-" in template[:6] else expected}
            assert repr(value).count(repr(expected)) == 1
    for quoted in (json.dumps(text), "'" + text.replace("'", "''") + "'"):
        for template in ("a: {}\n", "a: [{}]\n", "{}: a\n"):
            value, problems = both(template.format(quoted).encode())
            if text == "<<" and template[0] == "{":
                assert [one.code for one in problems] == ["YAML-MERGE"]
            else:
                assert value in ({"a": text}, {"a": [text]}, {text: "a"})


@pytest.mark.parametrize(("kind", "text"), SCALARS)
def test_other_tools_never_read_more_than_the_strict_reader(kind: str, text: str) -> None:
    """What is taken for text, or a number, means the same to PyYAML, dates aside."""
    assert isinstance(resolve(text), Refusal) == (kind in CODES)
    if kind in CODES:
        return
    other = yaml.load(f"a: {text}\n", yaml.SafeLoader)["a"]
    assert (other.isoformat() if isinstance(other, date) else other) == resolve(text)


@pytest.mark.parametrize(("kind", "text"), SCALARS)
def test_only_some_first_characters_need_a_look(kind: str, text: str) -> None:
    """The fast path passes over all others."""
    assert kind == "text" or text[:1] in FIRST_CHARACTERS


@pytest.mark.parametrize("year", [1, 4, 100, 400, 1900, 1999, 2000, 2023, 2024, 2026, 2100, 9999])
def test_every_date_of_a_year(year: int) -> None:
    """Days that exist are text, the others have no meaning."""
    for month in range(14):
        days = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0
        for day in range(33):
            text = f"{year:04}-{month:02}-{day:02}"
            value = resolve(text)
            if 1 <= day <= days:
                assert value == text
            else:
                assert isinstance(value, Refusal) and value.code == "YAML-DATE"


numberlike = st.text("0123456789+-.,_:eExXoObBtTzZ fFaAnNiI~=<", max_size=14)


@settings(max_examples=400, deadline=None)
@given(numberlike)
def test_what_pyyaml_does_not_read_as_text_is_no_text_here(text: str) -> None:
    """Anything made of the characters of numbers and dates."""
    resolver = yaml.resolver.Resolver()
    tag = resolver.resolve(yaml.ScalarNode, text, (True, False))
    value = resolve(text)
    if tag != "tag:yaml.org,2002:str" and not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        assert not isinstance(value, str)
    if type(value) is int:
        assert value == int(text) and tag.endswith(":int")


# Characters

FORBIDDEN = [
    chr(int(line.split()[0], 16))
    for line in (CASES / "characters.txt").read_text("utf-8").splitlines()
    if line[0] != "#"
]
CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"]
CODE_OF = {"\r": "YAML-NEWLINE", "\ufeff": "YAML-BOM"}


def test_which_characters_are_forbidden() -> None:
    """Of all code points: controls, formats, surrogates, private and unassigned ones, and some."""
    refused = forbidden_in("".join(map(chr, range(sys.maxunicode + 1))))
    categories = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    expected = {
        char
        for char in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(char) in categories and char not in "\t\n"
    }
    assert expected <= refused
    assert {unicodedata.category(char) for char in refused - expected} == {"Mn", "Lo"}
    assert set(FORBIDDEN) <= refused and set(CONTROLS) <= refused
    assert not refused & set(map(chr, (*range(0x20, 0x7F), 9, 10, 0xA0, 0xFE0E, 0xFE0F)))


@pytest.mark.parametrize("char", [*CONTROLS, *FORBIDDEN[7:]], ids=describe)
def test_forbidden_character_anywhere(char: str) -> None:
    """Bare in a key, in any style of value and in a comment; and by every escape there is."""
    code = CODE_OF.get(char, "YAML-CHARACTER")
    for before, after in (
        ("k", "k: v\n"),
        ("k: v", "v\n"),
        ("k: 'v", "v'\n"),
        ('k: "v', 'v"\n'),
        ("k: |\n  v", "v\n"),
        ("k: v # c", "c\n"),
        ("# c", "c\nk: v\n"),
        ("k: v\n# c", ""),
    ):
        problems = both(f"{before}{char}{after}".encode())[1]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        assert found(problems) == [f"{code}@{line}:{column}"]
        assert f"U+{ord(char):04X}" in problems[0].message or char == "\r"
    number = ord(char)
    escapes = [f"\\U{number:08x}"]
    escapes += [f"\\u{number:04X}"] if number < 0x10000 else []
    escapes += [f"\\x{number:02x}"] if number < 0x100 else []
    for escape in escapes:
        problems = both(f'k: "v{escape}"\n'.encode())[1]
        assert found(problems) == ["YAML-CHARACTER@1:4"]
        assert f"U+{ord(char):04X}" in problems[0].message
        assert found(both(f'"v{escape}": v\n'.encode())[1]) == ["YAML-CHARACTER@1:1"]


def test_no_more_character_problems_than_a_person_reads() -> None:
    """A binary file gives 20 of them, and CR LF one for the whole file."""
    assert len(both(b"a: \x01\x02\x03" * 20)[1]) == MAX_REPORTED
    assert found(both(b"a: b\r\n" * 30 + b"c: \x01\r\n")[1])[:1] == ["YAML-NEWLINE@1:5"]
    assert len(both(b"a: b\r\n" * 30 + b"c: \x01\r\n")[1]) == 2


def test_what_is_shown_of_hostile_text() -> None:
    """ASCII in one line, at most 40 characters of it."""
    assert shown('a"\n\u202e\U0001f600\\') == '"a\\"\\n\\u202e\\U0001f600\\\\"'
    assert shown("x" * 41) == '"' + "x" * 40 + '..."'


# Limits


def nested(depth: int) -> list[bytes]:
    """Documents with so many lists and mappings in one another, in four styles."""
    return [
        b"a: " + b"[" * (depth - 1) + b"]" * (depth - 1),
        b"{a: " * depth + b"b" + b"}" * depth,
        b"a:\n " + b"- " * (depth - 1) + b"b\n",
        b"".join(b" " * level + b"a:\n" for level in range(depth - 1)) + b" " * depth + b"a: b\n",
    ]


def test_depth() -> None:
    """16 is allowed, 17 is not."""
    for document in nested(16):
        assert both(document)[1] == []
    for document in nested(17):
        assert [one.code for one in both(document)[1]] == ["YAML-DEPTH"]


@pytest.mark.parametrize(
    "unit",
    [b"[", b"- ", b"{a: ", b"? ", b"[\n", b"[a, ", b"- [", b"a: [", b"{? ", b"!t [", b"&a - "],
)
@pytest.mark.parametrize("prefix", [b"", b"a: "])
def test_60_000_levels_neither_crash_nor_hang(unit: bytes, prefix: bytes) -> None:
    """Refused in the stream, before anything is built."""
    document = (prefix + unit * 60_000)[: strict_yaml.MAX_SCALAR_BYTES * 16]
    assert {one.code for one in both(document)[1]} & {"YAML-DEPTH", "YAML-SYNTAX"}
    assert found(both(prefix + unit * 1_000_000)[1]) == ["YAML-SIZE@1:1"]


def test_levels_by_indentation() -> None:
    """As many as fit into a file, and 60,000 lists that begin on one line."""
    document = b"".join(b" " * level + b"a:\n" for level in range(600))
    assert found(both(document)[1]) == ["YAML-DEPTH@17:17"]
    assert found(both(b"a:\n " + b"- " * 60_000 + b"b\n")[1]) == ["YAML-DEPTH@2:32"]


def test_size_of_a_file() -> None:
    """256 KiB are allowed, one byte more is not; nor are 20 MB in one scalar."""
    record = b"a: b\n"
    comment = b"#" * (256 * 1024 - len(record) - 1) + b"\n"
    assert both(comment + record) == ({"a": "b"}, [])
    assert found(both(comment + record + b"\n")[1]) == ["YAML-SIZE@1:1"]
    assert found(both(b"a: " + b"x" * 20_000_000)[1]) == ["YAML-SIZE@1:1"]


@pytest.mark.parametrize("template", [b"a: %s\n", b"a: '%s'\n", b'a: "%s"\n', b"a: |-\n  %s\n"])
def test_size_of_a_scalar(template: bytes) -> None:
    """16 KiB in UTF-8, however it is written, with or without digits."""
    for unit in (b"x", b"1x", b"\xc3\xa9", b"\xf0\x9f\x98\x80"):
        text = unit * (16 * 1024 // len(unit))
        assert both(template % text) == ({"a": text.decode()}, [])
        assert found(both(template % (text + b"x"))[1]) == ["YAML-SCALAR@1:4"]
    assert found(both(b"? " + b"x" * 20_000 + b"\n: a\n")[1]) == ["YAML-SCALAR@1:3"]


def test_number_of_nodes() -> None:
    """20,000 are allowed: the root, keys, values, items."""
    assert both(b"a:\n" + b"- b\n" * 19_997)[1] == []
    assert found(both(b"a:\n" + b"- b\n" * 19_998)[1]) == ["YAML-NODES@19999:3"]
    keys = [b"k%d: v\n" % number for number in range(9_999)]
    assert parse(b"".join([b"a: [b]\n", *keys[:-1]]), "a.yml")[1] == []
    assert found(parse(b"".join([b"a: [b]\n", *keys]), "a.yml")[1]) == ["YAML-NODES@10000:1"]


def test_bombs_are_refused_at_their_first_anchor() -> None:
    """Alias and merge bombs of any size have no effect but problems."""
    for levels in (1, 8, 64):
        bomb = "a0: &a0 [x, x]\n"
        bomb += "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, levels))
        assert found(both(bomb.encode())[1])[0] == "YAML-ANCHOR@1:5"
        merge = "".join(f"m{n}: &m{n}\n  <<: [*m{n}, *m{n}]\n" for n in range(levels))
        assert "YAML-MERGE" in {one.code for one in both(merge.encode())[1]}


CORE_TAGS = ["binary", "bool", "float", "int", "map", "merge", "null", "omap", "pairs", "set"]
CORE_TAGS += ["seq", "str", "timestamp", "value"]


@pytest.mark.parametrize("tag", CORE_TAGS)
@pytest.mark.parametrize("value", ["x", "no", "1", "", "[a]", "{a: b}", '"x"', "2026-01-01"])
def test_core_tags(tag: str, value: str) -> None:
    """Any explicit tag is refused, even a right one."""
    problems = both(f"a: !!{tag} {value}\n".encode())[1]
    assert found(problems) == ["YAML-TAG@1:4"]


# Any input whatever

TOKENS = [unescaped(line[0]).decode() for line in rows("tokens.txt", 1)]


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
@example(b'a: "\\U00110000"')
@example(b"%YAML 1.1\n--- |#\n\xff")
def test_any_bytes(data: bytes) -> None:
    """A value or problems with places, never an exception, the same from both parsers."""
    both(data)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=100))
def test_any_text(text: str) -> None:
    """Also where all bytes are valid."""
    both(text.encode("utf-8", "replace"))


def soup(random: Random) -> str:
    """Tokens of YAML in any order; each soup is made of few kinds."""
    kinds = random.sample(TOKENS, random.randint(3, 20))
    start = random.choice(["", "", "k: ", "k:\n- ", "k: [", "k: |\n  "])
    return start + "".join(random.choices(kinds, k=random.randint(1, 30)))


@pytest.mark.parametrize("seed", range(10))
def test_both_parsers_agree_on_token_soup(seed: int) -> None:
    """The same value, or the same problems at the same places in the same words."""
    random = Random(seed)
    for _ in range(300):
        both(soup(random).encode())


def plain_or_quoted(random: Random) -> str:
    text = "".join(random.choices(TOKENS, k=random.randint(1, 3)))
    quoted = [json.dumps(text), "'" + text.replace("'", "''") + "'"]
    return random.choice([text, "word", "two\n        words", "12", "a:b", *quoted])


def block(random: Random, indent: int) -> str:
    header = random.choice("|>") + random.choice(["", "", "-", "+", "2", "1-", "0", " # c", "#c"])
    steps = [random.choice([indent, indent + 2, indent + 2, indent + 4, 0]) for _ in range(3)]
    words = ["text", "more  ", "", "# no", "- x", "a: b", "---"]
    return header + "".join(f"\n{' ' * step}{random.choice(words)}" for step in steps)


def node(random: Random, indent: int, depth: int) -> str:
    """What may follow a colon or a hyphen, mostly right."""
    kind = random.randrange(8)
    if depth and kind < 3:
        return "\n" + entries(random, indent + random.choice([1, 2, 2, 2, 4, 0]), depth - 1)
    if kind == 3:
        return " " + block(random, indent)
    if kind == 4:
        inner = [node(random, indent, 0).strip() for _ in range(random.randrange(3))]
        return " [" + random.choice([", ", ",", ",\n  "]).join(inner) + "]"
    if kind == 5:
        inner = [f"k{n}: {plain_or_quoted(random)}" for n in range(random.randrange(3))]
        return " {" + ", ".join(inner) + "}"
    return " " + plain_or_quoted(random) + random.choice(["", "", "", "  # c", " "])


def entries(random: Random, indent: int, depth: int) -> str:
    pad = " " * indent
    if indent and random.random() < 0.4:
        marks = [f"{pad}-"] * random.randint(1, 3)
    else:
        names = ["a", "b", "c", '"d"', "'e'", "f g"] * 4 + ["no", "? h", "<<", "1"]
        marks = [f"{pad}{random.choice(names)}:" for _ in range(random.randint(1, 3))]
    return "\n".join(mark + node(random, indent + 1, depth) for mark in marks)


@pytest.mark.parametrize("seed", range(10))
def test_both_parsers_agree_on_grown_documents(seed: int) -> None:
    """Documents that are nearly right go deeper into the parsers than soup does."""
    random = Random(seed)
    for _ in range(200):
        both((entries(random, 0, 3) + random.choice(["\n", "", "\n\n", "\n...\n"])).encode())


@pytest.mark.parametrize("seed", range(10))
def test_both_parsers_agree_on_corrupted_records(seed: int) -> None:
    """Cut, doubled, exchanged and overwritten pieces of a good record."""
    random = Random(seed)
    for _ in range(40):
        data = bytearray(RECORD[: random.randrange(len(RECORD))])
        for _ in range(random.choice([1, 1, 2, 5])):
            start = random.randrange(len(data) + 1)
            end = start + random.choice([0, 1, 1, 4, 30])
            data[start:end] = random.choice(
                [b"", random.choice(TOKENS).encode(), random.randbytes(1), bytes(data[:start][-9:])]
            )
        both(bytes(data))


def test_a_duplicate_of_any_key_is_found() -> None:
    """Each line of the record with a key, written twice."""
    lines = RECORD.decode().splitlines(keepends=True)
    with_keys = [
        n for n, line in enumerate(lines) if re.match(r" *[a-z_]+: \S", line) and "|" not in line
    ]
    assert len(with_keys) > 40
    for n in with_keys:
        doubled = "".join([*lines[: n + 1], lines[n], *lines[n + 1 :]])
        column = len(lines[n]) - len(lines[n].lstrip(" ")) + 1
        assert found(both(doubled.encode())[1]) == [f"YAML-DUPLICATE@{n + 2}:{column}"]


# Which parser does the work


@pytest.mark.parametrize(
    "extra", [b"", b"x: a? b\n", b"x: NO\n", b"id: again\n", b"x: a | b > c\n"]
)
def test_libyaml_reads_records_without_help(extra: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """The slow parser is for syntax errors and disputed constructs only."""
    monkeypatch.setattr(strict_yaml, "_compose_slowly", None)
    parse(RECORD + extra, "a.yml")


def test_an_error_of_our_own_is_not_taken_for_one_of_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A defect of the reader must not look like a defect of a record."""

    def broken(text: str) -> str:
        raise KeyError(text)

    monkeypatch.setattr(strict_yaml, "resolve", broken)
    with pytest.raises(KeyError):
        parse(b"a: 1\n", "a.yml")


# Places

names = st.text(st.characters(codec="utf-8"), max_size=8).filter(
    lambda text: not forbidden_in(text) and text != "<<"
)
leaves = names | st.integers(-(10**17), 10**17) | st.booleans() | st.none()
documents = st.dictionaries(
    names,
    st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
        max_leaves=10,
    ),
    max_size=4,
)


class Writer:
    """Writes a value as YAML in block style, and notes where it puts each key and item."""

    def __init__(self, random: Random) -> None:
        self.text = ""
        self.places: dict[tuple[str | int, ...], tuple[int, int]] = {(): (1, 1)}
        self._random = random

    def note(self, pointer: tuple[str | int, ...]) -> None:
        column = len(self.text) - self.text.rfind("\n")
        self.places[pointer] = (self.text.count("\n") + 1, column)

    def new_line(self, indent: int) -> None:
        comment = self._random.choice(["", "", "  # c", "\n\n# c"])
        self.text += f"{comment}\n{' ' * indent}"

    def value(self, pointer: tuple[str | int, ...], value: Any, indent: int) -> None:
        if not isinstance(value, dict | list) or not value:
            self.text += json.dumps(value, ensure_ascii=False)
            return
        for n, key in enumerate(value if isinstance(value, dict) else range(len(value))):
            if n:
                self.new_line(indent)
            child = value[key]
            if isinstance(value, dict):
                self.note((*pointer, key))
                self.text += json.dumps(key, ensure_ascii=False) + ":"
                self.below((*pointer, key), child, indent)
            else:
                self.text += "- "
                self.note((*pointer, key))
                self.value((*pointer, key), child, indent + 2)

    def below(self, pointer: tuple[str | int, ...], child: Any, indent: int) -> None:
        if isinstance(child, dict | list) and child:
            indent += self._random.choice([1, 2, 4])
            self.new_line(indent)
        else:
            self.text += " "
        self.value(pointer, child, indent)


def depth_of(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return (isinstance(value, dict | list)) + max(map(depth_of, inner), default=0)


@settings(max_examples=150, deadline=None)
@given(documents, st.integers(0, 99))
def test_places_are_where_things_stand(document: dict[str, Any], seed: int) -> None:
    """Each key and each item of a list, in documents whose writer noted them."""
    if depth_of(document) > strict_yaml.MAX_DEPTH:
        return
    writer = Writer(Random(seed))
    writer.value((), document, 0)
    data = writer.text.encode()
    assert both(data) == (document, [])
    assert places(data) == writer.places


def test_places_in_other_styles() -> None:
    """Braces, brackets, explicit keys, texts in blocks, comments, wide characters."""
    data = '# c\né: [x, {b: 1, "c": [2]}]\n? d\n: |\n  text\n😀:\n- - e\n  - f: g\n'.encode()
    assert places(data) == {
        (): (1, 1),
        ("é",): (2, 1),
        ("é", 0): (2, 5),
        ("é", 1): (2, 8),
        ("é", 1, "b"): (2, 9),
        ("é", 1, "c"): (2, 15),
        ("é", 1, "c", 0): (2, 21),
        ("d",): (3, 3),
        ("😀",): (6, 1),
        ("😀", 0): (7, 3),
        ("😀", 0, 0): (7, 5),
        ("😀", 0, 1): (8, 5),
        ("😀", 0, 1, "f"): (8, 5),
    }


def pointers(value: Any, base: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield base
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from pointers(value[key], (*base, key))


def test_every_pointer_of_a_record_has_a_place() -> None:
    """Nothing that a check can report is without a line."""
    assert set(places(RECORD)) == set(pointers(both(RECORD)[0]))
    assert places(RECORD)["legal_name",] == (3, 1)
