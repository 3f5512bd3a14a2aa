"""Findings as people read them: together with what they have in common, under one heading."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.load.formats import place_name
from generator.model.assessment import Finding, Outcome
from generator.pages.texts import known, message, plain, sentence, text

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.FAIL: message("Not met"),
    Outcome.UNKNOWN: message("Cannot be decided"),
    Outcome.WAIVED: message("Waived for a time"),
    Outcome.PASS: message("Met"),
    Outcome.NOT_APPLICABLE: message("Does not apply"),
}
_KINDS: Mapping[str, str] = {
    "insurance": message("Insurance"),
    "licences": message("Licence"),
    "permits": message("Permit"),
    "certifications": message("Certification"),
    "contracts": message("Contract"),
    "offers": message("Offer"),
    "record": message("Record"),
    "categories": message("Category"),
    "policies": message("Policy"),
    "clauses": message("Clause"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Findings on one topic, the worst first."""

    title: str
    findings: tuple[Finding, ...]

    @property
    def waived(self) -> bool:
        """Whether nothing in it counts at present."""
        return all(one.outcome is Outcome.WAIVED for one in self.findings)


def by_topic(findings: Iterable[Finding], names: Mapping[str, str] | None = None) -> list[Group]:
    """Groups in the order in which their first finding comes.

    ``names`` are the words for topics that a record knows by name (``contracts/msa-1``).
    """
    grouped: dict[str, list[Finding]] = {}
    for one in findings:
        grouped.setdefault(one.topic or one.subject, []).append(one)
    return [
        Group(title=topic_words(topic, names or {}), findings=tuple(found))
        for topic, found in grouped.items()
    ]


def by_check(findings: Iterable[Finding]) -> list[Group]:
    """For readers who may know what was checked only: each check and clause once.

    What a finding is about may name a part of the record that they may not see.
    """
    kept = {(one.code, one.clause): one for one in reversed(list(findings))}
    return (
        [Group(title=text("Not in order"), findings=tuple(reversed(kept.values())))] if kept else []
    )


def topic_words(topic: str, names: Mapping[str, str]) -> str:
    """``insurance/umbrella`` is Insurance: umbrella liability."""
    if topic in names:
        return names[topic]
    kind, _, rest = topic.partition("/")
    first = names.get(f"{kind}/{rest.partition('/')[0]}")
    if first:
        return first
    word = known(_KINDS[kind]) if kind in _KINDS else sentence(plain(kind))
    if not rest:
        return word
    if kind == "licences":
        rest = rest.rpartition("/")[2]
        return f"{word}: {place_name(rest) if rest[:2].isupper() else _spaced(rest)}"
    return f"{word}: {_spaced(rest)}"


def _spaced(rest: str) -> str:
    return ", ".join(
        plain(part) if "_" in part else part.replace("-", " ") for part in rest.split("/")
    )
