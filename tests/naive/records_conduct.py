"""Screening, ethics, sustainability and diversity, evaluated again in plain words."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from tests.naive.basics import Data, day, items, plus_days, plus_months
from tests.naive.records import Check, Outcomes, happened, soon, verdict

DECIDED = {"false_positive", "true_match"}


def plain(name: str) -> str:
    """A name without case, and with one spelling of the legal form."""
    return name.lower().replace("limited", "ltd").replace(".", "").strip()


def made(found: Iterable[Data], name: str, today: date) -> tuple[date | None, bool]:
    """The latest search for the name by today; whether another might be one."""
    best, maybe = None, False
    for one in found:
        when = day(one.get("performed_on"))
        if plain(one.get("name_screened", "")) == plain(name) and happened(when, today):
            best = max(best or date.min, when or date.min)
        else:
            maybe = True
    return best, maybe


def kind(record: Data, *kinds: str) -> list[Data]:
    """Searches of these kinds."""
    return [one for one in items(record, "screenings") if one["kind"] in kinds]


def changed(record: Data, since: date, today: date, *kinds: str) -> tuple[bool, bool]:
    """Whether something changed after a search, and whether something may have."""
    days = [day(o.get("changed_on")) for o in items(record, "changes") if o["kind"] in kinds]
    return any(one and since < one <= today for one in days), None in days


def scr_01(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Sanctions lists searched."""
    searches, name = kind(record, "sanctions"), record["legal_name"]
    bad = unsaid = False
    oldest: date | None = None
    for wanted in params.get("lists") or [None]:
        here = [
            one
            for one in searches
            if wanted is None or wanted.lower() in [x.lower() for x in one.get("lists", ())]
        ]
        latest, maybe = made(here, name, today)
        if latest is not None:
            oldest = min(oldest or latest, latest)
        elif maybe or (wanted and any(not one.get("lists") for one in searches)):
            unsaid = True
        else:
            bad = True
    if oldest:
        after, maybe_after = changed(record, oldest, today, "name", "ownership")
        last = plus_days(oldest, params["days"]) if params.get("days") else None
        bad = bad or after or bool(last and last < today)
        unsaid = unsaid or maybe_after
        if not bad and not unsaid and last:
            bad = soon(last, today, params)
    return [("screenings/sanctions", verdict(bad, unsaid))]


def scr_02(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Matches decided."""
    found = []
    for one in kind(record, "sanctions", "debarment", "ownership"):
        told = one.get("adjudication", {})
        result, answer = one.get("result"), told.get("decision")
        if (day(one.get("performed_on")) or date.min) > today:
            continue
        if "superseded_by" in one and (answer or result == "clear"):
            continue
        when, by = day(told.get("decided_on")), told.get("by")
        bad = unsaid = False
        if result in (None, "unresolved"):
            unsaid = True
        elif result == "match":
            early = when is not None and when > today
            bad = answer != "false_positive" or early
            bad = bad or (by is not None and by not in params["deciders"])
            unsaid = by is None or when is None
        found.append((f"screenings/{one['id']}", verdict(bad, unsaid)))
    return found


def scr_03(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Excluded firms looked for before the award."""
    found, searches = [], kind(record, "debarment")
    for one in items(record, "contracts"):
        end, start = day(one.get("ends_on")), day(one.get("starts_on")) or day(one.get("signed_on"))
        if "cancelled_on" in one or (end and end < today):
            continue
        if params.get("grants_only") and "grant" not in one:
            continue
        decision = one.get("renewal", {}).get("decision", {})
        award = day(one.get("award", {}).get("awarded_on")) or day(one.get("signed_on"))
        events = [("award", award)]
        if decision.get("decision") in ("renew", "renegotiate") and decision.get("decided_on"):
            events.append(("renewal", day(decision["decided_on"])))
        for event, when in events:
            name = f"contracts/{one['id']}/debarment-{event}"
            coming = when is None or when > today
            if coming and happened(start, today):
                found.append((name, "unknown"))
                continue
            to = today if coming or when is None else when
            inside = searches
            if not coming:
                window = (plus_days(to, -params["days"]), to)
                days = [day(s.get("performed_on")) for s in searches]
                inside = [
                    s
                    for s, d in zip(searches, days, strict=True)
                    if d is None or window[0] <= d <= window[1]
                ]
            latest, maybe = made(inside, record["legal_name"], today)
            old = bool(latest and latest < plus_days(to, -params["days"]))
            bad = old or (latest is None and not maybe)
            found.append((name, verdict(bad, latest is None)))
    return found


def scr_04(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Owners and parents."""
    asked = [("screenings/ownership", kind(record, "ownership"), False)]
    for key in ("parent", "ultimate_parent"):
        if record.get(key):
            other = reference.get("suppliers", {}).get(record[key].get("supplier"), {})
            name = record[key].get("name") or other.get("legal_name")
            searches = kind(record, "ownership", "sanctions")
            mine = [
                s for s in searches if name and plain(s.get("name_screened", "")) == plain(name)
            ]
            asked.append((f"record/{key}", mine, name is None))
    found = []
    for subject, searches, nameless in asked:
        days = [day(one.get("performed_on")) for one in searches]
        done = [one for one in days if one and one <= today]
        if nameless or not done:
            found.append((subject, "unknown" if nameless or None in days else "fail"))
            continue
        after, maybe = changed(record, max(done), today, "ownership")
        last = plus_days(max(done), params["days"]) if params.get("days") else date.max
        found.append((subject, verdict(after or last < today, maybe)))
    return found


def eth_01(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """The code of conduct."""
    held, ours = record.get("code_of_conduct"), reference.get("code_of_conduct") or {}
    if not held:
        return [("code_of_conduct", "fail")]
    version, when = held.get("version"), day(held.get("accepted_on"))
    last = plus_months(when, params["months"]) if when else None
    bad = bool(when and (when > today or (last and last < today)))
    unsaid = version is None or when is None
    if version and version != ours.get("version") and version not in params.get("equivalents", ()):
        start, until = day(ours.get("effective_from")), day(ours.get("accept_by"))
        if "version" not in ours:
            unsaid = True
        elif not (start and start > today) and (until is None or until < today):
            bad = True
    if not bad and not unsaid and last:
        bad = soon(last, today, params)
    return [("code_of_conduct", verdict(bad, unsaid))]


def eth_02(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Declarations of interest."""
    told = [
        one
        for one in items(record, "conflict_declarations")
        if (day(one.get("declared_on")) or date.min) <= today
    ]
    mine = sorted(
        (one for one in told if one["role"] == record.get("owner")),
        key=lambda one: (one.get("declared_on", ""), one["id"]),
    )
    found = [("conflict_declarations/owner", "fail")]
    if mine:
        when, interest = day(mine[-1].get("declared_on")), mine[-1].get("conflict")
        bad = bool(when and plus_months(when, params["months"]) < today)
        bad = bad or (interest is True and mine[-1].get("kept_out") is not True)
        found = [("conflict_declarations/owner", verdict(bad, when is None or interest is None))]
    for one in items(record, "contracts"):
        if "cancelled_on" not in one:
            found += _panel(one, params) + _decided(one, told)
    return found


def _panel(contract: Data, params: Data) -> Outcomes:
    award, name = contract.get("award", {}), f"contracts/{contract['id']}"
    awarded = day(award.get("awarded_on")) or day(contract.get("signed_on"))
    agreed = {one["by"] for one in contract.get("approvals", ())}
    agreed.add(award.get("exemption", {}).get("approved_by"))
    found = []
    for one in award.get("panel", ()):
        when, interest = day(one.get("declared_on")), one.get("conflict")
        bad = when is None or (interest is True and one["role"] in agreed)
        if when and awarded:
            bad = bad or not when <= awarded <= plus_months(when, params["months"])
        unsaid = interest is None or awarded is None
        found.append((f"{name}/panel/{one['role']}", verdict(bad, unsaid)))
    return found


def _decided(contract: Data, told: list[Data]) -> Outcomes:
    if not contract.get("approvals"):
        return []
    since: dict[str, str] = {}
    for one in told:
        if one.get("conflict") is True:
            role = one["role"]
            since[role] = min(since.get(role, "9"), one.get("declared_on", "0"))
    bad = any(
        one["by"] in since and one.get("decided_on", "9") >= since[one["by"]]
        for one in contract["approvals"]
    )
    return [(f"contracts/{contract['id']}/approvals", verdict(bad, False))]


def esg_01(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Statements on modern slavery."""
    every = [one for one in items(record, "statements") if one["kind"] == "modern_slavery"]
    out = [one for one in every if happened(day(one.get("published_on")), today)]
    full = [one for one in out if "financial_year_end" in one]
    if not full:
        unsaid = bool(out) or any("published_on" not in one for one in every)
        return [("statements/modern_slavery", verdict(not unsaid, unsaid))]
    # Of two for one year, the first that was out.
    full.sort(key=lambda one: one["published_on"])
    latest = max(full, key=lambda one: one["financial_year_end"])
    year, on = day(latest["financial_year_end"]), day(latest["published_on"])
    assert year and on
    months = params["publish_months"]
    bad = plus_months(year, 12 + months) < today or on > plus_months(year, months)
    return [("statements/modern_slavery", verdict(bad, False))]


def esg_02(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Reports on conflict minerals."""
    every = [one for one in items(record, "statements") if one["kind"] == "conflict_minerals"]
    days = [day(one.get("published_on")) for one in every]
    out = [one for one in days if one and one <= today]
    if not out:
        return [("statements/conflict_minerals", "unknown" if None in days else "fail")]
    old = plus_months(max(out), params["months"]) < today
    return [("statements/conflict_minerals", verdict(old, False))]


def own_word(one: Data) -> bool:
    """Whether only the supplier says so."""
    return "self_declared" in (one.get("method"), one.get("evidence", {}).get("method"))


def gone(one: Data, record: Data, today: date) -> bool:
    """Whether a certification is replaced by one that has begun."""
    if "superseded_by" not in one:
        return False
    every = items(record, "certifications")
    later = [o for o in every if o["id"] == one["superseded_by"]]
    start = day(later[0].get("issued_on")) if later else None
    return start is None or start <= today


def esg_03(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Ratings."""
    found = [
        one
        for one in items(record, "certifications")
        if one["scheme"].lower() in [s.lower() for s in params["schemes"]]
        and not own_word(one)
        and not gone(one, record, today)
        and (day(one.get("issued_on")) or date.min) <= today
    ]
    if not found:
        return [("certifications/rating", "fail")]
    latest = max(found, key=lambda one: (one.get("issued_on", ""), one["id"]))
    when, score = day(latest.get("issued_on")), latest.get("score")
    bad = bool(when and plus_months(when, params["months"]) < today)
    bad = bad or (score is not None and Decimal(str(score)) < params["min_score"])
    return [("certifications/rating", verdict(bad, when is None or score is None))]


def esg_04(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Proof of labels."""
    found: Outcomes = []
    for offer in items(record, "offers"):
        for tag in offer.get("sustainability_tags", ()):
            if params.get("tags") and tag not in params["tags"]:
                continue
            proofs = [p for p in offer.get("sustainability_evidence", ()) if p["tag"] == tag]
            outcomes = {_proof(p, record, params, today) for p in proofs} or {"fail"}
            best = next(one for one in ("pass", "unknown", "fail") if one in outcomes)
            found.append((f"offers/{offer['id']}/{tag}", best))
    return found


def _proof(proof: Data, record: Data, params: Data, today: date) -> str:
    papers = proof.get("evidence", {})
    if "certification" in proof:
        every = {one["id"]: one for one in items(record, "certifications")}
        if proof["certification"] not in every:
            return "fail"
        one = every[proof["certification"]]
        start, end = day(one.get("issued_on")), day(one.get("expires_on"))
        bad = own_word(one) or bool(start and start > today) or bool(end and end < today)
        looked = day(one.get("verified_on")) or day(one.get("evidence", {}).get("verified_on"))
        unsaid = looked is None
    else:
        looked = day(papers.get("verified_on"))
        bad = papers.get("method") == "self_declared"
        unsaid = looked is None or "document_ref" not in papers
    bad = bad or bool(looked and not looked <= today <= plus_months(looked, params["months"]))
    return verdict(bad, unsaid)


def div_01(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Certificates that spend is counted by."""
    every = {one["id"]: one for one in items(record, "certifications")}
    found = []
    for name in record.get("diversity", ()):
        one = every.get(name)
        if one is None:
            found.append((f"diversity/{name}", "fail"))
            continue
        start, end = day(one.get("issued_on")), day(one.get("expires_on"))
        over = gone(one, record, today)
        bad = own_word(one) or over or bool(end and end < today)
        bad = bad or bool(start and end and start > today)
        unsaid = (end is None and not over) or not (
            one.get("method") or one.get("evidence", {}).get("method")
        )
        if not bad and not unsaid and end:
            bad = soon(end, today, params)
        found.append((f"diversity/{name}", verdict(bad, unsaid)))
    return found


NAIVE: Mapping[str, Check] = {
    "SCR-01": scr_01,
    "SCR-02": scr_02,
    "SCR-03": scr_03,
    "SCR-04": scr_04,
    "ETH-01": eth_01,
    "ETH-02": eth_02,
    "ESG-01": esg_01,
    "ESG-02": esg_02,
    "ESG-03": esg_03,
    "ESG-04": esg_04,
    "DIV-01": div_01,
}
