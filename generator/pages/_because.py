"""Why a verdict is what it is, with the clause behind it; now, and on the days to come."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.evaluate.verdict import reason
from generator.model.assessment import Finding, SupplierAssessment, Verdict
from generator.model.dates import add_days
from generator.pages._findings import OUTCOMES
from generator.pages.base import Site
from generator.pages.texts import sentence

REASONS_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why, in one sentence, with the clause behind it where there is one."""

    text: str
    policy: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """One stretch of the timeline."""

    start: date
    last: date | None
    verdict: Verdict
    because: tuple[Reason, ...]

    @property
    def eve(self) -> date:
        """The day before it."""
        return add_days(self.start, -1)


class Reasons:
    """Reasons with their clauses. Others than staff read what was checked, and no figures."""

    def __init__(self, site: Site, findings: Iterable[Finding]) -> None:
        self._site = site
        self._by_text = {reason(one): one for one in findings}
        self._known: dict[tuple[str, ...], tuple[Reason, ...]] = {}

    def __call__(self, because: tuple[str, ...]) -> tuple[Reason, ...]:
        """One reason for each text, each once."""
        known = self._known.get(because)
        if known is None:
            found = {one.text: one for text in because if (one := self._reason(text))}
            known = self._known[because] = tuple(found.values())
        return known

    def _reason(self, text: str) -> Reason | None:
        finding = self._by_text.get(text)
        if self._site.internal:
            words = text
        elif finding is not None:
            words = f"{OUTCOMES[finding.outcome]}: {self._site.checks[finding.code].title}"
        else:
            return None
        words = sentence(words)
        return Reason(
            text=words if words.endswith((".", "!", "?")) else f"{words}.",
            policy=finding.policy if finding else "",
            clause=finding.clause if finding else "",
        )


def coming(assessed: SupplierAssessment, reasons: Reasons) -> tuple[Coming, ...]:
    """The timeline as a table: neighbours that differ in nothing that is shown are one row."""
    rows: list[tuple[date, Verdict, tuple[Reason, ...]]] = []
    for segment in assessed.timeline:
        why = reasons(segment.because)
        if not rows or rows[-1][1:] != (segment.verdict, why):
            rows.append((segment.start, segment.verdict, why))
    ends = [add_days(start, -1) for start, _, _ in rows[1:]] + [None]
    return tuple(
        Coming(start=start, last=last, verdict=verdict, because=why)
        for (start, verdict, why), last in zip(rows, ends, strict=True)
    )


def next_change(rows: tuple[Coming, ...]) -> Coming | None:
    """The first row with another verdict than today's."""
    return next((one for one in rows[1:] if one.verdict is not rows[0].verdict), None)


def timeline_json(assessed: SupplierAssessment, rows: tuple[Coming, ...]) -> Markup:
    """The same for the script. ``<`` and ``&`` are escaped, so that no text can end the block."""
    data = [
        {
            "from": one.start.isoformat(),
            "verdict": str(one.verdict),
            "because": [reason.text for reason in one.because[:REASONS_SHOWN]],
        }
        for one in rows
    ]
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=True)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
