"""What is wrong with one thing, gathered: several faults of one record make one finding."""

from dataclasses import dataclass, field
from datetime import date

from generator.checks.base import Asked, Result, passed
from generator.model.asof import AsOf
from generator.model.assessment import Outcome
from generator.model.records import Pointer
from generator.model.words import day, listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What is looked at: its stable name, its words, its place, and what is asked of it."""

    subject: str
    words: str
    required: str
    fix: str
    pointer: Pointer = ()
    topic: str = ""


@dataclass(slots=True)
class Faults:
    """What is ``wrong``, and what is ``unknown``, each a few words."""

    wrong: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def missing(self, what: str) -> None:
        """A detail that is needed is not on record."""
        self.unknown.append(f"{what} is not recorded")

    def dated(self, what: str, when: date | None, today: AsOf, last: date | None = None) -> None:
        """``what`` (``it was signed``) must have happened, and count still, through ``last``."""
        if when is None:
            self.missing(f"when {what}")
        elif not today.reached(when):
            self.wrong.append(f"{what} on {day(when)}, which is still to come")
        elif last is not None and today.after(last):
            self.wrong.append(f"{what} on {day(when)}, which counted to {day(last)}")

    @property
    def outcome(self) -> Outcome:
        """A failure weighs more than what is not known."""
        if self.wrong:
            return Outcome.FAIL
        return Outcome.UNKNOWN if self.unknown else Outcome.PASS

    def __str__(self) -> str:
        return listing(list(dict.fromkeys(self.wrong + self.unknown)))


def judge(
    thing: Thing,
    faults: Faults,
    held: str,
    *,
    severity: str | None = None,
    last_day: date | None = None,
) -> Result:
    """A pass that shows what is ``held``, or one finding that tells all the faults."""
    if faults.outcome is Outcome.PASS:
        return passed(thing.subject, required=thing.required, held=held, topic=thing.topic)
    return Result(
        outcome=faults.outcome,
        subject=thing.subject,
        topic=thing.topic or thing.subject,
        pointer=thing.pointer,
        severity=severity,
        required=thing.required,
        held=str(faults),
        message=f"{thing.words}: {faults}; required is {thing.required}",
        fix=thing.fix,
        last_day=last_day,
    )


def ends_soon(case: Asked, thing: Thing, last: date, held: str) -> Result | None:
    """A reminder while ``last`` lies within the requirement's days of warning; else None."""
    bucket = case.bucket(last) if case.requirement.warn_days else None
    if bucket is None:
        return None
    days, severity = bucket
    return Result(
        outcome=Outcome.FAIL,
        subject=thing.subject,
        topic=thing.topic or thing.subject,
        pointer=thing.pointer,
        # What is still in order is no failure yet: a reminder never weighs more than a warning.
        severity=severity if severity == "info" else "warning",
        required=thing.required,
        held=held,
        message=f"{thing.words}: {held}, within {days} days; required is {thing.required}",
        fix=thing.fix,
        last_day=last,
    )
