"""Insurance, evaluated naively: the checks that were there first.

A result is ``(subject, outcome)``, and where it matters a severity that lowers the requirement's
own and the offers that it bears on. Days are counted one by one, rates are fractions.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from tests.naive.basics import Data, day, inside, items, plus_days, plus_months
from tests.naive.first_common import Found, bucket, offered, same_name
from tests.naive.first_contracts import alive, begins

WC = "workers_compensation_employers_liability"
FIRST_DAY = date(1900, 1, 1)


def certificate_of(record: Data, policy: Data) -> Data | None:
    """The certificate that the policy names, or else the first by id that lists it."""
    papers = items(record, "insurance", "certificates")
    named = [one for one in papers if one["id"] == policy.get("certificate")]
    listing = [one for one in papers if policy["id"] in one.get("policies", ())]
    return (named or sorted(listing, key=lambda one: str(one["id"])) or [None])[0]


def end_of(record: Data, policy: Data) -> date | None:
    """The first day without the policy; None when it shows no end."""
    paper = certificate_of(record, policy) or {}
    usual = "exclusive" if paper.get("form", "").startswith("ACORD") else "inclusive"
    ends = [day(policy.get("cancelled_on"))]
    printed = day(policy.get("policy_exp"))
    if printed and policy.get("expiry_convention", usual) == "inclusive":
        printed = plus_days(printed, 1)
    return min((one for one in (printed, *ends) if one), default=None)


def whole(record: Data, policy: Data) -> bool:
    """Whether both ends of its term are on record; cancelled without a day, its end is not."""
    if policy.get("status") == "cancelled" and "cancelled_on" not in policy:
        return False
    return "policy_eff" in policy and end_of(record, policy) is not None


def holds(record: Data, policy: Data, on: date) -> bool:
    """Whether it is in force on the day."""
    first, end = day(policy.get("policy_eff")), end_of(record, policy)
    return whole(record, policy) and first is not None and end is not None and first <= on < end


def superseded(policy: Data) -> bool:
    """Whether another stands in its place."""
    return "superseded_by" in policy or policy.get("status") == "superseded"


def on_file(record: Data, lines: Iterable[str]) -> list[Data]:
    """Policies of the lines that are no drafts."""
    kept = [one for one in items(record, "insurance", "policies") if one.get("status") != "draft"]
    return [one for one in kept if one["line"] in set(lines)]


def lines_of(record: Data, params: Data) -> list[str]:
    """The lines named, or else every line on file."""
    everything = {one["line"] for one in items(record, "insurance", "policies")}
    filed = sorted(one for one in everything if on_file(record, [one]))
    return list(params.get("lines") or filed)


def running(record: Data, lines: Iterable[str], on: date) -> list[Data]:
    """Those in force, without what another one in force replaces."""
    found = [one for one in on_file(record, lines) if holds(record, one, on)]
    names = {one["id"] for one in found}
    return [one for one in found if one.get("superseded_by") not in names - {one["id"]}]


def exempt(record: Data, line: str, on: date, reference: Data) -> str:
    """Whether exemptions free the firm from the line in all places: yes, no or unclear."""
    every = items(record, "insurance", "exemptions")
    begin = {one["id"]: one.get("issued_on", "") for one in every}
    mine = [
        one
        for one in every
        if one["line"] == line
        and not ("superseded_by" in one and begin.get(one["superseded_by"], "") <= on.isoformat())
    ]
    named = sorted({place for _, place in offered(record, reference) if place})
    places = named or list(record.get("service_jurisdictions") or ())
    if not mine or not places:
        return "unclear" if mine else "no"
    answers = set()
    for place in places:
        here = {_frees(one, place, on) for one in mine}
        answers.add("yes" if "yes" in here else "unclear" if "unclear" in here else "no")
    return "no" if "no" in answers else "unclear" if "unclear" in answers else "yes"


def _frees(paper: Data, place: str, on: date) -> str:
    where, now = paper.get("jurisdictions"), on.isoformat()
    if where and not any(inside(place, one) for one in where):
        return "no"
    if not paper.get("issued_on", "0") <= now <= paper.get("expires_on", "9"):
        return "no"
    return "yes" if where and "issued_on" in paper and "expires_on" in paper else "unclear"


def INS_01(record: Data, params: Data, on: date, reference: Data) -> Found:
    """A policy in force, or an exemption."""
    out: Found = []
    for line in params["lines"]:
        free = exempt(record, line, on, reference)
        vague = [p for p in on_file(record, [line]) if not whole(record, p) and not superseded(p)]
        if running(record, [line], on) or free == "yes":
            out.append((f"insurance/{line}", "pass"))
        else:
            unknown = vague or free == "unclear"
            out.append((f"insurance/{line}", "unknown" if unknown else "fail"))
    return out


def INS_02(record: Data, params: Data, on: date, reference: Data) -> Found:
    """The policy that ends last has not ended; a cancelled one is left to INS-30."""
    out: Found = []
    for line in lines_of(record, params):
        found = on_file(record, [line])
        ending = [(end_of(record, p), p["id"], p) for p in found if end_of(record, p)]
        if not ending:
            if any(not superseded(p) for p in found):
                out.append((f"insurance/{line}", "unknown"))
            continue
        end, _, last = max(ending, key=lambda one: one[:2])
        over = end <= on and last.get("cancelled_on") != end.isoformat()
        free = exempt(record, line, on, reference) == "yes"
        out.append((f"insurance/{line}", "fail" if over and not free else "pass"))
    return out


def INS_03(record: Data, params: Data, on: date, reference: Data) -> Found:
    """The day on which cover as it stands ends, a renewal on equal terms included."""
    out: Found = []
    for line in lines_of(record, params):
        left = [p for p in on_file(record, [line]) if (end_of(record, p) or on) > on]
        order = {p["id"]: (end_of(record, p), p["id"]) for p in left}
        started = running(record, [line], on) or sorted(left, key=lambda p: order[p["id"]])[-1:]
        ends = []
        for now in started:
            while True:
                end = order[now["id"]][0]
                after = [p for p in left if p is not now and holds(record, p, end)]
                after = [p for p in after if as_good(now, p)]
                if not after:
                    break
                now = max(after, key=lambda p: order[p["id"]])
            ends.append(end)
        if ends:
            severity = bucket(params, plus_days(min(ends), -1), on, reference)
            found = ("fail", severity) if severity else ("pass", None)
            out.append((f"insurance/{line}", *found))
    return out


def _reach(money: Data | None, floor: Data | None) -> bool:
    """Whether the first is at least the second, in the same currency."""
    if floor is None:
        return True
    if money is None or money["currency"] != floor["currency"]:
        return False
    return Fraction(money["amount"]) >= Fraction(floor["amount"])


def as_good(old: Data, new: Data) -> bool:
    """Whether the later policy shows at least what the one before it showed."""
    limits = new.get("limits") or {}
    checks = [_reach(limits.get(key), one) for key, one in (old.get("limits") or {}).items()]
    for key in ("deductible", "retention_sir"):
        if key in old and key in new:
            checks.append(_reach(old[key], new[key]))
    occurrence = new.get("basis") == "occurrence"
    checks.append(occurrence or old.get("basis") != "occurrence")
    if "retroactive_date" in old and not occurrence:
        checks.append(new.get("retroactive_date", "9") <= old["retroactive_date"])
    per = old.get("aggregate_applies_per", "policy")
    checks.append(per == "policy" or new.get("aggregate_applies_per") == per)
    autos = set(new.get("auto_scope", ()))
    checks.append("any_auto" in autos or set(old.get("auto_scope", ())) <= autos)
    states = new.get("states_covered", ())
    for state in old.get("states_covered", ()):
        checks.append(any(inside(state, one) for one in states))
    beneath = set(old.get("schedule_of_underlying", ()))
    checks.append(beneath <= set(new.get("schedule_of_underlying", ())))
    for key in ("per_statute", "stop_gap"):
        checks.append(new.get(key) is True or old.get(key) is not True)
    owners = (old.get("proprietor_excluded"), new.get("proprietor_excluded"))
    checks.append(owners != (False, True))
    checks.append(follows(new) or not follows(old))
    for key in ("addl_insd", "subr_wvd", "primary_noncontributory", "notice_of_cancellation"):
        checks.append(_there(new.get(key)) or not _there(old.get(key)))
    return all(checks)


def _there(provision: Data | None) -> bool:
    said = provision or {}
    return any(said.get(key) for key in ("ticked", "forms", "proof", "days", "endorsed"))


def follows(policy: Data) -> bool:
    """Whether it is stated to follow form."""
    return policy.get("follow_form", "none") != "none"


def INS_04(record: Data, params: Data, on: date, reference: Data) -> Found:
    """Each day since the oldest contract, or the first policy, one by one."""
    out: Found = []
    for line in params["lines"]:
        found = [p for p in on_file(record, [line]) if whole(record, p)]
        if not found:
            continue
        terms = [(day(p["policy_eff"]), end_of(record, p)) for p in found]
        papers = items(record, "insurance", "gap_attestations")
        mine = [one for one in papers if one["line"] == line]
        signed, open_ = set(), set()
        for one in mine:
            span = days_of(day(one["starts_on"]), plus_days(day(one["ends_on"]), 1))
            if "signed_on" not in one:
                open_ |= span
            elif one["ends_on"] < one["signed_on"] <= on.isoformat():
                signed |= span
        held = set().union(signed, *(days_of(first, end) for first, end in terms))
        since = min(
            (begins(one) for one in items(record, "contracts") if alive(one, on, reference)),
            default=min(first for first, _ in terms),
        )
        gaps = _gaps(held, since, on, params["lookback_months"])
        for first, until in gaps:
            stated = until is not None and days_of(first, until) <= open_
            name = f"insurance/{line}/gap-{first.isoformat()}"
            out.append((name, "unknown" if stated else "fail"))
        if not gaps:
            out.append((f"insurance/{line}", "pass"))
    return out


def days_of(first: date | None, end: date | None) -> set[int]:
    """The days from the first to before the end."""
    assert first is not None and end is not None
    return set(range(first.toordinal(), end.toordinal()))


def _gaps(held: set[int], since: date, on: date, months: int) -> list[tuple[date, date | None]]:
    """First day, and first day with cover again, of the gaps that have begun and still count."""
    found = []
    before = True
    for number in range(since.toordinal(), on.toordinal() + 1):
        now = number in held
        if before and not now:
            again = min((one for one in held if one > number), default=None)
            until = None if again is None else date.fromordinal(again)
            if until is None or plus_months(until, months) > on:
                found.append((date.fromordinal(number), until))
        before = now
    return found


def rate(currency: str, on: date, age: int, reference: Data) -> Fraction | None:
    """What a unit of the currency is worth in the base currency."""
    if currency == reference.get("base", "USD"):
        return Fraction(1)
    known = [one for one in reference.get("rates") or () if one["currency"] == currency]
    known = [one for one in known if one["date"] <= on.isoformat()]
    if not known:
        return None
    newest = max(known, key=lambda one: one["date"])
    late = (on - date.fromisoformat(newest["date"])).days > age
    return None if late else Fraction(newest["rate"])


def worth(
    money: Data | None, currency: str, params: Data, on: date, reference: Data
) -> Fraction | None:
    """The amount in the currency, less the haircut; None when it cannot be known."""
    if money is None or money["currency"] == currency:
        return None if money is None else Fraction(money["amount"])
    age = params.get("rate_max_age_days", 0)
    source, target = (rate(one, on, age, reference) for one in (money["currency"], currency))
    if not age or source is None or target is None:
        return None
    kept = Fraction(100 - params.get("rate_haircut_pct", 0), 100)
    return Fraction(money["amount"]) * source / target * kept


def _limit(record: Data, params: Data, on: date, reference: Data, above: str) -> Found:
    """The largest limit of one policy, and of one umbrella over it, against what is required."""
    line, name, least = params["line"], params["limit"], params["min"]
    needed, currency = Fraction(least["amount"]), least["currency"]
    subject = f"insurance/{line}/{name}"

    def limit(policy: Data, which: str) -> Fraction | None:
        return worth((policy.get("limits") or {}).get(which), currency, params, on, reference)

    now = running(record, [line], on)
    if not now:
        return [(subject, _without(record, line, needed, on, reference))]
    own = [limit(one, name) for one in now]
    known = [one for one in own if one is not None]
    if not known:
        return [(subject, "unknown")]
    held, more = max(known), []
    if held < needed and params.get("umbrella_may_satisfy"):
        over = [p for p in running(record, ("umbrella", "excess"), on) if _stands_over(p, line)]
        more = [limit(one, above) for one in over]
        held += max((one for one in more if one is not None), default=Fraction(0))
    if held >= needed:
        return [(subject, "pass")]
    if None in own or None in more:
        return [(subject, "unknown")]
    share = params.get("error_from_pct", 0)
    near = share and held / needed * 100 >= share
    return [(subject, "fail", "error" if near else None)]


def _without(record: Data, line: str, needed: Fraction, on: date, reference: Data) -> str:
    """What it means that no policy is in force."""
    free = exempt(record, line, on, reference)
    vague = [p for p in on_file(record, [line]) if not whole(record, p) and not superseded(p)]
    if free == "yes" or (not needed and not vague):
        return "pass"
    return "unknown" if vague or free == "unclear" else "fail"


def _stands_over(umbrella: Data, line: str) -> bool:
    """Whether its schedule lists the line; of workers' compensation the liability part."""
    listed = set(umbrella.get("schedule_of_underlying") or ())
    wanted = {line, "employers_liability"} if line == WC else {line}
    return bool(listed & wanted) and follows(umbrella)


def INS_07(record: Data, params: Data, on: date, reference: Data) -> Found:
    """Each occurrence."""
    return _limit(record, params, on, reference, "each_occurrence")


def INS_08(record: Data, params: Data, on: date, reference: Data) -> Found:
    """Aggregates."""
    return _limit(record, params, on, reference, "aggregate")


def INS_21(record: Data, params: Data, on: date, reference: Data) -> Found:
    """The name on each certificate behind a policy in force."""
    names = [record["legal_name"], *record.get("trading_names", ())]
    names += record.get("former_names", ())
    names += [one["name"] for one in record.get("affiliates", ()) if one.get("evidence")]
    out: Found = []
    for policy in running(record, lines_of(record, params), on):
        paper = certificate_of(record, policy)
        if paper is None:
            out.append((f"insurance/policies/{policy['id']}", "unknown"))
            continue
        insured = (paper.get("insured") or {}).get("name")
        known = insured and any(same_name(insured, one) for one in names)
        found = (f"insurance/certificates/{paper['id']}", "pass" if known else "unknown")
        if found not in out:
            out.append(found)
    return out


def INS_30(record: Data, params: Data, on: date, reference: Data) -> Found:
    """Cancelled, and nothing in its place."""
    out: Found = []
    for line in lines_of(record, params):
        found = on_file(record, [line])
        gone = [p for p in found if not superseded(p) and _cancelled(p, on)]
        free = exempt(record, line, on, reference) == "yes"
        if gone and not running(record, [line], on) and not free:
            out += [(f"insurance/policies/{p['id']}", "fail") for p in gone]
        elif found:
            out.append((f"insurance/{line}", "pass"))
    return out


def _cancelled(policy: Data, on: date) -> bool:
    if "cancelled_on" in policy:
        return bool(policy["cancelled_on"] <= on.isoformat())
    return policy.get("status") == "cancelled"


NAIVE: dict[str, Any] = {
    "INS-01": INS_01,
    "INS-02": INS_02,
    "INS-03": INS_03,
    "INS-04": INS_04,
    "INS-07": INS_07,
    "INS-08": INS_08,
    "INS-21": INS_21,
    "INS-30": INS_30,
}
