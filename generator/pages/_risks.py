"""Reviews and risks as people read them: scores with words, and what is done about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.pages.texts import plain, sentence, text

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskView:
    """One risk. ``steps`` are (what, state, ISO day or '')."""

    title: str
    kind: str
    before: str
    odds: str
    after: str
    response: str
    steps: tuple[tuple[str, str, str], ...]
    owner: str
    accepted_by: str
    accepted_until: str
    review_on: str


def risks(record: Data) -> tuple[RiskView, ...]:
    """The risks, the gravest that is left first."""
    found = sorted(record.get("risks") or (), key=_left, reverse=True)
    return tuple(_risk(one) for one in found)


def reviews(record: Data) -> list[Data]:
    """The reviews, the newest first."""
    found = record.get("reviews") or ()
    return sorted(found, key=lambda one: str(one.get("performed_on", "")), reverse=True)


def _left(risk: Data) -> int:
    found = risk.get("residual", risk.get("inherent", 0))
    return found if isinstance(found, int) else 0


def _risk(one: Data) -> RiskView:
    kind = sentence(plain(one.get("type", "")))
    likely, severe = one.get("likelihood"), one.get("impact")
    return RiskView(
        title=one.get("description") or kind or text("Risk"),
        kind=kind if one.get("description") else "",
        before=rated(one.get("inherent")),
        odds=_odds(likely, severe),
        after=rated(one.get("residual")),
        response=_responses().get(one.get("response", ""), ""),
        steps=tuple(
            (step.get("text", ""), plain(step.get("status", "")), step.get("due_on", ""))
            for step in one.get("mitigations") or ()
        ),
        owner=one.get("owner", ""),
        accepted_by=one.get("accepted_by", ""),
        accepted_until=one.get("accepted_until", ""),
        review_on=one.get("review_on", ""),
    )


def rated(score: Any) -> str:
    """``12 of 25``, or that it is not rated."""
    return text("%(score)s of 25", score=score) if score is not None else text("not rated")


def _odds(likely: Any, severe: Any) -> str:
    if likely is None or severe is None:
        return ""
    return text("likelihood %(likely)s, impact %(severe)s", likely=likely, severe=severe)


def _responses() -> dict[str, str]:
    return {
        "avoid": text("We avoid it"),
        "reduce": text("We reduce it"),
        "transfer": text("Somebody else bears it"),
        "accept": text("We accept it"),
    }
