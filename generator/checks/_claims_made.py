"""Policies that pay only claims made while they last: from when on, and how long after."""

from datetime import date

from generator.checks.base import Case
from generator.model.assessment import Outcome
from generator.model.dates import parse_duration
from generator.model.records import InsurancePolicy
from generator.model.words import day


def reaches_back(policy: InsurancePolicy, start: date) -> tuple[Outcome, str]:
    """Whether a policy in force pays for what was done from ``start`` on; and in words.

    One that covers occurrences needs no retroactive date: it covers what happens in its term.
    """
    basis, retro = policy.text("basis"), policy.date("retroactive_date")
    named = f"policy {policy.number}"
    if basis == "occurrence":
        return Outcome.PASS, f"{named} covers occurrences"
    if not basis:
        return Outcome.UNKNOWN, f"{named} does not say whether it covers claims made"
    if retro is None:
        return Outcome.UNKNOWN, f"{named} has no retroactive date on record"
    outcome = Outcome.PASS if retro <= start else Outcome.FAIL
    return outcome, f"{named} with retroactive date {day(retro)}"


def reports_until(case: Case, policy: InsurancePolicy) -> bool:
    """Whether the policy has ended, and its time for reporting claims is not over."""
    span = parse_duration(policy.data.get("extended_reporting_period"))
    ended = policy.term.end_excl
    if span is None or ended is None or not case.today.reached(ended):
        return False
    return not case.today.reached(span.after(ended))
