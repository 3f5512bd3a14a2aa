"""Whom a requirement applies to, in words."""

from collections.abc import Callable
from typing import Any

from generator.model import words
from generator.model.money import Money
from generator.model.policy import DEFAULT_STATUSES, Requirement
from generator.model.reference import Reference

Place = Callable[[str], str]


def applies_words(
    requirement: Requirement, reference: Reference, place: Place = lambda code: code
) -> str:
    """``approved or conditional suppliers of Electrical or Plumbing in US with work on our sites``.

    ``place`` names a jurisdiction.
    """
    when = requirement.applies_when
    statuses = when.get("status") or DEFAULT_STATUSES
    parts = [_either(statuses, words.plain), "suppliers"]
    if "category" in when:
        parts.append(f"of {_either(when['category'], reference.category_name)}")
    if "jurisdiction" in when:
        parts.append(f"in {_either(when['jurisdiction'], place)}")
    if "access" in when:
        parts.append(f"with access: {_either(when['access'], words.plain)}")
    for key, text in _WORDS.items():
        if key in when:
            parts.append(text.format(_either(when[key], words.plain)))
    if "country" in when:
        parts.append(f"registered in {_either(when['country'], place)}")
    if "offshore" in when:
        parts.append("that work offshore" if when["offshore"] else "that do not work offshore")
    if isinstance(when.get("value_min"), Money):
        parts.append(f"with a contract of {when['value_min']} or more")
    return " ".join(parts)


_WORDS = {
    "criticality": "of {} criticality",
    "tier": "of risk tier {}",
    "sourcing_model": "that provide {}",
    "segment": "of the segment {}",
    "contract_type": "with a contract of type {}",
    "profile": "with a contract of profile {}",
}


def _either(values: Any, word: Callable[[str], str]) -> str:
    return words.listing([word(str(one)) for one in values], "or")
