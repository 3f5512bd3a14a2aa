"""Naive evaluation of the checks of performance and risk, on the raw record."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.naive.basics import Data, day, items, plus_days, plus_months
from tests.naive.first_contracts import begins, over, runs
from tests.naive.service_common import LATE, Found, come, due, reviews, undated
from tests.naive.service_security import action


def number(value: Any) -> Decimal | None:
    """A figure."""
    return None if value is None else Decimal(value)


def PER_01(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Reviewed in time."""
    seen = reviews(record, today, "performance")
    if seen:
        last = plus_months(date.fromisoformat(seen[-1]["performed_on"]), params["months"])
        last = min(last, day(seen[-1].get("next_due_on")) or last)
        return [("reviews/performance", due(last, today, params))]
    if undated(record, "performance"):
        return [("reviews/performance", "unknown")]
    running = [one for one in items(record, "contracts") if runs(one, today, reference)]
    starts = [start for one in running if (start := begins(one))]
    last = plus_months(min(starts), params["months"]) if starts else today
    return [("reviews/performance", due(last, today, params))] if starts else []


def PER_02(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Weights, scores and grades that add up. The bands are known to be right or wrong."""
    found = []
    seen = reviews(record, today, *params.get("kinds", []))
    bands = [one.split(" ") for one in params.get("bands", [])]
    edges = sorted(tuple(map(int, one[1].split("-"))) for one in bands)
    joined = [0, *(end for _, end in edges)] == [*(start for start, _ in edges), 100]
    if bands and not joined and seen:
        found.append(("reviews/bands", "fail"))
    for review in seen:
        name, metrics = f"reviews/{review['id']}", review.get("metrics") or []
        weights = [one.get("weight") for one in metrics]
        total = sum(one or 0 for one in weights)
        word = "pass" if total == 100 else "fail"
        if metrics:
            lacking = None in weights and total <= 100
            found.append((f"{name}/weights", "unknown" if lacking else word))
        score = number(review.get("score"))
        if score is None:
            continue
        found.append((f"{name}/score", "pass" if 0 <= score <= 100 else "fail"))
        if "grade" in review and bands and joined:
            mine = ""
            for band, edge in bands:
                low, high = map(int, edge.split("-"))
                if low <= score < high or score == high == 100:
                    mine = band
            same = mine.lower() == review["grade"].lower()
            found.append((f"{name}/grade", "pass" if same else "fail"))
    return found


def PER_03(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Poor results have consequences."""
    scored = [one for one in reviews(record, today, "performance") if "score" in one]
    scores = [Decimal(one["score"]) for one in scored]
    if not scored:
        return []
    newest, score, floor = scored[-1], scores[-1], params["floor"]
    if not 0 <= score <= 100:
        word = "unknown"
    else:
        word = "pass" if score >= params["watch"] and score >= floor else "fail"
    found = [("reviews/performance/score", word)]
    if not 0 <= score < floor:
        return found
    agreed = newest.get("corrective_actions", [])
    good = any("owner" in one and "due_on" in one for one in agreed)
    word = "pass" if good else "unknown" if agreed else "fail"
    found.append(("reviews/performance/actions", word))
    row = params["in_a_row"]
    if len(scores) >= row and all(one < floor for one in scores[-row:]):
        decision = newest.get("suspension_decision", {})
        word = "fail"
        if "decision" in decision:
            dated = "decided_on" in decision
            word = "pass" if come(decision.get("decided_on"), today) else "fail"
            word = word if dated else "unknown"
        found.append(("reviews/performance/suspension", word))
    return found


def PER_04(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Enough cases behind each weighted measure."""
    seen = reviews(record, today, "performance")
    found = []
    for place, one in enumerate(seen[-1].get("metrics", []) if seen else []):
        size = one.get("sample_size")
        word = "unknown" if size is None else "pass" if size >= params["sample"] else "fail"
        if one.get("weight"):
            found.append((f"reviews/performance/metrics/{place}", word))
    return found


def PER_05(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Corrective actions closed in time."""
    return [
        (f"reviews/{review['id']}/{one['id']}", action(one, today, params))
        for review in reviews(record, today, *params.get("kinds", []))
        for one in review.get("corrective_actions", [])
    ]


def PER_06(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Renewed on data."""
    known = {one["id"]: one for one in items(record, "reviews")}
    found = []
    for contract in items(record, "contracts"):
        decision = contract.get("renewal", {}).get("decision", {})
        decided = day(decision.get("decided_on"))
        if decision.get("decision") != "renew" or "cancelled_on" in contract:
            continue
        if over(contract, today, reference) or (decided and decided > today):
            continue

        def fresh(one: Data | None, decided: date | None = decided) -> str:
            performed = day(one.get("performed_on")) if one else None
            if one is None:
                return "fail"
            if not performed or not decided:
                return "unknown"
            good = performed <= decided <= plus_months(performed, params["months"])
            return "pass" if good else "fail"

        name = f"contracts/{contract['id']}/renewal"
        found.append((f"{name}/assessment", fresh(known.get(decision.get("assessment", "")))))
        if params.get("risk_review"):
            words = [fresh(one) for one in known.values() if one["kind"] == "risk"]
            best = min(words, key=["pass", "unknown", "fail"].index, default="fail")
            found.append((f"{name}/risk", best))
    return found


def RSK_01(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Risks looked at in time."""
    return [
        (
            f"risks/{one['id']}/review",
            due(date.fromisoformat(one["review_on"]), today, params)
            if "review_on" in one
            else "unknown",
        )
        for one in items(record, "risks")
    ]


def RSK_02(record: Data, params: Data, today: date, reference: Data) -> Found:
    """High risks are worked on, or accepted."""
    found = []
    for risk in items(record, "risks"):
        before = risk.get("inherent")
        if before is None and "likelihood" in risk and "impact" in risk:
            before = risk["likelihood"] * risk["impact"]
        score = risk.get("residual")
        allowed = params.get("authorities") or [risk.get("accepted_by")]
        accepted = risk.get("accepted_by") in allowed and "accepted_by" in risk
        accepted = accepted and risk.get("accepted_until", "") >= today.isoformat()
        running = [
            one for one in risk.get("mitigations", []) if one.get("status", "open") == "open"
        ]
        if score is None:
            word = "pass" if before is not None and before < params["high"] else "unknown"
        elif score < params["high"] or accepted:
            word = "pass"
        elif risk.get("response") == "accept" or not running:
            word = "fail"
        else:
            good = any("owner" in one and "due_on" in one for one in running)
            word = "pass" if good else "unknown"
        found.append((f"risks/{risk['id']}", word))
    return found


def RSK_05(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Our part of its revenue."""
    share = record.get("share_of_supplier_revenue_pct")
    word = "unknown" if share is None else "pass" if share <= params["revenue"] else "fail"
    return [("revenue", word)]


def RSK_07(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Measures done in time."""
    return [
        (
            f"risks/{risk['id']}/measures/{place}",
            due(date.fromisoformat(one["due_on"]), today, params) if "due_on" in one else "unknown",
        )
        for risk in items(record, "risks")
        for place, one in enumerate(risk.get("mitigations", []))
        if one.get("status", "open") == "open"
    ]


def moves(offer: Data, params: Data, today: date) -> bool:
    """Whether a price moved too much."""
    breaks = [
        one for one in offer.get("price_breaks", []) if "valid_from" in one and "unit_price" in one
    ]
    for new in breaks:
        if not new["valid_from"] <= today.isoformat() <= new.get("valid_to", LATE):
            continue
        for old in breaks:
            same = Decimal(old["min_qty"]) == Decimal(new["min_qty"])
            same = same and old["unit_price"]["currency"] == new["unit_price"]["currency"]
            if not same or old["valid_from"] >= new["valid_from"]:
                continue
            last = plus_days(date.fromisoformat(new["valid_from"]), -1)
            last = min(last, day(old.get("valid_to")) or last)
            was, now = (Decimal(one["unit_price"]["amount"]) for one in (old, new))
            far = was and abs(now - was) * 100 > was * params["swing"]
            if far and plus_months(last, params["months"]) >= today:
                return True
    return False


def RSK_08(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Volatile prices are tied or watched."""
    running = [one for one in items(record, "contracts") if runs(one, today, reference)]
    indexed = [one["id"] for one in running if one.get("price_review", {}).get("mechanism")]
    risks = [one for one in items(record, "risks") if one["type"] == "price_volatility"]
    watched = any(one.get("kri") for one in risks)
    found = []
    for risk in risks:
        for place, one in enumerate(risk.get("kri", [])):
            when = day(one.get("as_of"))
            known = "value" in one and "threshold" in one and when and when <= today
            if not known or not when or plus_months(when, params["months"]) < today:
                word = "unknown"
            else:
                word = "fail" if Decimal(one["value"]) >= Decimal(one["threshold"]) else "pass"
            found.append((f"risks/{risk['id']}/indicators/{place}", word))
        if not risk.get("kri"):
            found.append((f"risks/{risk['id']}", "pass" if indexed else "fail"))
    for offer in items(record, "offers"):
        mine = [one for one in indexed if offer.get("contract", one) == one]
        if moves(offer, params, today):
            found.append((f"offers/{offer['id']}/price", "pass" if watched or mine else "fail"))
    for one in running if params.get("volatile") else []:
        good = watched or one["id"] in indexed
        found.append((f"contracts/{one['id']}/index", "pass" if good else "fail"))
    return found


def RSK_09(record: Data, params: Data, today: date, reference: Data) -> Found:
    """A safety record that is good enough."""
    safety = record.get("safety")
    if not safety:
        return [("safety/record", "fail")]
    most = {"emr": Decimal(params["emr_pct"]) / 100, "trir": number(safety.get("industry_trir"))}
    found = []
    for name, limit in most.items():
        held = number(safety.get(name))
        word = "unknown"
        if held is not None and limit is not None:
            word = "pass" if held <= limit else "fail"
        found.append((f"safety/{name}", word))
    end = day(safety.get("period_end"))
    word = "unknown"
    if end:
        word = "pass" if plus_months(end, params["months"]) >= today else "fail"
    return [*found, ("safety/period_end", word)]


NAIVE = {
    "PER-01": PER_01,
    "PER-02": PER_02,
    "PER-03": PER_03,
    "PER-04": PER_04,
    "PER-05": PER_05,
    "PER-06": PER_06,
    "RSK-01": RSK_01,
    "RSK-02": RSK_02,
    "RSK-05": RSK_05,
    "RSK-07": RSK_07,
    "RSK-08": RSK_08,
    "RSK-09": RSK_09,
}
