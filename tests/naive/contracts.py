"""A second, plain evaluation of the contract checks: the records, the figures, the day."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from tests.naive import contracts_budget, contracts_sourcing
from tests.naive.basics import Data, day, items, plus_days, plus_months
from tests.naive.contracts_common import (
    Now,
    Outcomes,
    above,
    contracts,
    converted,
    decided,
    endless,
    in_force,
    said,
    send_by,
    worth,
)


def covered(record: Data, on: date) -> bool:
    """Whether general liability was in force: the one thing asked before a signature here."""
    policies = items(record, "insurance", "policies")
    return any(one["policy_eff"] <= on.isoformat() <= one["policy_exp"] for one in policies)


def CON_03(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Covered on the day of the signature."""
    found = []
    for one, _ in contracts(record, today, reference):
        signed = day(one.get("signed_on"))
        if signed is not None and day(params["signed_from"]) <= signed <= today:  # type: ignore[operator]
            outcome = said(not covered(record, signed))
            found.append((f"contracts/{one['id']}/prerequisites", outcome))
    return found


def CON_08(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Decided in time, on a fresh review."""
    found = []
    for one, now in contracts(record, today, reference):
        decision = (one.get("renewal") or {}).get("decision") or {}
        subject = f"contracts/{one['id']}/decision"
        if now.last is None:
            continue
        if not decided(one, now, today):
            chosen = now.renewed == 1 and decision.get("decision") in ("renew", "renegotiate")
            if now.renewed and not chosen:
                found.append((subject, "fail"))
            continue
        when = day(decision.get("decided_on"))
        if when is None:
            found.append((subject, "unknown"))
            continue
        by: date | None = plus_days(now.last, -params["end_days"])
        known = True
        if now.renews:
            notice = one["renewal"].get("notice") or {}
            sent = send_by(one, now.last, reference)
            known = sent is not None or "value" not in notice or "unit" not in notice
            by = sent and plus_days(sent, -params["decide_days"])
        wrong, unknown = by is not None and when > by, not known
        if decision["decision"] in ("renew", "renegotiate"):
            cited = [r for r in items(record, "reviews") if r["id"] == decision.get("assessment")]
            done = day(cited[0].get("performed_on")) if cited else None
            fresh = done and plus_months(done, params["months"]) >= when >= done
            wrong = wrong or not cited or (done is not None and not fresh)
            unknown = unknown or (bool(cited) and done is None)
        found.append((subject, said(wrong, unknown)))
    return found


def CON_10(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """No more renewals than were agreed."""
    found = []
    for one, now in contracts(record, today, reference):
        renewal = one.get("renewal") or {}
        if renewal.get("type") not in ("auto", "option") or endless(one):
            continue
        most, done = renewal.get("max_renewals"), renewal.get("renewals_exercised")
        if most is None or done is None:
            # Where none is allowed, how many have happened is not asked.
            unknown = most is None or most != 0
            found.append((f"contracts/{one['id']}/renewals", said(False, unknown)))
            continue
        more = decided(one, now, today) == "renew" and not one.get("renewed_by")
        wrong = done + now.renewed + more > most
        found.append((f"contracts/{one['id']}/renewals", said(wrong)))
    return found


def CON_11(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Options are taken up or let go in time."""
    found = []
    for one, now in contracts(record, today, reference):
        renewal = one.get("renewal") or {}
        most, done = renewal.get("max_renewals"), renewal.get("renewals_exercised", 0)
        if renewal.get("type") != "option" or (most is not None and most <= done):
            continue
        if now.last is None or not in_force(one, now, today):
            continue
        window = renewal.get("option_window") or {}
        opens, closes = day(window.get("opens_on")), day(window.get("closes_on"))
        choice, when = (
            decided(one, now, today),
            day((renewal.get("decision") or {}).get("decided_on")),
        )
        gone = choice in ("exit", "rebid") or one.get("renewed_by") or one.get("terminated_on")
        wrong = unknown = False
        if choice and not gone:
            wrong, unknown = bool(when and closes and when > closes), when is None
        elif not gone:
            begins = opens or plus_days(closes or now.last, -params["heads_up_days"])
            wrong, unknown = today >= begins and closes is not None, today >= begins
        found.append((f"contracts/{one['id']}/option", said(wrong, unknown)))
        by, told = (
            plus_days(now.last, -params["preliminary_days"]),
            day(window.get("preliminary_notice_on")),
        )
        told = told if told and told <= today else None
        late = not gone and (told > by if told else today > by)
        found.append((f"contracts/{one['id']}/option/preliminary-notice", said(late)))
    return found


def added(contract: Data, today: date) -> list[Data]:
    """Modifications signed by today, in order."""
    found = contract.get("modifications") or ()
    signed = [one for one in found if one.get("signed_on", "") <= today.isoformat()]
    return sorted(signed, key=lambda one: (one.get("signed_on") or "9999", one["id"]))


def CON_12(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Orders below the ceiling."""
    found = []
    for one, now in contracts(record, today, reference):
        value = one.get("value") or {}
        most, currency = None, "USD"
        if "not_to_exceed" in value:
            most, currency = (
                Decimal(value["not_to_exceed"]["amount"]),
                value["not_to_exceed"]["currency"],
            )
        elif "initial" in value:
            currency = value["initial"]["currency"]
            parts = [value["initial"], *(change.get("added_value") for change in added(one, today))]
            amounts = [converted(part, currency, today, reference) for part in parts]
            most = None if None in amounts else sum(part for part in amounts if part is not None)
        spent = converted(value.get("committed_to_date"), currency, today, reference)
        if "committed_to_date" not in value and now.start and today <= now.start:
            spent = Decimal(0)
        outcome = "unknown"
        if most is not None and spent is not None:
            outcome = said(spent > 0 if most == 0 else spent * 100 >= params["warn_pct"] * most)
        found.append((f"contracts/{one['id']}/value", outcome))
    return found


def CON_13(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Growth since the last approval."""
    found = []
    for one, _ in contracts(record, today, reference):
        changes = added(one, today)
        if not changes:
            continue
        base = (one.get("value") or {}).get("initial") or (one.get("award") or {}).get(
            "estimated_value"
        )
        outcome = "unknown"
        if base:
            approved, grown, known = Decimal(base["amount"]), Decimal(0), True
            for change in changes:
                more = converted(change.get("added_value"), base["currency"], today, reference)
                known = known and more is not None
                grown += more or 0
                if change.get("reapproved_by"):
                    approved, grown = approved + grown, Decimal(0)
            if known:
                outcome = said(grown * 100 > approved * params["growth_pct"])
        found.append((f"contracts/{one['id']}/modifications", outcome))
    return found


def CON_14(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Prices reviewed when due, and up by no more than the cap."""
    found = []
    for one, now in contracts(record, today, reference):
        review = one.get("price_review") or {}
        if not in_force(one, now, today):
            continue
        due, applied = day(review.get("next_on")), day(review.get("applied_on"))
        applied = applied if applied and applied <= today else None
        if due:
            soon = today >= plus_days(due, -params["heads_up_days"])
            wrong = soon and not (applied and applied >= due)
            found.append((f"contracts/{one['id']}/price-review", said(wrong)))
        rise = review.get("applied_pct")
        if applied or rise is not None:
            cap = review.get("cap_pct", (one.get("renewal") or {}).get("uplift_cap_pct"))
            over = rise is not None and cap is not None and Decimal(rise) > Decimal(cap)
            unknown = rise is None or (cap is None and Decimal(rise) > 0)
            found.append((f"contracts/{one['id']}/uplift", said(over, unknown)))
    return found


def CON_15(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """The clauses asked for."""
    return [
        (
            f"contracts/{one['id']}/clauses",
            "unknown"
            if "clauses" not in one
            else said(set(params["clauses"]) - set(one["clauses"])),
        )
        for one, _ in contracts(record, today, reference)
    ]


def CON_16(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Promises measured in the latest review."""
    live = [
        (one, now) for one, now in contracts(record, today, reference) if in_force(one, now, today)
    ]
    found = []
    for one, now in live:
        if not one.get("slas"):
            continue
        mine = [
            review
            for review in items(record, "reviews")
            if review["kind"] == "performance"
            and (review["contract"] == one["id"] if "contract" in review else len(live) == 1)
        ]
        past = [r for r in mine if r.get("performed_on", "9999") <= today.isoformat()]
        outcome = said(now.start and plus_months(now.start, params["first_after_months"]) <= today)
        if past:
            last = max(review["performed_on"] for review in past)
            names = {
                metric["name"].lower()
                for review in past
                for metric in review.get("metrics") or ()
                if review["performed_on"] == last and "value" in metric
            }
            outcome = said({sla["metric"].lower() for sla in one["slas"]} - names)
        elif any("performed_on" not in review for review in mine):
            outcome = "unknown"
        found.append((f"contracts/{one['id']}/slas", outcome))
    return found


def CON_17(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """No order beyond its framework."""
    found = []
    for one, now in contracts(record, today, reference):
        if "parent_contract" not in one:
            continue
        above_it = [p for p in items(record, "contracts") if p["id"] == one["parent_contract"]]
        outcome = "unknown"
        if above_it:
            parent, their = above_it[0], Now(above_it[0], today, reference)
            no_end = their.last is None and endless(parent)
            if parent.get("cancelled_on"):
                outcome = "fail"
            elif params["survival_clause"] in parent.get("clauses", ()) or no_end:
                outcome = "pass"
            elif their.last is not None and (now.last is not None or endless(one)):
                outcome = said(now.last is None or now.last > their.last)
        found.append((f"contracts/{one['id']}/parent", outcome))
    return found


def CON_18(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Signed by those who may."""
    found = []
    for one, _ in contracts(record, today, reference):
        signed, signatory = day(one.get("signed_on")), one.get("signatory") or {}
        if signed is None or not params["signed_from"] <= signed.isoformat() <= today.isoformat():
            continue
        role = signatory.get("role", "")
        if "limit" not in params:
            outcome = said(role and role not in params["roles"], not role)
            found.append((f"contracts/{one['id']}/signatory/role", outcome))
        elif role in params["roles"]:
            on = day(signatory.get("signed_on")) or signed
            over = above(worth(one), params["limit"], on, reference)
            found.append((f"contracts/{one['id']}/signatory/limit", said(over, over is None)))
    return found


def CON_19(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Kept long enough."""
    found = []
    for one in items(record, "contracts"):
        now, kept = Now(one, today, reference), one.get("retention") or {}
        dates = "keep_until" in kept or "deleted_on" in kept
        if one.get("cancelled_on") or now.last is None or not (now.ended or dates):
            continue
        paid = day(one.get("final_payment_on")) or now.last
        until = plus_months(max(now.last, paid), 12 * params["years"])
        gone, planned = day(kept.get("deleted_on")), day(kept.get("keep_until"))
        hold = kept.get("legal_hold") is True
        if gone and gone <= today:
            outcome = said(hold or gone <= until)
        else:
            outcome = said(not hold and planned and planned < until, not hold and planned is None)
        found.append((f"contracts/{one['id']}/retention", outcome))
    return found


def CON_20(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Exit plans tested."""
    found = []
    for one, now in contracts(record, today, reference):
        block = one.get("outsourcing") or {}
        service = record.get("sourcing_model") == "outsourced_service"
        maybe = "is_outsourcing" not in block and ("outsourcing" in one or service)
        if not in_force(one, now, today) or not (block.get("is_outsourcing") or maybe):
            continue
        plan = block.get("exit_plan") or {}
        tested = day(plan.get("tested_on"))
        good = tested and tested <= today <= plus_months(tested, params["test_months"])
        outcome = "unknown" if maybe else said(not good or not plan.get("doc"))
        found.append((f"contracts/{one['id']}/exit-plan", outcome))
    return found


def CON_21(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Contracts without an end are looked at."""
    found = []
    for one, now in contracts(record, today, reference):
        if now.last is None and in_force(one, now, today) and now.start:
            seen = day(one.get("reviewed_on"))
            since = seen if seen and seen <= today else now.start
            late = plus_months(since, params["months"]) < today
            found.append((f"contracts/{one['id']}/review", said(late)))
    return found


def CON_22(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Stricter, never laxer: more years, more clauses, a lower share, more cover."""
    found = []
    for one, _ in contracts(record, today, reference):
        for entry in one.get("overrides") or ():
            rule, name, theirs = entry["requirement"], entry["parameter"], entry["value"]
            ours = reference["rules"].get(rule, {}).get(name)
            outcome = "unknown"
            if isinstance(ours, dict) and isinstance(theirs, dict):
                if ours["currency"] == theirs["currency"]:
                    outcome = said(Decimal(theirs["amount"]) < Decimal(ours["amount"]))
            elif isinstance(ours, list) and isinstance(theirs, list):
                outcome = said(set(ours) - set(theirs))
            elif isinstance(ours, int) and isinstance(theirs, int):
                outcome = said(theirs > ours if name.endswith("_pct") else theirs < ours)
            found.append((f"contracts/{one['id']}/overrides/{rule}/{name}", outcome))
    return found


NAIVE: Mapping[str, Callable[[Data, Data, date, Data], Outcomes]] = {
    **{name.replace("_", "-"): one for name, one in globals().items() if name.startswith("CON_")},
    **contracts_sourcing.NAIVE,
    **contracts_budget.NAIVE,
}
