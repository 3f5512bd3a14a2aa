"""Likely duplicates are pairs worth a look: few, and each with its reason."""

import pytest

from generator.importer.duplicates import likely_duplicates

SAME = "the same name, spelt differently"
FORM = "the same but for the legal form"
LETTER = "one letter differs"
WORDS = "all words of the one name are in the other"


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Colda Constructions", "Colda Constructions Pty Ltd", FORM),
        ("AURORA FURNITURE PTY LTD", "Aurora furniture Pty. Limited", SAME),
        ("Bridgestone Australia Ltd", "Bridgestone Australia Ltd.", SAME),
        ("TK Elevator", "TK Elevators", LETTER),
        ("Securitas Electronic", "Securitas Elektronic Ltd", LETTER),
        ("Broadbean Catering", "Broadbean Catering and Events", WORDS),
        ("Zoo Board trading as Melbourne Zoo", "Zoo T/A Melbourne Zoo", WORDS),
        ("Stantec", "Stantec Australia", WORDS),
        ("WSP Australia", "WTP Australia", None),
        ("School Number 1", "School Number 2", None),
        ("Access Trading Company", "Live, Experience Access", None),
        ("BD", "BD Rowa Germany GmbH", None),
        ("Acme Lifts", "Acme Doors", None),
        ("Ab", "Ac", None),
        ("Salt and Pepper", "Pepper", WORDS),
        ("The Trust", "The Trustee", None),
    ],
)
def test_pairs(one: str, other: str, why: str | None) -> None:
    found = likely_duplicates({"a": one, "b": other}, frozenset("a"))
    assert found == ((("a", "b", why),) if why else ())
    assert found == likely_duplicates({"b": one, "a": other}, frozenset("b"))


def test_only_pairs_with_something_new() -> None:
    names = {"a": "Acme", "b": "Acme Ltd", "c": "Acme Inc"}
    assert likely_duplicates(names, frozenset("c")) == (("a", "c", FORM),)
    assert likely_duplicates(names, frozenset()) == ()


def test_a_word_of_many_names_says_little() -> None:
    names = {f"s{number}": f"Canberra {chr(97 + number) * 6}" for number in range(20)}
    assert likely_duplicates({**names, "x": "Canberra"}, frozenset(["x"])) == ()


def test_ten_thousand_alike_names_do_not_make_millions_of_pairs() -> None:
    names = {f"s{number:05}": "Acme Ltd" for number in range(10_000)}
    assert len(likely_duplicates(names, frozenset(names))) < 10_000
