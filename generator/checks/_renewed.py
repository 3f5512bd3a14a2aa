"""Whether the terms of a renewal are equal to or better than those of the policy before it."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.model.money import Money
from generator.model.places import covered_by_any
from generator.model.records import InsurancePolicy
from generator.model.words import day, listing, plain

_PROVISIONS = {
    "addl_insd": "additional insured",
    "subr_wvd": "waiver of subrogation",
    "primary_noncontributory": "primary and non-contributory",
    "notice_of_cancellation": "notice of cancellation",
}
_FLAGS = {"per_statute": "the statutory limits", "stop_gap": "stop-gap cover"}


def lost(old: InsurancePolicy, new: InsurancePolicy) -> list[str]:
    """What the later policy shows less of, in words; empty when its terms are equal or better.

    What it does not show at all counts as less: a renewal is held to what was there before.
    """
    return [*_limits(old, new), *_retentions(old, new), *_basis(old, new), *_reach(old, new)]


def _limits(old: InsurancePolicy, new: InsurancePolicy) -> Iterator[str]:
    for name in sorted(old.group("limits")):
        before, now = old.limit(name), new.limit(name)
        if before is None or (now is not None and _at_least(now, before)):
            continue
        yield f"{plain(name)} {now or 'not recorded'} instead of {before}"


def _at_least(one: Money, other: Money) -> bool:
    # In another currency it cannot be told without a rate, and what cannot be told is no renewal.
    return one.currency == other.currency and one.amount >= other.amount


def _retentions(old: InsurancePolicy, new: InsurancePolicy) -> Iterator[str]:
    for name in ("deductible", "retention_sir"):
        before, now = old.money(name), new.money(name)
        if before is not None and now is not None and not _at_least(before, now):
            yield f"{_WORDS[name]} {now} instead of {before}"


_WORDS = {"deductible": "deductible", "retention_sir": "self-insured retention"}


def _basis(old: InsurancePolicy, new: InsurancePolicy) -> Iterator[str]:
    if old.text("basis") == "occurrence" and new.text("basis") != "occurrence":
        yield f"basis {plain(new.text('basis')) or 'not recorded'} instead of occurrence"
    before, now = old.date("retroactive_date"), new.date("retroactive_date")
    if before is not None and new.text("basis") != "occurrence" and (now is None or now > before):
        yield (f"retroactive date {day(now) if now else 'not recorded'} instead of {day(before)}")
    per = old.text("aggregate_applies_per")
    if per in ("project", "location") and new.text("aggregate_applies_per") != per:
        yield f"no aggregate for each {per}"


def _reach(old: InsurancePolicy, new: InsurancePolicy) -> Iterator[str]:
    if "any_auto" not in new.texts("auto_scope"):
        yield from _fewer("vehicles", old.texts("auto_scope"), new.texts("auto_scope"))
    states = [
        one
        for one in old.texts("states_covered")
        if not covered_by_any(one, new.texts("states_covered"))
    ]
    yield from _fewer("states", states, ())
    schedule = "schedule_of_underlying"
    yield from _fewer("underlying policies", old.texts(schedule), new.texts(schedule))
    for flag, words in _FLAGS.items():
        if old.data.get(flag) is True and new.data.get(flag) is not True:
            yield f"not {words}"
    if old.data.get("proprietor_excluded") is False and new.data.get("proprietor_excluded") is True:
        yield "owners excluded"
    if old.text("follow_form") in _FOLLOWS and new.text("follow_form") not in _FOLLOWS:
        yield "not stated to follow form"
    for name, words in _PROVISIONS.items():
        if _given(old.group(name)) and not _given(new.group(name)):
            yield f"no {words}"


_FOLLOWS = ("stated", "endorsement_on_file")


def _fewer(what: str, before: Any, now: Any) -> Iterator[str]:
    missing = [plain(one) for one in before if one not in now]
    if missing:
        yield f"{what} without {listing(missing)}"


def _given(provision: Mapping[str, Any]) -> bool:
    """Whether the provision is there at all; how well it is proved is for other checks."""
    return any(provision.get(key) for key in ("ticked", "forms", "proof", "days", "endorsed"))
