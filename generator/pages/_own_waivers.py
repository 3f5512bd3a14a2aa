"""The waivers of a supplier: what is waived for how long, on what conditions, by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.model.dates import Term, add_days
from generator.model.fields import project
from generator.model.policy import Waiver
from generator.pages._answers import short_place
from generator.pages._memo import kept
from generator.pages._rules import readable
from generator.pages._terms import Standing, fixed, standing
from generator.pages._wording import requirement_path
from generator.pages.base import Site
from generator.pages.texts import plain, text

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverView:
    """One waiver. ``state`` is that of the assessment, ``faults`` why it has no effect."""

    id: str
    path: str
    title: str
    rule: str
    clause: tuple[str, str]
    state: str
    standing: Standing
    faults: tuple[str, ...]
    scope: tuple[str, ...]
    reason: str
    controls: tuple[Data, ...]
    requested_by: str
    approved_by: str
    approved_on: date
    ends: date
    review_on: str
    extended: int


def waivers(site: Site, supplier: str) -> tuple[WaiverView, ...]:
    """The waivers of one supplier, those in force first. For staff only."""
    if not site.internal:
        return ()
    found = kept(site, "waivers", lambda: _by_supplier(site)).get(supplier, [])
    views = [_view(site, one) for one in found]
    order = {"in_force": 0, "to_come": 1, "without_effect": 2}
    return tuple(sorted(views, key=lambda one: (order.get(one.state, 3), -one.ends.toordinal())))


def _by_supplier(site: Site) -> dict[str, list[Waiver]]:
    found: dict[str, list[Waiver]] = {}
    for one in site.catalog.waivers:
        found.setdefault(one.supplier, []).append(one)
    return found


def _view(site: Site, waiver: Waiver) -> WaiverView:
    shown = project(waiver.data, site.fields["waiver"], site.audience) or {}
    known = site.assessment.waivers[waiver.id]
    rule = site.catalog.requirements.get(waiver.requirement)
    return WaiverView(
        id=waiver.id,
        path=waiver.path,
        title=site.checks[rule.check].title if rule else waiver.requirement,
        rule=requirement_path(rule.id) if rule and readable(site, rule.policy) else "",
        clause=(rule.policy, rule.clause) if rule else ("", ""),
        state=known.state,
        standing=_standing(site, waiver, known.state),
        faults=known.faults,
        scope=tuple(_scope(site, shown)),
        reason=shown.get("reason", ""),
        controls=tuple(shown.get("compensating_controls") or ()),
        requested_by=shown.get("requested_by", ""),
        approved_by=shown.get("approved_by", ""),
        approved_on=waiver.approved_on,
        ends=waiver.expires_on,
        review_on=shown.get("review_on", ""),
        extended=int(shown.get("extension_count", 0)),
    )


def _standing(site: Site, waiver: Waiver, state: str) -> Standing:
    if state == "without_effect":
        return fixed(text("Without effect"))
    term = Term(start=waiver.starts_on, end_excl=add_days(waiver.expires_on, 1))
    return standing(term, site.as_of)


def _scope(site: Site, shown: Data) -> list[str]:
    scope = shown.get("scope") or {}
    found = []
    if scope.get("category"):
        found.append(site.catalog.reference.category_name(scope["category"]))
    if scope.get("jurisdiction"):
        found.append(short_place(scope["jurisdiction"]))
    if shown.get("subject"):
        found.append(plain(shown["subject"]))
    return found or [text("All it offers")]
