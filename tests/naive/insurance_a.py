"""Cover, limits, umbrellas, workers' compensation, claims made and bonds, evaluated naively.

The same semantics as the checks, in plain lines over the raw record, and day by day where the
checks work with intervals. ``reference`` holds ``base`` and ``rates``, and under ``applying`` the
other requirements (``check`` and ``params``) that apply.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.naive.basics import Data, amount, day, inside, items, plus_days, plus_months

Outcomes = list[tuple[str, str]]
WC = "workers_compensation_employers_liability"
GL = "commercial_general_liability"
ABOVE = ("umbrella", "excess")
EL = {
    "each_accident": ("el_each_accident", "each_occurrence"),
    "disease_each_employee": ("el_disease_each_employee", "each_occurrence"),
    "disease_policy_limit": ("el_disease_policy_limit", "aggregate"),
}


def on_file(record: Data, *lines: str) -> list[Data]:
    """The policies of these lines that are no drafts, each with its ``first`` and ``last`` day."""
    papers = items(record, "insurance", "certificates")
    found = []
    for one in items(record, "insurance", "policies"):
        if one["line"] in lines and one.get("status") != "draft":
            paper = next((p for p in papers if p["id"] == one.get("certificate")), None)
            if paper is None:
                listing = [p for p in papers if one["id"] in p.get("policies", ())]
                paper = min(listing, key=lambda p: str(p["id"]), default={})
            american = paper.get("form", "").startswith("ACORD")
            convention = one.get("expiry_convention", "exclusive" if american else "inclusive")
            first, last = day(one.get("policy_eff")), day(one.get("policy_exp"))
            if last and convention == "exclusive":
                last = plus_days(last, -1)
            cut = day(one.get("cancelled_on"))
            if cut and (last is None or cut <= last):
                last = plus_days(cut, -1)
            if one.get("status") == "cancelled" and not cut:
                last = None
            found.append({**one, "first": first, "last": last, "paper": paper})
    return found


def held_on(policies: Iterable[Data], today: date) -> list[Data]:
    """Those in force on the day; one that another of them replaces is not counted."""
    here = [p for p in policies if p["first"] and p["last"] and p["first"] <= today <= p["last"]]
    ids = [p["id"] for p in here]
    return [
        p
        for p in here
        if p.get("superseded_by") in (None, p["id"]) or p["superseded_by"] not in ids
    ]


def open_question(policies: Iterable[Data]) -> bool:
    """Whether one of them has no complete term, and nothing stands in its place."""
    return any(
        not (p["first"] and p["last"])
        and "superseded_by" not in p
        and p.get("status") != "superseded"
        for p in policies
    )


def nothing(policies: Iterable[Data]) -> str:
    """What it means that none of them is in force."""
    return "unknown" if open_question(policies) else "fail"


def best(outcomes: Iterable[str]) -> str:
    """Where one that passes is enough."""
    return min(outcomes, key=["pass", "unknown", "fail"].index)


def worst(outcomes: Iterable[str]) -> str:
    """Where each has to pass."""
    return min(outcomes, key=["fail", "unknown", "pass"].index)


def exempt(record: Data, line: str, places: list[str], today: date) -> bool | None:
    """Whether exemptions free the firm in each of the places; None when it cannot be told."""
    listed = items(record, "insurance", "exemptions")
    mine = []
    for one in listed:
        later = next((x for x in listed if x["id"] == one.get("superseded_by")), {})
        begun = "issued_on" not in later or day(later["issued_on"]) <= today  # type: ignore
        if one["line"] == line and not ("superseded_by" in one and begun):
            mine.append(one)
    if not mine:
        return False
    if not places:
        return None
    answers = [_freed(mine, place, today) for place in places]
    return False if False in answers else None if None in answers else True


def _freed(mine: list[Data], place: str, today: date) -> bool | None:
    answers: list[bool | None] = []
    for one in mine:
        where, first = one.get("jurisdictions"), day(one.get("issued_on"))
        last = day(one.get("expires_on"))
        if (
            (where and not any(inside(place, x) for x in where))
            or (first and today < first)
            or (last and today > last)
        ):
            answers.append(False)
        else:
            answers.append(True if where and first and last else None)
    return True if True in answers else None if None in answers else False


def offered(record: Data) -> list[str]:
    """Where the offers are, or else where the supplier may work."""
    found: list[str] = []
    for offer in items(record, "offers"):
        found += offer.get("jurisdictions") or record.get("service_jurisdictions") or ()
    return sorted(set(found)) or list(record.get("service_jurisdictions") or ())


def contract_days(contract: Data) -> tuple[date | None, date | None, bool]:
    """First day, last day, and whether it has none."""
    first = day(contract.get("starts_on")) or day(contract.get("signed_on"))
    last = None if contract.get("evergreen") else day(contract.get("ends_on"))
    stopped = day(contract.get("terminated_on"))
    if stopped and (last is None or stopped < last):
        last = stopped
    endless = contract.get("evergreen") is True
    return first, last, endless or contract.get("renewal", {}).get("type") == "evergreen"


def contracts(record: Data) -> list[tuple[Data, date | None, date | None, bool]]:
    """Those that were not called off."""
    return [(c, *contract_days(c)) for c in items(record, "contracts") if "cancelled_on" not in c]


def in_money(money: Data | None, currency: str, params: Data, today: date, reference: Data) -> Any:
    """The amount in the currency, less the haircut; None when it cannot be known."""
    if not money or money["currency"] == currency:
        return amount(money, currency)
    rates = []
    for name in (money["currency"], currency):
        fit = [
            (r["date"], Decimal(r["rate"]))
            for r in reference.get("rates", ())
            if r["currency"] == name and day(r["date"]) <= today  # type: ignore[operator]
        ]
        newest = max(fit, default=None)
        age = params.get("rate_max_age_days", 0)
        if name == reference.get("base", "USD"):
            rates.append(Decimal(1))
        elif newest and age and plus_days(date.fromisoformat(newest[0]), age) >= today:
            rates.append(newest[1])
        else:
            return None
    if not params.get("rate_max_age_days"):
        return None
    keep = Decimal(100 - params.get("rate_haircut_pct", 0)) / 100
    return Decimal(money["amount"]) * rates[0] / rates[1] * keep


def lists(umbrella: Data, line: str) -> bool:
    """Whether the line is on its schedule; of workers' compensation the liability part is."""
    schedule = umbrella.get("schedule_of_underlying", ())
    return line in schedule or (line == WC and "employers_liability" in schedule)


def limit(
    record: Data,
    line: str,
    name: str,
    above: str,
    least: Data,
    params: Data,
    today: date,
    ref: Data,
) -> str:
    """Whether the line holds a limit, with one umbrella where it is allowed."""
    currency, needed = least["currency"], Decimal(least["amount"])
    found = on_file(record, line)
    sums: list[Decimal | None] = []
    for policy in held_on(found, today):
        sums.append(in_money(policy.get("limits", {}).get(name), currency, params, today, ref))
    known = [x for x in sums if x is not None]
    if known and max(known) < needed and params.get("umbrella_may_satisfy"):
        for umbrella in held_on(on_file(record, *ABOVE), today):
            if lists(umbrella, line) and umbrella.get("follow_form", "none") != "none":
                more = umbrella.get("limits", {}).get(above)
                more = in_money(more, currency, params, today, ref)
                sums.append(None if more is None else max(known) + more)
    if any(x is not None and x >= needed for x in sums):
        return "pass"
    if sums:
        return "unknown" if None in sums else "fail"
    if not open_question(found) and needed <= 0:
        return "pass"
    free = exempt(record, line, offered(record), today)
    return "pass" if free else "unknown" if free is None else nothing(found)


def _activities(contract: Data, last: date | None) -> list[tuple[str, date, date]]:
    """The activities with both days, each with its name; cut where the contract was ended early."""
    planned = []
    seen: dict[str, int] = {}
    listed = enumerate(contract.get("activities", ()))
    for _, one in sorted(listed, key=lambda x: (x[1].get("starts_on", "9999"), x[0])):
        key = f"{one['activity']}/{one.get('site', 'any-site')}"
        seen[key] = seen.get(key, 0) + 1
        key += f"/{seen[key]}" if seen[key] > 1 else ""
        begin, end = day(one.get("starts_on")), day(one.get("ends_on"))
        if end and last and "terminated_on" in contract:
            end = min(end, last)
        if begin and end and begin <= end:
            planned.append((f"contracts/{contract['id']}/{key}", begin, end))
    return planned


def INS_05(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Short work is covered on each day."""
    out = []
    short = timedelta(days=params["short_days"] - 1)
    for contract, first, last, endless in contracts(record):
        planned = _activities(contract, last)
        starts = [x[1] for x in planned] + ([first] if first else [])
        ends = [x[2] for x in planned] + ([last] if last else [])
        whole = bool(starts and ends) and not endless
        if whole and max(ends) - min(starts) <= short:
            planned = [(f"contracts/{contract['id']}", min(starts), max(ends))]
        planned = [x for x in planned if x[2] - x[1] <= short]
        if not planned and not whole and not endless and not (last and last < today):
            out.append((f"contracts/{contract['id']}/insurance", "unknown"))
        for name, begin, end in planned:
            start = plus_days(begin, -params.get("setup_days", 0))
            stop = plus_days(end, params.get("teardown_days", 0))
            for line in params["lines"] if stop >= today else ():
                outcome = _each_day(on_file(record, line), start, stop)
                out.append((f"{name}/insurance/{line}", outcome))
    return out


def _each_day(policies: list[Data], start: date, stop: date) -> str:
    for number in range((stop - start).days + 1):
        now = plus_days(start, number)
        if not any(p["first"] and p["last"] and p["first"] <= now <= p["last"] for p in policies):
            return nothing(policies)
    return "pass"


def INS_06(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Cover goes on, day by day, to the last day of the contract."""
    out = []
    for contract, _, last, endless in contracts(record):
        if last is None and not endless:
            out.append((f"contracts/{contract['id']}/insurance", "unknown"))
        for line in params["lines"] if last and last >= today else ():
            found = on_file(record, line)
            whole = [p for p in found if p["first"] and p["last"] and p["last"] >= today]
            until = max((p["last"] for p in whole), default=None)
            if any(p["first"] <= today for p in whole):
                until = today
                while any(p["first"] <= until <= p["last"] for p in whole):
                    until = plus_days(until, 1)
                until = plus_days(until, -1)
            outcome = "pass" if until and until >= last else nothing(found)
            if until is None:
                free = exempt(record, line, offered(record), today)
                outcome = "pass" if free else "unknown" if free is None else outcome
            out.append((f"contracts/{contract['id']}/insurance/{line}", outcome))
    return out


def INS_09(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """The aggregate is counted as required."""
    out = []
    for line in params["lines"]:
        found = on_file(record, line)
        judged = []
        for policy in held_on(found, today):
            per = policy.get("aggregate_applies_per")
            judged.append("pass" if per in params["per"] else "fail" if per else "unknown")
        outcome = best(judged) if judged else nothing(found)
        out.append((f"insurance/{line}/aggregate-basis", outcome))
    return out


def INS_10(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """What is left of the umbrella when the primary policies have taken theirs."""
    out = []
    running = held_on(on_file(record, *ABOVE), today)
    for name, key in (("each_occurrence", "occurrence"), ("aggregate", "aggregate")):
        if key not in params:
            continue
        currency, needed = params[key]["currency"], Decimal(params[key]["amount"])
        judged = []
        for tower in _towers(running):
            high = [
                in_money(p.get("limits", {}).get(name), currency, params, today, reference)
                for p in tower
            ]
            least = sum((x for x in high if x is not None), Decimal(0))
            low_need, high_need = _needs(record, tower, name, currency, params, today, reference)
            if high_need is not None and least - high_need >= needed:
                judged.append("pass")
            elif None not in high and least - low_need < needed:
                judged.append("fail")
            else:
                judged.append("unknown")
        outcome = best(judged) if judged else nothing(on_file(record, *ABOVE))
        out.append((f"insurance/umbrella/tower/{name}", outcome))
    return out


def _on(upper: Data, lower: Data) -> bool:
    return upper is not lower and lower["line"] in upper.get("schedule_of_underlying", ())


def _towers(running: list[Data]) -> list[list[Data]]:
    bottoms = [p for p in running if not any(_on(p, x) for x in running)] or running
    found = []
    for bottom in bottoms:
        tower = [bottom]
        for _ in running:
            for one in running:
                firm = one.get("follow_form", "none") != "none"
                if one not in tower and firm and any(_on(one, x) for x in tower):
                    tower.append(one)
        found.append(tower)
    return found


def _needs(
    record: Data, tower: list[Data], name: str, currency: str, params: Data, today: date, ref: Data
) -> tuple[Decimal, Decimal | None]:
    """The least and the most that primary policies may need; None for no bound."""
    asked: dict[tuple[str, str], tuple[Decimal, Decimal | None]] = {}
    for rule in ref.get("applying", ()):
        for line, limit_name, above, least in _asked(rule):
            firm = [p for p in tower if p.get("follow_form", "none") != "none" and lists(p, line)]
            if above != name or not firm:
                continue
            low, high = _lacking(record, line, limit_name, least, rule["params"], today, ref)
            plain = {**params, "rate_haircut_pct": 0}
            if high:
                money = {"amount": str(high), "currency": least["currency"]}
                high = in_money(money, currency, plain, today, ref)
                low = Decimal(0) if high is None or not low else high
            old = asked.get((line, limit_name), (Decimal(0), Decimal(0)))
            worse = None if high is None or old[1] is None else max(high, old[1])
            asked[line, limit_name] = (max(low, old[0]), worse)
    lows, highs = [x for x, _ in asked.values()], [x for _, x in asked.values()]
    join: Callable[..., Any] = sum if name == "aggregate" else max
    top = None if None in highs else join([*highs, Decimal(0)])
    return join([*lows, Decimal(0)]), top


def _asked(rule: Data) -> list[tuple[str, str, str, Data]]:
    params, code = rule["params"], rule["check"]
    if not params.get("umbrella_may_satisfy"):
        return []
    if code == "INS-15":
        return [(WC, low, above, params[key]) for key, (low, above) in EL.items()]
    if code == "INS-12":
        line = ("automobile_liability", "combined_single_limit", "each_occurrence")
        return [(*line, params["min"])] if "min" in params else []
    above = "aggregate" if code == "INS-08" else "each_occurrence"
    return [(params["line"], params["limit"], above, params["min"])]


def _lacking(
    record: Data, line: str, name: str, least: Data, params: Data, today: date, ref: Data
) -> tuple[Decimal, Decimal]:
    """The least and the most that the line lacks, in the currency of its own requirement."""
    found = on_file(record, line)
    running = held_on(found, today)
    if not running:
        return Decimal(0), Decimal(least["amount"]) if open_question(found) else Decimal(0)
    sums = [
        in_money(p.get("limits", {}).get(name), least["currency"], params, today, ref)
        for p in running
    ]
    most = max((x for x in sums if x is not None), default=Decimal(0))
    high = max(Decimal(least["amount"]) - most, Decimal(0))
    return (Decimal(0) if None in sums else high), high


def INS_11(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """An umbrella in force lists each line, above a policy in force."""
    out = []
    for line in params["lines"]:
        above = held_on(on_file(record, *ABOVE), today)
        if not above:
            outcome = nothing(on_file(record, *ABOVE))
        elif not any(lists(p, line) for p in above):
            outcome = "fail" if all("schedule_of_underlying" in p for p in above) else "unknown"
        elif not held_on(on_file(record, line), today):
            outcome = nothing(on_file(record, line))
        else:
            outcome = "pass"
        out.append((f"insurance/umbrella/underlying/{line}", outcome))
    return out


def INS_12(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Every vehicle is covered, and the limit is high enough."""
    line = "automobile_liability"
    found = on_file(record, line)
    judged = []
    for policy in held_on(found, today):
        boxes = policy.get("auto_scope") or []
        own = "owned" in boxes or "scheduled" in boxes
        every = "any_auto" in boxes or (own and "hired" in boxes and "non_owned" in boxes)
        judged.append("pass" if every else "fail" if boxes else "unknown")
    out = [(f"insurance/{line}/scope", best(judged) if judged else nothing(found))]
    if "min" in params:
        name, above = "combined_single_limit", "each_occurrence"
        outcome = limit(record, line, name, above, params["min"], params, today, reference)
        out.append((f"insurance/{line}/{name}", outcome))
    return out


def places_of_work(record: Data, today: date) -> list[str]:
    """Where it works in the United States: by offers and contracts, else where it may work."""
    found: set[str] = set()
    for offer in items(record, "offers"):
        places = offer.get("jurisdictions")
        # What stands for a contract's work (families.chosen_only) has the contract's places alone.
        if not places and not offer["id"].startswith("by-contract-"):
            places = record.get("service_jurisdictions")
        found |= set(places or ())
    for contract, _, last, _ in contracts(record):
        if last is None or last >= today:
            found |= set(contract.get("jurisdictions_of_work", ()))
    found = found or set(record.get("service_jurisdictions") or ())
    return sorted(x for x in found if inside(x, "US") or x in ("PR", "VI", "GU", "AS", "MP"))


def territory(place: str) -> str:
    """A territory by its own code."""
    return place[3:] if place in ("US-PR", "US-VI", "US-GU", "US-AS", "US-MP") else place


def within_any(place: str, states: Iterable[str]) -> bool:
    """Whether it lies in one of them."""
    return any(inside(place, x) or inside(territory(place), territory(x)) for x in states)


def INS_13(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Each state of work is on a statutory policy, or exempt."""
    out = []
    for place in places_of_work(record, today):
        if within_any(place, params.get("fund_states", ())):
            continue
        found = on_file(record, WC)
        judged = []
        for policy in held_on(found, today):
            statutory, states = policy.get("per_statute"), policy.get("states_covered") or []
            if statutory is False or (states and not within_any(place, states) and place != "US"):
                judged.append("fail")
            elif statutory and within_any(place, states):
                judged.append("pass")
            else:
                judged.append("unknown")
        free = exempt(record, WC, [place], today)
        outcome = best(judged) if judged else nothing(found)
        if free or (free is None and outcome == "fail"):
            outcome = "pass" if free else "unknown"
        out.append((f"insurance/{WC}/{place}", outcome))
    return out


def INS_14(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """In a state with its own fund: the fund's policy, and stop-gap cover on some policy."""
    out = []
    for place in places_of_work(record, today):
        if not within_any(place, params["fund_states"]):
            continue
        found, judged = on_file(record, WC), []
        for policy in held_on(found, today):
            states = policy.get("states_covered") or []
            kind = None
            for insurer in policy["paper"].get("insurers", ()):
                if "letter" in insurer and insurer["letter"] == policy.get("insurer_letter"):
                    kind = insurer.get("kind")
                    break
            if (states and not within_any(place, states)) or kind not in (None, "state_fund"):
                judged.append("fail")
            else:
                judged.append("pass" if kind and states else "unknown")
        others = on_file(record, WC, GL, *ABOVE)
        said = [p.get("stop_gap") for p in held_on(others, today)]
        fund = best(judged) if judged else nothing(found)
        gap = "pass" if True in said else "unknown" if None in said else "fail"
        gap = gap if said else nothing(others)
        free = exempt(record, WC, [place], today)
        for what, outcome in (("state-fund", fund), ("stop-gap", gap)):
            if free or (free is None and outcome != "pass"):
                outcome = "pass" if free else "unknown"
            out.append((f"insurance/{WC}/{place}/{what}", outcome))
    return out


def INS_15(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Three limits of employers' liability, and the owners."""
    out = []
    for key, (name, above) in EL.items():
        outcome = limit(record, WC, name, above, params[key], params, today, reference)
        out.append((f"insurance/{WC}/{name}", outcome))
    found, judged = on_file(record, WC), []
    for policy in held_on(found, today):
        excluded, seen = (
            policy.get("proprietor_excluded"),
            day(policy.get("proprietor_reviewed_on")),
        )
        if excluded is None:
            judged.append("unknown")
        else:
            judged.append("pass" if not excluded or (seen and seen <= today) else "fail")
    if judged:
        outcome = worst(judged)
    else:
        free = exempt(record, WC, offered(record), today)
        outcome = "pass" if free else "unknown" if free is None else nothing(found)
    return [*out, (f"insurance/{WC}/owners", outcome)]


def back_to(policy: Data, start: date) -> str:
    """Whether a policy pays for what was done from that day on."""
    basis, retro = policy.get("basis"), day(policy.get("retroactive_date"))
    if basis == "occurrence":
        return "pass"
    if basis is None or retro is None:
        return "unknown"
    return "pass" if retro <= start else "fail"


def first_days(record: Data, wanted: Iterable[Data]) -> list[date | None]:
    """The first days of the contracts and of all that they renew."""
    chain = {c["id"]: c for c in wanted}
    for _ in items(record, "contracts"):
        for contract, _, _, _ in contracts(record):
            if contract.get("renewed_by") in chain:
                chain[contract["id"]] = contract
    return [contract_days(c)[0] for c in chain.values()]


def INS_24(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Retroactive dates reach back to the oldest contract, and do not move."""
    live = [c for c, _, last, _ in contracts(record) if last is None or last >= today]
    starts = first_days(record, live)
    known = [x for x in starts if x]
    out = []
    for line in params["lines"]:
        found = on_file(record, line)
        running = held_on(found, today)
        if starts:
            outcome = nothing(found)
            if running:
                outcome = best(back_to(p, min(known)) for p in running) if known else "unknown"
            if outcome == "pass" and len(known) < len(starts):
                outcome = "unknown"
            out.append((f"insurance/{line}/retroactive-date", outcome))
        judged = _moved(found, running)
        if judged:
            out.append((f"insurance/{line}/retroactive-date-moved", worst(judged)))
    return out


def _moved(found: list[Data], running: list[Data]) -> list[str]:
    """Each policy for claims made that has others before it: whether its date is no later."""
    judged = []
    for policy in running:
        before = [
            date.fromisoformat(p["retroactive_date"])
            for p in found
            if p["first"] and p["first"] < policy["first"] and p.get("basis") != "occurrence"
            if "retroactive_date" in p
        ]
        if before and policy.get("basis") != "occurrence":
            retro = day(policy.get("retroactive_date"))
            moved = retro is not None and retro > min(before)
            judged.append("unknown" if retro is None else "fail" if moved else "pass")
    return judged


def INS_25(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """For years after the contract, claims can still be made."""
    out = []
    for contract, _, last, _ in contracts(record):
        if last is None or last >= today or contract.get("renewed_by"):
            continue
        if today > plus_months(last, 12 * params["years"]):
            continue
        starts = first_days(record, [contract])
        for line in params["lines"]:
            name = f"contracts/{contract['id']}/insurance/{line}/tail"
            found = on_file(record, line)
            whole = [p for p in found if p["first"] and p["last"]]
            if None in starts:
                out.append((name, "unknown"))
                continue
            start = min(x for x in starts if x)
            then = [p for p in whole if p["first"] <= last and p["last"] >= start]
            if then and all(p.get("basis") == "occurrence" for p in then):
                out.append((name, "pass"))
                continue
            judged = [nothing(found)]
            for policy in whole:
                if policy.get("basis") != "occurrence" and _pays(policy, last, today):
                    judged.append(back_to(policy, start))
            out.append((name, best(judged)))
    return out


def _pays(policy: Data, ended: date, today: date) -> bool:
    """Whether claims can be made today: in its term, or in the time for reporting after it."""
    if policy["first"] <= today <= policy["last"]:
        return True
    months = {"P6M": 6, "P1Y": 12, "P2Y": 24}.get(policy.get("extended_reporting_period", ""), 0)
    over = plus_days(policy["last"], 1)
    return policy["last"] >= ended and over <= today < plus_months(over, months)


def INS_32(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """A bond of each kind is in force, and high enough."""
    out = []
    bonds = items(record, "bonds")
    for contract, start, last, _ in contracts(record):
        if last and last < today:
            continue
        value = contract.get("value", {}).get("not_to_exceed") or contract.get("value", {}).get(
            "initial"
        )
        for kind in params["kinds"]:
            judged = ["fail"]
            for bond in bonds:
                later = next((b for b in bonds if b["id"] == bond.get("superseded_by")), None)
                mine = (
                    bond["kind"] == kind and bond.get("contract", contract["id"]) == contract["id"]
                )
                if mine and not (later and later is not bond and _runs(later, today)):
                    judged.append(_bond(bond, value, start, params, today, reference))
            out.append((f"contracts/{contract['id']}/bonds/{kind}", best(judged)))
    return out


def _runs(bond: Data, today: date) -> bool:
    first, last, cut = (day(bond.get(x)) for x in ("starts_on", "ends_on", "cancelled_on"))
    return (
        not (first and today < first) and not (last and today > last) and not (cut and today >= cut)
    )


def _bond(
    bond: Data, value: Data | None, start: date | None, params: Data, today: date, reference: Data
) -> str:
    ended = {**bond, "starts_on": None}
    when = start if start and today < start else today
    if not _runs(ended, today) or not _runs(bond, when):
        return "fail"
    if value is None or "penal_sum" not in bond:
        return "unknown"
    held = in_money(bond["penal_sum"], value["currency"], params, today, reference)
    if held is None:
        return "unknown"
    if held < Decimal(value["amount"]) * params["share_pct"] / 100:
        return "fail"
    dated = "starts_on" in bond and ("ends_on" in bond or "cancelled_on" in bond)
    return "pass" if dated and "contract" in bond else "unknown"


NAIVE = {
    "INS-05": INS_05,
    "INS-06": INS_06,
    "INS-09": INS_09,
    "INS-10": INS_10,
    "INS-11": INS_11,
    "INS-12": INS_12,
    "INS-13": INS_13,
    "INS-14": INS_14,
    "INS-15": INS_15,
    "INS-24": INS_24,
    "INS-25": INS_25,
    "INS-32": INS_32,
}
