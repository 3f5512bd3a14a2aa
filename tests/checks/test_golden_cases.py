"""What each check says in each of its cases, word for word, in ``tests/golden/cases/``.

A case names what matters in it; here stands the rest, so that no word, place or day changes
unseen. `make bless` accepts the present words: read what it changed.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.checks import registry
from generator.checks.base import Result
from tests.checks.test_cases import CHECKS, FILES, case_catalog, days, read
from tests.evaluate.build import REQUIREMENT, answer
from tests.test_golden import GOLDEN, hold

_PARTS = [one.name for one in fields(Result) if one.name not in ("outcome", "subject")]


@contextmanager
def overheard(code: str, day: date) -> Iterator[list[Result]]:
    """All that the one requirement's check yields on the day, passes too, once each."""
    check, said = registry()[code], list[Result]()

    def run(case: Any) -> Iterable[Result]:
        # An evaluation asks about many days; the words of this one are wanted.
        wanted = case.requirement.id == REQUIREMENT and case.today._day == day
        for result in check.run(case):
            if wanted and result not in said:
                said.append(result)
            yield result

    registry()[code] = replace(check, run=run)
    try:
        yield said
    finally:
        registry()[code] = check


def shown(value: Any) -> str:
    """A part of a result on one line."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " / ".join(map(shown, value))
    if hasattr(value, "jurisdiction"):
        return f"{value.category} in {value.jurisdiction}"
    return repr(value) if isinstance(value, str) and value != value.strip() else str(value)


def words(code: str, case: Mapping[str, Any], day: str) -> Iterator[str]:
    """All that is said in a case on a day."""
    with overheard(code, date.fromisoformat(day)) as said:
        answer(case_catalog(code, case), day)
    for one in said:
        yield f"  {one.outcome}: {one.subject}"
        for part in _PARTS:
            value = getattr(one, part)
            if value not in ("", (), None):
                yield f"    {part}: {shown(value)}"


def told(path: Path) -> Iterator[str]:
    """A case, day by day."""
    case = read(path)
    for day, _ in days(case):
        yield f"{path.stem} on {day}"
        yield from words(path.parent.name, case, day)


@pytest.mark.parametrize("code", CHECKS)
def test_golden_words_of_a_check(code: str) -> None:
    lines = [line for path in FILES if path.parent.name == code for line in told(path)]
    hold(GOLDEN / "cases" / f"{code}.txt", "\n".join(lines) + "\n")
