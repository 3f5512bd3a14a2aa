"""Which states of the past to look at: the days, and the commit that was in force on each.

A state is known by the trees of its four folders, so that what a thousand commits of other
files left alone is the same state.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.load.git import Repository
from generator.model.dates import add_days
from generator.model.trend import Step

FOLDERS = ("suppliers", "policies", "reference", "schemas")
MOST_POINTS = 12
_MOST_COMMITS = 50_000
Line = Sequence[tuple[str, date]]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A day, the commit in force at its end, and the names of the trees that were read from."""

    day: date
    commit: str
    trees: tuple[tuple[str, str], ...]


def states(
    repository: Repository, as_of: date, most: int = MOST_POINTS
) -> tuple[Step, list[State]]:
    """At most ``most`` states before ``as_of``, the oldest first, and how far apart they are."""
    line = [one for one in repository.line(_MOST_COMMITS) if one[1] <= as_of]
    step, days = last_days(line, as_of, most)
    if step is Step.COMMIT:
        return step, _changes(repository, as_of, most)
    found = [_state(repository, commit, day) for day in days if (commit := _in_force(line, day))]
    return step, [one for one in found if one is not None]


def last_days(line: Line, as_of: date, most: int) -> tuple[Step, list[date]]:
    """The ends of months, of weeks, or the days before ``as_of`` that the history covers.

    The widest step with three points or more; a history of two days goes commit by commit.
    """
    first = min((day for _, day in line), default=as_of)
    for step in (Step.MONTH, Step.WEEK, Step.DAY):
        days: list[date] = []
        for day in _backwards(step, as_of):
            if day < first or len(days) == most:
                break
            days.append(day)
        if len(days) >= 3:
            return step, days[::-1]
    return Step.COMMIT, []


def _backwards(step: Step, as_of: date) -> Iterator[date]:
    """The last days of the months or weeks before the one of ``as_of``; the newest first."""
    if step is Step.MONTH:
        day = as_of.replace(day=1) - timedelta(days=1)
        while day.year > 1990:
            yield day
            day = day.replace(day=1) - timedelta(days=1)
        return
    day = add_days(as_of, -as_of.isoweekday() if step is Step.WEEK else -1)
    while day.year > 1990:
        yield day
        day = add_days(day, -7 if step is Step.WEEK else -1)


def _in_force(line: Line, day: date) -> str | None:
    """The newest commit up to the end of ``day``."""
    return next((commit for commit, made in line if made <= day), None)


def _changes(repository: Repository, as_of: date, most: int) -> list[State]:
    """The last commits that changed the records or the rules, each on its own day.

    The newest is left out when it says what is built now: that is today's point.
    """
    found = []
    for commit, day in repository.line(most + 1, *FOLDERS)[1:]:
        state = _state(repository, commit, day) if day <= as_of else None
        if state is not None:
            found.append(state)
    return found[::-1]


def _state(repository: Repository, commit: str, day: date) -> State | None:
    """None where the catalog had no suppliers yet."""
    top = repository.top(commit)
    trees = tuple((name, top[name].digest) for name in FOLDERS if name in top)
    return State(day=day, commit=commit, trees=trees) if "suppliers" in top else None
