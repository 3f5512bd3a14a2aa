"""What one piece of evidence shows, and the best or the worst of several."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.checks.base import Result, passed
from generator.model.assessment import Outcome, Scope
from generator.model.names import same, stem
from generator.model.records import Pointer

_BEST = (Outcome.PASS, Outcome.UNKNOWN, Outcome.FAIL)
_WORST = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS)
_TELLING = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The outcome, what is held in words, and where that stands in the record."""

    outcome: Outcome
    held: str
    pointer: Pointer = ()


def best(shown: Iterable[Shown]) -> Shown:
    """The first that passes, else the first that is unknown: where one of several is enough."""
    return min(shown, key=lambda one: _BEST.index(one.outcome))


def worst(shown: Iterable[Shown]) -> Shown:
    """The first that fails, else the first that is unknown: where each of several must do."""
    return min(shown, key=lambda one: _WORST.index(one.outcome))


def result(
    shown: Shown,
    subject: str,
    *,
    required: str,
    message: str,
    fix: str,
    topic: str = "",
    scopes: tuple[Scope, ...] | None = None,
) -> Result:
    """What is shown, as the result for ``subject``; ``message`` and ``fix`` unless it passes."""
    if shown.outcome is Outcome.PASS:
        return passed(subject, required=required, held=shown.held, topic=topic)
    return Result(
        outcome=shown.outcome,
        subject=subject,
        topic=topic,
        pointer=shown.pointer,
        required=required,
        held=shown.held,
        message=message,
        fix=fix,
        scopes=scopes,
    )


def named(name: str, accepted: Iterable[str]) -> Outcome:
    """Whether ``name`` is one of the accepted names.

    Names are equal after normalisation or they are not. One that shares a telling word with an
    accepted name is a near miss: unknown, for a person to decide. Anything else is another's.
    """
    known = tuple(accepted)
    if same(name, known):
        return Outcome.PASS
    words = _telling(name)
    near = any(words & _telling(other) for other in known)
    return Outcome.UNKNOWN if near else Outcome.FAIL


def _telling(name: str) -> set[str]:
    """The words of a name, without its legal form, that are long enough to tell it by."""
    return {word for word in stem(name).split() if len(word) >= _TELLING}


def said(shown: Shown, required: str) -> str:
    """The two sides in one sentence; what is not recorded is not said to be shown."""
    if shown.outcome is Outcome.UNKNOWN:
        return f"required is {required}; what is held cannot be told: {shown.held}"
    return f"certificate on file shows {shown.held}, required is {required}"
