"""Names of firms are equal after normalisation, or they are not: there is no fuzzy pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.names import normalise, same, stem

SAME = [
    ("Acme Services Inc.", "ACME SERVICES, INCORPORATED"),
    ("Acme Company, Limited", "ACME Co. Ltd"),
    ("Colda Pty Ltd", "COLDA PTY. LIMITED"),
    ("Colda Proprietary Limited", "Colda Pty. Ltd."),
    ("Acme L.L.C.", "Acme LLC"),
    ("Acme L. L. C.", "Acme LLC"),
    ("Rossi S.p.A.", "ROSSI SPA"),
    ("De Vries B.V.", "de vries bv"),
    ("O’Brien Electric", "O'Brien Electric"),
    ("Smith & Sons", "Smith and Sons"),
    ("Müller Söhne GmbH", "MULLER SOHNE GMBH"),
    ("Straße AG", "STRASSE AG"),
    ("Müller Gesellschaft mit beschränkter Haftung", "Müller GmbH"),
    ("ＡＣＭＥ　Ltd", "Acme Ltd"),
    ("Acme-Widgets  Ltd", "Acme Widgets Ltd"),
    ("Cafe\u0301 Ltd", "Café Ltd"),
]
DIFFERENT = [
    ("Smith Electric Co.", "Smith Electrical Services LLC"),
    ("Acme Ltd", "Acme LLC"),
    ("Acme Ltd", "Acme"),
    ("Acme", "Acme Holdings"),
    ("J.Smith Ltd", "JSmith Ltd"),
    ("Acme 1 Ltd", "Acme 2 Ltd"),
    ("Acme Ltd", "Acne Ltd"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spelling_does_not_tell_firms_apart(one: str, other: str) -> None:
    assert same(one, [other]) and same(other, ["Somebody Else", one])


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_nothing_else_is_forgiven(one: str, other: str) -> None:
    assert not same(one, [other])


def test_nobody_has_a_name_among_none() -> None:
    assert not same("Acme Ltd", [])


def test_a_stem_leaves_out_the_legal_form_and_is_never_empty() -> None:
    assert stem("Acme Ltd") == stem("ACME, LLC") == "acme"
    assert stem("Limited") == "ltd"


@given(st.text(max_size=40))
def test_a_name_in_capitals_or_with_more_space_is_the_same(name: str) -> None:
    assert normalise(f"  {name} ") == normalise(name)
    assert normalise(normalise(name)) == normalise(name)


@given(st.text(max_size=40))
def test_a_name_is_words_of_letters_and_digits(name: str) -> None:
    assert all(char.isalnum() or char == " " for char in normalise(name))
    assert normalise(name) == " ".join(normalise(name).split())
