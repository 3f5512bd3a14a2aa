"""What is known of a supplier without reading its file again, and how that is remembered.

A change touches few suppliers. Of the others the second pass of the evaluation needs verdicts and
counts, duplicates need names, and everything else is the same in both states.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from generator.model.assessment import (
    Finding,
    OfferVerdict,
    Outcome,
    Scope,
    SupplierAssessment,
    Verdict,
)
from generator.model.catalog import identity
from generator.model.records import Record

LIGHT = frozenset(
    {
        *("id", "legal_name", "lifecycle_status", "registered_country", "owner", "deputy"),
        *("criticality", "offers", "service_jurisdictions", "category_spend", "risks"),
        *("parent", "ultimate_parent"),
    }
)
"""The fields that are kept at hand. What else is looked at is read, and at hand the next time."""

_FIELDS = tuple(one.name for one in fields(Finding))
Done = tuple[SupplierAssessment, dict[str, tuple[Outcome, ...]], list[Any]]
"""What evaluating one supplier gives: its assessment, outcomes by requirement, errors."""


class Unread(Mapping[str, Any]):
    """A record's data of which some fields are at hand, and the rest is read when asked for.

    ``fields`` are those at hand, recorded or not; whatever else is asked for goes to ``missed``.
    """

    __slots__ = ("_fields", "_light", "_missed", "_read")

    def __init__(
        self,
        light: Mapping[str, Any],
        fields: frozenset[str],
        missed: set[str],
        read: Callable[[], Mapping[str, Any]],
    ) -> None:
        self._light, self._fields, self._missed, self._read = light, fields, missed, read

    def __getitem__(self, key: str) -> Any:
        if key in self._fields:
            return self._light[key]
        self._missed.add(key)
        return self._read()[key]

    def get(self, key: str, default: Any = None) -> Any:
        """As of a dict."""
        if key in self._fields:
            return self._light.get(key, default)
        self._missed.add(key)
        return self._read().get(key, default)

    def __contains__(self, key: object) -> bool:
        if key in self._fields:
            return key in self._light
        self._missed.add(str(key))
        return key in self._read()

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One supplier as remembered.

    ``names`` identify the firm, ``refers`` are the suppliers that it names, ``asked`` the digests
    of those that its evaluation looked at. ``context`` says what else the evaluation rests on.
    ``counts`` are findings by severity, ``waived`` those that a waiver covers, ``outcomes`` what
    came of each requirement, as JSON.
    """

    light: Mapping[str, Any]
    names: tuple[tuple[str, str], ...]
    refers: tuple[str, ...]
    context: str
    asked: Mapping[str, str]
    verdict: str
    because: tuple[str, ...]
    offers: tuple[tuple[str, str | None, str], ...]
    counts: Mapping[str, int]
    waived: tuple[Mapping[str, Any], ...]
    outcomes: str

    def assessment(self, path: str) -> SupplierAssessment:
        """As much of its assessment as the second pass of the evaluation looks at."""
        return SupplierAssessment(
            id=self.light["id"],
            legal_name=self.light["legal_name"],
            path=path,
            status=self.light["lifecycle_status"],
            verdict=Verdict(self.verdict),
            because=self.because,
            offers=tuple(
                OfferVerdict(scope=Scope(category, place), verdict=Verdict(verdict))
                for category, place, verdict in self.offers
            ),
            timeline=(),
            findings=tuple(replace(finding(one), path=path) for one in self.waived),
        )


def known(
    record: Record,
    fields: frozenset[str],
    refers: Iterable[str],
    context: str,
    asked: Mapping[str, str],
    done: Done,
) -> Known:
    """What is to be remembered of an evaluation."""
    assessment, outcomes, _ = done
    counted = [one for one in assessment.findings if one.outcome is not Outcome.WAIVED]
    return Known(
        light=light_of(record, fields),
        names=tuple(identity(record)),
        refers=tuple(sorted(refers)),
        context=context,
        asked=asked,
        verdict=str(assessment.verdict),
        because=assessment.because,
        offers=tuple(
            (one.scope.category, one.scope.jurisdiction, str(one.verdict))
            for one in assessment.offers
        ),
        counts=Counter(one.severity for one in counted),
        waived=tuple(plain(one) for one in assessment.findings if one.waiver),
        outcomes=json.dumps(
            {name: Counter(map(str, found)) for name, found in outcomes.items()}, sort_keys=True
        ),
    )


def light_of(record: Record, fields: frozenset[str]) -> Mapping[str, Any]:
    """Those of the record's fields that are kept at hand."""
    return {key: record.data[key] for key in sorted(fields) if key in record.data}


def plain(one: Finding) -> dict[str, Any]:
    """A finding as JSON holds it."""
    found = {name: getattr(one, name) for name in _FIELDS}
    for name, value in found.items():
        if isinstance(value, date):
            found[name] = {"day": value.isoformat()}
    if one.scopes is not None:
        found["scopes"] = [asdict(scope) for scope in one.scopes]
    return found


def finding(data: Mapping[str, Any]) -> Finding:
    """What :func:`plain` made."""
    found: dict[str, Any] = {
        key: date.fromisoformat(one["day"]) if isinstance(one, dict) else one
        for key, one in data.items()
    }
    scopes = found["scopes"]
    found["scopes"] = None if scopes is None else tuple(Scope(**one) for one in scopes)
    found["pointer"] = tuple(found["pointer"])
    return Finding(**{**found, "outcome": Outcome(found["outcome"])})


def outcomes_of(every: Iterable[Known]) -> dict[str, tuple[Outcome, ...]]:
    """The outcomes of many suppliers together, requirement by requirement."""
    total: dict[str, Counter[Outcome]] = {}
    for text, times in Counter(one.outcomes for one in every).items():
        for name, found in json.loads(text).items():
            mine = total.setdefault(name, Counter())
            for outcome, count in found.items():
                mine[Outcome(outcome)] += count * times
    return {name: tuple(found.elements()) for name, found in total.items()}


def packed(every: Mapping[str, Known], fields: frozenset[str]) -> dict[str, Any]:
    """As a document: what many have in common is written once."""
    outcomes = list(dict.fromkeys(one.outcomes for one in every.values()))
    place = {text: at for at, text in enumerate(outcomes)}
    rows = {
        digest: [
            dict(one.light),
            one.names,
            one.refers,
            one.context,
            dict(one.asked),
            one.verdict,
            one.because,
            one.offers,
            dict(one.counts),
            one.waived,
            place[one.outcomes],
        ]
        for digest, one in every.items()
    }
    return {"fields": sorted(fields), "outcomes": outcomes, "suppliers": rows}


def unpacked(document: Mapping[str, Any]) -> dict[str, Known]:
    """What :func:`packed` made."""
    outcomes = document["outcomes"]
    return {
        digest: Known(
            light=light,
            names=tuple((one, other) for one, other in names),
            refers=tuple(refers),
            context=context,
            asked=asked,
            verdict=verdict,
            because=tuple(because),
            offers=tuple((one, two, three) for one, two, three in offers),
            counts=counts,
            waived=tuple(waived),
            outcomes=outcomes[at],
        )
        for digest, (
            light,
            names,
            refers,
            context,
            asked,
            verdict,
            because,
            offers,
            counts,
            waived,
            at,
        ) in document["suppliers"].items()
    }
