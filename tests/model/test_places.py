"""Evidence for a place serves the places inside it, and never the other way round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.places import covered_by_any, covers


@pytest.mark.parametrize(
    ("wider", "narrower", "answer"),
    [
        ("US", "US", True),
        ("US", "US-OR", True),
        ("US-OR", "US-OR", True),
        ("US-OR", "US", False),
        ("US-O", "US-OR", False),
        ("US-OR", "US-O", False),
        ("U", "US", False),
        ("US", "USX", False),
        ("GB", "GB-LDS", True),
        ("GB-EN", "GB-ENG", False),
        ("", "US", False),
    ],
)
def test_containment_ends_at_a_segment(wider: str, narrower: str, answer: bool) -> None:
    assert covers(wider, narrower) is answer


def test_any_of_the_evidence_will_do() -> None:
    assert covered_by_any("US-OR", ["US-WA", "US"])
    assert not covered_by_any("US-OR", ["US-WA", "US-ORE"])
    assert not covered_by_any("US-OR", [])


codes = st.lists(st.text("ABC", min_size=1, max_size=2), min_size=1, max_size=3).map("-".join)


@given(codes, codes, codes)
def test_containment_is_an_order(one: str, two: str, three: str) -> None:
    assert covers(one, one)
    assert not (covers(one, two) and covers(two, one)) or one == two
    assert not (covers(one, two) and covers(two, three)) or covers(one, three)
    assert covers(one, f"{one}-{two}")
    assert covers(one, two) is (one.split("-") == two.split("-")[: len(one.split("-"))])
