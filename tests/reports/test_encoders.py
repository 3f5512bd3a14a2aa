"""The encoders: what they keep, and what they show as an escape."""

import json
import unicodedata

import pytest

from generator.reports.base import cut, line, told_apart
from generator.reports.json_report import render
from tests.reports.hostile import report, shown, texts, unseen
from tests.reports.runner import commands


def test_every_character_is_kept_or_shown_as_its_escape() -> None:
    """All 1,114,112 of them; those not assigned yet may be either."""
    for code in range(0x110000):
        char = chr(code)
        escape = f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
        if unseen(char):
            assert line(char) == escape, hex(code)
        elif unicodedata.category(char) != "Cn":
            assert line(char) == char, hex(code)


def test_a_line_is_what_the_rules_say() -> None:
    """5,000 hostile texts: one line, no command, the same when shown again."""
    stream = texts(11)
    for _ in range(5_000):
        text = next(stream)
        once = line(text)
        assert once == shown(text)
        assert line(once) == once
        assert not any(map(unseen, once))
    assert commands("\n".join(line(next(stream)) for _ in range(5_000))) == []


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b[31mred", "\\u001b[31mred"), ("a\nb", "a\\u000ab"), ("\u202eevil", "\\u202eevil"),
        ("::error::x", "\\u003a:error::x"), (" \u00a0::x", " \u00a0\\u003a:x"), ("a ::x", "a ::x"),
        ("##[error]", "#\\u0023[error]"), ("\ud800", "\\ud800"), ("\U000e0041", "\\U000e0041"),
        ("GBP 5,000 – £ é 日本 🙂", "GBP 5,000 – £ é 日本 🙂"),
    ],
)  # fmt: skip
def test_what_a_person_sees(text: str, seen: str) -> None:
    """Words of every script stay, what would act is shown."""
    assert line(text) == seen


def test_json_is_the_data_and_still_no_command() -> None:
    """Even a half pair comes back, and what a runner looks for is nowhere."""
    given = report()
    assert given.assessment is not None
    text = render(given)
    assert text.isascii() and "##[" not in text
    found = json.loads(text)["findings"]
    meant = given.assessment.findings
    assert [one["message"] for one in found] == [paired(one.message) for one in meant]
    assert [one["path"] for one in found] == [paired(one.path) for one in meant]


def paired(text: str) -> str:
    """Two halves of a pair side by side are the pair, in every JSON there is."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def test_cut_and_told_apart() -> None:
    """Never longer than asked; each name once."""
    assert (cut("abc", 3), cut("abcd", 3)) == ("abc", "ab…")
    assert list(told_apart(["a", "b", "a", "a"])) == ["a", "b", "a:2", "a:3"]
