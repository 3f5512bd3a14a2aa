"""What several faults of one thing come to, and what a pass shows."""

from datetime import date

from generator.checks._faults import Faults, Thing, judge
from generator.model.asof import AsOf
from generator.model.assessment import Outcome

THING = Thing(
    subject="tax/form", words="Tax form", required="a signed W-9", fix="Ask.", topic="tax"
)
TODAY = date(2026, 11, 22)


def test_a_pass_shows_what_is_required_and_what_is_held() -> None:
    result = judge(THING, Faults(), "signed", last_day=TODAY)
    assert (result.outcome, result.required, result.held) == (
        Outcome.PASS,
        "a signed W-9",
        "signed",
    )
    assert (result.message, result.last_day, result.topic) == ("", None, "tax")


def test_a_failure_weighs_more_than_what_is_not_known_and_both_are_told_once() -> None:
    faults = Faults()
    faults.missing("its day")
    assert faults.outcome is Outcome.UNKNOWN
    faults.wrong += ["it is another one", "it is another one"]
    result = judge(THING, faults, "signed")
    assert result.outcome is Outcome.FAIL
    assert result.held == "it is another one and its day is not recorded"
    assert result.message == f"Tax form: {result.held}; required is a signed W-9"


def test_a_thing_without_a_topic_is_its_own() -> None:
    faults = Faults(wrong=["none on file"])
    bare = Thing(subject="tax/form", words="Tax form", required="a W-9", fix="Ask.")
    assert judge(bare, faults, "").topic == "tax/form"


def test_a_day_counts_from_itself_through_its_last() -> None:
    day, last = date(2026, 11, 22), date(2026, 12, 22)
    for today, outcome in (
        (date(2026, 11, 21), Outcome.FAIL),
        (day, Outcome.PASS),
        (last, Outcome.PASS),
        (date(2026, 12, 23), Outcome.FAIL),
    ):
        faults = Faults()
        faults.dated("it was signed", day, AsOf(today), last)
        assert faults.outcome is outcome, today
